import Foundation
@testable import Store
import TestSupport
import Testing

private let first = Migration(
  name: "0001_first",
  text: """
    -- A comment; with a semicolon, TEXT and an apostrophe's trap
    CREATE TABLE "TEXT" (id INTEGER NOT NULL PRIMARY KEY, word TEXT DEFAULT 'a;b TEXT''s'); /* ; */
    INSERT INTO "TEXT" (id) VALUES (1);
    """)
private let second = Migration(
  name: "0002_second", text: "ALTER TABLE \"TEXT\" ADD COLUMN more REAL;\n")

private func count(_ store: any Store) async throws -> Int? {
  try await store.read { try $0.row("SELECT COUNT(*) AS n FROM \"TEXT\"")?.get("n") }
}

@Suite struct `Migrations` {
  @Test(arguments: TestDatabase.engines)
  func `are applied once, in order, with their instant`(engine: Engine) async throws {
    try await TestDatabase.on(engine) { store in
      #expect(try await store.pendingMigrations([second, first]) == ["0001_first", "0002_second"])
      try await store.migrate([first], at: 5)
      #expect(try await store.pendingMigrations([first, second]) == ["0002_second"])
      try await store.migrate([second, first], at: 6)
      try await store.migrate([first, second], at: 7)
      #expect(try await count(store) == 1)
      let rows = try await store.read { db in
        try db.rows("SELECT name, applied_at FROM schema_migration ORDER BY name").map { row in
          "\(try row.get("name", as: String.self)) \(try row.get("applied_at", as: Int.self))"
        }
      }
      #expect(rows == ["0001_first 5", "0002_second 6"])
      let word = try await store.read {
        try $0.row("SELECT word FROM \"TEXT\"")?.get("word", as: String.self)
      }
      #expect(word == "a;b TEXT's")
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `that were edited, or are newer than the program, are refused`(engine: Engine) async throws {
    try await TestDatabase.on(engine) { store in
      try await store.migrate([first, second])
      let edited = Migration(name: first.name, text: first.text + " ")
      await #expect(throws: StoreError.changedMigration("0001_first")) {
        try await store.migrate([edited, second])
      }
      await #expect(throws: StoreError.newerSchema(found: 2, known: 1)) {
        try await store.migrate([first])
      }
      await #expect(throws: StoreError.newerSchema(found: 2, known: 1)) {
        _ = try await store.pendingMigrations([first])
      }
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `that fail leave nothing of themselves`(engine: Engine) async throws {
    try await TestDatabase.on(engine) { store in
      let broken = Migration(
        name: "0002_broken",
        text: "INSERT INTO \"TEXT\" (id) VALUES (2);\nCREATE TABLE other (id INTEGER);\nNONSENSE;\n"
      )
      await #expect(throws: StoreError.self) { try await store.migrate([first, broken]) }
      #expect(try await count(store) == 1)
      #expect(try await store.read { try Catalogue.tables($0) } == ["TEXT", "schema_migration"])
      try await store.migrate([first, second])
      #expect(try await store.pendingMigrations([first, second]) == [])
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `by two programs at a time happen once`(engine: Engine) async throws {
    try await TestDatabase.lasting(engine) { open in
      let stores = [try open(), try open()]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for store in stores { group.addTask { try await store.migrate([first, second]) } }
        try await group.waitForAll()
      }
      #expect(try await count(stores[0]) == 1)
      for store in stores { await store.close() }
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `may have a twin for PostgreSQL, which belongs to the checksum`(engine: Engine) async throws
  {
    let twin = Migration(
      name: "0001_first.postgres",
      text: """
        CREATE TABLE "TEXT" (id INTEGER NOT NULL PRIMARY KEY);
        CREATE FUNCTION twice(n INTEGER) RETURNS INTEGER LANGUAGE sql AS $$ SELECT 2 * n; $$;
        """)
    try await TestDatabase.on(engine) { store in
      try await store.migrate([first, twin])
      #expect(try await count(store) == (engine == .postgres ? 0 : 1))
      await #expect(throws: StoreError.changedMigration("0001_first")) {
        try await store.migrate([first])
      }
    }
  }

  @Test func `keep a copy of a file that holds something`() async throws {
    try await TestDatabase.inFolder { folder in
      let path = folder.appending(path: "office.sqlite").path
      let store = try SQLiteStore(path: path)
      try await store.migrate([first])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy {
          !$0.contains("before")
        })
      try await store.migrate([first, second])
      await store.close()
      let copy = try SQLiteStore(
        path: folder.appending(path: "office.before-0002_second.sqlite").path)
      #expect(try await copy.pendingMigrations([first, second]) == ["0002_second"])
      #expect(try await count(copy) == 1)
      await copy.close()
    }
  }
}

@Suite struct `A script of SQL` {
  @Test func `is cut at semicolons outside of quotes and comments`() {
    let script = SQLScript(
      "A 'x;''y' ; -- c;\nB \"q;\" /* ; */ C;\nD $f$ ; TEXT $f$ a$1 ; ;\n\nCREATE TABLE t (a TEXT, TEXTS REAL)"
    )
    #expect(
      script.statements(for: .postgres) == [
        "A 'x;''y'", "B \"q;\"   C", "D $f$ ; TEXT $f$ a$1",
        "CREATE TABLE t (a text COLLATE \"C\", TEXTS double precision)",
      ])
    #expect(script.statements(for: .sqlite).last == "CREATE TABLE t (a TEXT, TEXTS REAL) STRICT")
  }

  @Test(arguments: ["", ";", "-- only", "/* open", "'open", "$$open", " ;;\n; "])
  func `that says nothing or never ends is taken as it is`(text: String) {
    let count = SQLScript(text).statements(for: .postgres).count
    #expect(count == (text.hasSuffix("open") && !text.hasPrefix("/") ? 1 : 0))
  }
}

@Suite struct `Kept statements` {
  @Test func `make room for each other, the one unused for longest first`() {
    var cache = StatementCache<String, Int>(capacity: 2)
    #expect(cache.keep(1, for: "a") == nil)
    #expect(cache.keep(2, for: "b") == nil)
    #expect(cache.find("a") == 1)
    #expect(cache.keep(3, for: "c") == 2)
    #expect(cache.find("b") == nil)
    #expect(cache.find("a") == 1 && cache.find("c") == 3 && cache.count == 2)
  }

  @Test(arguments: TestDatabase.engines)
  func `are not missed when there were more than are kept`(engine: Engine) async throws {
    try await TestDatabase.on(engine) { store in
      for _ in 0..<2 {
        let sums = try await store.read { db in
          try (1...300).map { count in
            let list = SQL.joined((0..<count).map { "\($0)" }, " + ")
            return try db.row("SELECT " + list + " AS n")?.get("n", as: Int.self)
          }
        }
        #expect(sums == (1...300).map { $0 * ($0 - 1) / 2 })
      }
    }
  }
}

@Suite struct `The address of a PostgreSQL database` {
  @Test(arguments: [
    ("postgres://u@h/d", "postgres://u@h/d", "public"),
    ("postgresql://u:p@h:1/d?schema=tinh_a", "postgresql://u:p@h:1/d", "tinh_a"),
    ("postgres://h/d?sslmode=disable&schema=x%20%22y", "postgres://h/d?sslmode=disable", "x \"y"),
  ])
  func `may name a schema`(text: String, url: String, schema: String) throws {
    let address = try PostgresAddress(text, schema: nil)
    #expect(address.url == url)
    #expect(address.schema == schema)
    #expect(!"\(address)".contains("p@h"))
    #expect(try PostgresAddress(text, schema: "other").schema == "other")
  }

  @Test(arguments: [
    "", "mysql://h/d", "host=h", "postgres://u:secret@[h/d", "postgres://h/d?secret=1",
    "postgres://h/d?schema=", "postgres://h/d?schema=%zz", "postgres://h/d?schema=pg_x",
    "postgres://h/d?schema=\(String(repeating: "a", count: 64))",
  ])
  func `that cannot be read is refused without repeating it`(text: String) {
    let error = #expect(throws: StoreError.self) { try PostgresAddress(text, schema: nil) }
    #expect(!String(describing: error).contains("secret"))
  }

  @Test func `where nobody answers fails as unavailable`() async throws {
    let store = try PostgresStore(url: "postgres://soat@127.0.0.1:1/none?connect_timeout=2")
    for isWrite in [false, true] {
      let error = await #expect(throws: StoreError.self) {
        if isWrite {
          _ = try await store.write { try $0.row("SELECT 1 AS n") }
        } else {
          _ = try await store.read { try $0.row("SELECT 1 AS n") }
        }
      }
      guard case .unavailable = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    await store.close()
  }
}
