import Foundation
import Store
import Synchronization
import TestSupport
import Testing

/// Stops and starts the server of all tests, so it runs only where nothing runs beside it (`scripts/test-restart`).
private let control = ProcessInfo.processInfo.environment["SOAT_TEST_RESTART"].flatMap { _ in
  ProcessInfo.processInfo.environment["SOAT_TEST_POSTGRES_CTL"]
}

/// Not `Process`: it waits until the server too, its grandchild, has let go of what it inherited.
private func server(_ command: String) {
  #expect(system("cd / && \(control ?? "false") \(command) >/dev/null 2>&1") == 0)
}

private let numbers = [
  Migration(name: "0001_number", text: "CREATE TABLE number (n INTEGER NOT NULL PRIMARY KEY);\n")
]

private func count(_ store: any Store) async throws -> Int? {
  try await store.read { try $0.row("SELECT COUNT(*) AS n FROM number")?.get("n") }
}

@Suite(.serialized, .enabled(if: control != nil))
struct `A PostgreSQL server that goes and comes back` {
  @Test(arguments: ["fast", "immediate"])
  func `is found again without a request failing, where it is back in time`(mode: String)
    async throws
  {
    try await TestDatabase.on(.postgres) { store in
      try await store.migrate(numbers)
      _ = try await store.write { try $0.execute("INSERT INTO number (n) VALUES (1)") }
      #expect(try await count(store) == 1)
      server("-m \(mode) restart")
      #expect(try await count(store) == 1)
      _ = try await store.write { try $0.execute("INSERT INTO number (n) VALUES (2)") }
      server("-m \(mode) restart")
      _ = try await store.write { try $0.execute("INSERT INTO number (n) VALUES (3)") }
      #expect(try await count(store) == 3)
    }
  }

  @Test func `makes requests fail as unavailable meanwhile, and they recover by themselves`()
    async throws
  {
    try await TestDatabase.on(.postgres) { store in
      try await store.migrate(numbers)
      #expect(try await count(store) == 0)
      server("-m immediate stop")
      for _ in 0..<3 {
        await #expect(throws: StoreError.self) { _ = try await count(store) }
        let error = await #expect(throws: StoreError.self) {
          _ = try await store.write { try $0.execute("INSERT INTO number (n) VALUES (1)") }
        }
        guard case .unavailable = error else {
          Issue.record("\(String(describing: error))")
          continue
        }
      }
      server("start")
      #expect(try await count(store) == 0)
      _ = try await store.write { try $0.execute("INSERT INTO number (n) VALUES (1)") }
      #expect(try await count(store) == 1)
    }
  }

  @Test func `keeps every acknowledged write of many, and does none twice`() async throws {
    try await TestDatabase.on(.postgres) { store in
      try await store.migrate(numbers)
      let done = Numbers()
      let unclear = Numbers()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for lane in 0..<20 {
          group.addTask {
            for step in 0..<200 {
              let number = lane * 1000 + step
              do {
                // Done twice, the second would meet the first: a constraint, which is no answer to a break.
                _ = try await store.write {
                  try $0.execute("INSERT INTO number (n) VALUES (\(number))")
                }
                done.add(number)
              } catch StoreError.unavailable {
                unclear.add(number)
                try await Task.sleep(for: .milliseconds(20))
              }
            }
          }
        }
        group.addTask {
          for _ in 0..<3 {
            try await Task.sleep(for: .milliseconds(300))
            server("-m immediate restart")
          }
        }
        try await group.waitForAll()
      }
      let kept = try await store.read { db in
        Set(try db.rows("SELECT n FROM number").map { try $0.get("n", as: Int.self) })
      }
      #expect(done.all.isSubset(of: kept))
      #expect(kept.isSubset(of: done.all.union(unclear.all)))
      #expect(!done.all.isEmpty)
    }
  }
}

private final class Numbers: Sendable {
  private let kept = Mutex<Set<Int>>([])
  var all: Set<Int> { kept.withLock { $0 } }
  func add(_ number: Int) { kept.withLock { _ = $0.insert(number) } }
}
