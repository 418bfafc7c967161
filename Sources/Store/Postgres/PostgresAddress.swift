internal import CLibPQ

/// Where a PostgreSQL database is, and which schema of it holds the office. Holds a password: never printed.
struct PostgresAddress: Sendable, CustomStringConvertible {
  /// The address for libpq, without our own `schema` parameter.
  let url: String
  let schema: String

  /// `postgres://user@host/database?schema=office`; an explicit `schema` goes before the parameter, "public"
  /// stands where there is neither. Throws `StoreError.failed` for an address that cannot be read.
  init(_ text: String, schema explicit: String?) throws {
    var parameters = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let base = parameters.removeFirst()
    var inAddress: String?
    var kept: [Substring] = []
    for pair in parameters.first?.split(separator: "&") ?? [] {
      guard pair.hasPrefix("schema=") else {
        kept.append(pair)
        continue
      }
      guard let name = pair.dropFirst(7).percentDecoded else { throw Self.unreadable }
      inAddress = name
    }
    url = base + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
    schema = explicit ?? inAddress ?? "public"
    guard base.hasPrefix("postgres://") || base.hasPrefix("postgresql://"), Self.isParsed(url)
    else {
      throw Self.unreadable
    }
    // NAMEDATALEN: a longer name would be cut off, and two offices could meet in one schema.
    guard (1...63).contains(schema.utf8.count), !schema.utf8.contains(0),
      !schema.hasPrefix("pg_")
    else {
      throw StoreError.failed(
        code: "address", message: "the schema's name must have 1 to 63 bytes", statement: "")
    }
  }

  var description: String { "postgres://…" }

  /// The schema's name as it stands in a statement.
  var quotedSchema: String { "\"" + schema.replacing("\"", with: "\"\"") + "\"" }

  private static var unreadable: StoreError {
    .failed(
      code: "address", message: "the address of the database cannot be read", statement: "")
  }

  /// libpq's own message is not passed on: it may quote the password.
  private static func isParsed(_ url: String) -> Bool {
    guard let options = PQconninfoParse(url, nil) else { return false }
    PQconninfoFree(options)
    return true
  }
}

extension Substring {
  fileprivate var percentDecoded: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, let text = String(digits), let code = UInt8(text, radix: 16) else {
        return nil
      }
      bytes.append(code)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
