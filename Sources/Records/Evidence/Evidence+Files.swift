public import Rules
public import Store

extension Evidence {
  /// All versions of a piece's file, the newest first.
  public static func files(
    of id: ID<Evidence>, _ db: any Reader, _ act: Act
  ) throws -> [EvidenceFile] {
    let id = try find(id, db, act).id
    return try db.rows(
      """
      SELECT evidence_id, position, sha256, crc32, size, kind, name, at, who
      FROM evidence_file
      WHERE evidence_id = \(id)
      ORDER BY position DESC
      """
    ).map(EvidenceRows.file)
  }

  /// One version.
  public static func file(
    _ position: Int, of id: ID<Evidence>, _ db: any Reader, _ act: Act
  ) throws -> EvidenceFile {
    let file = try files(of: id, db, act).first { $0.position == position }
    guard let file else { throw Refusal.notFound }
    return file
  }

  /// Notes that a file left the office.
  public static func noteDownload(_ file: EvidenceFile, _ db: any Writer, _ act: Act) throws {
    let line = try find(file.evidence, db, act)
    try Audit.recordReading(
      of: .evidence(line.id), file.file.name, unit: line.unit, db, act)
  }

  /// Other pieces that the actor sees and in which the very same file stands.
  public static func sameFile(
    as line: EvidenceLine, limit: Int = 20, _ db: any Reader, _ act: Act
  ) throws -> [EvidenceLine] {
    try db.rows(
      """
      SELECT \(EvidenceRows.columns)
      FROM evidence e
      JOIN evidence_file f ON \(EvidenceRows.latest)
      WHERE e.id <> \(line.id) AND \(visible(act)) AND e.id IN (
        SELECT evidence_id FROM evidence_file WHERE sha256 = \(line.file.file.sum.sha256)
      )
      ORDER BY e.id
      LIMIT \(limit)
      """
    ).map(EvidenceRows.line)
  }

  /// Every file that some row speaks of, with its size: for those who look after the folder of files.
  public static func keptFiles(_ db: any Reader) throws -> [String: Int64] {
    let rows = try db.rows("SELECT DISTINCT sha256, size FROM evidence_file")
    return Dictionary(
      try rows.map { (try $0.get("sha256"), try $0.get("size")) },
      uniquingKeysWith: { first, _ in first })
  }
}
