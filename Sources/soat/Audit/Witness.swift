import Foundation
import Records
import Rules
import Store

/// What the office knows about its audit log outside the database, in `anchors`: `head` holds the newest
/// entry after each commit, `marks` one line for each day, start and stop. Several processes may use them.
struct Witness: Sendable {
  let folder: DataFolder
  let keys: Keys

  var headPath: String { folder.anchors + "/head" }
  private var marksPath: String { folder.anchors + "/marks" }

  /// Room for the longest record, so that writing never changes the file's size.
  private static let headSize = 256

  /// Keeps `head` unless a newer one is kept already. A failure leaves the old one, which is true still; a
  /// record that we did not write is left for `soat audit verify` to tell of.
  func note(_ head: AuditHead) {
    guard head.seq > 0 else { return }
    let isNew = !FileManager.default.fileExists(atPath: headPath)
    let descriptor = open(headPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX) == 0 else { return }
    switch record(descriptor) {
    case .good(let mark) where mark.seq > head.seq: return
    case .good(let mark) where mark.seq == head.seq:
      // The same number with another code: the log was cut and has grown again. Keep what it was.
      guard mark.mac != head.mac else { return }
      keep(mark)
    case .bad: return
    default: break
    }
    let mark = AuditMark(kind: .head, at: .now, seq: head.seq, mac: head.mac)
    var bytes = Array(mark.line(after: "", keys).utf8)
    bytes += [UInt8](repeating: 32, count: Witness.headSize - 1 - bytes.count) + [10]
    pwrite(descriptor, bytes, bytes.count, 0)
    if isNew {
      fsync(descriptor)
      DurableFile.syncFolder(of: headPath)
    }
  }

  /// Writes a line for the head of `store`'s log.
  func mark(_ kind: AuditMark.Kind, _ store: any Store) async throws {
    let head = try await store.read { try Audit.head($0) }
    try append(AuditMark(kind: kind, at: .now, seq: head.seq, mac: head.mac))
  }

  /// To be called whenever the office is opened.
  func begin(_ store: any Store) async throws {
    let head = try await store.read { try Audit.head($0) }
    if head.seq == 0, !FileManager.default.fileExists(atPath: marksPath) {
      try append(AuditMark(kind: .start, at: .now, seq: 0, mac: ""))
    }
    try await compare(with: store)
  }

  /// Where the database lacks the entry that `head` holds, or has another in its place, `head` becomes a line
  /// of the marks, so that entries to come cannot hide what happened.
  func compare(with store: any Store) async throws {
    let known = read()
    guard let head = known.head, !known.marks.contains(where: { $0.isSame(as: head) }) else {
      return
    }
    let mac = try await store.read { try Audit.mac(of: head.seq, $0) }
    if mac != head.mac { keep(head) }
  }

  /// The log begins after `head` now: what was before is taken out.
  func markCut(_ head: AuditHead) throws {
    try append(AuditMark(kind: .cut, at: .now, seq: head.seq, mac: head.mac))
  }

  private func keep(_ mark: AuditMark) {
    // Best effort: the log itself goes on, and the daily check tells of it as well.
    try? append(AuditMark(kind: .conflict, at: .now, seq: mark.seq, mac: mark.mac))
  }

  private func append(_ mark: AuditMark) throws {
    let lock = open(marksPath + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
      throw CommandFailure.cannotWrite(marksPath, NewFile.reason(errno))
    }
    defer { close(lock) }
    let last = lines().last ?? ""
    try DurableFile.append(marksPath, mark.line(after: last, keys))
  }
}

extension Witness {
  /// What stands in the folder, and what is wrong with it.
  struct Known: Sendable {
    var head: AuditMark?
    var marks: [AuditMark] = []
    var problems: [String] = []
    /// Right for a log that never had an entry.
    var lacksHead = false

    var all: [AuditMark] { marks + (head.map { [$0] } ?? []) }
  }

  private enum Record {
    case none
    case good(AuditMark)
    case bad
  }

  func read() -> Known {
    var known = Known()
    let descriptor = open(headPath, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 {
      defer { close(descriptor) }
      flock(descriptor, LOCK_SH)
      switch record(descriptor) {
      case .good(let mark): known.head = mark
      case .bad: known.problems.append("tệp “\(headPath)” bị sửa hoặc hỏng")
      case .none: known.problems.append("tệp “\(headPath)” rỗng")
      }
    } else {
      known.lacksHead = true
    }
    readMarks(&known)
    return known
  }

  private func readMarks(_ known: inout Known) {
    guard FileManager.default.fileExists(atPath: marksPath) else {
      known.problems.append("thiếu tệp mốc “\(marksPath)”")
      return
    }
    var previous = ""
    for (index, line) in lines().enumerated() {
      if let mark = AuditMark(line: line, after: previous, keys) {
        known.marks.append(mark)
      } else {
        known.problems.append(
          "tệp mốc “\(marksPath)”: dòng \(index + 1) bị sửa, hoặc thiếu dòng trước nó")
      }
      previous = line
    }
  }

  private func lines() -> [String] {
    let data = FileManager.default.contents(atPath: marksPath) ?? Data()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func record(_ descriptor: Int32) -> Record {
    var bytes = [UInt8](repeating: 0, count: Witness.headSize)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return count == 0 ? .none : .bad }
    let text = String(decoding: bytes.prefix(count), as: UTF8.self)
    let line = text.prefix { $0 != "\n" }.split(separator: " ").joined(separator: " ")
    return AuditMark(line: line, after: "", keys).map(Record.good) ?? .bad
  }
}

extension AuditMark {
  fileprivate func isSame(as other: AuditMark) -> Bool { seq == other.seq && mac == other.mac }
}
