internal import Foundation
internal import GRDB
internal import Glibc

/// An office's database in one SQLite file (WAL, full synchronous writes), or in memory for a test.
public struct SQLiteStore: Store {
  /// The file; nil in memory.
  public let path: String?
  private let reading: Lanes<any Reader>
  private let readers: [SQLiteSession]
  private let writing: WriteQueue

  public var engine: Engine { .sqlite }

  /// Opens or makes the file at `path`, readable by its owner only; its folder must exist.
  public init(path: String) throws {
    try self.init(path: path, readers: 4)
  }

  /// A database that lives as long as this value.
  public init() throws {
    let session = try SQLiteSession(translating { try DatabaseQueue() })
    self.init(path: nil, writer: session, readers: [SQLiteSession(session.queue)])
  }

  init(path: String, readers count: Int) throws {
    try SQLiteStore.makePrivateFile(at: path)
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA synchronous = FULL;
          PRAGMA cache_size = -4000;
          PRAGMA journal_size_limit = 67108864;
          """)
    }
    configuration.journalMode = .wal
    let writer = try translating { try DatabaseQueue(path: path, configuration: configuration) }
    configuration.readonly = true
    let readers = try translating {
      try (0..<count).map { _ in
        SQLiteSession(try DatabaseQueue(path: path, configuration: configuration))
      }
    }
    self.init(path: path, writer: SQLiteSession(writer), readers: readers)
  }

  private init(path: String?, writer: SQLiteSession, readers: [SQLiteSession]) {
    self.path = path
    self.readers = readers
    reading = Lanes(count: readers.count, label: "read", patience: 10) { lane, lanes in
      while let job = lanes.next(for: lane) { readers[lane].read(job) }
    }
    writing = WriteQueue(writer)
  }

  public func read<T: Sendable>(
    _ body: @escaping @Sendable (any Reader) throws -> T
  ) async throws -> T {
    try await reading.run(body)
  }

  public func write<T: Sendable>(
    _ body: @escaping @Sendable (any Writer) throws -> T
  ) async throws -> T {
    try await writing.run(body)
  }

  public var load: StoreLoad { StoreLoad(reads: reading.load, writes: writing.load) }

  public func close() async {
    await reading.close { readers[$0].close() }
    await writing.close()
  }

  public func prepare() async throws {}

  /// A copy beside the file, `office.before-0004_name.sqlite`, on the disk before this returns.
  public func keepCopy(before name: String) async throws -> String? {
    guard let path else { return nil }
    let stem = path.hasSuffix(".sqlite") ? String(path.dropLast(7)) : path
    let candidates = (1...99).map { stem + ".before-\(name)\($0 == 1 ? "" : "-\($0)").sqlite" }
    guard let target = candidates.first(where: { access($0, F_OK) != 0 }) else {
      throw StoreError.unavailable("\(stem).before-\(name).sqlite exists too often already")
    }
    try await onThread {
      try SQLiteStore.makePrivateFile(at: target)
      var configuration = Configuration()
      configuration.readonly = true
      try translating {
        let source = try DatabaseQueue(path: path, configuration: configuration)
        try source.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [target]) }
        try source.close()
      }
      try Disk.settle(target)
    }
    return target
  }

  /// SQLite gives its side files the rights of the file itself.
  private static func makePrivateFile(at path: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.unavailable("\(path): \(String(cString: strerror(errno)))")
    }
    Glibc.close(descriptor)
  }
}
