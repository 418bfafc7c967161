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

extension DutyRole {
  /// Who answers what a unit in this role reports, where a unit leads.
  public var answerer: Sentence {
    self == .coordinating ? "cơ quan chủ trì" : "cơ quan giao việc"
  }
}

/// A unit's duty to do one thing by one date.
public enum Duty {}
