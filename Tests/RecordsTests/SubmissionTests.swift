import Records
import Rules
import Store
import TestSupport
import Testing

struct SubmissionTests {
  @Test(arguments: TestOffice.engines)
  func `a form that was carried out leads to the same place again, for its sender only`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      let id = act.newID(Submission.self)
      let stranger = TestOffice.act(
        Actor(account: act.newID(), name: "Người khác", grants: []))
      try await store.write { db in try Submissions.remember(id, "/units/1", db, act) }
      let outcomes = try await store.read { db in
        (
          try Submissions.outcome(of: id, db, act), try Submissions.outcome(of: id, db, stranger)
        )
      }
      #expect(outcomes.0 == "/units/1")
      #expect(outcomes.1 == nil)
    }
  }
}
