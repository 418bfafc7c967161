internal import Dispatch

/// Why a transaction cannot go on, whatever a body made of the error.
enum TransactionTrouble {
  /// The server ended it for another's sake; the same again may succeed.
  case conflict
  /// The connection is gone, before COMMIT was sent.
  case broken
  /// The connection went while COMMIT was under way: done or not, nobody knows.
  case unknownEnd
}

/// What the queue of writes asks of an engine, on one thread.
protocol Transaction: Writer {
  /// Adds many rows; the names are those of a table and its columns.
  func load(_ table: String, _ columns: [String], _ rows: [[Value]]) throws
  /// Opens a transaction that nobody else writes beside.
  func begin() throws
  /// Sets a mark that `undo` goes back to; a new one replaces the last.
  func mark() throws
  func undo() throws
  /// Makes everything durable.
  func commit() throws
  /// Drops everything since `begin`. Never fails: a connection that cannot is let go.
  func rollback()
  /// Whether statements can still be run and undone.
  var isOpen: Bool { get }
  /// Set by the statement that met it; cleared by `begin`.
  var trouble: TransactionTrouble? { get }
}

extension Transaction {
  func copyIn(_ table: StaticString, _ columns: [StaticString], _ rows: [[Value]]) throws {
    try load(table.description, columns.map(\.description), rows)
  }

  // Actions belong to one body, and a transaction has many.
  func afterCommit(_ action: @escaping @Sendable () -> Void) {}
}

/// A connection for writing, confined to the thread of the queue.
protocol WritingSession: AnyObject, Sendable {
  /// Gives exclusive use of the connection for the time of `work`. Throws where there is none.
  func use(_ work: (any Transaction) -> Void) throws
  func close()
}

/// Carries out writes one after another; those that wait together share one durable commit, and each is
/// undone alone where it throws. Callers go on only after the commit.
struct WriteQueue: Sendable {
  private let lanes: Lanes<any Writer>
  private let session: any WritingSession

  /// `patience` is how many seconds a write waits for its turn.
  init(_ session: any WritingSession, patience: Int = 30) {
    self.session = session
    lanes = Lanes(count: 1, label: "write", patience: patience) { lane, lanes in
      while let job = lanes.next(for: lane) {
        var batch = WriteBatch(first: job, lanes)
        batch.run(on: session)
      }
    }
  }

  func run<T: Sendable>(_ body: @escaping @Sendable (any Writer) throws -> T) async throws -> T {
    try await lanes.run(body)
  }

  var load: StoreLoad.Queue { lanes.load }

  func close() async { await lanes.close { _ in session.close() } }
}

/// The connection as one body sees it: collects what follows the commit, and after a failed statement
/// refuses every further one, on both engines alike.
final class WriteScope: Writer {
  private let transaction: any Transaction
  private(set) var actions: [@Sendable () -> Void] = []
  private(set) var failure: (any Error)?

  init(_ transaction: any Transaction) { self.transaction = transaction }

  var engine: Engine { transaction.engine }

  func rows(_ sql: SQL) throws -> [Row] { try guarded { try transaction.rows(sql) } }

  @discardableResult
  func execute(_ sql: SQL) throws -> Int { try guarded { try transaction.execute(sql) } }

  func copyIn(_ table: StaticString, _ columns: [StaticString], _ rows: [[Value]]) throws {
    try load(table.description, columns.map(\.description), rows)
  }

  /// As `copyIn`, for names that are known to be those of a table and its columns.
  func load(_ table: String, _ columns: [String], _ rows: [[Value]]) throws {
    try guarded { try transaction.load(table, columns, rows) }
  }

  func afterCommit(_ action: @escaping @Sendable () -> Void) { actions.append(action) }

  private func guarded<T>(_ work: () throws -> T) throws -> T {
    if let failure { throw failure }
    do {
      return try work()
    } catch {
      failure = error
      throw error
    }
  }
}
