internal import Rules
internal import Store

/// Carries out a plan: a few statements for thousands of units.
enum UnitImportWriter {
  /// Units named in one statement.
  private static let chunk = 500

  static func write(
    _ draft: UnitImportDraft, _ db: any Writer, _ act: Act
  ) throws -> ID<UnitImportRecord> {
    let date = draft.plan.request.effectiveOn
    var ids: [Int: ID<Unit>] = [:]
    for item in draft.begun { ids[item.row] = act.newID(Unit.self) }
    func id(_ unit: PlannedUnit) throws -> ID<Unit> {
      switch unit {
      case .known(let id): return id
      case .row(let row):
        guard let id = ids[row] else { throw Refusal.notFound }
        return id
      }
    }
    try end(draft.ended, from: date, because: draft.plan.request.list.name, db)
    try begin(draft.begun, ids, from: date, id, db)
    try change(draft.changed, from: date, id, db)
    try db.copyIn(
      "unit_succession", ["predecessor_id", "successor_id", "effective_on", "extent", "source"],
      try draft.successions.map {
        [
          $0.old.columnValue, try id($0.new).columnValue, date.columnValue,
          .text($0.extent.rawValue), .text($0.source),
        ]
      })
    let record = try UnitImportLog.record(draft.plan, db, act)
    try ask(draft.questions, record, draft.plan.request, id, db, act)
    return record
  }

  private static func chunks(_ units: [TreeUnit]) -> [[ID<Unit>]] {
    stride(from: 0, to: units.count, by: chunk).map { start in
      units[start..<min(start + chunk, units.count)].map(\.id)
    }
  }

  /// Units, their states, codes and posts end on the day before.
  private static func end(
    _ units: [TreeUnit], from date: CivilDate, because reason: String, _ db: any Writer
  ) throws {
    let last = date.adding(days: -1)
    let why = "Danh mục \(reason)"
    for ids in chunks(units) {
      try refuseLaterPosts(ids, date, db)
      try db.execute(
        """
        UPDATE unit SET valid_to = \(last), end_reason = \(why), version = version + 1
        WHERE id IN \(list: ids)
        """)
      // A list of the same day without mergers may have let them go on.
      try db.execute(
        "DELETE FROM unit_version WHERE unit_id IN \(list: ids) AND valid_from > \(last)")
      try db.execute(
        """
        UPDATE unit_version SET valid_to = \(last)
        WHERE unit_id IN \(list: ids) AND valid_to > \(last)
        """)
      try db.execute(
        "DELETE FROM unit_code WHERE unit_id IN \(list: ids) AND valid_from > \(last)")
      try db.execute(
        "UPDATE unit_code SET valid_to = \(last) WHERE unit_id IN \(list: ids) AND valid_to > \(last)"
      )
      try db.execute(
        """
        UPDATE office_holding SET valid_to = \(last), version = version + 1
        WHERE unit_id IN \(list: ids) AND valid_to > \(last)
        """)
    }
  }

  private static func refuseLaterPosts(
    _ ids: [ID<Unit>], _ date: CivilDate, _ db: any Writer
  ) throws {
    let later = try db.row(
      """
      SELECT p.full_name, h.valid_from
      FROM office_holding h
      JOIN person p ON p.id = h.person_id
      WHERE h.unit_id IN \(list: ids) AND h.valid_from >= \(date)
      ORDER BY h.valid_from
      LIMIT 1
      """)
    guard let later else { return }
    let from: CivilDate = try later.get("valid_from")
    throw Refusal.conflict(
      "\(try later.get("full_name", as: String.self)) giữ chức vụ từ ngày \(from.vietnamese) ở một đơn vị "
        + "mà danh mục cho kết thúc trước ngày \(date.vietnamese). Hãy sửa chức vụ đó trước.")
  }

  private static func begin(
    _ items: [UnitImportDraft.Begun], _ ids: [Int: ID<Unit>], from date: CivilDate,
    _ id: (PlannedUnit) throws -> ID<Unit>, _ db: any Writer
  ) throws {
    let own = try items.map { try id(.row($0.row)) }
    try db.copyIn("unit", UnitRows.unitColumns, own.map { UnitRows.unit($0, date, .last) })
    try db.copyIn(
      "unit_version", UnitRows.versionColumns,
      try zip(items, own).map { item, own in
        let state = UnitState(
          kind: item.kind, name: item.name, parent: try item.parent.map(id))
        return UnitRows.version(own, state, date, .last)
      })
    try db.copyIn(
      "unit_code", UnitRows.codeColumns,
      zip(items, own).map { item, own in
        UnitRows.code(own, .statistics, item.kind.level, item.code, date, .last)
      })
  }

  /// Units that go on: what changes begins on the day, and what was ends on the day before; a state that
  /// began on the day itself is replaced.
  private static func change(
    _ items: [UnitImportDraft.Changed], from date: CivilDate,
    _ id: (PlannedUnit) throws -> ID<Unit>, _ db: any Writer
  ) throws {
    let states = items.filter(\.isStateChanged)
    for ids in chunks(states.map(\.unit)) {
      try db.execute(
        "DELETE FROM unit_version WHERE unit_id IN \(list: ids) AND valid_from = \(date)")
      try db.execute(
        """
        UPDATE unit_version SET valid_to = \(date.adding(days: -1))
        WHERE unit_id IN \(list: ids) AND valid_to >= \(date)
        """)
    }
    try db.copyIn(
      "unit_version", UnitRows.versionColumns,
      try states.map { item in
        let state = UnitState(
          kind: item.kind, name: item.name, parent: try item.parent.map(id))
        return UnitRows.version(item.unit.id, state, date, .last)
      })
    let codes = items.filter { $0.code != nil }
    for ids in chunks(codes.map(\.unit)) {
      let scheme = CodeScheme.statistics.rawValue
      try db.execute(
        """
        DELETE FROM unit_code
        WHERE unit_id IN \(list: ids) AND scheme = \(scheme) AND valid_from = \(date)
        """)
      try db.execute(
        """
        UPDATE unit_code SET valid_to = \(date.adding(days: -1))
        WHERE unit_id IN \(list: ids) AND scheme = \(scheme) AND valid_to >= \(date)
        """)
    }
    try db.copyIn(
      "unit_code", UnitRows.codeColumns,
      codes.map { item in
        UnitRows.code(
          item.unit.id, .statistics, item.kind.level, item.code ?? "", date, .last)
      })
    for ids in chunks(items.map(\.unit)) {
      try db.execute("UPDATE unit SET version = version + 1 WHERE id IN \(list: ids)")
    }
  }

  private static func ask(
    _ questions: [PlannedQuestion], _ record: ID<UnitImportRecord>, _ request: UnitImportRequest,
    _ id: (PlannedUnit) throws -> ID<Unit>, _ db: any Writer, _ act: Act
  ) throws {
    var (rows, candidates): ([[Value]], [[Value]]) = ([], [])
    let source = SuccessionSource.text(request.merges?.name ?? "", nil, isShared: false)
    // Identities made at one moment have no order of their own; pages show questions in that of the list.
    let ids = questions.map { _ in act.newID(SuccessionQuestion.self) }.sorted()
    for (question, own) in zip(questions, ids) {
      rows.append([
        own.columnValue, record.columnValue, .text(question.topic.rawValue),
        try id(question.unit).columnValue, request.effectiveOn.columnValue, .text(question.words),
        .text(question.extent.rawValue), .text(question.doubt), .text(source),
      ])
      var seen = Set<ID<Unit>>()
      for candidate in question.candidates {
        let unit = try id(candidate)
        guard seen.insert(unit).inserted else { continue }
        candidates.append([own.columnValue, unit.columnValue, .integer(Int64(seen.count - 1))])
      }
    }
    try db.copyIn(
      "succession_question",
      [
        "id", "import_id", "topic", "unit_id", "effective_on", "words", "extent", "doubt", "source",
      ], rows)
    try db.copyIn("succession_candidate", ["question_id", "unit_id", "place"], candidates)
  }
}
