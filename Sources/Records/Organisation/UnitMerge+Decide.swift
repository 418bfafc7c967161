public import Rules
public import Store

extension UnitMerge {
  /// Answers a question: the units that are meant, or none with a reason.
  ///
  /// Predecessors are communes, districts or provinces of the day before; a subordinate unit gets one unit
  /// above it from the day on. Needs `decideMerges` on the unit asked about. Problems name `chosen`, `note`.
  public static func decide(
    _ id: ID<SuccessionQuestion>, chosen: [ID<Unit>], note: String = "", seen version: Int,
    _ db: any Writer, _ act: Act
  ) throws {
    let question = try editable(id, seen: version, db, act)
    guard question.answer == nil else {
      throw Refusal.conflict(
        "Câu hỏi này đã được trả lời. Muốn chọn lại, hãy bỏ câu trả lời trước.")
    }
    let note = OfficeText.cleaned(note)
    try check(chosen, note, question, db, act)
    for unit in chosen { try choose(unit, question, db, act) }
    try db.execute(
      """
      UPDATE succession_question
      SET answer = \(chosen.isEmpty ? "none" : "units"), note = \(note),
        decided_by = \(act.actor.name), decided_account_id = \(act.actor.account),
        decided_at = \(act.at), version = version + 1
      WHERE id = \(id)
      """)
    var facts: Facts = ["words": question.words, "on": question.effectiveOn.iso, "note": note]
    for unit in chosen { facts.pairs.append(("chosen", unit.text)) }
    try Audit.record(
      "merge.decide", of: Subject("successionQuestion", id.text), unit: question.unit,
      after: facts, db, act)
  }

  /// Takes an answer back: what it wrote goes, and the question is open again.
  ///
  /// A subordinate unit that moved is moved again on its own page instead.
  public static func undo(
    _ id: ID<SuccessionQuestion>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let question = try editable(id, seen: version, db, act)
    guard question.answer != nil else {
      throw Refusal.conflict("Câu hỏi này chưa có câu trả lời.")
    }
    if question.topic == .subordinate, question.answer == .units {
      throw Refusal.conflict(
        "\(question.words) đã được chuyển. Muốn chuyển lại, hãy sửa ở trang của đơn vị đó.")
    }
    let linked: [ID<Unit>] = try db.rows(
      "SELECT unit_id FROM succession_candidate WHERE question_id = \(id) AND linked = 1"
    ).map { try $0.get("unit_id") }
    for unit in linked {
      try db.execute(
        """
        DELETE FROM unit_succession
        WHERE predecessor_id = \(unit) AND successor_id = \(question.unit)
          AND effective_on = \(question.effectiveOn)
        """)
      try unshare(unit, on: question.effectiveOn, db)
    }
    try db.execute("DELETE FROM succession_candidate WHERE question_id = \(id) AND place < 0")
    try db.execute(
      "UPDATE succession_candidate SET chosen = 0, linked = 0 WHERE question_id = \(id)")
    try db.execute(
      """
      UPDATE succession_question
      SET answer = NULL, note = NULL, decided_by = NULL, decided_account_id = NULL,
        decided_at = NULL, version = version + 1
      WHERE id = \(id)
      """)
    var before: Facts = ["answer": question.answer?.rawValue, "note": question.note]
    for candidate in question.candidates where candidate.isChosen {
      before.pairs.append(("chosen", candidate.unit.text))
    }
    try Audit.record(
      "merge.undo", of: Subject("successionQuestion", id.text), unit: question.unit,
      before: before, db, act)
  }

  private static func editable(
    _ id: ID<SuccessionQuestion>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws -> SuccessionQuestion {
    guard let question = try rows("q.id = \(id)", 1, db).first else { throw Refusal.notFound }
    try Rights.demand(.decideMerges, on: question.unit, db, act)
    guard question.version == version else {
      throw Refusal.conflict(
        "Câu hỏi này vừa được người khác trả lời hoặc mở lại. Hãy tải lại trang.")
    }
    return question
  }

  private static func check(
    _ chosen: [ID<Unit>], _ note: String, _ question: SuccessionQuestion, _ db: any Reader,
    _ act: Act
  ) throws {
    var problems: [Problem] = []
    if chosen.isEmpty, note.isEmpty {
      problems.append(
        Problem("note", "Hãy chọn ít nhất một đơn vị, hoặc ghi lý do không đơn vị nào phù hợp."))
    }
    if let problem = OfficeText.problem(note, "note", "Ghi chú", limit: 1000, mayBeEmpty: true) {
      problems.append(problem)
    }
    if Set(chosen).count < chosen.count || question.topic == .subordinate && chosen.count > 1 {
      problems.append(
        Problem("chosen", "Mỗi đơn vị chỉ chọn một lần, và chỉ chọn một nơi chuyển đến."))
    }
    let isOlder = question.topic == .predecessor
    let day = isOlder ? question.effectiveOn.adding(days: -1) : question.effectiveOn
    for id in chosen {
      let unit = try Units.find(id, on: day, db, act)
      if !unit.isInForce(on: day) {
        problems.append(
          Problem("chosen", "\(unit.fullName) không có trong ngày \(day.vietnamese)."))
      } else if id == question.unit || isOlder && unit.kind.level == .organ {
        problems.append(Problem("chosen", "\(unit.fullName) không thể là đơn vị này."))
      }
    }
    if !problems.isEmpty { throw Refusal.invalid(problems) }
  }

  private static func choose(
    _ unit: ID<Unit>, _ question: SuccessionQuestion, _ db: any Writer, _ act: Act
  ) throws {
    var isLinked = false
    if question.topic == .subordinate {
      let own = try Units.find(question.unit, on: question.effectiveOn, db, act)
      var state = own.state
      state.parent = unit
      try Units.change(
        own.id, to: state, from: question.effectiveOn, seen: own.version, db, act)
    } else {
      isLinked = try link(unit, question, db)
    }
    let known = try db.execute(
      """
      UPDATE succession_candidate SET chosen = 1, linked = \(isLinked)
      WHERE question_id = \(question.id) AND unit_id = \(unit)
      """)
    if known == 0 {
      try db.execute(
        """
        INSERT INTO succession_candidate (question_id, unit_id, place, chosen, linked)
        VALUES (\(question.id), \(unit), -1, 1, \(isLinked))
        """)
    }
  }
}
