internal import Foundation
internal import GRDB

/// An office's database in one SQLite file (WAL, full synchronous writes), or in memory for a test.
public struct SQLiteStore: Store {
  let database: any DatabaseWriter

  public var engine: Engine { .sqlite }

  /// Opens or makes the file at `path`; its folder must exist.
  public init(path: String) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    configuration.busyMode = .timeout(10)
    database = try DatabasePool(path: path, configuration: configuration)
  }

  /// A database that lives as long as this value.
  public init() throws { database = try DatabaseQueue() }

  public func read<T: Sendable>(
    _ body: @escaping @Sendable (any Reader) throws -> T
  ) async throws -> T {
    try await database.read { try body(SQLiteConnection($0)) }
  }

  public func write<T: Sendable>(
    _ body: @escaping @Sendable (any Writer) throws -> T
  ) async throws -> T {
    try await database.write { try body(SQLiteConnection($0)) }
  }

  public func close() async { try? database.close() }
}

/// GRDB's connection seen through our statements.
struct SQLiteConnection: Writer {
  let database: Database

  init(_ database: Database) { self.database = database }

  var engine: Engine { .sqlite }

  func rows(_ sql: SQL) throws -> [Row] {
    try translating {
      let statement = try prepared(sql)
      let columns = Row.Columns(statement.columnNames)
      var rows: [Row] = []
      let cursor = try GRDB.Row.fetchCursor(statement)
      while let row = try cursor.next() {
        rows.append(Row(columns, row.databaseValues.map(Value.init(stored:))))
      }
      return rows
    }
  }

  @discardableResult
  func execute(_ sql: SQL) throws -> Int {
    try translating {
      let before = database.totalChangesCount
      try prepared(sql).execute()
      return database.totalChangesCount - before
    }
  }

  func copyIn(_ table: StaticString, _ columns: [StaticString], _ rows: [[Value]]) throws {
    let names = columns.map(\.description).joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    try translating {
      let statement = try database.cachedStatement(
        sql: "INSERT INTO \(table) (\(names)) VALUES (\(marks))")
      for row in rows { try statement.execute(arguments: StatementArguments(row.map(\.stored))) }
    }
  }

  private func prepared(_ sql: SQL) throws -> Statement {
    let (text, values) = sql.questionMarks
    let statement = try database.cachedStatement(sql: text)
    statement.setUncheckedArguments(StatementArguments(values.map(\.stored)))
    return statement
  }

  private func translating<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      let message = error.message ?? "\(error.resultCode)"
      if error.resultCode == .SQLITE_CONSTRAINT { throw StoreError.constraint(message) }
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

  var stored: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .bytes(let bytes): Data(bytes).databaseValue
    }
  }
}
