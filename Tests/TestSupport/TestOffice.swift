internal import Foundation
public import Records
public import Rules
public import Store

/// An empty, migrated database on each engine, and acts with a fixed clock and fixed chance.
public enum TestOffice {
  /// SQLite always; PostgreSQL where the test script made a server for it.
  public static var engines: [Engine] { TestDatabase.engines }

  /// Runs `body` on a fresh database of `engine`, which is gone afterwards.
  public static func on(
    _ engine: Engine, _ body: @Sendable (any Store) async throws -> Void
  ) async throws {
    try await TestDatabase.on(engine) { store in
      try await store.migrate(Schema.migrations, at: morning.milliseconds)
      try await body(store)
    }
  }

  public static let keys = Keys(
    audit: [UInt8](repeating: 7, count: 32), seal: [UInt8](repeating: 9, count: 32))

  /// 20 November 2026, 08:15 in Viet Nam.
  public static let morning = Instant(
    milliseconds: Instant(startOf: CivilDate(dayNumber: 20_777)).milliseconds + 29_700_000)

  public static func act(
    _ actor: Actor = .system("test"), at: Instant = morning, channel: Channel = .web
  ) -> Act {
    Act(
      actor: actor, at: at, channel: channel, request: "test-request", address: "127.0.0.1",
      chance: Chance { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }, keys: keys)
  }
}
