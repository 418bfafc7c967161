import Hummingbird
import Logging
import Records
import Store
import TestSupport
import Testing

@testable import Web

/// The application over an empty office on one engine.
func onSite(
  _ engine: Engine,
  _ body: @Sendable (TestClient, any Store, String) async throws -> Void
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    let code = SetupCode.make(act.chance)
    let site = try Site(
      store: store, keys: TestOffice.keys, settings: WebSettings(),
      logger: Logger(label: "test"), now: { TestOffice.morning }, chance: act.chance,
      setupCode: code)
    try await body(TestClient(responder: site.gateway), store, code.text)
  }
}

@Test(arguments: TestOffice.engines)
func `an address that is none says so in Vietnamese`(engine: Engine) async throws {
  try await onSite(engine) { client, _, _ in
    try await client.execute(uri: "/khong-co", method: .get) { response in
      #expect(response.status == .notFound)
      #expect(String(buffer: response.body).contains("<h1>Không tìm thấy"))
      #expect(response.headers[.contentSecurityPolicy] != nil)
    }
  }
}
