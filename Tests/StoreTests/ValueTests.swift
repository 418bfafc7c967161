import Store
import TestSupport
import Testing

private let things = [
  Migration(
    name: "0001_thing",
    text: """
      CREATE TABLE thing (
        id INTEGER NOT NULL PRIMARY KEY,
        text TEXT,
        number INTEGER,
        real REAL,
        bytes BLOB
      );
      """)
]

private let hostile = [
  "", " ", "'", "''; DROP TABLE thing; --", "\\", "\\N", "\\.", "$1", "?", ":name", "%_",
  "\t\n\r\u{8}",
  "Trần Thị Ánh Tuyết, xã Đắk Pxi", "e\u{301}", "👩🏽‍⚖️🇻🇳", "\u{FEFF}", "\u{200D}", "\u{10FFFF}",
  String(repeating: "ộ", count: 350_000),
]

@Suite struct `Values travel unchanged` {
  @Test(arguments: TestDatabase.engines)
  func `text of every kind`(engine: Engine) async throws {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(things)
      for (id, text) in hostile.enumerated() {
        _ = try await store.write { db in
          try db.execute("INSERT INTO thing (id, text) VALUES (\(id), \(text))")
        }
        let found = try await store.read { db in
          try db.rows("SELECT id, text FROM thing WHERE text = \(text)").map {
            (try $0.get("id", as: Int.self), try $0.get("text", as: String.self))
          }
        }
        #expect(found.count == 1)
        #expect(found.first?.0 == id)
        #expect(found.first.map { Array($0.1.utf8) } == Array(text.utf8))
      }
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `numbers, bytes and NULL`(engine: Engine) async throws {
    let integers: [Int64] = [.min, .min + 1, -1, 0, 1, 1 << 53 + 1, .max]
    let reals = [-0.5, 0.1, 1e-308, .leastNonzeroMagnitude, 1.7976931348623157e308, 3, .infinity]
    let contents: [[UInt8]] = [[], [0], Array(0...255), [UInt8](repeating: 92, count: 1_000_000)]
    try await TestDatabase.on(engine) { store in
      try await store.migrate(things)
      for number in integers {
        #expect(try await returned(.integer(number), store) == .integer(number))
      }
      for number in reals { #expect(try await returned(.real(number), store) == .real(number)) }
      for bytes in contents { #expect(try await returned(.bytes(bytes), store) == .bytes(bytes)) }
      let empty = try await store.write { db in
        try db.execute("INSERT INTO thing (id, text) VALUES (2, \(String?.none))")
        return try db.row("SELECT id, text, number, real, bytes FROM thing WHERE id = 2")
      }
      #expect(try empty?.get("text", as: String?.self) == nil)
      #expect(try empty?.get("bytes", as: [UInt8]?.self) == nil)
    }
  }

  /// The value after a way through its column and an expression.
  private func returned(_ value: Value, _ store: any Store) async throws -> Value? {
    try await store.write { db in
      try db.execute("DELETE FROM thing")
      switch value {
      case .integer: try db.execute("INSERT INTO thing (id, number) VALUES (1, \(value))")
      case .real: try db.execute("INSERT INTO thing (id, real) VALUES (1, \(value))")
      default: try db.execute("INSERT INTO thing (id, bytes) VALUES (1, \(value))")
      }
      return try db.row("SELECT COALESCE(bytes, NULL) AS kept FROM thing WHERE bytes IS NOT NULL")
        .map { try $0.get("kept", as: Value.self) }
        ?? db.row("SELECT number, real FROM thing").map {
          let number = try $0.get("number", as: Value.self)
          return number == .null ? try $0.get("real", as: Value.self) : number
        }
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `counts, sums and averages are numbers on both engines`(engine: Engine) async throws {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(things)
      let row = try await store.write { db in
        for (id, number) in [3_000_000_000, 4_000_000_001, -2].enumerated() {
          try db.execute(
            "INSERT INTO thing (id, number, real) VALUES (\(id), \(number), \(Double(id) + 0.25))")
        }
        return try db.row(
          """
          SELECT COUNT(*) AS n, SUM(number) AS total, AVG(number) AS middle, SUM(real) AS reals,
            MAX(number) AS most, SUM(CASE WHEN number > 0 THEN 1 ELSE 0 END) AS positive
          FROM thing
          """)
      }
      #expect(try row?.get("n", as: Int.self) == 3)
      #expect(try row?.get("total", as: Int.self) == 6_999_999_999)
      #expect(try row?.get("middle", as: Double.self) == 6_999_999_999.0 / 3)
      #expect(try row?.get("reals", as: Double.self) == 3.75)
      #expect(try row?.get("most", as: Int.self) == 4_000_000_001)
      #expect(try row?.get("positive", as: Int.self) == 2)
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `what one engine cannot keep both refuse, without repeating it`(engine: Engine) async throws
  {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(things)
      for value in [Value.text("bí mật\u{0}"), .real(.nan)] {
        for usesCopy in [false, true] {
          let error = await #expect(throws: StoreError.self) {
            try await store.write { db in
              if usesCopy {
                try db.copyIn("thing", ["id", "text"], [[.integer(1), value]])
              } else {
                try db.execute("INSERT INTO thing (id, text) VALUES (1, \(value))")
              }
            }
          }
          #expect(!String(describing: error).contains("bí mật"))
        }
      }
      #expect(try await store.read { try $0.rows("SELECT id FROM thing").isEmpty })
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `a value of the wrong type is refused, and the error does not hold it`(
    engine: Engine
  ) async throws {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(things)
      for usesCopy in [false, true] {
        let error = await #expect(throws: StoreError.self) {
          try await store.write { db in
            if usesCopy {
              try db.copyIn("thing", ["id", "number"], [[.integer(1), .text("bí mật")]])
            } else {
              try db.execute("INSERT INTO thing (id, number) VALUES (1, \("bí mật"))")
            }
          }
        }
        #expect(!String(describing: error).contains("bí mật"))
      }
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `rows added in bulk`(engine: Engine) async throws {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(things)
      let rows: [[Value]] = hostile.enumerated().map { index, text in
        [
          .integer(Int64(index)), .text(text), index == 0 ? .null : .integer(.min), .real(0.1),
          .bytes(Array(text.utf8.prefix(300)) + [0, 10, 92]),
        ]
      }
      try await store.write {
        try $0.copyIn("thing", ["id", "text", "number", "real", "bytes"], rows)
      }
      let found = try await store.read { db in
        try db.rows("SELECT id, text, number, real, bytes FROM thing ORDER BY id").map { row in
          try ["id", "text", "number", "real", "bytes"].map { try row.get($0, as: Value.self) }
        }
      }
      #expect(found == rows)
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `text sorts by its bytes`(engine: Engine) async throws {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(things)
      let texts = ["Z", "a", "B", "b a", "ba", "đ", "_", "Á", "a\u{301}", "👍"]
      let found = try await store.write { db in
        try db.copyIn(
          "thing", ["id", "text"], texts.enumerated().map { [.integer(Int64($0)), .text($1)] })
        return try db.rows("SELECT text FROM thing ORDER BY text").map {
          try $0.get("text", as: String.self)
        }
      }
      #expect(found == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
  }
}
