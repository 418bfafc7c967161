internal import Crypto
internal import FoundationEssentials
public import Rules
public import Store

/// The audit log: each change writes one entry in its own transaction, chained to the one before.
public enum Audit {
  /// Writes one entry: `action` says what was done ("unit.rename"), `before` and `after` hold only what changed.
  public static func record(
    _ action: String, of subject: Subject, unit: ID<Unit>? = nil, before: Facts? = nil,
    after: Facts? = nil, _ db: any Writer, _ act: Act
  ) throws {
    let last = try db.row("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1")
    let seq = try (last?.get("seq", as: Int64.self) ?? 0) + 1
    let previous = try last?.get("mac", as: String.self) ?? ""
    let fields: [String] = [
      previous, String(seq), String(act.at.milliseconds), act.actor.account?.text ?? "",
      act.actor.name, act.channel.rawValue, act.request, act.address ?? "", action, subject.kind,
      subject.id, unit?.text ?? "", before?.json ?? "", after?.json ?? "",
    ]
    let message = fields.map { String($0.utf8.count) + ":" + $0 }.joined()
    let code = HMAC<SHA256>.authenticationCode(
      for: Data(message.utf8), using: SymmetricKey(data: act.keys.audit))
    let mac = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    try db.execute(
      """
      INSERT INTO audit_entry
        (seq, at, account_id, actor, channel, request, address, action, subject_kind, subject_id,
         unit_id, before, after, mac)
      VALUES
        (\(seq), \(act.at), \(act.actor.account), \(act.actor.name), \(act.channel.rawValue),
         \(act.request), \(act.address), \(action), \(subject.kind), \(subject.id),
         \(unit), \(before?.json), \(after?.json), \(mac))
      """)
  }
}

/// What an entry is about: "unit" and its id.
public struct Subject: Sendable {
  public let kind: String
  public let id: String

  public init(_ kind: String, _ id: String) {
    self.kind = kind
    self.id = id
  }

  public static func unit(_ id: ID<Unit>) -> Subject { Subject("unit", id.text) }
  public static func person(_ id: ID<Person>) -> Subject { Subject("person", id.text) }
  public static func account(_ id: ID<Account>) -> Subject { Subject("account", id.text) }
}

/// Named facts in a fixed order, as they stand in an entry: `["name": "Xã Phú Lộc"]`.
public struct Facts: ExpressibleByDictionaryLiteral, Sendable, Equatable {
  public var pairs: [(name: String, value: String?)]

  public init(dictionaryLiteral elements: (String, String?)...) {
    pairs = elements.map { (name: $0.0, value: $0.1) }
  }

  public static func == (left: Facts, right: Facts) -> Bool { left.json == right.json }

  /// A JSON object in the order of the facts.
  public var json: String {
    "{"
      + pairs.map { Facts.quoted($0.name) + ":" + ($0.value.map(Facts.quoted) ?? "null") }
      .joined(separator: ",") + "}"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case let control where control.value < 32:
        let hex = String(control.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
