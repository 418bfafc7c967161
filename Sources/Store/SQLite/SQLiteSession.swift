internal import Foundation
internal import GRDB

/// One connection to a SQLite file, confined to the thread of its lane, with its prepared statements.
final class SQLiteSession: WritingSession, @unchecked Sendable {
  let queue: DatabaseQueue
  private var statements = StatementCache<String, Statement>(capacity: 200)

  init(_ queue: DatabaseQueue) { self.queue = queue }

  func read(_ job: LaneJob<any Reader>) {
    do {
      let deliver = try translating {
        try queue.read { try job.attempt(SQLiteConnection($0, self)) }
      }
      deliver()
    } catch {
      job.fail(error)
    }
  }

  func use(_ work: (any Transaction) -> Void) throws {
    queue.inDatabase { work(SQLiteConnection($0, self)) }
  }

  func close() {
    queue.inDatabase { _ in statements.removeAll() }
    // A connection that cannot be closed goes with the process; everything is durable already.
    try? queue.close()
  }

  private func statement(_ text: String, _ database: Database) throws -> Statement {
    if let statement = statements.find(text) { return statement }
    let statement = try database.makeStatement(sql: text)
    _ = statements.keep(statement, for: text)
    return statement
  }

  /// Runs a kept statement. One that failed is let go: SQLite repeats its error when it is used again.
  func run<T>(
    _ text: String, _ database: Database, _ body: (Statement) throws -> T
  ) throws -> T {
    let statement = try statement(text, database)
    do {
      return try body(statement)
    } catch {
      statements.remove(text)
      throw error
    }
  }
}

/// GRDB's connection seen through our statements, for the time of one access.
final class SQLiteConnection: Transaction, StreamingReader {
  let database: Database
  private let session: SQLiteSession
  private var hasMark = false

  init(_ database: Database, _ session: SQLiteSession) {
    self.database = database
    self.session = session
  }

  var engine: Engine { .sqlite }

  func rows(_ sql: SQL) throws -> [Row] {
    var rows: [Row] = []
    try each(sql) { rows.append($0) }
    return rows
  }

  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    try run(sql) { statement in
      let columns = Row.Columns(statement.columnNames)
      let cursor = try GRDB.Row.fetchCursor(statement)
      while let row = try cursor.next() {
        try body(Row(columns, row.databaseValues.map(Value.init(stored:))))
      }
    }
  }

  @discardableResult
  func execute(_ sql: SQL) throws -> Int {
    let before = database.totalChangesCount
    try run(sql) { try $0.execute() }
    // Without what triggers change, as PostgreSQL counts.
    return database.totalChangesCount == before ? 0 : database.changesCount
  }

  func load(_ table: String, _ columns: [String], _ rows: [[Value]]) throws {
    let names = columns.joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let text = "INSERT INTO \(table) (\(names)) VALUES (\(marks))"
    try translating {
      try session.run(text, database) { statement in
        for row in rows {
          statement.setUncheckedArguments(StatementArguments(try row.map { try $0.stored }))
          try statement.execute()
        }
      }
    }
  }

  private func run<T>(_ sql: SQL, _ body: (Statement) throws -> T) throws -> T {
    let (text, values) = sql.questionMarks
    let arguments = StatementArguments(try values.map { try $0.stored })
    return try translating {
      if sql.isScript { return try body(database.makeStatement(sql: text)) }
      return try session.run(text, database) { statement in
        statement.setUncheckedArguments(arguments)
        return try body(statement)
      }
    }
  }
}

extension SQLiteConnection {
  // A file has one writer at a time by itself, and what it began it can end.
  var trouble: TransactionTrouble? { nil }

  var isOpen: Bool { database.isInsideTransaction }

  func begin() throws {
    hasMark = false
    try control("BEGIN IMMEDIATE")
  }

  func mark() throws {
    if hasMark { try control("RELEASE body") }
    try control("SAVEPOINT body")
    hasMark = true
  }

  func undo() throws { try control("ROLLBACK TO body") }

  func commit() throws { try control("COMMIT") }

  func rollback() {
    // SQLite may have rolled back by itself, and then there is nothing left to do.
    try? control("ROLLBACK")
  }

  private func control(_ text: String) throws {
    try translating { try session.run(text, database) { try $0.execute() } }
  }
}

/// GRDB's errors as ours; they name no values.
func translating<T>(_ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let error as DatabaseError {
    let message = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_CONSTRAINT: throw StoreError.constraint(message)
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_CANTOPEN: throw StoreError.unavailable(message)
    default:
      throw StoreError.failed(
        code: "\(error.extendedResultCode.rawValue)", message: message,
        statement: error.sql ?? "")
    }
  }
}

extension Value {
  init(stored: DatabaseValue) {
    switch stored.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .bytes([UInt8](data))
    }
  }

  /// Throws for what one of the engines could not keep.
  var stored: DatabaseValue {
    get throws {
      try demandKeepable()
      return switch self {
      case .null: .null
      case .integer(let number): number.databaseValue
      case .real(let number): number.databaseValue
      case .text(let text): text.databaseValue
      case .bytes(let bytes): Data(bytes).databaseValue
      }
    }
  }
}
