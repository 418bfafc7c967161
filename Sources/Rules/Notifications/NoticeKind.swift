/// What sort of thing a person is told.
public enum NoticeKind: String, CaseIterable, Sendable {
  /// Somebody did something.
  case news
  /// The last day of a duty comes near.
  case soon
  /// It is over.
  case overdue
  /// What is overdue in a leader's area.
  case digest
}
