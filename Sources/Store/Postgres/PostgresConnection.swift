internal import CLibPQ

/// One connection to the server, confined to one thread.
final class PostgresConnection {
  private struct StatementKey: Hashable {
    let text: String
    let types: [Oid]
  }

  private static let mostStatements = 200
  /// Longer lists come in too many lengths to keep a statement for each.
  private static let mostKeptParameters = 40

  private let handle: OpaquePointer
  private var statements = StatementCache<StatementKey, String>(capacity: mostStatements)
  private var forgotten: [String] = []
  private var made = 0
  /// Set by what went wrong last, until `clearTrouble`.
  private(set) var trouble: TransactionTrouble?
  /// Something prepared no longer fits; a new connection knows nothing old.
  private(set) var isStale = false

  /// Connects within five seconds, or throws `StoreError.unavailable`.
  init(_ address: PostgresAddress) throws {
    // Later words win: the address may set its own time-out, but never another encoding.
    let words = [
      ("connect_timeout", "5"), ("fallback_application_name", "soat"),
      ("tcp_user_timeout", "20000"),
      ("dbname", address.url), ("client_encoding", "UTF8"),
    ]
    let opened = withCStrings(words.map(\.0)) { names in
      withCStrings(words.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
    }
    guard let opened else { throw StoreError.unavailable("out of memory") }
    handle = opened
    guard PQstatus(handle) == CONNECTION_OK else {
      throw StoreError.unavailable(Self.reason(String(cString: PQerrorMessage(handle))))
    }
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    try control("SET search_path TO \(address.quotedSchema)")
    // An office that says saved has saved, also where the server is set to be hasty.
    try control(
      """
      SELECT set_config('synchronous_commit', 'on', false)
      WHERE current_setting('synchronous_commit') = 'off'
      """)
    try control("SET lock_timeout = '30s'")
    // Our tables stay in memory. Taking a look-up for a wait for the disk, the planner reads whole tables.
    try control("SET random_page_cost = 1.1")
  }

  deinit { PQfinish(handle) }

  /// What follows the address in libpq's words: a mistyped address may hold a part of the password.
  private static func reason(_ message: String) -> String {
    let reasons = message.split(separator: "\n").compactMap { line in
      line.firstRange(of: " failed: ").map { String(line[$0.upperBound...]) }
    }
    return reasons.isEmpty
      ? "the database's server cannot be found" : reasons.joined(separator: "; ")
  }

  var isUsable: Bool { PQstatus(handle) == CONNECTION_OK && !isStale }
  var isInTransaction: Bool {
    let status = PQtransactionStatus(handle)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }

  func clearTrouble() { trouble = nil }

  /// Statements of our own without values, several with ";" between; the tag of the last.
  @discardableResult
  func control(_ text: String) throws -> String {
    let answer = try PostgresAnswer(PQexec(handle, text)) { noted($0).error(text) }
    return answer.tag
  }

  func run(_ sql: SQL) throws -> PostgresAnswer {
    let (text, values) = sql.numbered
    let parameters = try PostgresParameters(values)
    if values.count > Self.mostKeptParameters || sql.isScript {
      return try answer(
        parameters.withPointers { pointers, lengths, formats in
          PQexecParams(
            handle, text, Int32(values.count), parameters.types, pointers, lengths, formats, 1)
        }, text)
    }
    let name = try prepared(text, parameters.types)
    return try answer(
      parameters.withPointers { pointers, lengths, formats in
        PQexecPrepared(handle, name, Int32(values.count), pointers, lengths, formats, 1)
      }, text)
  }

  /// The rows of a query one by one; none is kept here or in libpq.
  func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    let (text, values) = sql.numbered
    let parameters = try PostgresParameters(values)
    let isSent = parameters.withPointers { pointers, lengths, formats in
      PQsendQueryParams(
        handle, text, Int32(values.count), parameters.types, pointers, lengths, formats, 1)
    }
    guard isSent == 1, PQsetSingleRowMode(handle) == 1 else {
      throw noted(PostgresFailure(result: nil)).error(text)
    }
    while let result = PQgetResult(handle) {
      do {
        for row in try answer(result, text).rows() { try body(row) }
      } catch {
        // The rest of the rows is still on its way; nobody may use this connection before they are gone.
        isStale = true
        throw error
      }
    }
  }

  /// COMMIT; where the connection goes meanwhile, nobody knows how it ended.
  func commit() throws {
    do {
      let tag = try control("COMMIT")
      // The server answers ROLLBACK where a statement had failed before.
      guard tag == "COMMIT" else {
        throw StoreError.failed(
          code: "25P02", message: "the transaction had failed before", statement: "COMMIT")
      }
    } catch {
      if trouble == .broken { trouble = .unknownEnd }
      throw error
    }
  }

  /// Lets go of statements that had to make room; outside of transactions, where it cannot fail.
  func tidy() {
    guard !forgotten.isEmpty, !isInTransaction else { return }
    // Where it fails the connection is gone, and the statements with it.
    _ = try? control(forgotten.map { "DEALLOCATE \($0)" }.joined(separator: "; "))
    forgotten = []
  }

  private func prepared(_ text: String, _ types: [Oid]) throws -> String {
    let key = StatementKey(text: text, types: types)
    if let name = statements.find(key) { return name }
    made += 1
    let name = "s\(made)"
    _ = try answer(PQprepare(handle, name, text, Int32(types.count), types), text)
    if let gone = statements.keep(name, for: key) { forgotten.append(gone) }
    return name
  }

  private func answer(_ result: OpaquePointer?, _ text: String) throws -> PostgresAnswer {
    try PostgresAnswer(result) { noted($0).error(text) }
  }

  private func noted(_ failure: PostgresFailure) -> PostgresFailure {
    if PQstatus(handle) != CONNECTION_OK || failure.isLocal {
      // libpq may learn only later that nobody is there any more.
      trouble = .broken
      isStale = true
    } else if failure.isConflict {
      trouble = .conflict
    } else if failure.isStale {
      isStale = true
    }
    return failure
  }
}

extension PostgresConnection {
  /// COPY … FROM STDIN; the text is made and sent piece by piece.
  func copyIn(_ table: String, _ columns: [String], _ rows: some Sequence<[Value]>) throws {
    let text = "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN"
    try beginCopy(text)
    var piece = CopyText()
    do {
      for row in rows {
        try piece.append(row)
        if piece.bytes.count >= 65_536 { try send(&piece, text) }
      }
      if !piece.bytes.isEmpty { try send(&piece, text) }
    } catch {
      _ = try? endCopy(text, refusal: "the rows were refused")
      throw error
    }
    try endCopy(text, refusal: nil)
  }

  private func beginCopy(_ text: String) throws {
    _ = try PostgresAnswer(PQexec(handle, text), expecting: PGRES_COPY_IN) {
      noted($0).error(text)
    }
  }

  private func send(_ piece: inout CopyText, _ text: String) throws {
    let sent = piece.bytes.withUnsafeBytes { bytes in
      PQputCopyData(
        handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    guard sent == 1 else { throw noted(PostgresFailure(result: nil)).error(text) }
    piece.bytes.removeAll(keepingCapacity: true)
  }

  private func endCopy(_ text: String, refusal: String?) throws {
    guard PQputCopyEnd(handle, refusal) == 1 else {
      throw noted(PostgresFailure(result: nil)).error(text)
    }
    var problem: (any Error)?
    while let result = PQgetResult(handle) {
      do { _ = try answer(result, text) } catch { problem = problem ?? error }
    }
    if let problem { throw problem }
  }
}

/// C strings with a closing null pointer, as libpq takes them.
private func withCStrings<R>(
  _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> R
) -> R {
  let buffers = texts.map { Array($0.utf8CString) }
  let joined = buffers.flatMap { $0 }
  return joined.withUnsafeBufferPointer { all in
    var position = 0
    var pointers: [UnsafePointer<CChar>?] = buffers.map { buffer in
      defer { position += buffer.count }
      return all.baseAddress.map { $0 + position }
    }
    pointers.append(nil)
    return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
