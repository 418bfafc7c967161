internal import CLibPQ

/// What the server or libpq said, sorted into what the store does about it.
struct PostgresFailure {
  /// Empty where libpq itself failed.
  let state: String
  let message: String

  init(result: OpaquePointer?) {
    state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
    message =
      PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) } ?? ""
  }

  /// Said by libpq, not by the server: there was no answer.
  var isLocal: Bool { state.isEmpty }

  /// The server ended the transaction for another's sake: serialisation failure, deadlock.
  var isConflict: Bool { state == "40001" || state == "40P01" }

  /// What was prepared no longer fits the schema, or the server forgot it.
  var isStale: Bool { state == "0A000" || state == "26000" }

  /// The server is going, coming, full, a follower, or kept us waiting too long.
  private var isPassing: Bool {
    state.hasPrefix("08") || state.hasPrefix("57P")
      || ["53300", "25006", "55P03"].contains(state)
  }

  /// Classes 21 and 22 quote the value they refuse, so their words are not passed on.
  func error(_ statement: String) -> StoreError {
    if state.hasPrefix("23") { return .constraint(message) }
    if state.isEmpty || isPassing {
      return .unavailable(message.isEmpty ? "the connection to the database was lost" : message)
    }
    let isQuoting = state.hasPrefix("22") || state.hasPrefix("21")
    return .failed(
      code: state, message: isQuoting ? "a value does not fit its column" : message,
      statement: statement)
  }
}
