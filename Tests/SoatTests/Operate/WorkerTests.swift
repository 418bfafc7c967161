import Jobs
import Logging
import Records
import Rules
import Store
import Synchronization
import TestSupport
import Testing

/// What jobs did, and a clock that a test moves.
private final class Record: Sendable {
  let done = Mutex<[String]>([])
  let now = Mutex(TestOffice.morning)

  func note(_ text: String) { done.withLock { $0.append(text) } }
  var all: [String] { done.withLock { $0 } }
  func pass(minutes: Int64) { now.withLock { $0 = $0.adding(seconds: minutes * 60) } }

  func worker(_ jobs: [Job], _ store: any Store) -> Worker {
    Worker(jobs, store, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) {
      TestOffice.act(at: self.now.withLock { $0 }, channel: .worker)
    }
  }
}

struct WorkerTests {
  @Test(arguments: TestOffice.engines)
  func `several workers share the queue, and do each thing once`(engine: Engine) async throws {
    try await TestDatabase.lasting(engine) { open in
      let stores = [try open(), try open()]
      try await stores[0].migrate(Schema.migrations, at: TestOffice.morning.milliseconds)
      let record = Record()
      let jobs: [Job] = [
        .periodic("day", .daily) { _, _ in
          record.note("day")
          return "xong"
        },
        .queued("one") { turn in
          record.note(turn.payload)
          return "xong"
        },
      ]
      try await stores[0].write { db in
        for index in 0..<20 { try JobQueue.add("one", "\(index)", db, TestOffice.act()) }
      }
      // The first look makes the periodic jobs stand in the queue.
      await record.worker(jobs, stores[0]).runDue()
      #expect(record.all.sorted() == (["day"] + (0..<20).map(String.init)).sorted())
      record.pass(minutes: 24 * 60)
      await withTaskGroup(of: Void.self) { group in
        for index in 0..<6 {
          group.addTask { await record.worker(jobs, stores[index % 2]).runDue() }
        }
      }
      #expect(record.all.count { $0 == "day" } == 2)
      #expect(record.all.count == 22)
      for store in stores { await store.close() }
    }
  }

  @Test func `a job that fails is tried again later, and one that cannot succeed is given up`()
    async throws
  {
    struct Trouble: Error {}
    try await TestOffice.on(.sqlite) { store in
      let record = Record()
      let worker = record.worker(
        [
          .queued("flaky") { _ in
            record.note("flaky")
            if record.all.count < 3 { throw Trouble() }
            return "xong"
          },
          .queued("hopeless") { _ in throw JobFailure.final("hỏng") },
          .queued("unsure") { turn in
            try await turn.passReturn()
            throw JobFailure.doubtful("không rõ")
          },
        ], store)
      try await store.write { db in
        for kind in ["flaky", "hopeless", "unsure", "unknown"] {
          try JobQueue.add(kind, "", db, TestOffice.act())
        }
      }
      for minutes: Int64 in [0, 0, 1, 4, 5] {
        record.pass(minutes: minutes)
        await worker.runDue()
      }
      #expect(record.all.count == 3)
      let counts = try await store.read { try JobQueue.counts($0) }
      #expect(counts == [.done: 1, .failed: 1, .doubtful: 1, .waiting: 1])
    }
  }
}
