import Records
import Rules
import Store
import TestSupport
import Testing

private func minutes(_ count: Int64) -> Instant {
  TestOffice.morning.adding(seconds: count * 60)
}

private func take(
  _ owner: String, at minute: Int64, _ store: any Store
) async throws -> QueuedJob? {
  try await store.write {
    try JobQueue.take(["mail"], owner: owner, until: minutes(minute + 2), $0, now: minutes(minute))
  }
}

private func states(_ store: any Store) async throws -> [QueuedJob.State: Int] {
  try await store.read { try JobQueue.counts($0) }
}

@Test(arguments: TestOffice.engines)
func `a job is taken once, by one of several workers, and none is left out`(
  engine: Engine
) async throws {
  try await TestDatabase.lasting(engine) { open in
    let first = try open()
    try await first.migrate(Schema.migrations, at: minutes(0).milliseconds)
    try await first.write { db in
      for index in 0..<40 { try JobQueue.add("mail", "\(index)", db, TestOffice.act()) }
    }
    let second = try open()
    let taken = try await withThrowingTaskGroup(of: [String].self) { group in
      for (worker, store) in [first, second, first, second].enumerated() {
        group.addTask {
          var payloads: [String] = []
          while let job = try await take("w\(worker)", at: 1, store) {
            payloads.append(job.payload)
          }
          return payloads
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.count == 40)
    #expect(Set(taken).count == 40)
    await second.close()
    await first.close()
  }
}

@Test(arguments: TestOffice.engines)
func `a worker that was killed loses its job to the next, and can say no more about it`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let id = try await store.write { try JobQueue.add("mail", "a", $0, TestOffice.act()) }
    #expect(try await store.read { try !JobQueue.isDue(["other"], $0, now: minutes(1)) })
    #expect(try await take("dead", at: 1, store)?.id == id)
    #expect(try await take("next", at: 2, store) == nil)
    let kept = try await store.write {
      try JobQueue.keep(id, owner: "dead", until: minutes(5), $0)
    }
    #expect(kept)
    #expect(try await take("next", at: 4, store) == nil)
    #expect(try await take("next", at: 5, store)?.attempts == 2)
    try await store.write { db in
      #expect(try !JobQueue.passReturn(id, owner: "dead", db))
      #expect(try !JobQueue.keep(id, owner: "dead", until: minutes(9), db))
      try JobQueue.finish(id, owner: "dead", "đã gửi", db, now: minutes(6))
    }
    #expect(try await states(store) == [.running: 1])
    try await store.write { try JobQueue.finish(id, owner: "next", "xong", $0, now: minutes(6)) }
    #expect(try await states(store) == [.done: 1])
    #expect(try await take("next", at: 90, store) == nil)
  }
}

@Test(arguments: TestOffice.engines)
func `what was killed past the point of no return is doubtful until a person decides`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let id = try await store.write { try JobQueue.add("mail", "a", $0, TestOffice.act()) }
    _ = try await take("dead", at: 1, store)
    #expect(try await store.write { try JobQueue.passReturn(id, owner: "dead", $0) })
    #expect(try await take("next", at: 5, store) == nil)
    #expect(try await states(store) == [.doubtful: 1])
    let admin = TestOffice.act(at: minutes(6))
    let page = try await store.read { try JobQueue.list(nil, $0, admin) }
    #expect(page.jobs.map(\.id) == [id])
    let unit = TestOffice.act().newID(Unit.self)
    for role in Role.allCases {
      let act = TestOffice.act(
        Actor(account: nil, name: "khác", grants: [Grant(role: role, unit: unit)]))
      await #expect(throws: Refusal.self) {
        try await store.write { try JobQueue.retry(id, $0, act) }
      }
    }
    try await store.write { try JobQueue.retry(id, $0, admin) }
    await #expect(throws: Refusal.self) {
      try await store.write { try JobQueue.dismiss(id, $0, admin) }
    }
    #expect(try await take("next", at: 6, store)?.attempts == 1)
    try await store.write {
      try JobQueue.fail(id, owner: "next", "không có hộp thư", next: nil, $0, now: minutes(7))
    }
    #expect(try await states(store) == [.failed: 1])
    try await store.write { try JobQueue.dismiss(id, $0, admin) }
    #expect(try await states(store) == [.done: 1])
    let log = try await store.read { db in
      try db.rows("SELECT action FROM audit_entry ORDER BY seq").map {
        try $0.get("action", as: String.self)
      }
    }
    #expect(log == ["job.retry", "job.dismiss"])
    #expect(try await store.write { try JobQueue.forget(doneBefore: minutes(8), $0) } == 1)
  }
}

@Test(arguments: TestOffice.engines)
func `a periodic job stands in the queue once and goes back to waiting`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let latest = ["mail": minutes(60)]
    for _ in 0..<2 {
      if try await store.read({ try JobQueue.needsArranging(latest, $0) }) {
        try await store.write { try JobQueue.arrange(latest, $0, TestOffice.act()) }
      }
    }
    #expect(try await states(store) == [.waiting: 1])
    #expect(try await store.read { try JobRuns.all($0) }.isEmpty)
    let job = try #require(try await take("a", at: 0, store))
    try await store.write {
      try JobQueue.finish(job.id, owner: "a", "đã làm", next: minutes(90), $0, now: minutes(1))
    }
    #expect(try await take("a", at: 89, store) == nil)
    let runs = try await store.read { try JobRuns.all($0) }
    #expect(runs.map(\.name) == ["mail"] && runs.map(\.note) == ["đã làm"])
    #expect(runs.map(\.at) == [minutes(1)] && runs.map(\.isDone) == [true])
    // A clock set back: it would wait too long.
    #expect(try await store.read { try JobQueue.needsArranging(latest, $0) })
    try await store.write { try JobQueue.arrange(latest, $0, TestOffice.act(at: minutes(2))) }
    #expect(try await take("a", at: 3, store)?.id == job.id)
  }
}
