/// How much a table may ask of its reader. Sizes in bytes; memory stays near `row`, whatever the whole is.
public struct CsvLimits: Sendable {
  /// All bytes of the table.
  public var total: Int
  /// One row, line breaks in quotes included.
  public var row: Int
  public var columns: Int

  public init(total: Int = .max, row: Int = 1 << 20, columns: Int = 1_000) {
    self.total = total
    self.row = row
    self.columns = columns
  }
}
