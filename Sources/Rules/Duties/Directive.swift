/// What a leader wrote or said that units are to do (ý kiến chỉ đạo, nhiệm vụ được giao), outside any plan.
public struct Directive: Sendable, Equatable {
  public let id: ID<Directive>
  public let giver: ID<Unit>
  /// The document that says it: "45/TB-UBND"; empty where it was only said.
  public let number: String
  /// The day of the document, or on which it was said.
  public let givenOn: CivilDate
  /// Who said or signed it: "Chủ tịch UBND tỉnh"; may be empty where there is a document.
  public let givenBy: String
  public let text: String
  public let due: CivilDate

  public init(
    id: ID<Directive>, giver: ID<Unit>, number: String, givenOn: CivilDate, givenBy: String,
    text: String, due: CivilDate
  ) {
    self.id = id
    self.giver = giver
    self.number = number
    self.givenOn = givenOn
    self.givenBy = givenBy
    self.text = text
    self.due = due
  }
}
