public import Store

/// A store that tells someone outside the database, after each durable commit, which entry of the audit log is
/// the newest. What it tells may lag behind the database and is never ahead of it.
public struct WitnessedStore: Store {
  private let inner: any Store
  private let note: @Sendable (AuditHead) -> Void

  /// `note` is called from many threads, not always in the order of the entries.
  public init(_ inner: any Store, note: @escaping @Sendable (AuditHead) -> Void) {
    self.inner = inner
    self.note = note
  }

  public var engine: Engine { inner.engine }

  public func read<T: Sendable>(
    _ body: @escaping @Sendable (any Reader) throws -> T
  ) async throws -> T { try await inner.read(body) }

  public func write<T: Sendable>(
    _ body: @escaping @Sendable (any Writer) throws -> T
  ) async throws -> T {
    try await inner.write { [note] db in
      let answer = try body(db)
      let head = try Audit.head(db)
      db.afterCommit { note(head) }
      return answer
    }
  }

  public var load: StoreLoad { inner.load }

  public func prepare() async throws { try await inner.prepare() }

  public func keepCopy(before name: String) async throws -> String? {
    try await inner.keepCopy(before: name)
  }

  public func close() async { await inner.close() }
}

/// The newest entry of the log: 0 and "" where there is none.
public struct AuditHead: Sendable, Equatable {
  public let seq: Int64
  public let mac: String

  public init(seq: Int64, mac: String) {
    self.seq = seq
    self.mac = mac
  }
}
