/// An office's database in one schema of a PostgreSQL server (15 or later).
///
/// Connections are opened when needed, and again after the server was away; meanwhile requests fail with
/// `StoreError.unavailable`.
public struct PostgresStore: Store {
  private let address: PostgresAddress
  private let reading: Lanes<any Reader>
  private let readers: [PostgresSession]
  private let writing: WriteQueue

  public var engine: Engine { .postgres }

  /// The schema that holds the office.
  public var schema: String { address.schema }

  /// `url` is `postgres://` or `postgresql://` as libpq reads it; its own parameter `schema` names the schema
  /// unless `schema` does. `poolSize` is the number of connections for reading; one more writes.
  public init(url: String, schema: String? = nil, poolSize: Int = 8) throws {
    let address = try PostgresAddress(url, schema: schema)
    self.address = address
    let readers = (0..<max(1, poolSize)).map { _ in PostgresSession(address) }
    self.readers = readers
    reading = Lanes(count: readers.count, label: "read", patience: 10) { lane, lanes in
      while let job = lanes.next(for: lane) { readers[lane].read(job) }
    }
    writing = WriteQueue(PostgresSession(address))
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

  /// Makes the schema and the table whose lock is the turn to write.
  public func prepare() async throws {
    let address = address
    try await onThread {
      // The lock keeps two processes that start together from making the same thing.
      _ = try PostgresConnection(address).control(
        """
        BEGIN;
        SELECT pg_advisory_xact_lock(7305, hashtext(current_database()));
        CREATE SCHEMA IF NOT EXISTS \(address.quotedSchema);
        CREATE TABLE IF NOT EXISTS \(address.quotedSchema).\(PostgresTransaction.turn) ();
        COMMIT
        """)
    }
  }

  /// The server's own backups are the way back.
  public func keepCopy(before name: String) async throws -> String? { nil }
}
