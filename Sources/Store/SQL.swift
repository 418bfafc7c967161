/// A statement whose text and values stay apart: `"SELECT name FROM unit WHERE id = \(id)"`.
///
/// What stands in a Swift literal is text; whatever is interpolated is bound as a value, so a value can
/// never become text. The text is the same for both engines; only the marks of the values differ.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
  enum Part: Sendable {
    case text(String)
    case value(Value)
  }

  var parts: [Part]
  /// Said once and not again: not worth keeping prepared.
  private(set) var isScript = false

  public init(stringLiteral text: StaticString) { parts = [.text(text.description)] }
  public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }
  private init(parts: [Part]) { self.parts = parts }

  /// The text of a script or migration file, which holds no values.
  public static func script(_ text: String) -> SQL {
    var sql = SQL(parts: [.text(text)])
    sql.isScript = true
    return sql
  }

  public static let empty = SQL(parts: [])

  public static func + (left: SQL, right: SQL) -> SQL { SQL(parts: left.parts + right.parts) }

  /// The pieces one after another, with `separator` (" AND ", ", ") between.
  public static func joined(_ pieces: [SQL], _ separator: StaticString) -> SQL {
    var parts: [Part] = []
    for (index, piece) in pieces.enumerated() {
      if index > 0 { parts.append(.text(separator.description)) }
      parts += piece.parts
    }
    return SQL(parts: parts)
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    public mutating func appendLiteral(_ literal: StaticString) {
      parts.append(.text(literal.description))
    }

    public mutating func appendInterpolation(_ value: some ColumnValue) {
      parts.append(.value(value.columnValue))
    }

    public mutating func appendInterpolation<T: ColumnValue>(_ value: T?) {
      parts.append(.value(value.columnValue))
    }

    /// Part of a statement, made as such before.
    public mutating func appendInterpolation(_ sql: SQL) { parts += sql.parts }

    /// A list for `IN`: `(?, ?, ?)`; an empty one yields `(NULL)`, which nothing is in.
    public mutating func appendInterpolation(list values: [some ColumnValue]) {
      guard !values.isEmpty else { return parts.append(.text("(NULL)")) }
      for (index, value) in values.enumerated() {
        parts.append(.text(index == 0 ? "(" : ", "))
        parts.append(.value(value.columnValue))
      }
      parts.append(.text(")"))
    }
  }

  /// The statement with `?` for each value.
  var questionMarks: (text: String, values: [Value]) { rendered { _ in "?" } }

  /// The statement with `$1`, `$2` … for the values.
  var numbered: (text: String, values: [Value]) { rendered { "$\($0)" } }

  private func rendered(_ mark: (Int) -> String) -> (text: String, values: [Value]) {
    var text = ""
    var values: [Value] = []
    for part in parts {
      switch part {
      case .text(let piece): text += piece
      case .value(let value):
        values.append(value)
        text += mark(values.count)
      }
    }
    return (text, values)
  }
}
