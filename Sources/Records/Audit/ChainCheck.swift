/// What is wrong with the log. Numbers are those that the entries bear now.
public enum AuditFinding: Sendable, Equatable {
  case altered(Int64)
  case removed(ClosedRange<Int64>)
  case inserted(ClosedRange<Int64>)
  case reordered(ClosedRange<Int64>)
  /// The newest entries are gone: those after `last`, up to `known` at least.
  case cutOff(after: Int64, known: Int64)
  /// The entry is not the one that a mark outside the database names.
  case contradicts(Int64, AuditMark.Kind)
}

/// Walks the entries in the order of their numbers and says where the chain is broken, and how. Needs a few dozen
/// entries of memory, however long the log is.
public struct ChainCheck {
  private let keys: Keys
  private var marks: [Int64: [AuditMark]]
  private let newest: AuditMark?

  /// How many entries are looked at together to tell what was done to a broken place.
  private static let window = 64
  /// More would not be read by anybody.
  private static let most = 100

  public private(set) var findings: [AuditFinding] = []
  public private(set) var count = 0
  public private(set) var lastSeq: Int64
  /// The code of the entry before; nil after a place where it is not known.
  private var previous: String?
  /// How far the numbers of the rest were moved by somebody who renumbered it.
  private var shift: Int64 = 0
  private var pending: [AuditEntry] = []

  /// `start` is what came before the first entry: 0 and "" for a whole log.
  public init(after start: AuditHead, marks: [AuditMark], _ keys: Keys) {
    self.keys = keys
    self.marks = Dictionary(grouping: marks.filter { $0.seq > start.seq }, by: \.seq)
    newest = marks.max { $0.seq < $1.seq }
    lastSeq = start.seq
    previous = start.mac
  }

  public mutating func add(_ entry: AuditEntry) {
    count += 1
    take(entry)
  }

  /// To be called after the last entry.
  public mutating func finish() {
    while !pending.isEmpty { diagnose() }
    if let newest, newest.seq > lastSeq + shift {
      note(.cutOff(after: lastSeq, known: newest.seq))
    }
  }

  private mutating func take(_ entry: AuditEntry) {
    guard pending.isEmpty else {
      pending.append(entry)
      if pending.count == ChainCheck.window { diagnose() }
      return
    }
    guard entry.seq > lastSeq else { return misplaced(entry.seq) }
    if entry.seq > lastSeq + 1 {
      note(.removed(lastSeq + 1...entry.seq - 1))
      previous = nil
    }
    if let previous, !fits(entry, previous) {
      pending = [entry]
    } else {
      accept(entry)
    }
  }

  private func fits(_ entry: AuditEntry, _ previous: String, by more: Int64 = 0) -> Bool {
    entry.code(after: previous, seq: entry.seq + shift + more, keys) == entry.mac
  }

  private mutating func accept(_ entry: AuditEntry) {
    lastSeq = entry.seq
    previous = entry.mac
    for mark in marks.removeValue(forKey: entry.seq + shift) ?? [] where mark.mac != entry.mac {
      note(.contradicts(entry.seq, mark.kind))
    }
  }

  /// In an export, lines may stand in another order than their numbers, or twice.
  private mutating func misplaced(_ seq: Int64) {
    for case (let index, .removed(let range)) in findings.enumerated() where range.contains(seq) {
      findings[index] = .reordered(range.lowerBound...lastSeq)
      return
    }
    note(.inserted(seq...seq))
  }

  private mutating func note(_ finding: AuditFinding) {
    if findings.count < ChainCheck.most, findings.last != finding { findings.append(finding) }
  }
}

extension ChainCheck {
  /// Says what was done at the first pending entry, and goes on behind it.
  private mutating func diagnose() {
    let window = pending
    pending = []
    guard let first = window.first, let start = previous else { return }
    // A gap in the numbers ends what can be judged together.
    let run = Array(
      window.enumerated().prefix { $0.element.seq == first.seq + Int64($0.offset) }.map(\.element))
    var done = 1
    if let order = order(run, start), order.closed > 0 {
      note(.reordered(first.seq...run[order.closed - 1].seq))
      done = order.closed
      accept(run, order)
    } else if run.count > 1, fits(run[1], first.mac) {
      note(.altered(first.seq))
      accept(first)
    } else if let order = order(run, start), let place = order.places.first {
      note(.inserted(first.seq...run[place - 1].seq))
      shift -= Int64(place)
      done = place
      lastSeq = run[place - 1].seq
    } else if run.count > 1, let gone = (1...64).first(where: { fits(run[1], first.mac, by: $0) }) {
      note(.removed(first.seq...first.seq + Int64(gone) - 1))
      shift += Int64(gone)
      accept(first)
    } else {
      let isForged = isForged(first)
      note(isForged ? .inserted(first.seq...first.seq) : .altered(first.seq))
      accept(first)
      if run.count > 1, !isForged { previous = nil }
    }
    for entry in window.dropFirst(done) { take(entry) }
  }

  /// An entry newer than all that is known outside the database, and that fits nothing, was put there.
  private func isForged(_ entry: AuditEntry) -> Bool { (newest?.seq ?? .max) < entry.seq + shift }

  /// In which order the entries of `run` were written: their places, one after another, as far as they can be
  /// found; `closed` says how many from the start only changed places among themselves. Nil where nothing
  /// in it continues the chain.
  private func order(_ run: [AuditEntry], _ start: String) -> (places: [Int], closed: Int)? {
    var places: [Int] = []
    var used = Set<Int>()
    var last = start
    var wanted = (run.first?.seq ?? 0) + shift
    while let place = run.indices.first(where: {
      !used.contains($0) && run[$0].code(after: last, seq: wanted, keys) == run[$0].mac
    }) {
      places.append(place)
      used.insert(place)
      last = run[place].mac
      wanted += 1
      if used.count == (used.max() ?? 0) + 1, places != Array(places.indices) {
        return (places, used.count)
      }
    }
    return places.isEmpty ? nil : (places, 0)
  }

  private mutating func accept(_ run: [AuditEntry], _ order: (places: [Int], closed: Int)) {
    let end = run[order.closed - 1]
    accept(end)
    previous = order.places.last.map { run[$0].mac }
    for entry in run.prefix(order.closed) { marks[entry.seq] = nil }
  }
}
