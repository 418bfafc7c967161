/// One value that travels to or from the database, in the types both engines share.
///
/// Dates and times have no type of their own: a civil date is text (`yyyy-mm-dd`), an instant is an
/// integer (milliseconds since 1970, UTC), a truth value is 0 or 1.
public enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])
}

/// A Swift type that fits into one column.
public protocol ColumnValue: Sendable {
  /// Nil where the stored value is not one of this type.
  init?(_ value: Value)
  var columnValue: Value { get }
}

extension Value: ColumnValue {
  public init?(_ value: Value) { self = value }
  public var columnValue: Value { self }
}

extension Int: ColumnValue {
  public init?(_ value: Value) {
    guard case .integer(let number) = value else { return nil }
    self.init(exactly: number)
  }
  public var columnValue: Value { .integer(Int64(self)) }
}

extension Int64: ColumnValue {
  public init?(_ value: Value) {
    guard case .integer(let number) = value else { return nil }
    self = number
  }
  public var columnValue: Value { .integer(self) }
}

extension Double: ColumnValue {
  public init?(_ value: Value) {
    switch value {
    case .real(let number): self = number
    case .integer(let number): self = Double(number)
    default: return nil
    }
  }
  public var columnValue: Value { .real(self) }
}

extension String: ColumnValue {
  public init?(_ value: Value) {
    guard case .text(let text) = value else { return nil }
    self = text
  }
  public var columnValue: Value { .text(self) }
}

extension Bool: ColumnValue {
  public init?(_ value: Value) {
    guard case .integer(let number) = value, number == 0 || number == 1 else { return nil }
    self = number == 1
  }
  public var columnValue: Value { .integer(self ? 1 : 0) }
}

extension [UInt8]: ColumnValue {
  public init?(_ value: Value) {
    guard case .bytes(let bytes) = value else { return nil }
    self = bytes
  }
  public var columnValue: Value { .bytes(self) }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
  public init?(_ value: Value) {
    if value == .null {
      self = .none
    } else if let wrapped = Wrapped(value) {
      self = .some(wrapped)
    } else {
      return nil
    }
  }
  public var columnValue: Value { self?.columnValue ?? .null }
}

extension Value {
  /// Throws for what one of the engines cannot keep, so that both refuse it alike: U+0000 in text
  /// (PostgreSQL) and a number that is none (SQLite makes it NULL).
  func demandKeepable() throws {
    switch self {
    case .text(let text) where text.utf8.contains(0):
      throw StoreError.failed(
        code: "22021", message: "a text holds U+0000, which cannot be kept", statement: "")
    case .real(let number) where number.isNaN:
      throw StoreError.failed(
        code: "22003", message: "a number is not a number (NaN)", statement: "")
    default: return
    }
  }
}
