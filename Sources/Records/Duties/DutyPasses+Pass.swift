internal import Rules
internal import Store

extension DutyPasses {
  /// One duty goes to another unit from `day` on. Where that unit owes the very same thing already, the two become
  /// one, unless this one ran out of time before: somebody answers for that.
  static func pass(
    _ duty: DutyLine, to unit: ID<Unit>, on day: CivilDate, _ words: String, _ db: any Writer,
    _ act: Act
  ) throws {
    let names = try Units.names(of: [(duty.unit, act.today), (unit, act.today)], db)
    let (from, to) = (names[duty.unit] ?? "–", names[unit] ?? "–")
    let same = try same(as: duty, of: unit, db)
    if let same, DutyStage.owed.contains(duty.stage), DutyStage.owed.contains(same.stage),
      duty.due >= day
    {
      try lead(unit, same.id, of: duty, db)
      let why = "\(from) → \(to): gộp vào việc cùng nhiệm vụ của đơn vị tiếp nhận."
      try Duties.move(duty, by: .drop, why, seen: duty.version, reported: nil, db, act)
      return
    }
    try lead(unit, duty.id, of: duty, db)
    // A second duty of one task, role and day must be told apart from the unit's own.
    let mark = same == nil ? "" : "~" + duty.id.text
    let count = try db.execute(
      """
      UPDATE duty SET unit_id = \(unit), occurrence = occurrence || \(mark), version = version + 1
      WHERE id = \(duty.id) AND version = \(duty.version)
      """)
    guard count == 1 else { throw Duties.stale }
    let step = try DutySteps.add(
      "pass", to: duty.id,
      ["\(from) → \(to)", words].filter { !$0.isEmpty }.joined(separator: "\n"),
      due: nil, db, act)
    try db.execute(
      """
      INSERT INTO duty_pass (duty_id, step_id, from_id, to_id, passed_on)
      VALUES (\(duty.id), \(step), \(duty.unit), \(unit), \(day))
      """)
    try Notices.tellPassed(duty, to: unit, from: from, db, act)
    try Audit.record(
      "duty.pass", of: .duty(duty.id), unit: unit, before: ["unit": duty.unit.text, "name": from],
      after: [
        "unit": unit.text, "name": to, "on": day.iso, "words": words.isEmpty ? nil : words,
      ], db, act)
  }

  /// Those who coordinate with the duty answer to its new unit, under the duty that goes on.
  private static func lead(
    _ unit: ID<Unit>, _ going: ID<Duty>, of duty: DutyLine, _ db: any Writer
  ) throws {
    try db.execute(
      """
      UPDATE duty SET parent_id = \(going), lead_id = \(unit)
      WHERE parent_id = \(duty.id) AND id <> \(going)
      """)
  }

  private static func same(
    as duty: DutyLine, of unit: ID<Unit>, _ db: any Reader
  ) throws -> (id: ID<Duty>, stage: DutyStage)? {
    try db.row(
      """
      SELECT o.id, o.stage
      FROM duty d
      JOIN duty o ON o.task_id = d.task_id AND o.role = d.role AND o.occurrence = d.occurrence
      WHERE d.id = \(duty.id) AND o.unit_id = \(unit)
      """
    ).map { (try $0.get("id"), try $0.choice("stage")) }
  }
}
