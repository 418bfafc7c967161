/// A connection of one lane, opened when first needed and again after it was lost.
final class PostgresSession: @unchecked Sendable {
  private let address: PostgresAddress
  private var connection: PostgresConnection?

  init(_ address: PostgresAddress) { self.address = address }

  func opened() throws -> PostgresConnection {
    if let connection, connection.isUsable { return connection }
    connection = nil
    let fresh = try PostgresConnection(address)
    connection = fresh
    return fresh
  }

  func drop() { connection = nil }

  /// One look at the data in a snapshot. Where the connection breaks or knows an old schema, the body runs
  /// once more on a new one.
  func read(_ job: LaneJob<any Reader>) {
    for attempt in 1...2 {
      do {
        let connection = try opened()
        connection.clearTrouble()
        let result = Result {
          try connection.control("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
          return try job.attempt(PostgresReader(connection))
        }
        if attempt == 1, connection.trouble != nil || !connection.isUsable {
          drop()
          continue
        }
        // The caller goes on while the server is told that nothing more will be asked.
        switch result {
        case .success(let deliver): deliver()
        case .failure(let error): job.fail(error)
        }
        return end(connection)
      } catch {
        return job.fail(error)
      }
    }
  }

  private func end(_ connection: PostgresConnection) {
    do {
      try connection.control("COMMIT")
      connection.tidy()
    } catch {
      drop()
    }
  }
}

/// What a reading body sees.
struct PostgresReader: StreamingReader {
  let connection: PostgresConnection

  init(_ connection: PostgresConnection) { self.connection = connection }

  var engine: Engine { .postgres }

  func rows(_ sql: SQL) throws -> [Row] { try connection.run(sql).rows() }

  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws { try connection.each(sql, body) }
}

extension PostgresSession: WritingSession {
  func use(_ work: (any Transaction) -> Void) throws {
    let connection = try opened()
    work(PostgresTransaction(connection))
    if connection.trouble == .broken || connection.trouble == .unknownEnd || !connection.isUsable {
      drop()
    } else {
      connection.tidy()
    }
  }

  func close() { drop() }
}

/// The connection of the queue of writes.
final class PostgresTransaction: Transaction {
  /// The table whose lock is the turn to write; it has no rows.
  static let turn = "store_turn"

  private static let manyRows = 500

  private let connection: PostgresConnection
  private var hasMark = false

  init(_ connection: PostgresConnection) { self.connection = connection }

  var engine: Engine { .postgres }
  var trouble: TransactionTrouble? { connection.trouble }
  var isOpen: Bool { connection.isInTransaction }

  func rows(_ sql: SQL) throws -> [Row] { try connection.run(sql).rows() }

  func execute(_ sql: SQL) throws -> Int { try connection.run(sql).changes }

  func load(_ table: String, _ columns: [String], _ rows: [[Value]]) throws {
    try connection.copyIn(table, columns, rows)
    // Until the server has counted anew, it takes the table for small and reads all of it for one row.
    if rows.count >= Self.manyRows { try connection.control("ANALYZE \(table)") }
  }

  /// LOCK takes no snapshot, so one process waits for another's commit and then sees it.
  func begin() throws {
    hasMark = false
    connection.clearTrouble()
    try connection.control(
      "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE \(Self.turn) IN EXCLUSIVE MODE")
  }

  func mark() throws {
    try connection.control(hasMark ? "RELEASE body; SAVEPOINT body" : "SAVEPOINT body")
    hasMark = true
  }

  func undo() throws { try connection.control("ROLLBACK TO body") }

  func commit() throws { try connection.commit() }

  func rollback() {
    // Where it fails the connection is gone, and the transaction with it.
    _ = try? connection.control("ROLLBACK")
  }
}
