public import Rules
public import Store

extension ID: ColumnValue {
  public init?(_ value: Value) {
    guard case .text(let text) = value, let id = ID(text) else { return nil }
    self = id
  }
  public var columnValue: Value { .text(text) }
}

extension CivilDate: ColumnValue {
  public init?(_ value: Value) {
    guard case .text(let text) = value else { return nil }
    self.init(iso: text)
  }
  public var columnValue: Value { .text(iso) }
}

extension Instant: ColumnValue {
  public init?(_ value: Value) {
    guard case .integer(let number) = value else { return nil }
    self.init(milliseconds: number)
  }
  public var columnValue: Value { .integer(milliseconds) }
}
