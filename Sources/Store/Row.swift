/// One row of an answer; columns are asked for by name.
public struct Row: Sendable {
  /// The column names, shared by all rows of one answer.
  final class Columns: Sendable {
    let names: [String]
    let positions: [String: Int]
    init(_ names: [String]) {
      self.names = names
      positions = Dictionary(
        zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }
  }

  let columns: Columns
  let values: [Value]

  init(_ columns: Columns, _ values: [Value]) {
    self.columns = columns
    self.values = values
  }

  /// The value of a column. Throws `StoreError.column` where there is none of that name or type: a fault
  /// in the statement, never in what a user typed.
  public func get<T: ColumnValue>(_ name: String, as type: T.Type = T.self) throws -> T {
    guard let position = columns.positions[name], let value = T(values[position]) else {
      throw StoreError.column(name, wanted: "\(T.self)")
    }
    return value
  }
}
