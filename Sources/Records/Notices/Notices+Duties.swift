internal import Rules
internal import Store

extension DutyLine {
  /// The title as it stands in quotation marks inside a sentence.
  var quoted: String { title.hasSuffix(".") ? String(title.dropLast()) : title }
}

/// What happens to plans and duties, as those concerned are told.
extension Notices {
  /// Units learn what a plan that was just published asks of them.
  static func tellPublished(_ plan: OfficePlan, _ db: any Writer, _ act: Act) throws {
    let rows = try db.rows(
      """
      SELECT d.unit_id, COUNT(*) AS duties, MIN(d.due_on) AS first_due
      FROM duty d
      WHERE d.plan_id = \(plan.id) AND d.stage = 'open'
      GROUP BY d.unit_id
      ORDER BY d.unit_id
      """)
    let news = try rows.map { row in
      let first: CivilDate = try row.get("first_due")
      return News(
        "“\(plan.facts.title)” đã ban hành, giao đơn vị \(try row.get("duties", as: Int.self)) việc; hạn sớm nhất ngày \(first.vietnamese).",
        about: .plan(plan.id), to: .reporters(of: try row.get("unit_id")))
    }
    try tell(news, db, act)
  }

  /// A duty moved.
  static func tell(
    of duty: DutyLine, _ move: DutyMove, _ words: String, _ db: any Writer, _ act: Act
  ) throws {
    let text: Sentence
    var audience = Audience.reporters(of: duty.unit)
    switch move {
    case .report:
      text =
        "\(try name(duty.unit, db, act)) đã báo cáo kết quả “\(duty.quoted)”; việc đang chờ xác nhận."
      audience = answering(duty)
    case .accept: text = "Kết quả “\(duty.quoted)” đã được xác nhận hoàn thành."
    case .sendBack: text = "Báo cáo “\(duty.quoted)” bị trả lại: \(words)"
    case .reopen: text = "Việc “\(duty.quoted)” được mở lại: \(words)"
    case .drop: text = "Đơn vị không phải thực hiện “\(duty.quoted)” nữa."
    case .takeBack: return
    }
    try tell(text, about: .duty(duty.id), to: audience, db, act)
  }

  /// More time is asked for.
  static func tellAsked(
    _ duty: DutyLine, until day: CivilDate, _ words: String, _ db: any Writer, _ act: Act
  ) throws {
    try tell(
      "\(try name(duty.unit, db, act)) xin gia hạn “\(duty.quoted)” đến ngày \(day.vietnamese): \(words)",
      about: .duty(duty.id), to: answering(duty), db, act)
  }

  /// More time was granted (until `day`), or refused.
  static func tellDecided(
    _ duty: DutyLine, _ day: CivilDate?, _ words: String, _ db: any Writer, _ act: Act
  ) throws {
    let text: Sentence =
      if let day { "“\(duty.quoted)” được gia hạn đến ngày \(day.vietnamese)." } else {
        "Đề nghị gia hạn “\(duty.quoted)” không được chấp thuận: \(words)"
      }
    try tell(text, about: .duty(duty.id), to: .reporters(of: duty.unit), db, act)
  }

  /// Those who answer what is reported on it.
  private static func answering(_ duty: DutyLine) -> Audience {
    duty.lead.map { .reporters(of: $0) } ?? .deciders(at: duty.giver)
  }

  /// A leader gave units something to do; the last day is the same for all.
  static func tellGiven(
    _ duties: [(id: ID<Duty>, unit: ID<Unit>)], _ text: String, due: CivilDate, _ db: any Writer,
    _ act: Act
  ) throws {
    try tell(
      duties.map {
        News(
          "Đơn vị được giao “\(text)”, hạn ngày \(due.vietnamese).", about: .duty($0.id),
          to: .reporters(of: $0.unit))
      }, db, act)
  }

  /// A unit takes over what another owed.
  static func tellPassed(
    _ duty: DutyLine, to unit: ID<Unit>, from name: String, _ db: any Writer, _ act: Act
  ) throws {
    try tell(
      "Đơn vị tiếp nhận “\(duty.quoted)” từ \(name), hạn ngày \(duty.due.vietnamese).",
      about: .duty(duty.id), to: .reporters(of: unit), db, act)
  }

  private static func name(_ unit: ID<Unit>, _ db: any Reader, _ act: Act) throws -> String {
    try Units.names(of: [(unit, act.today)], db)[unit] ?? "–"
  }
}
