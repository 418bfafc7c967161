/// One row, as long as the reader's callback runs; a copy that outlives it stays valid.
public struct CsvRow: Sendable {
  /// Where the row begins, from 1.
  public let line: Int
  let bytes: [UInt8]
  /// Where each field ends in `bytes`.
  let ends: [Int]
  let encoding: CsvEncoding

  public var count: Int { ends.count }

  /// The bytes of a field as they stand in the file, quotes resolved.
  public func bytes(_ field: Int) -> ArraySlice<UInt8> {
    bytes[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
  }

  /// A field as text.
  public subscript(field: Int) -> String { encoding.text(bytes(field)) }

  /// All fields as text.
  public var fields: [String] { ends.indices.map { self[$0] } }
}
