/// A time limit as an official document words it, and the days it yields.
public struct Deadline: Sendable {
  public enum Kind: String, Sendable {
    case before, onOrBefore, within, recurring, period, continuous, notStated
  }

  /// How the days bind: strictly before, on or before, within a count of days, some time during.
  public enum Bound: String, Sendable {
    case before, onOrBefore, within, during
  }

  /// The wording, as it stands.
  public var text: String
  public var kind: Kind
  public var bound: Bound?
  /// The days as worded ("trước ngày 30/6/2023" gives 2023-06-30). Empty where they depend on an event
  /// whose date is unknown.
  public var dates: [CivilDate] = []
  /// The last acceptable day for each of `dates` (there: 2023-06-29).
  public var lastDays: [CivilDate] = []
  /// Where the wording stands; `nil` for a wording given alone.
  public var span: Span?

  public init(text: String, kind: Kind, bound: Bound? = nil) {
    self.text = text
    self.kind = kind
    self.bound = bound
  }
}
