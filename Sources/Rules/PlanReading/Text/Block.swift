/// A unit of the document's flow: a paragraph put together again, a table, a footnote, or a line whose
/// parts stand side by side (as in the head of a document and beside its signature).
struct Block: Sendable {
  enum Kind: Equatable, Sendable {
    case paragraph
    case columns
    case table
    case footnote
  }

  var kind: Kind
  /// Ranges of the working text that make it up, in order. For a table, one per line.
  var pieces: [Range<Int32>]
  /// For a table laid out with spaces: the pieces of each cell of each row. `nil` for rows written with
  /// bars.
  var cells: [[[Range<Int32>]]]?
  var indent: Int16
  var blanks: Int16
  var startsPage: Bool

  var start: Int { Int(pieces.first?.lowerBound ?? 0) }
  var end: Int { Int(pieces.last?.upperBound ?? 0) }
}
