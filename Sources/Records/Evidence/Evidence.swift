public import Rules
public import Store

/// Documents that prove what units did. A piece belongs to a unit; it is seen by that unit, those above it, and
/// all who see a duty that it proves.
extension Evidence {
  /// Adds a piece of a unit. Needs `reportDuties` there; problems name the fields of ``EvidenceFacts``.
  ///
  /// The file must stand in the folder of files already, so that no row speaks of one that is not there.
  @discardableResult
  public static func add(
    _ facts: EvidenceFacts, _ file: KeptFile, of unit: ID<Unit>, _ db: any Writer, _ act: Act
  ) throws -> ID<Evidence> {
    try Rights.demand(.reportDuties, on: unit, db, act)
    let facts = try checked(facts, act)
    let id = act.newID(Evidence.self)
    try db.execute(
      """
      INSERT INTO evidence
        (id, unit_id, title, number, issued_on, issuer, effective_from, effective_to, search_key)
      VALUES
        (\(id), \(unit), \(facts.title), \(facts.number), \(facts.issuedOn), \(facts.issuer),
         \(facts.effectiveFrom), \(facts.effectiveTo), \(searchKey(facts)))
      """)
    try insert(file, as: 1, of: id, db, act)
    try Audit.record(
      "evidence.add", of: .evidence(id), unit: unit,
      after: Facts(facts, ["file": file.name, "sha256": file.sum.sha256]), db, act)
    return id
  }

  /// Adds a piece of the duty's unit and links it to the duty.
  @discardableResult
  public static func add(
    _ facts: EvidenceFacts, _ file: KeptFile, to duty: ID<Duty>, remark: String = "",
    _ db: any Writer, _ act: Act
  ) throws -> ID<Evidence> {
    let unit = try Duties.find(duty, db, act).unit
    let id = try add(facts, file, of: unit, db, act)
    try link(id, to: duty, remark: remark, db, act)
    return id
  }

  /// Puts right what a piece says of itself. The former words stay in the log.
  public static func change(
    _ id: ID<Evidence>, _ facts: EvidenceFacts, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let old = try find(id, db, act)
    try Rights.demand(.reportDuties, on: old.unit, db, act)
    let facts = try checked(facts, act)
    let count = try db.execute(
      """
      UPDATE evidence
      SET title = \(facts.title), number = \(facts.number), issued_on = \(facts.issuedOn),
        issuer = \(facts.issuer), effective_from = \(facts.effectiveFrom),
        effective_to = \(facts.effectiveTo), search_key = \(searchKey(facts)),
        version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard count == 1 else { throw stale }
    try Audit.record(
      "evidence.change", of: .evidence(id), unit: old.unit, before: Facts(old.facts),
      after: Facts(facts), db, act)
  }

  /// A newer file of the same piece; the older ones stay.
  public static func addFile(
    _ file: KeptFile, to id: ID<Evidence>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let old = try find(id, db, act)
    try Rights.demand(.reportDuties, on: old.unit, db, act)
    guard file.sum.sha256 != old.file.file.sum.sha256 else {
      throw Refusal.invalid([
        Problem("file", "Tệp này giống hệt bản đang có; chưa có gì thay đổi.")
      ])
    }
    let position = old.file.position + 1
    let count = try db.execute(
      """
      UPDATE evidence SET last_file = \(position), version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard count == 1 else { throw stale }
    try insert(file, as: position, of: id, db, act)
    try Audit.record(
      "evidence.addFile", of: .evidence(id), unit: old.unit,
      before: ["sha256": old.file.file.sum.sha256],
      after: ["file": file.name, "sha256": file.sum.sha256, "position": String(position)], db, act)
  }

  public static func find(
    _ id: ID<Evidence>, _ db: any Reader, _ act: Act
  ) throws -> EvidenceLine {
    let row = try db.row(
      """
      SELECT \(EvidenceRows.columns)
      FROM evidence e
      JOIN evidence_file f ON \(EvidenceRows.latest)
      WHERE e.id = \(id) AND \(visible(act))
      """)
    guard let row else { throw Refusal.notFound }
    return try EvidenceRows.line(row)
  }

  /// Whether the actor may change it and add files to it.
  public static func mayChange(
    _ line: EvidenceLine, _ db: any Reader, _ act: Act
  ) throws -> Bool { try Rights.allows(.reportDuties, on: line.unit, db, act) }

  /// A condition on `evidence e`.
  static func visible(_ act: Act) -> SQL {
    let reach = Rights.reach(of: .viewDuties, act)
    guard case .units(let units) = reach else { return "1 = 1" }
    if units.isEmpty { return "1 = 0" }
    return """
      (\(reach.condition("e.unit_id", on: act.today)) OR EXISTS (
        SELECT 1
        FROM evidence_link p
        JOIN duty d ON d.id = p.duty_id
        WHERE p.evidence_id = e.id AND \(Duties.visible(act))
      ))
      """
  }

  static let stale = Refusal.conflict(
    "Minh chứng này vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp.")

  private static func insert(
    _ file: KeptFile, as position: Int, of id: ID<Evidence>, _ db: any Writer, _ act: Act
  ) throws {
    try db.execute(
      """
      INSERT INTO evidence_file
        (evidence_id, position, sha256, crc32, size, kind, name, at, account_id, who)
      VALUES
        (\(id), \(position), \(file.sum.sha256), \(Int64(file.sum.crc32)), \(file.sum.size),
         \(file.kind.code), \(file.name), \(act.at), \(act.actor.account), \(act.actor.name))
      """)
  }

  static func searchKey(_ facts: EvidenceFacts) -> String {
    VietnameseOrder.searchKey([facts.title, facts.number, facts.issuer].joined(separator: " "))
  }

  /// The facts as they are kept. Throws what is wrong with them.
  private static func checked(_ facts: EvidenceFacts, _ act: Act) throws -> EvidenceFacts {
    var kept = facts
    kept.title = OfficeText.cleaned(facts.title)
    kept.number = OfficeText.cleaned(facts.number)
    kept.issuer = OfficeText.cleaned(facts.issuer)
    var problems = [
      OfficeText.problem(kept.title, "title", "Tên minh chứng", limit: 500),
      OfficeText.problem(kept.number, "number", "Số, ký hiệu", limit: 100, mayBeEmpty: true),
      OfficeText.problem(kept.issuer, "issuer", "Cơ quan ban hành", limit: 200, mayBeEmpty: true),
    ].compactMap(\.self)
    if let day = kept.issuedOn, day > act.today {
      problems.append(
        Problem(
          "issuedOn",
          "Ngày văn bản (\(day.vietnamese)) chưa đến. Nhập ngày ghi trên văn bản, không sau hôm nay."
        ))
    }
    if let from = kept.effectiveFrom, let to = kept.effectiveTo, to < from {
      problems.append(
        Problem(
          "effectiveTo",
          "Ngày hết hiệu lực phải từ ngày có hiệu lực (\(from.vietnamese)) trở đi."))
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
    return kept
  }
}

extension Subject {
  public static func evidence(_ id: ID<Evidence>) -> Subject { Subject("evidence", id.text) }
}

extension Facts {
  /// What a piece says of itself, as the log keeps it.
  fileprivate init(_ facts: EvidenceFacts, _ more: Facts = [:]) {
    self = [
      "title": facts.title, "number": facts.number.isEmpty ? nil : facts.number,
      "issuedOn": facts.issuedOn?.iso, "issuer": facts.issuer.isEmpty ? nil : facts.issuer,
      "effectiveFrom": facts.effectiveFrom?.iso, "effectiveTo": facts.effectiveTo?.iso,
    ]
    pairs += more.pairs
  }
}
