public import Rules
public import Store

/// A list of units as it came: its name, the SHA-256 of its bytes (64 hexadecimal digits), what it says.
public struct UnitListFile: Sendable {
  public let name: String
  public let sha256: String
  public let list: UnitList

  public init(name: String, sha256: String, list: UnitList) {
    self.name = name
    self.sha256 = sha256
    self.list = list
  }
}

/// What is to be taken over, and from which day.
public struct UnitImportRequest: Sendable {
  /// The units that there are from `effectiveOn` on: all of the levels province to commune.
  public var list: UnitListFile
  /// What those units were made of, in prose; nil where nothing was merged or nobody knows.
  public var merges: UnitListFile?
  public var effectiveOn: CivilDate
  /// Codes of the list's provinces to take over; empty for all.
  public var provinces: [String]

  public init(
    list: UnitListFile, merges: UnitListFile? = nil, effectiveOn: CivilDate,
    provinces: [String] = []
  ) {
    self.list = list
    self.merges = merges
    self.effectiveOn = effectiveOn
    self.provinces = provinces
  }
}

/// Taking over lists of administrative units (docs/unit-lists.md says what becomes of which unit).
public enum UnitImport {
  /// What a list would change, without changing anything. Needs `importUnits` on every unit that would change
  /// or stand over a new one, and on the office for new units at the top.
  ///
  /// Refused where the list has problems (`Problem.field` is `list` or `merges`, the text names the line),
  /// where it goes beyond the actor's reach (`provinces`), or where the tree has changes after the list's day.
  public static func plan(
    _ request: UnitImportRequest, _ db: any Reader, _ act: Act
  ) throws -> UnitImportPlan {
    try Rights.demandSomewhere(.importUnits, act)
    let draft = try make(request, db)
    try draft.demandWithinReach(db, act)
    var plan = draft.plan
    plan.work = UnitImportWork(draft, mark: try UnitImportMark.of(db))
    return plan
  }

  /// Carries out what `plan` showed: one transaction, one audit entry. Nil where there is nothing to change.
  ///
  /// Refused with `conflict` where the tree is no longer the one that the plan was made for.
  public static func apply(
    _ plan: UnitImportPlan, _ db: any Writer, _ act: Act
  ) throws -> ID<UnitImportRecord>? {
    try Rights.demandSomewhere(.importUnits, act)
    guard let work = plan.work, try UnitImportMark.of(db) == work.mark else {
      throw Refusal.conflict(
        "Cây đơn vị đã thay đổi sau khi xem trước. Hãy xem lại các thay đổi rồi nhập lại.")
    }
    guard plan.isChange else { return nil }
    try work.draft.demandWithinReach(db, act)
    return try UnitImportWriter.write(work.draft, db, act)
  }

  private static func make(
    _ request: UnitImportRequest, _ db: any Reader
  ) throws -> UnitImportDraft {
    try demandSound(request)
    guard let list = request.list.list.restricted(toProvinces: request.provinces) else {
      throw Refusal.invalid([
        Problem(
          "provinces", "Danh mục không có tỉnh mang một trong các mã đã chọn. Hãy kiểm tra mã.")
      ])
    }
    let tree = try UnitImportTree(around: request.effectiveOn, db)
    var comparison = UnitImportComparison(request, list.rows, tree)
    return try comparison.draft(db)
  }

  private static func demandSound(_ request: UnitImportRequest) throws {
    var problems: [Problem] = []
    for (field, file) in [("list", request.list), ("merges", request.merges ?? request.list)] {
      if field == "merges", request.merges == nil { continue }
      problems += file.list.problems.map { Problem(field, "Dòng \($0.line): \($0.text)") }
      let more = file.list.problemCount - file.list.problems.count
      if more > 0 { problems.append(Problem(field, "… và \(more) lỗi khác.")) }
    }
    if let merges = request.merges, !merges.list.hasMergedFrom, problems.isEmpty {
      problems.append(Problem("merges", "Danh sách sáp nhập không có cột “sáp nhập từ”."))
    }
    if !problems.isEmpty { throw Refusal.invalid(problems) }
  }
}

/// An import that was carried out.
public struct UnitImportRecord: Sendable, Equatable {
  public let id: ID<UnitImportRecord>
  public let effectiveOn: CivilDate
  public let listName: String
  public let listSHA256: String
  public let mergesName: String?
  public let provinces: [String]
  public let counts: UnitImportCounts
  public let actor: String
  public let at: Instant
}

extension UnitImport {
  /// The imports of an office, newest first, for everyone with `importUnits` on some unit: the lists are
  /// public, and their records hold names and counts only.
  public static func past(
    limit: Int = 50, _ db: any Reader, _ act: Act
  ) throws -> [UnitImportRecord] {
    try Rights.demandSomewhere(.importUnits, act)
    return try db.rows(
      """
      SELECT id, effective_on, list_name, list_sha256, merges_name, provinces, listed, begun, ended,
        renamed, kind_changed, moved, code_changed, unchanged, successions, questions, actor, at
      FROM unit_import
      ORDER BY at DESC, id DESC
      LIMIT \(limit)
      """
    ).map { row in
      var counts = UnitImportCounts()
      counts.listed = try row.get("listed")
      counts.begun = try row.get("begun")
      counts.ended = try row.get("ended")
      counts.renamed = try row.get("renamed")
      counts.kindChanged = try row.get("kind_changed")
      counts.moved = try row.get("moved")
      counts.codeChanged = try row.get("code_changed")
      counts.unchanged = try row.get("unchanged")
      counts.successions = try row.get("successions")
      counts.questions = try row.get("questions")
      return UnitImportRecord(
        id: try row.get("id"), effectiveOn: try row.get("effective_on"),
        listName: try row.get("list_name"), listSHA256: try row.get("list_sha256"),
        mergesName: try row.get("merges_name"),
        provinces: try row.get("provinces", as: String.self).split(separator: " ").map(String.init),
        counts: counts, actor: try row.get("actor"), at: try row.get("at"))
    }
  }
}
