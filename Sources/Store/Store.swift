/// What a statement may do inside a reading transaction.
public protocol Reader {
  var engine: Engine { get }
  /// All rows of a query, in its order.
  func rows(_ sql: SQL) throws -> [Row]
}

/// What a statement may do inside a writing transaction.
public protocol Writer: Reader {
  /// Runs a statement that changes something; the number of rows it changed.
  @discardableResult
  func execute(_ sql: SQL) throws -> Int
  /// Adds many rows at once, the fastest way the engine has (COPY, or one prepared statement).
  /// `table` and `columns` are names of our schema, never input.
  func copyIn(_ table: StaticString, _ columns: [StaticString], _ rows: [[Value]]) throws
  /// Has `action` run once after the durable commit, before the caller of `write` goes on; dropped where
  /// this body is undone. It must be quick and cannot fail the write any more.
  func afterCommit(_ action: @escaping @Sendable () -> Void)
}

/// A reader that can hand over rows one by one, in bounded memory.
protocol StreamingReader: Reader {
  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws
}

extension Reader {
  /// The only row of a query, nil where there is none.
  public func row(_ sql: SQL) throws -> Row? { try rows(sql).first }
}

public enum Engine: String, Sendable, CaseIterable {
  case sqlite
  case postgres
}

/// The database of one office. A body runs in one transaction, off the cooperative threads, and cannot suspend.
///
/// A body may run more than once (a conflict on the server is tried again a bounded number of times), so it
/// does nothing but read and write through the connection it is given. A body whose statement failed is
/// undone as a whole, even where it caught the error: go on from a conflict in a new write.
///
/// A task cancelled while it waits for its turn leaves with `CancellationError` and nothing done; once its
/// body has begun, it is carried out and answered as if there had been no cancellation.
public protocol Store: Sendable {
  var engine: Engine { get }
  /// One consistent look at the data.
  func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T
  /// All of the body's changes, durably, or none. Writes are carried out one after another; several that
  /// wait together share one durable commit, each undone alone where it throws.
  func write<T: Sendable>(_ body: @escaping @Sendable (any Writer) throws -> T) async throws -> T
  /// What waits now and how long what began had waited.
  var load: StoreLoad { get }
  /// Waits for what is under way and lets the database go.
  func close() async
  /// Makes what the store itself needs before the first migration; does nothing where it is there.
  func prepare() async throws
  /// Keeps a copy of a database that is about to be changed by the migration `name`, where the engine has
  /// no other way back; the path of the copy.
  func keepCopy(before name: String) async throws -> String?
}

/// How busy a store is, since it was opened.
public struct StoreLoad: Sendable, Equatable {
  /// Those who wait for a connection.
  public struct Queue: Sendable, Equatable {
    /// Waiting now.
    public let length: Int
    /// How many have had their turn, and how many seconds they waited for it, all together.
    public let begun: Int
    public let seconds: Double

    public init(length: Int, begun: Int, seconds: Double) {
      self.length = length
      self.begun = begun
      self.seconds = seconds
    }
  }

  public let reads: Queue
  public let writes: Queue

  public init(reads: Queue, writes: Queue) {
    self.reads = reads
    self.writes = writes
  }
}

/// What went wrong below the rules. Never holds values: they may be personal data.
public enum StoreError: Error, Equatable {
  case column(String, wanted: String)
  /// A rule of the schema refused the change: unique, foreign key, check, not null.
  case constraint(String)
  /// The database cannot be reached now; trying again later may help.
  case unavailable(String)
  case failed(code: String, message: String, statement: String)
  /// The database was written by a newer program.
  case newerSchema(found: Int, known: Int)
  /// A migration that was applied is not the one this program carries.
  case changedMigration(String)
}
