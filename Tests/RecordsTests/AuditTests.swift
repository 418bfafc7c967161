import Records
import Rules
import Store
import TestSupport
import Testing

/// The audit log on both engines: what is written, asked for, and found out when somebody tampered with it by
/// plain SQL.
struct AuditTests {
  /// Ten entries, and the marks that were made at the fifth and the last.
  private func log(_ store: any Store, count: Int = 10) async throws -> [AuditMark] {
    let act = TestOffice.act()
    try await store.write { db in
      for number in 1...count {
        try Audit.record(
          "test.change", of: Subject("test", "\(number % 3)"), before: ["value": "\(number - 1)"],
          after: ["value": "\(number)"], db, act)
      }
    }
    return try await store.read { db in
      try [Int64(5), Int64(count)].compactMap { seq in
        try Audit.mac(of: seq, db).map {
          AuditMark(kind: .day, at: TestOffice.morning, seq: seq, mac: $0)
        }
      }
    }
  }

  private func findings(
    _ store: any Store, _ marks: [AuditMark] = [], keys: Keys = TestOffice.keys
  ) async throws -> [AuditFinding] {
    try await store.read { try Audit.check(marks: marks, keys, $0) }.findings
  }

  @Test(arguments: TestOffice.engines)
  func `a change and its entry stand in the log together`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        try Audit.record(
          "test.change", of: Subject("test", "1"), after: ["name": "Xã Phú Lộc"], db, act)
      }
      let page = try await store.read { try Audit.entries(AuditFilter(), $0, act) }
      #expect(page.entries.map(\.action) == ["test.change"])
      #expect(page.entries.first?.request == "test-request")
      #expect(page.next == nil)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a change that is undone leaves no entry`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      await #expect(throws: Refusal.notFound) {
        try await store.write { db in
          try Audit.record("test.change", of: .auditLog, db, TestOffice.act())
          throw Refusal.notFound
        }
      }
      let head = try await store.read { try Audit.head($0) }
      #expect(head == AuditHead(seq: 0, mac: ""))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a log as written has nothing wrong with it`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let marks = try await log(store, count: 150)
      let report = try await store.read { try Audit.check(marks: marks, TestOffice.keys, $0) }
      #expect(report.findings.isEmpty)
      #expect(report.count == 150)
      #expect(report.last == marks.last?.seq)
    }
  }

  struct Tampering: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let statements: [SQL]
    let expected: [AuditFinding]
  }

  static let tamperings: [Tampering] = [
    Tampering(
      testDescription: "altered", statements: ["UPDATE audit_entry SET actor = 'x' WHERE seq = 4"],
      expected: [.altered(4)]),
    Tampering(
      testDescription: "a null made empty",
      statements: ["UPDATE audit_entry SET unit_id = '' WHERE seq = 4"], expected: [.altered(4)]),
    Tampering(
      testDescription: "a letter put before",
      statements: ["UPDATE audit_entry SET actor = 'x' || actor WHERE seq = 4"],
      expected: [.altered(4)]),
    Tampering(
      testDescription: "the newest altered",
      statements: ["UPDATE audit_entry SET after = '{}' WHERE seq = 10"], expected: [.altered(10)]),
    Tampering(
      testDescription: "altered with its code",
      statements: ["UPDATE audit_entry SET actor = 'x', mac = 'aa' WHERE seq = 7"],
      expected: [.altered(7)]),
    Tampering(
      testDescription: "one removed", statements: ["DELETE FROM audit_entry WHERE seq = 4"],
      expected: [.removed(4...4)]),
    Tampering(
      testDescription: "the first removed", statements: ["DELETE FROM audit_entry WHERE seq < 3"],
      expected: [.removed(1...2)]),
    Tampering(
      testDescription: "removed and the rest renumbered",
      statements: ["DELETE FROM audit_entry WHERE seq = 6"] + move(7...10, by: -1),
      expected: [.removed(6...6)]),
    Tampering(
      testDescription: "inserted, the rest renumbered",
      statements: move(7...10, by: 1) + [copy(3, to: 7)], expected: [.inserted(7...7)]),
    Tampering(
      testDescription: "added at the end", statements: [copy(3, to: 11)],
      expected: [.inserted(11...11)]),
    Tampering(
      testDescription: "two change places",
      statements: [
        "UPDATE audit_entry SET seq = 99 WHERE seq = 7",
        "UPDATE audit_entry SET seq = 7 WHERE seq = 8",
        "UPDATE audit_entry SET seq = 8 WHERE seq = 99",
      ], expected: [.reordered(7...8)]),
    Tampering(
      testDescription: "far ones change places",
      statements: [
        "UPDATE audit_entry SET seq = 99 WHERE seq = 2",
        "UPDATE audit_entry SET seq = 2 WHERE seq = 9",
        "UPDATE audit_entry SET seq = 9 WHERE seq = 99",
      ], expected: [.reordered(2...9)]),
    Tampering(
      testDescription: "the newest cut off", statements: ["DELETE FROM audit_entry WHERE seq > 8"],
      expected: [.cutOff(after: 8, known: 10)]),
    Tampering(
      testDescription: "all gone", statements: ["DELETE FROM audit_entry"],
      expected: [.cutOff(after: 0, known: 10)]),
  ]

  private static func move(_ range: ClosedRange<Int64>, by shift: Int64) -> [SQL] {
    let order = shift < 0 ? Array(range) : range.reversed()
    return order.map { "UPDATE audit_entry SET seq = \($0 + shift) WHERE seq = \($0)" }
  }

  private static func copy(_ from: Int64, to seq: Int64) -> SQL {
    """
    INSERT INTO audit_entry
      (seq, at, account_id, actor, channel, request, address, action, subject_kind, subject_id,
       unit_id, before, after, mac)
    SELECT \(seq), at, account_id, actor, channel, request, address, action, subject_kind,
      subject_id, unit_id, before, after, mac
    FROM audit_entry WHERE seq = \(from)
    """
  }

  @Test(arguments: TestOffice.engines, tamperings)
  func `tampering is found, with its place and kind`(
    engine: Engine, tampering: Tampering
  ) async throws {
    try await TestOffice.on(engine) { store in
      let marks = try await log(store)
      try await store.write { db in
        for statement in tampering.statements { try db.execute(statement) }
      }
      #expect(try await findings(store, marks) == tampering.expected)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `newest entries that were cut off and written anew contradict the marks`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let marks = try await log(store)
      try await store.write { db in
        try db.execute("DELETE FROM audit_entry WHERE seq > 8")
        for _ in 9...12 { try Audit.record("test.other", of: .auditLog, db, TestOffice.act()) }
      }
      #expect(try await findings(store, marks) == [.contradicts(10, .day)])
      #expect(try await findings(store).isEmpty)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `another key fits no entry`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      _ = try await log(store)
      let other = Keys(audit: [UInt8](repeating: 8, count: 32), seal: TestOffice.keys.seal)
      let found = try await findings(store, keys: other)
      #expect(!found.isEmpty)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `entries are asked for by subject, account, action and day, page by page`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      _ = try await log(store)
      let act = TestOffice.act()
      let evening = TestOffice.act(at: TestOffice.morning.adding(seconds: 86_400))
      let account = act.newID(Account.self)
      let person = Actor(account: account, name: "Lan", grants: [])
      try await store.write { db in
        try Audit.record("unit.rename", of: Subject("unit", "u"), db, evening)
        try Audit.recordReading(
          of: .auditLog, "ngày 20/11", db, TestOffice.act(person))
      }
      func actions(_ filter: AuditFilter) async throws -> [String] {
        try await store.read { try Audit.entries(filter, $0, act) }.entries.map(\.action)
      }
      #expect(try await actions(AuditFilter(account: account)) == ["audit.read"])
      #expect(try await actions(AuditFilter(action: "unit.")) == ["unit.rename"])
      #expect(try await actions(AuditFilter(from: evening.today)) == ["unit.rename"])
      #expect(try await actions(AuditFilter(through: act.today)).count == 11)
      #expect(try await actions(AuditFilter(subject: Subject("test", "1"))).count == 4)
      let first = try await store.read { try Audit.entries(AuditFilter(), limit: 5, $0, act) }
      #expect(first.entries.map(\.seq) == [12, 11, 10, 9, 8])
      let second = try await store.read {
        try Audit.entries(AuditFilter(), before: first.next, limit: 7, $0, act)
      }
      #expect(second.entries.map(\.seq) == [7, 6, 5, 4, 3, 2, 1])
      #expect(second.next == nil)
      await #expect(throws: Refusal.self) {
        try await store.read {
          try Audit.entries(AuditFilter(), $0, TestOffice.act(person))
        }
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what changed is shown fact by fact`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let subject = Subject("unit", "u")
      try await store.write { db in
        try Audit.record(
          "unit.rename", of: subject, before: ["tên": "Xã \"A\"\n", "mã": nil],
          after: ["tên": "Xã B \\", "cấp": "xã"], db, TestOffice.act())
      }
      let changes = try await store.read { try Audit.history(of: subject, $0) }.first?.changes
      #expect(
        changes == [
          FactChange(name: "tên", before: "Xã \"A\"\n", after: "Xã B \\"),
          FactChange(name: "mã", before: nil, after: nil),
          FactChange(name: "cấp", before: nil, after: "xã"),
        ])
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the witness is told of durable entries only`(engine: Engine) async throws {
    try await TestOffice.on(engine) { inner in
      let told = Told()
      let store = WitnessedStore(inner) { told.add($0.seq) }
      for _ in 1...3 {
        try await store.write { try Audit.record("test", of: .auditLog, $0, TestOffice.act()) }
      }
      await #expect(throws: Refusal.notFound) {
        try await store.write { db in
          try Audit.record("test", of: .auditLog, db, TestOffice.act())
          throw Refusal.notFound
        }
      }
      #expect(told.seqs == [1, 2, 3])
    }
  }

  @Test func `a mark is known by its key and by the line before it`() {
    let mark = AuditMark(kind: .day, at: TestOffice.morning, seq: 7, mac: "ab")
    let line = mark.line(after: "before", TestOffice.keys)
    #expect(AuditMark(line: line, after: "before", TestOffice.keys) == mark)
    #expect(AuditMark(line: line, after: "other", TestOffice.keys) == nil)
    #expect(
      AuditMark(line: line.replacing(" 7 ", with: " 8 "), after: "before", TestOffice.keys) == nil)
    #expect(AuditMark(line: "", after: "", TestOffice.keys) == nil)
  }
}

/// What the witness was told.
private final class Told: @unchecked Sendable {
  private(set) var seqs: [Int64] = []
  func add(_ seq: Int64) { seqs.append(seq) }
}
