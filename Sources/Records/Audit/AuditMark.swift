public import Rules

/// The head of the audit log at a moment, kept outside the database: cutting off or rewriting what came before
/// is seen by comparing the log with it.
public struct AuditMark: Sendable, Equatable {
  /// Why it was made.
  public enum Kind: String, Sendable {
    /// After a durable commit.
    case head
    case start
    case stop
    case day
    /// What the head file held when the database was found behind it or at odds with it.
    case conflict
    /// The last entry before the oldest that is kept.
    case cut
  }

  public let kind: Kind
  public let at: Instant
  /// The newest entry; 0 for an empty log.
  public let seq: Int64
  /// Its code; empty for an empty log.
  public let mac: String

  public init(kind: Kind, at: Instant, seq: Int64, mac: String) {
    self.kind = kind
    self.at = at
    self.seq = seq
    self.mac = mac
  }

  /// `day 1795137300000 1204 9f… <code>`: the mark and a code over it and over the line before it, so that a
  /// mark cannot be made, altered or taken out of its file without the key.
  public func line(after previous: String, _ keys: Keys) -> String {
    "\(fields.joined(separator: " ")) \(code(after: previous, keys))"
  }

  /// Nil where `line` was not made by `line(after:_:)` with the same key and line before.
  public init?(line: some StringProtocol, after previous: String, _ keys: Keys) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 5, let kind = Kind(rawValue: String(words[0])), let at = Int64(words[1]),
      let seq = Int64(words[2])
    else { return nil }
    self.init(
      kind: kind, at: Instant(milliseconds: at), seq: seq, mac: String(words[3]))
    guard String(words[4]) == code(after: previous, keys) else { return nil }
  }

  private var fields: [String] {
    [kind.rawValue, String(at.milliseconds), String(seq), mac]
  }

  private func code(after previous: String, _ keys: Keys) -> String {
    Digest.code(["soat-mark-1", previous] + fields, keys.audit)
  }
}
