/// Cuts bytes into rows by RFC 4180: quotes, doubled quotes, line breaks within quotes, CRLF or LF.
///
/// A quote inside a field that does not begin with one is an ordinary character, as spreadsheets write it.
struct CsvParser {
  private enum State { case fieldStart, plain, quoted, quoteSeen, carriageReturn }

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriage = UInt8(ascii: "\r")

  let separator: UInt8
  let encoding: CsvEncoding
  let limits: CsvLimits
  private var state = State.fieldStart
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var line = 1
  private var rowLine = 1
  private var quoteLine = 1
  private var expected: Int?

  init(separator: UInt8, encoding: CsvEncoding, limits: CsvLimits, line: Int = 1) {
    (self.separator, self.encoding, self.limits) = (separator, encoding, limits)
    (self.line, rowLine) = (line, line)
  }

  mutating func parse(
    _ chunk: ArraySlice<UInt8>, _ row: (CsvRow) throws -> Void
  ) throws {
    try chunk.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        if state == .plain || state == .quoted { try copyRun(buffer, &index) }
        guard index < buffer.count else { break }
        let byte = buffer[index]
        index += 1
        if byte == 0 { throw CsvError.binary(kind: nil) }
        try take(byte, row)
      }
    }
  }

  /// The last row of a file that does not end with a line break.
  mutating func finish(_ row: (CsvRow) throws -> Void) throws {
    switch state {
    case .quoted: throw CsvError.unclosedQuote(line: quoteLine, column: ends.count + 1)
    case .fieldStart where ends.isEmpty && bytes.isEmpty: break
    default: try endRow(row)
    }
  }

  /// Copies what is neither separator, quote nor line break, all at once.
  private mutating func copyRun(_ buffer: UnsafeBufferPointer<UInt8>, _ index: inout Int) throws {
    let start = index
    let isQuoted = state == .quoted
    while index < buffer.count {
      let byte = buffer[index]
      if byte == CsvParser.quote || byte == CsvParser.lineFeed || byte == 0 { break }
      if !isQuoted, byte == separator || byte == CsvParser.carriage { break }
      index += 1
    }
    guard index > start else { return }
    bytes.append(contentsOf: buffer[start..<index])
    try checkLength()
  }

  private mutating func take(_ byte: UInt8, _ row: (CsvRow) throws -> Void) throws {
    switch state {
    case .fieldStart:
      if byte == CsvParser.quote {
        (state, quoteLine) = (.quoted, line)
      } else {
        try takePlain(byte, row)
      }
    case .plain: try takePlain(byte, row)
    case .quoted: try takeQuoted(byte)
    case .quoteSeen:
      if byte == CsvParser.quote {
        state = .quoted
        bytes.append(byte)
      } else if byte == separator || byte == CsvParser.lineFeed || byte == CsvParser.carriage {
        try takePlain(byte, row)
      } else {
        throw CsvError.strayQuote(line: line, column: ends.count + 1)
      }
    case .carriageReturn:
      if byte == CsvParser.lineFeed { return try endLine(row) }
      // A lone carriage return ended the line, as old Macintosh programs write it.
      try endLine(row)
      try take(byte, row)
    }
  }

  private mutating func takePlain(_ byte: UInt8, _ row: (CsvRow) throws -> Void) throws {
    switch byte {
    case separator: try endField()
    case CsvParser.lineFeed: try endLine(row)
    case CsvParser.carriage: state = .carriageReturn
    default:
      state = .plain
      bytes.append(byte)
    }
  }

  private mutating func takeQuoted(_ byte: UInt8) throws {
    if byte == CsvParser.quote { return state = .quoteSeen }
    if byte == CsvParser.lineFeed { line += 1 }
    bytes.append(byte)
    try checkLength()
  }

  private func checkLength() throws(CsvError) {
    if bytes.count > limits.row { throw .rowTooLong(line: rowLine, bytes: limits.row) }
  }

  private mutating func endField() throws {
    ends.append(bytes.count)
    state = .fieldStart
    if ends.count > limits.columns {
      throw CsvError.tooManyColumns(line: rowLine, limit: limits.columns)
    }
  }

  private mutating func endLine(_ row: (CsvRow) throws -> Void) throws {
    if !ends.isEmpty || !bytes.isEmpty || state == .quoteSeen { try endRow(row) }
    line += 1
    (state, rowLine) = (.fieldStart, line)
  }

  private mutating func endRow(_ row: (CsvRow) throws -> Void) throws {
    try endField()
    if encoding == .utf8, !Utf8.isValid(bytes) { throw CsvError.badEncoding(line: rowLine) }
    let width = expected ?? ends.count
    expected = width
    guard ends.count == width else {
      throw CsvError.unevenRow(line: rowLine, expected: width, found: ends.count)
    }
    try row(CsvRow(line: rowLine, bytes: bytes, ends: ends, encoding: encoding))
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
