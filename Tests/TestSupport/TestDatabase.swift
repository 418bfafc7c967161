public import Foundation
public import Store

/// Databases without any tables, for tests of the store itself.
public enum TestDatabase {
  /// The server that `scripts/test-postgres` made.
  public static let server = ProcessInfo.processInfo.environment["SOAT_TEST_POSTGRES"]

  /// SQLite always; PostgreSQL where there is a server for it.
  public static let engines: [Engine] = server == nil ? [.sqlite] : [.sqlite, .postgres]

  /// Runs `body` on an empty database of `engine`, which is gone afterwards.
  public static func on(
    _ engine: Engine, _ body: @Sendable (any Store) async throws -> Void
  ) async throws {
    switch engine {
    case .sqlite:
      let store = try SQLiteStore()
      let result = await outcome { try await body(store) }
      await store.close()
      try result.get()
    case .postgres:
      await turns.enter()
      let result = await outcome { try await inSchema(body) }
      await turns.leave()
      try result.get()
    }
  }

  /// A SQLite file, or a schema of its own, made for `body` and removed afterwards; `open` may be called
  /// again to see what another process would see.
  public static func lasting(
    _ engine: Engine,
    _ body: @Sendable (_ open: @Sendable () throws -> any Store) async throws -> Void
  ) async throws {
    switch engine {
    case .sqlite:
      try await inFolder { folder in
        try await body { try SQLiteStore(path: folder.appending(path: "office.sqlite").path) }
      }
    case .postgres:
      try await on(.postgres) { store in
        guard let schema = (store as? PostgresStore)?.schema, let server else { return }
        try await body { try PostgresStore(url: server, schema: schema, poolSize: 2) }
      }
    }
  }

  /// A folder that is gone afterwards.
  public static func inFolder(_ body: @Sendable (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "soat-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }

  /// Tests overlap, and each takes three connections of the server's two hundred.
  private static let turns = Turns(6)

  private static func inSchema(_ body: @Sendable (any Store) async throws -> Void) async throws {
    guard let server else { throw NoServer() }
    let name = "test \(UUID())".lowercased()
    let store = try PostgresStore(url: server, schema: name, poolSize: 2)
    let result = await outcome {
      try await store.prepare()
      try await body(store)
    }
    // Names of schemas cannot be values; this one is ours.
    _ = try await store.write { try $0.execute(.script("DROP SCHEMA \"\(name)\" CASCADE")) }
    await store.close()
    try result.get()
  }

  private static func outcome(
    _ body: () async throws -> Void
  ) async -> Result<Void, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }
}

/// SOAT_TEST_POSTGRES is not set.
struct NoServer: Error {}

/// A bounded number of tests at a time.
private actor Turns {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func enter() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func leave() {
    guard waiting.isEmpty else { return waiting.removeFirst().resume() }
    free += 1
  }
}
