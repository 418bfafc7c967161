/// Why a request is not carried out, in terms of the office's rules. Everything else that goes wrong is an accident.
///
/// Texts are sentences that name the rule, the date and who can lift it.
public enum Refusal: Error, Equatable, Sendable {
  /// There is no such thing, or none that this person may know of.
  case notFound
  case forbidden(Sentence)
  case invalid([Problem])
  /// Somebody changed the thing meanwhile, or its state does not allow this.
  case conflict(Sentence)
}

/// What is wrong with one field of a form, and what to do about it.
public struct Problem: Equatable, Sendable {
  /// The field's name in the form and in the API; empty where the whole form is meant.
  public let field: String
  public let text: Sentence

  public init(_ field: String, _ text: Sentence) {
    self.field = field
    self.text = text
  }
}
