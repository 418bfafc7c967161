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
  /// Most blocks have one piece: kept without an array of its own, for a long document has very many.
  private var first: Range<Int32>
  private var rest: [Range<Int32>] = []
  /// For a table laid out with spaces: the pieces of each cell of each row. `nil` for rows written with
  /// bars.
  var cells: [[[Range<Int32>]]]?
  var indent: Int16
  var blanks: Int16
  var startsPage: Bool

  init(kind: Kind, piece: Range<Int32>, indent: Int16, blanks: Int16, startsPage: Bool) {
    self.kind = kind
    self.first = piece
    self.indent = indent
    self.blanks = blanks
    self.startsPage = startsPage
  }

  /// Ranges of the working text that make it up, in order. For a table, one per line.
  var pieces: [Range<Int32>] { [first] + rest }

  var hasManyPieces: Bool { !rest.isEmpty }

  mutating func append(_ piece: Range<Int32>) { rest.append(piece) }

  var start: Int { Int(first.lowerBound) }
  var end: Int { Int((rest.last ?? first).upperBound) }
}
