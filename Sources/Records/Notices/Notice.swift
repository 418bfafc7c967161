public import Rules
internal import Store

/// What one person was told.
public struct Notice: Sendable, Equatable {
  public let id: ID<Notice>
  public let kind: NoticeKind
  public let words: Sentence
  /// More of it, one line each; empty where the sentence says all.
  public let details: [String]
  /// The thing it is about.
  public let subject: Subject
  public let madeAt: Instant
  public let readAt: Instant?

  static let columns: SQL = """
    n.id, n.kind, n.words, n.parts, n.details, n.subject_kind, n.subject_id, n.made_at, n.read_at
    """

  init(_ row: Row) throws {
    id = try row.get("id")
    kind = try row.choice("kind")
    words = Sentence(
      pattern: try row.get("words"),
      values: try row.get("parts", as: String.self)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    details = try row.get("details", as: String.self).split(separator: "\n").map(String.init)
    subject = Subject(try row.get("subject_kind"), try row.get("subject_id"))
    madeAt = try row.get("made_at")
    readAt = try row.get("read_at")
  }
}

/// Whom something concerns; told are those with an enabled account on that day, never who did it themselves.
public enum Audience: Hashable, Sendable {
  /// Who may report the duties of this very unit.
  case reporters(of: ID<Unit>)
  /// Who may decide on the duties that this unit gave; where it has nobody, those nearest above.
  case deciders(at: ID<Unit>)
  /// The head of the unit on that day; where no head has an account, its leaders.
  case heads(of: ID<Unit>)
  case account(ID<Account>)
}

/// Something to be told.
public struct News: Sendable {
  public var kind: NoticeKind
  public var words: Sentence
  public var details: [String]
  public var subject: Subject
  public var audience: Audience
  /// With the account: what is told only once, such as a step of reminding for one duty and day.
  public var once: String?

  public init(
    _ words: Sentence, about subject: Subject, to audience: Audience, kind: NoticeKind = .news,
    details: [String] = [], once: String? = nil
  ) {
    self.kind = kind
    self.words = words
    self.details = details
    self.subject = subject
    self.audience = audience
    self.once = once
  }
}
