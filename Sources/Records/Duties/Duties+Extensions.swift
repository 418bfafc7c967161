public import Rules
public import Store

extension Duties {
  /// A request for more time that waits for its decision.
  public struct Extension: Sendable, Equatable {
    public let due: CivilDate
    public let who: String
    public let words: String
  }

  /// The unit asks for more time, with a reason. One request at a time; the duty stays due as it was until it is
  /// granted. Problems name `due` and `words`.
  public static func askExtension(
    _ id: ID<Duty>, to day: CivilDate, _ words: String, seen version: Int, _ db: any Writer,
    _ act: Act
  ) throws {
    let duty = try find(id, db, act)
    try Rights.demand(.reportDuties, on: duty.unit, db, act)
    try demandOwed(duty)
    guard day > duty.due else {
      throw Refusal.invalid([
        Problem("due", "Ngày xin gia hạn phải sau hạn hiện nay (\(duty.due.vietnamese)).")
      ])
    }
    let words = try said(words, "Lý do xin gia hạn")
    if try extensionAsked(of: id, db) != nil {
      throw Refusal.conflict(
        "Việc này đã có đề nghị gia hạn đang chờ quyết định. Chờ \(duty.answerer) trả lời rồi mới đề nghị tiếp."
      )
    }
    try touch(duty, seen: version, due: nil, db)
    let step = try DutySteps.add("askExtension", to: id, words, due: day, db, act)
    try db.execute(
      "INSERT INTO duty_extension (duty_id, step_id, due_on) VALUES (\(id), \(step), \(day))")
    try Audit.record(
      "duty.askExtension", of: .duty(id), unit: duty.unit,
      after: ["due": day.iso, "words": words], db, act)
    try Notices.tellAsked(duty, until: day, words, db, act)
  }

  /// Decides a request; `day` is the day granted, nil where it is refused. The first date is kept.
  public static func decideExtension(
    _ id: ID<Duty>, grant day: CivilDate?, _ words: String = "", seen version: Int,
    _ db: any Writer, _ act: Act
  ) throws {
    let duty = try find(id, db, act)
    try demandAnswering(duty, db, act)
    guard try extensionAsked(of: id, db) != nil else {
      throw Refusal.conflict("Việc này không có đề nghị gia hạn nào đang chờ quyết định.")
    }
    if let day, day <= duty.due {
      throw Refusal.invalid([
        Problem("due", "Hạn mới phải sau hạn hiện nay (\(duty.due.vietnamese)).")
      ])
    }
    if let day { try demandWithinLead(duty, day, db) }
    let words = try said(words, "Ý kiến", mayBeEmpty: day != nil)
    try touch(duty, seen: version, due: day, db)
    try db.execute("DELETE FROM duty_extension WHERE duty_id = \(id)")
    let kind = day == nil ? "refuseExtension" : "grantExtension"
    try DutySteps.add(kind, to: id, words, due: day, db, act)
    let action = "duty.\(kind)"
    try Audit.record(
      action, of: .duty(id), unit: duty.unit, before: ["due": duty.due.iso],
      after: ["due": (day ?? duty.due).iso, "words": words.isEmpty ? nil : words], db, act)
    try Notices.tellDecided(duty, day, words, db, act)
  }

  /// A lead has no more time to give than it has itself.
  private static func demandWithinLead(
    _ duty: DutyLine, _ day: CivilDate, _ db: any Reader
  ) throws {
    guard duty.lead != nil, let parent = duty.parent else { return }
    let row = try db.row("SELECT due_on FROM duty WHERE id = \(parent)")
    guard let last = try row?.get("due_on", as: CivilDate.self), day > last, day > duty.due else {
      return
    }
    throw Refusal.invalid([
      Problem(
        "due",
        "Hạn của đơn vị phối hợp không được sau hạn của cơ quan chủ trì (\(last.vietnamese)). Cơ quan chủ trì cần được gia hạn trước."
      )
    ])
  }

  /// The request that waits; nil where there is none.
  public static func extensionAsked(
    of id: ID<Duty>, _ db: any Reader, _ act: Act
  ) throws -> Extension? {
    try extensionAsked(of: try find(id, db, act).id, db)
  }

  private static func extensionAsked(_ row: Row) throws -> Extension {
    Extension(due: try row.get("due_on"), who: try row.get("who"), words: try row.get("words"))
  }

  static func extensionAsked(of id: ID<Duty>, _ db: any Reader) throws -> Extension? {
    try db.row(
      """
      SELECT e.due_on, s.who, s.words
      FROM duty_extension e
      JOIN duty_step s ON s.id = e.step_id
      WHERE e.duty_id = \(id)
      """
    ).map(extensionAsked)
  }

  private static func demandOwed(_ duty: DutyLine) throws {
    guard DutyStage.owed.contains(duty.stage) else {
      throw Refusal.conflict(
        "Chỉ việc đang thực hiện mới xin gia hạn được; việc này \(duty.stage.words).")
    }
  }

  private static func touch(
    _ duty: DutyLine, seen version: Int, due: CivilDate?, _ db: any Writer
  ) throws {
    let count = try db.execute(
      """
      UPDATE duty SET due_on = \(due ?? duty.due), version = version + 1
      WHERE id = \(duty.id) AND version = \(version)
      """)
    guard count == 1 else { throw stale }
  }
}
