import Records
import Rules
import Store
import TestSupport
import Testing

@Test(arguments: TestOffice.engines)
func `a change and its entry stand in the log together`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      try Audit.record(
        "test.change", of: Subject("test", "1"), after: ["name": "Xã Phú Lộc"], db, act)
    }
    let actions = try await store.read { db in
      try db.rows("SELECT action FROM audit_entry ORDER BY seq").map {
        try $0.get("action", as: String.self)
      }
    }
    #expect(actions == ["test.change"])
  }
}
