import Foundation
import Store
import Synchronization
import TestSupport
import Testing

private let counters = [
  Migration(
    name: "0001_entry",
    text: """
      CREATE TABLE person (id TEXT NOT NULL PRIMARY KEY);
      CREATE TABLE entry (
        seq INTEGER NOT NULL PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        person_id TEXT REFERENCES person (id),
        CHECK (seq > 0)
      );
      """)
]

private struct Stop: Error, Equatable {}

/// The next number and a name, as the audit log writes.
private func add(_ name: String, _ db: any Writer) throws {
  let last = try db.row("SELECT MAX(seq) AS seq FROM entry")?.get("seq", as: Int?.self)
  try db.execute("INSERT INTO entry (seq, name) VALUES (\((last ?? 0) + 1), \(name))")
}

private func names(_ store: any Store) async throws -> [String] {
  try await store.read { db in
    try db.rows("SELECT name FROM entry ORDER BY seq").map { try $0.get("name") }
  }
}

/// Keeps the only writer busy until `open` is called, so that what comes meanwhile shares one batch.
private final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  func wait() { semaphore.wait() }
  func open() { semaphore.signal() }
}

private final class Seen: Sendable {
  private let list = Mutex<[String]>([])
  var names: [String] { list.withLock { $0 } }
  func add(_ name: String) { list.withLock { $0.append(name) } }
}

@Suite struct `Writes that wait together` {
  @Test(arguments: TestDatabase.engines)
  func `are carried out one after another, the failing ones undone alone`(
    engine: Engine
  ) async throws {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(counters)
      let answers = await withTaskGroup(of: (Int, Result<Void, any Error>).self) { group in
        for index in 0..<100 {
          group.addTask {
            do {
              try await store.write { db in
                try add("name \(index)", db)
                if index % 3 == 0 { throw Stop() }
                if index % 3 == 1 {
                  try db.execute("INSERT INTO entry (seq, name) VALUES (0, 'x')")
                }
              }
              return (index, .success(()))
            } catch {
              return (index, .failure(error))
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count == 100)
      for (index, result) in answers {
        switch (index % 3, result) {
        case (0, .failure(let error)): #expect(error as? Stop == Stop())
        case (1, .failure(StoreError.constraint)), (2, .success): break
        default: Issue.record("write \(index) ended with \(result)")
        }
      }
      let kept = try await names(store)
      #expect(Set(kept) == Set((0..<100).filter { $0 % 3 == 2 }.map { "name \($0)" }))
      #expect(kept.count == 33)
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `a failed statement undoes its body even where the body goes on`(engine: Engine) async throws
  {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(counters)
      await #expect(throws: StoreError.self) {
        try await store.write { db in
          try add("before", db)
          _ = try? db.execute("INSERT INTO entry (seq, name) VALUES (0, 'x')")
          _ = try? add("after", db)
        }
      }
      #expect(try await names(store) == [])
      try await store.write { try add("next", $0) }
      #expect(try await names(store) == ["next"])
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `rules of the schema are told as such`(engine: Engine) async throws {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(counters)
      try await store.write { try add("here", $0) }
      let statements: [SQL] = [
        "INSERT INTO entry (seq, name) VALUES (2, \("here"))",
        "INSERT INTO entry (seq, name) VALUES (0, \("check"))",
        "INSERT INTO entry (seq, name) VALUES (2, \(String?.none))",
        "INSERT INTO entry (seq, name, person_id) VALUES (2, \("foreign"), \("nobody"))",
      ]
      for statement in statements {
        let error = await #expect(throws: StoreError.self) {
          try await store.write { _ = try $0.execute(statement) }
        }
        guard case .constraint(let message) = error else {
          Issue.record("\(String(describing: error))")
          continue
        }
        #expect(!message.contains("here") && !message.contains("nobody"))
      }
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `actions run after the commit, once, and not for what was undone`(engine: Engine)
    async throws
  {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(counters)
      let seen = Seen()
      await withTaskGroup(of: Void.self) { group in
        for index in 0..<30 {
          group.addTask {
            _ = try? await store.write { db in
              db.afterCommit { seen.add("name \(index)") }
              try add("name \(index)", db)
              if index % 2 == 0 { throw Stop() }
            }
            #expect(seen.names.contains("name \(index)") == (index % 2 == 1))
          }
        }
      }
      #expect(seen.names.sorted() == (try await names(store)).sorted())
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `a cancelled write is done and answered, or not done at all`(engine: Engine) async throws {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(counters)
      let gate = Gate()
      let first = Task {
        try await store.write { db in
          gate.wait()
          try add("first", db)
        }
      }
      let tasks = (0..<20).map { index in
        Task { try await store.write { try add("name \(index)", $0) } }
      }
      try await Task.sleep(for: .milliseconds(50))
      for task in tasks.prefix(10) { task.cancel() }
      gate.open()
      try await first.value
      var done: Set<String> = ["first"]
      for (index, task) in tasks.enumerated() {
        switch await task.result {
        case .success: done.insert("name \(index)")
        case .failure(let error): #expect(error is CancellationError && index < 10)
        }
      }
      #expect(Set(try await names(store)) == done)
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `a commit that the schema refuses fails only the guilty`(engine: Engine) async throws {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(counters)
      _ = try await store.write { db in
        try db.execute(
          .script(
            """
            CREATE TABLE late (
              person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
            )
            """.replacing("TEXT", with: engine == .postgres ? "text COLLATE \"C\"" : "TEXT")))
      }
      let results = await withTaskGroup(of: Bool.self) { group in
        for index in 0..<20 {
          group.addTask {
            do {
              try await store.write { db in
                try add("name \(index)", db)
                if index == 7 { try db.execute("INSERT INTO late (person_id) VALUES (\("x"))") }
              }
              return true
            } catch {
              return false
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(results.filter { !$0 }.count == 1)
      #expect(try await names(store).count == 19)
      #expect(try await !names(store).contains("name 7"))
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `two processes write beside each other without a conflict`(engine: Engine) async throws {
    try await TestDatabase.lasting(engine) { open in
      let stores = [try open(), try open()]
      try await stores[0].migrate(counters)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<100 {
          group.addTask { try await stores[index % 2].write { try add("name \(index)", $0) } }
        }
        try await group.waitForAll()
      }
      #expect(try await names(stores[1]).count == 100)
      for store in stores { await store.close() }
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `a reading body cannot write and sees one state`(engine: Engine) async throws {
    try await TestDatabase.lasting(engine) { open in
      let store = try open()
      try await store.migrate(counters)
      try await store.write { try add("first", $0) }
      await #expect(throws: StoreError.self) {
        try await store.read {
          _ = try $0.rows("INSERT INTO entry (seq, name) VALUES (9, 'x') RETURNING seq")
        }
      }
      let gate = Gate()
      let counts = Task {
        try await store.read { db in
          let before = try db.rows("SELECT seq FROM entry").count
          gate.wait()
          return (before, try db.rows("SELECT seq FROM entry").count)
        }
      }
      try await Task.sleep(for: .milliseconds(50))
      try await store.write { try add("second", $0) }
      gate.open()
      let (before, after) = try await counts.value
      #expect(before == after)
      #expect(try await names(store) == ["first", "second"])
      await store.close()
    }
  }

  @Test(arguments: TestDatabase.engines)
  func `a closed store refuses, after what was waiting is done`(engine: Engine) async throws {
    try await TestDatabase.lasting(engine) { open in
      let store = try open()
      try await store.migrate(counters)
      let tasks = (0..<50).map { index in
        Task { try await store.write { try add("name \(index)", $0) } }
      }
      for task in tasks { try await task.value }
      await store.close()
      await #expect(throws: StoreError.self) { try await store.write { try add("late", $0) } }
      await #expect(throws: StoreError.self) { _ = try await names(store) }
      let again = try open()
      #expect(try await names(again).count == 50)
      await again.close()
    }
  }
}
