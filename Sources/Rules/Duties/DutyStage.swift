/// Where a duty stands.
public enum DutyStage: String, CaseIterable, Sendable {
  /// The unit still owes it.
  case open
  /// The unit says that it is done, and waits for the answer.
  case reported
  /// The report came back with remarks: the unit owes it again.
  case returned
  /// Done.
  case accepted
  /// Owed no more: the plan changed, or the unit ended without a successor.
  case dropped

  /// Stages in which the unit has to act.
  public static let owed: [DutyStage] = [.open, .returned]

  public var words: Sentence {
    switch self {
    case .open: "đang thực hiện"
    case .reported: "đã báo cáo, chờ xác nhận"
    case .returned: "bị trả lại"
    case .accepted: "đã hoàn thành"
    case .dropped: "không phải thực hiện nữa"
    }
  }
}

/// What moves a duty from one stage to another.
public enum DutyMove: String, CaseIterable, Sendable {
  case report
  /// The unit takes its own report back before it was answered.
  case takeBack
  case accept
  case sendBack
  case reopen
  case drop
}

/// The life of a duty: the whole table of its stages.
public enum DutyLife {
  /// The stage that follows; nil where the move is not open from this stage.
  public static func stage(after move: DutyMove, from stage: DutyStage) -> DutyStage? {
    switch (stage, move) {
    case (.open, .report), (.returned, .report): .reported
    case (.reported, .takeBack): .open
    case (.reported, .accept): .accepted
    case (.reported, .sendBack): .returned
    case (.accepted, .reopen): .open
    case (.open, .drop), (.reported, .drop), (.returned, .drop): .dropped
    default: nil
    }
  }

  /// The next stage. Throws `Refusal.conflict` that names the stage, what can be done from it and by whom:
  /// `answerer` is who answers reports, "cơ quan giao việc".
  public static func moved(
    _ stage: DutyStage, by move: DutyMove, answerer: Sentence = DutyRole.lead.answerer
  ) throws -> DutyStage {
    if let next = DutyLife.stage(after: move, from: stage) { return next }
    throw Refusal.conflict(refusal(stage, answerer))
  }

  private static func refusal(_ stage: DutyStage, _ answerer: Sentence) -> Sentence {
    switch stage {
    case .open, .returned:
      "Việc này chưa có báo cáo chờ xác nhận. Đơn vị thực hiện phải báo cáo trước."
    case .reported:
      "Việc này đã được báo cáo và đang chờ \(answerer) xác nhận hoặc trả lại báo cáo."
    case .accepted:
      "Việc này đã được xác nhận hoàn thành. Muốn làm tiếp, đề nghị \(answerer) mở lại, nêu rõ lý do."
    case .dropped:
      "Việc này không phải thực hiện nữa. Nếu cần, cơ quan giao việc giao lại bằng một nhiệm vụ mới."
    }
  }
}
