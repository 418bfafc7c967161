internal import FoundationEssentials
public import Rules
public import Store

/// A run of the log as a file of JSON lines, for archives: a head line that says from which entry to which, with
/// a code over that, then the entries with their own codes. It can be verified without the database.
public struct AuditExport: Sendable, Equatable {
  /// The first and the last entry.
  public let first: Int64
  public let last: Int64
  /// The codes of the entry before the first, and of the last.
  let previous: String
  let lastCode: String
  let made: Instant

  /// The entries from one day to another, both inclusive; nil where there are none. Asks for the right to
  /// read the log.
  public static func of(
    from: CivilDate?, through: CivilDate?, _ db: any Reader, _ act: Act
  ) throws -> AuditExport? {
    try Rights.demand(.readAudit, on: nil, db, act)
    let range = try db.row(
      """
      SELECT MIN(seq) AS first_seq, MAX(seq) AS last_seq
      FROM audit_entry
      WHERE \(AuditFilter(from: from, through: through).condition(on: act.today))
      """)
    guard let first = try range?.get("first_seq", as: Int64?.self),
      let last = try range?.get("last_seq", as: Int64?.self),
      let lastCode = try Audit.mac(of: last, db)
    else { return nil }
    let cut = try Audit.cut(db)
    let previous = try Audit.mac(of: first - 1, db) ?? (cut?.seq == first - 1 ? cut?.mac : nil)
    return AuditExport(
      first: first, last: last, previous: previous ?? "", lastCode: lastCode, made: act.at)
  }

  /// To be called in the transaction that follows the writing of the file.
  public func record(file: String, sha256: String, _ db: any Writer, _ act: Act) throws {
    try Audit.record(
      "audit.export", of: .auditLog,
      after: [
        "first": String(first), "last": String(last), "file": file, "sha256": sha256,
      ], db, act)
  }

  /// The first line of the file, without the end of line.
  public func head(_ keys: Keys) throws -> String {
    try JSONLine.text(
      ExportHead(
        form: ExportHead.form, first: first, last: last, previous: previous, lastCode: lastCode,
        made: made.milliseconds, code: code(keys)))
  }

  /// An entry's line.
  public static func line(_ entry: AuditEntry) throws -> String {
    try JSONLine.text(ExportedEntry(entry))
  }

  fileprivate func code(_ keys: Keys) -> String {
    Digest.code(
      [
        "soat-export-1", String(first), String(last), previous, lastCode,
        String(made.milliseconds),
      ], keys.audit)
  }

  fileprivate init?(_ line: String, _ keys: Keys) {
    guard let head = JSONLine.read(ExportHead.self, line), head.form == ExportHead.form else {
      return nil
    }
    self.init(
      first: head.first, last: head.last, previous: head.previous, lastCode: head.lastCode,
      made: Instant(milliseconds: head.made))
    guard head.code == code(keys) else { return nil }
  }

  private init(first: Int64, last: Int64, previous: String, lastCode: String, made: Instant) {
    self.first = first
    self.last = last
    self.previous = previous
    self.lastCode = lastCode
    self.made = made
  }
}

/// Verifies an export line by line.
public struct ExportCheck {
  private var chain: ChainCheck
  private var line = 1
  /// The lines that are no entries, counted from 1.
  public private(set) var unreadable: [Int] = []

  /// Nil where the head line was altered, is none, or was made with another key.
  public init?(head: String, _ keys: Keys) {
    guard let export = AuditExport(head, keys) else { return nil }
    chain = ChainCheck(
      after: AuditHead(seq: export.first - 1, mac: export.previous),
      marks: [
        AuditMark(kind: .head, at: export.made, seq: export.last, mac: export.lastCode)
      ], keys)
  }

  public mutating func add(_ text: String) {
    line += 1
    guard let entry = JSONLine.read(ExportedEntry.self, text) else {
      return unreadable.append(line)
    }
    chain.add(AuditEntry(entry))
  }

  /// After the last line.
  public mutating func finish() -> AuditReport {
    chain.finish()
    return AuditReport(
      count: chain.count, last: chain.lastSeq, cut: nil, findings: chain.findings)
  }
}

private struct ExportHead: Codable {
  static let form = "soat-audit-export-1"
  let form: String
  let first: Int64
  let last: Int64
  let previous: String
  let lastCode: String
  let made: Int64
  let code: String
}

/// What was nil is left out; `before` and `after` stand as the texts over which the code was made.
private struct ExportedEntry: Codable {
  let seq: Int64
  let at: Int64
  let account: String?
  let actor: String
  let channel: String
  let request: String
  let address: String?
  let action: String
  let subjectKind: String
  let subjectId: String
  let unit: String?
  let before: String?
  let after: String?
  let code: String

  init(_ entry: AuditEntry) {
    seq = entry.seq
    at = entry.at.milliseconds
    account = entry.accountText
    actor = entry.actor
    channel = entry.channel
    request = entry.request
    address = entry.address
    action = entry.action
    subjectKind = entry.subject.kind
    subjectId = entry.subject.id
    unit = entry.unitText
    before = entry.before
    after = entry.after
    code = entry.mac
  }
}

extension AuditEntry {
  fileprivate init(_ line: ExportedEntry) {
    self.init(
      seq: line.seq, at: Instant(milliseconds: line.at), accountText: line.account,
      actor: line.actor, channel: line.channel, request: line.request, address: line.address,
      action: line.action, subject: Subject(line.subjectKind, line.subjectId),
      unitText: line.unit, before: line.before, after: line.after, mac: line.code)
  }
}

private enum JSONLine {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func read<T: Decodable>(_ type: T.Type, _ text: String) -> T? {
    // Whatever is wrong with the line, it is none of ours.
    try? JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
