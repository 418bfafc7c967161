/// Reads a table row by row from bytes as they arrive, in memory that does not grow with the table.
///
/// The first row is the header: it tells the separator (comma, semicolon or tab), and every row has as
/// many fields. UTF-8 with or without a byte order mark, UTF-16, Windows-1258, TCVN3 and VNI are told
/// by the first bytes. Blank lines are skipped; a first line `sep=;` is obeyed.
public struct CsvReader {
  /// How much is looked at before the first row is given out.
  private static let sampleSize = 64 << 10

  private let limits: CsvLimits
  private var sample: [UInt8] = []
  private var total = 0
  private var wide: Utf16Stream?
  private var parser: CsvParser?

  public init(limits: CsvLimits = CsvLimits()) { self.limits = limits }

  /// Takes the next bytes and hands out the rows that they complete, the header first.
  ///
  /// Throws `CsvError`, or what `row` throws; after that the reader is of no further use.
  public mutating func feed(
    _ bytes: ArraySlice<UInt8>, _ row: (CsvRow) throws -> Void
  ) throws {
    total += bytes.count
    guard total <= limits.total else { throw CsvError.tooLarge(megabytes: limits.total >> 20) }
    if parser != nil { return try parse(bytes, row) }
    sample.append(contentsOf: bytes)
    if sample.count >= CsvReader.sampleSize { try open(isWhole: false, row) }
  }

  /// The end of the table: hands out what is left.
  public mutating func finish(_ row: (CsvRow) throws -> Void) throws {
    if parser == nil { try open(isWhole: true, row) }
    if let wide, !wide.isWhole { throw CsvError.unknownEncoding }
    try parser?.finish(row)
  }

  private mutating func open(isWhole: Bool, _ row: (CsvRow) throws -> Void) throws {
    guard sample.contains(where: { $0 > 0x20 }) else { throw CsvError.empty }
    let size = min(sample.count, CsvReader.sampleSize)
    let opening = try CsvOpening(
      Array(sample[..<size]), isWhole: isWhole && size == sample.count)
    var text = Array(sample.dropFirst(opening.mark))
    if let order = opening.order {
      var stream = Utf16Stream(order)
      var narrow: [UInt8] = []
      stream.decode(text[...], into: &narrow)
      (wide, text) = (stream, narrow)
    }
    sample = []
    let header = CsvHeader(text)
    var opened = CsvParser(
      separator: header.separator, encoding: opening.encoding, limits: limits,
      line: header.skipped == 0 ? 1 : 2)
    try opened.parse(text[header.skipped...], row)
    parser = opened
  }

  private mutating func parse(
    _ bytes: ArraySlice<UInt8>, _ row: (CsvRow) throws -> Void
  ) throws {
    guard wide != nil else {
      try parser?.parse(bytes, row)
      return
    }
    var narrow: [UInt8] = []
    wide?.decode(bytes, into: &narrow)
    try parser?.parse(narrow[...], row)
  }
}

/// What the first line tells about the rest.
private struct CsvHeader {
  let separator: UInt8
  /// Bytes of a line `sep=;`, which is no row.
  let skipped: Int

  init(_ text: [UInt8]) {
    let first = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    if first.count == 5, first.starts(with: Array("sep=".utf8)), let named = first.last {
      separator = named
      skipped = (text.firstIndex(of: UInt8(ascii: "\n")) ?? text.count - 1) + 1
      return
    }
    skipped = 0
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        // Blank lines before the header tell nothing.
        if counts.isEmpty { continue } else { break }
      }
      counts[byte, default: 0] += 1
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let best = candidates.map { counts[$0] ?? 0 }.max() ?? 0
    separator = candidates.first { counts[$0] ?? 0 == best } ?? UInt8(ascii: ",")
  }
}
