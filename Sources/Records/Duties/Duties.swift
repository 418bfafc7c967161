public import Rules
public import Store

/// What units owe. A duty is seen by the unit that owes it, those above that unit, the unit that gave it, and the
/// lead whose work it belongs to. The lead answers the units that coordinate with it, the giver all others.
public enum Duties {
  public static func find(_ id: ID<Duty>, _ db: any Reader, _ act: Act) throws -> DutyLine {
    let row = try db.row(
      """
      SELECT \(DutyLine.columns)
      FROM duty d
      WHERE d.id = \(id) AND \(visible(act))
      """)
    guard let row else { throw Refusal.notFound }
    return try DutyLine(row)
  }

  /// A condition on `duty d`.
  static func visible(_ act: Act) -> SQL {
    let reach = Rights.reach(of: .viewDuties, act)
    guard case .units(let units) = reach else { return "1 = 1" }
    if units.isEmpty { return "1 = 0" }
    return """
      (\(reach.condition("d.unit_id", on: act.today)) OR d.giver_id IN \(list: units)
        OR d.lead_id IN \(list: units))
      """
  }

  /// The unit says that it has done what it owes. Needs `reportDuties` on the unit; problems name `words` and
  /// what `DutyFigure.checked` names.
  public static func report(
    _ id: ID<Duty>, _ words: String, figures: [DutyFigure] = [], seen version: Int,
    _ db: any Writer, _ act: Act
  ) throws {
    let duty = try find(id, db, act)
    try Rights.demand(.reportDuties, on: duty.unit, db, act)
    let words = try said(words, "Kết quả thực hiện")
    let figures = try DutyFigure.checked(figures)
    let step = try move(duty, by: .report, words, seen: version, reported: act.today, db, act)
    try DutySteps.add(figures, to: step, db)
  }

  /// The unit takes back a report that nobody has answered.
  public static func takeBack(
    _ id: ID<Duty>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let duty = try find(id, db, act)
    try Rights.demand(.reportDuties, on: duty.unit, db, act)
    try move(duty, by: .takeBack, "", seen: version, reported: nil, db, act)
  }

  /// Whoever answers the report finds the duty done; nobody accepts what their own account reported.
  public static func accept(
    _ id: ID<Duty>, _ words: String = "", seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let duty = try find(id, db, act)
    try demandAnswering(duty, db, act)
    try demandOther(than: duty, db, act)
    let words = try said(words, "Ý kiến", mayBeEmpty: true)
    try move(duty, by: .accept, words, seen: version, reported: duty.reportedOn, db, act)
  }

  /// The report goes back with remarks. Problems name `words`.
  public static func sendBack(
    _ id: ID<Duty>, _ words: String, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let duty = try find(id, db, act)
    try demandAnswering(duty, db, act)
    let words = try said(words, "Lý do trả lại")
    try move(duty, by: .sendBack, words, seen: version, reported: nil, db, act)
  }

  /// A duty that was accepted is owed again. Problems name `words`.
  public static func reopen(
    _ id: ID<Duty>, _ words: String, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let duty = try find(id, db, act)
    try demandAnswering(duty, db, act)
    let words = try said(words, "Lý do mở lại")
    try move(duty, by: .reopen, words, seen: version, reported: nil, db, act)
  }

  @discardableResult
  static func move(
    _ duty: DutyLine, by move: DutyMove, _ words: String, seen version: Int,
    reported: CivilDate?, _ db: any Writer, _ act: Act
  ) throws -> ID<DutyStep> {
    let stage = try DutyLife.moved(duty.stage, by: move, answerer: duty.answerer)
    let decided = [.accept, .sendBack].contains(move) ? act.today : nil
    let count = try db.execute(
      """
      UPDATE duty
      SET stage = \(stage.rawValue), reported_on = \(reported), decided_on = \(decided),
        version = version + 1
      WHERE id = \(duty.id) AND version = \(version)
      """)
    guard count == 1 else { throw stale }
    let step = try DutySteps.add(move.rawValue, to: duty.id, words, db, act)
    let action = "duty.\(move.rawValue)"
    try Audit.record(
      action, of: .duty(duty.id), unit: duty.unit,
      before: ["stage": duty.stage.rawValue],
      after: ["stage": stage.rawValue, "words": words.isEmpty ? nil : words], db, act)
    try Notices.tell(of: duty, move, words, db, act)
    return step
  }

  /// Somebody else moved the duty meanwhile.
  public static let stale = Refusal.conflict(
    "Việc này vừa có người khác cập nhật. Hãy xem lại tình trạng mới rồi làm tiếp; nội dung bạn gõ vẫn còn."
  )

  private static func demandOther(
    than duty: DutyLine, _ db: any Reader, _ act: Act
  ) throws {
    guard try isReporter(of: duty.id, db, act) else { return }
    throw Refusal.forbidden(
      "Bạn là người đã báo cáo việc này nên không thể tự xác nhận. Hãy đề nghị người khác của \(duty.answerer)."
    )
  }

  /// What a person writes about a duty, as it is kept.
  static func said(
    _ words: String, _ label: Sentence, mayBeEmpty: Bool = false
  ) throws -> String {
    let kept = VietnameseOrder.composed(words)
      .replacing("\r\n", with: "\n").trimmed
    let problem = OfficeText.problem(
      OfficeText.cleaned(kept), "words", label, limit: 10_000, mayBeEmpty: mayBeEmpty)
    if let problem { throw Refusal.invalid([problem]) }
    return kept
  }
}

extension String {
  /// Without blanks and line breaks at the ends.
  fileprivate var trimmed: String {
    let rest = drop { $0.isWhitespace }
    return String(
      rest.prefix(
        rest.lastIndex { !$0.isWhitespace }.map { rest.distance(from: rest.startIndex, to: $0) + 1 }
          ?? 0))
  }
}
