public import Rules
internal import Store

/// One entry of the audit log, as it stands in the table.
public struct AuditEntry: Sendable, Equatable {
  /// 1, 2, 3 … without gaps.
  public let seq: Int64
  public let at: Instant
  /// As stored; somebody may have written what is no id.
  let accountText: String?
  public let actor: String
  public let channel: String
  public let request: String
  public let address: String?
  /// "unit.rename"
  public let action: String
  public let subject: Subject
  let unitText: String?
  /// JSON objects, exactly as written.
  public let before: String?
  public let after: String?
  public let mac: String

  public var account: ID<Account>? { accountText.flatMap { ID($0) } }
  public var unit: ID<Unit>? { unitText.flatMap { ID($0) } }

  /// What changed, fact by fact.
  public var changes: [FactChange] {
    FactChange.pairs(
      before.flatMap { Facts(json: $0) }, after.flatMap { Facts(json: $0) })
  }

  /// The code this entry must have where it is the `seq`-th, after the one with the code `previous`.
  func code(after previous: String, seq: Int64, _ keys: Keys) -> String {
    Digest.code(
      [
        "soat-entry-1", previous, String(seq), String(at.milliseconds), accountText, actor,
        channel, request, address, action, subject.kind, subject.id, unitText, before, after,
      ], keys.audit)
  }
}

/// One fact before and after; nil where it was not there or had no value.
public struct FactChange: Sendable, Equatable {
  public let name: String
  public let before: String?
  public let after: String?

  public init(name: String, before: String?, after: String?) {
    self.name = name
    self.before = before
    self.after = after
  }

  static func pairs(_ before: Facts?, _ after: Facts?) -> [FactChange] {
    var names: [String] = []
    for pair in (before?.pairs ?? []) + (after?.pairs ?? []) where !names.contains(pair.name) {
      names.append(pair.name)
    }
    func value(_ name: String, _ facts: Facts?) -> String? {
      facts?.pairs.first { $0.name == name }?.value
    }
    return names.map { FactChange(name: $0, before: value($0, before), after: value($0, after)) }
  }
}

extension AuditEntry {
  static let columns: SQL = """
    seq, at, account_id, actor, channel, request, address, action, subject_kind, subject_id,
    unit_id, before, after, mac
    """

  /// Takes what stands there, of whatever type: a value of the wrong one was never ours and fits no code.
  init(_ row: Row) throws {
    func text(_ name: String) throws -> String? {
      switch try row.get(name, as: Value.self) {
      case .text(let text): text
      case .null: nil
      case let other: "\u{FFFD}\(other)"
      }
    }
    seq = try row.get("seq")
    let at = try row.get("at", as: Value.self)
    self.at = Instant(at) ?? Instant(milliseconds: .min)
    accountText = try text("account_id")
    actor = try text("actor") ?? ""
    channel = try text("channel") ?? ""
    request = try text("request") ?? ""
    address = try text("address")
    action = try text("action") ?? ""
    subject = Subject(try text("subject_kind") ?? "", try text("subject_id") ?? "")
    unitText = try text("unit_id")
    before = try text("before")
    after = try text("after")
    mac = try text("mac") ?? ""
  }
}
