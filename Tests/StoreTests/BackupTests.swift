import Foundation
@testable import Store
import TestSupport
import Testing

private let schema = [
  Migration(
    name: "0001_office",
    text: """
      CREATE TABLE "order" (
        id TEXT NOT NULL PRIMARY KEY, parent_id TEXT REFERENCES "order" (id), "before" TEXT);
      CREATE TABLE a_child (
        id INTEGER NOT NULL PRIMARY KEY, order_id TEXT NOT NULL REFERENCES "order" (id),
        real REAL, bytes BLOB);
      CREATE TABLE kind (name TEXT NOT NULL PRIMARY KEY);
      CREATE TABLE empty_one (id INTEGER);
      INSERT INTO kind (name) VALUES ('from the schema');
      """),
  Migration(name: "0002_more", text: "CREATE INDEX a_child_order ON a_child (order_id);\n"),
]

/// Rows that refer to later rows, to themselves, and hold what is hard to carry.
private func fill(_ store: any Store) async throws {
  try await store.migrate(schema, at: 42)
  try await store.write { db in
    try db.execute("DELETE FROM kind")
    try db.execute("INSERT INTO kind (name) VALUES (\("đổi rồi"))")
    for (id, parent) in [("9", nil), ("1", "9"), ("5", "5")] as [(String, String?)] {
      try db.execute(
        "INSERT INTO \"order\" (id, parent_id, before) VALUES (\(id), \(parent), \("a\tb\\\n'👩🏽‍⚖️"))")
    }
    try db.execute("UPDATE \"order\" SET parent_id = \("1") WHERE id = \("9")")
    try db.copyIn(
      "a_child", ["id", "order_id", "real", "bytes"],
      (0..<3000).map { index in
        [
          .integer(Int64.max - Int64(index)), .text(["1", "5", "9"][index % 3]),
          index % 2 == 0 ? .null : .real(Double(index) / 7),
          .bytes([UInt8](repeating: UInt8(index % 256), count: index % 2000)),
        ]
      })
  }
}

private func everything(_ store: any Store) async throws -> [[Value]] {
  try await store.read { db in
    try db.rows("SELECT id, parent_id, before FROM \"order\" ORDER BY id").map(\.values)
      + db.rows("SELECT id, order_id, real, bytes FROM a_child ORDER BY id").map(\.values)
      + db.rows("SELECT name FROM kind").map(\.values)
      + db.rows("SELECT name, checksum, applied_at FROM schema_migration ORDER BY name").map(
        \.values)
  }
}

private let ways = TestDatabase.engines.flatMap { from in TestDatabase.engines.map { (from, $0) } }

@Suite struct `A backup` {
  @Test(arguments: ways)
  func `brings everything back, on and across both engines`(from: Engine, to: Engine) async throws {
    try await TestDatabase.inFolder { folder in
      let path = folder.appending(path: "office.backup").path
      try await TestDatabase.on(from) { source in
        try await fill(source)
        let summary = try await source.backUp(to: path, at: 77)
        #expect(
          summary
            == BackupSummary(
              instant: 77, migrations: ["0001_office", "0002_more"],
              rows: ["order": 3, "a_child": 3000, "kind": 1, "empty_one": 0]))
        #expect(try Backup.check(path) == summary)
        let before = try await everything(source)
        try await TestDatabase.on(to) { try await restore(path, into: $0, summary, before) }
      }
    }
  }

  private func restore(
    _ path: String, into target: any Store, _ summary: BackupSummary, _ before: [[Value]]
  ) async throws {
    #expect(try await target.restore(from: path, migrations: schema) == summary)
    #expect(try await everything(target) == before)
    #expect(try await target.integrity() == [])
    #expect(try await target.pendingMigrations(schema) == [])
    await #expect(throws: StoreError.self) {
      _ = try await target.write {
        try $0.execute("INSERT INTO a_child (id, order_id) VALUES (1, \("nobody"))")
      }
    }
    // A second time finds the database not empty.
    await #expect(throws: StoreError.self) {
      _ = try await target.restore(from: path, migrations: schema)
    }
    #expect(try await everything(target) == before)
  }

  @Test(arguments: TestDatabase.engines)
  func `that is damaged anywhere is refused before anything is written`(engine: Engine) async throws
  {
    try await TestDatabase.inFolder { folder in
      let path = folder.appending(path: "office.backup").path
      try await TestDatabase.on(.sqlite) { source in
        try await fill(source)
        _ = try await source.backUp(to: path, at: 77)
      }
      let whole = try [UInt8](Data(contentsOf: URL(filePath: path)))
      var damaged: [[UInt8]] = [
        [], Array("not a backup, but long enough to look at, even longer".utf8),
      ]
      for length in [1, 13, 14, 40, whole.count / 2, whole.count - 33, whole.count - 1] {
        damaged.append(Array(whole.prefix(length)))
      }
      for position in [0, 12, 14, 15, 30, whole.count / 3, whole.count - 40, whole.count - 1] {
        var bytes = whole
        bytes[position] ^= 1
        damaged.append(bytes)
      }
      damaged.append(whole + [0])
      damaged.append(whole + whole)
      let pieces = damaged
      try await TestDatabase.on(engine) { target in
        for bytes in pieces {
          try Data(bytes).write(to: URL(filePath: path))
          await #expect(throws: StoreError.self) {
            _ = try await target.restore(from: path, migrations: schema)
          }
          #expect(try await target.read { try Catalogue.tables($0) } == [])
        }
        try Data(whole).write(to: URL(filePath: path))
        _ = try await target.restore(from: path, migrations: schema)
      }
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `of another schema is refused and leaves nothing`(engine: Engine) async throws {
    try await TestDatabase.inFolder { folder in
      let path = folder.appending(path: "office.backup").path
      try await TestDatabase.on(.sqlite) { source in
        try await fill(source)
        _ = try await source.backUp(to: path, at: 77)
      }
      try await TestDatabase.on(engine) { target in
        await #expect(throws: StoreError.newerSchema(found: 2, known: 1)) {
          _ = try await target.restore(from: path, migrations: [schema[0]])
        }
        let edited = Migration(name: "0002_more", text: "SELECT 1;\n")
        await #expect(throws: StoreError.changedMigration("0002_more")) {
          _ = try await target.restore(from: path, migrations: [schema[0], edited])
        }
        #expect(try await target.read { try Catalogue.tables($0) } == [])
        let next = Migration(name: "0003_next", text: "CREATE TABLE next (id INTEGER);\n")
        _ = try await target.restore(from: path, migrations: schema + [next])
        #expect(try await target.pendingMigrations(schema + [next]) == ["0003_next"])
      }
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `that cannot be written leaves the old one in place`(engine: Engine) async throws {
    try await TestDatabase.on(engine) { store in
      try await fill(store)
      await #expect(throws: StoreError.self) {
        _ = try await store.backUp(to: "/dev/null/nowhere/office.backup", at: 1)
      }
      #expect(try await everything(store).count == 3006)
    }
  }

  @Test func `shows what an engine finds wrong`() async throws {
    try await TestDatabase.inFolder { folder in
      let path = folder.appending(path: "office.sqlite").path
      let store = try SQLiteStore(path: path)
      try await fill(store)
      #expect(try await store.integrity() == [])
      await store.close()
      let file = try FileHandle(forUpdating: URL(filePath: path))
      for page in stride(from: 8, to: 200, by: 8) {
        try file.seek(toOffset: UInt64(page * 4096))
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
      }
      try file.close()
      let broken = try SQLiteStore(path: path)
      let findings = (try? await broken.integrity()) ?? ["cannot even be read"]
      #expect(!findings.isEmpty)
      await broken.close()
    }
  }
}
