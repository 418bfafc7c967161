/// What a unit is to a task.
public enum DutyRole: String, CaseIterable, Sendable {
  /// Chủ trì.
  case lead
  /// Phối hợp: answers to the lead.
  case coordinating
  /// Thực hiện: each for itself.
  case executing

  public var words: Sentence {
    switch self {
    case .lead: "chủ trì"
    case .coordinating: "phối hợp"
    case .executing: "thực hiện"
    }
  }
}

/// A unit's duty to do one thing by one date.
public enum Duty {}
