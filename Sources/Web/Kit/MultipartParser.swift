internal import Rules

/// Takes `multipart/form-data` (RFC 7578, RFC 2046 section 5.1) apart as it arrives, holding no more of it than one
/// piece and the head of one part.
struct MultipartParser: Sendable {
  enum Event: Equatable, Sendable {
    case part(PartHead)
    case bytes([UInt8])
    case partEnd
  }

  private enum State {
    case preamble
    case boundaryEnd
    case head
    case content
    case finished
  }

  /// Bytes of a part's head, and of what stands before the first part.
  private static let headLimit = 8_192
  private static let preambleLimit = 4_096

  /// The line break belongs to the boundary, not to the content before it.
  private let delimiter: [UInt8]
  private var state = State.preamble
  /// As if a line had ended before the first byte, so that the first boundary looks like any other.
  private var buffer = Array("\r\n".utf8)
  private var parts = 0
  private let maximum: Int

  /// Throws `Rejection` where `boundary` is none.
  init(boundary: String, maximum: Int = 1_100) throws {
    let bytes = Array(boundary.utf8)
    guard (1...70).contains(bytes.count), bytes.allSatisfy({ (0x20...0x7E).contains($0) }),
      bytes.last != UInt8(ascii: " ")
    else { throw Rejection.broken }
    delimiter = Array("\r\n--".utf8) + bytes
    self.maximum = maximum
  }

  var isFinished: Bool { state == .finished }

  /// What `piece` brings. Throws `Rejection` where the form is broken or nested.
  mutating func take(_ piece: some Collection<UInt8>) throws -> [Event] {
    guard state != .finished else { return [] }
    buffer += piece
    var events: [Event] = []
    while try step(&events) {}
    return events
  }

  /// False where more bytes are needed.
  private mutating func step(_ events: inout [Event]) throws -> Bool {
    switch state {
    case .preamble:
      guard let end = firstDelimiter() else {
        guard buffer.count <= MultipartParser.preambleLimit else { throw Rejection.broken }
        return false
      }
      leave(end, for: .boundaryEnd)
    case .boundaryEnd: return try passBoundaryEnd()
    case .head:
      guard let length = headLength() else {
        guard buffer.count <= MultipartParser.headLimit else { throw Rejection.broken }
        return false
      }
      guard length <= MultipartParser.headLimit else { throw Rejection.broken }
      events.append(.part(try PartHead(buffer[..<length])))
      parts += 1
      guard parts <= maximum else { throw Rejection.broken }
      leave(length + 2, for: .content)
    case .content: return takeContent(&events)
    case .finished:
      buffer = []
      return false
    }
    return true
  }

  private mutating func leave(_ count: Int, for next: State) {
    buffer.removeFirst(count)
    state = next
  }

  /// After a boundary: `--` ends the form, blanks and a line break begin a part.
  private mutating func passBoundaryEnd() throws -> Bool {
    guard buffer.count >= 2 else { return false }
    if buffer[0] == UInt8(ascii: "-"), buffer[1] == UInt8(ascii: "-") {
      leave(2, for: .finished)
      return true
    }
    let blanks = buffer.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    guard blanks <= 64 else { throw Rejection.broken }
    guard buffer.count >= blanks + 2 else { return false }
    guard buffer[blanks] == UInt8(ascii: "\r"), buffer[blanks + 1] == UInt8(ascii: "\n") else {
      throw Rejection.broken
    }
    // The line break stays: a head without lines is one that begins with the empty line.
    leave(blanks, for: .head)
    return true
  }

  private mutating func takeContent(_ events: inout [Event]) -> Bool {
    if let end = firstDelimiter() {
      let length = end - delimiter.count
      if length > 0 { events.append(.bytes(Array(buffer[..<length]))) }
      events.append(.partEnd)
      leave(end, for: .boundaryEnd)
      return true
    }
    let safe = buffer.count - delimiter.count + 1
    if safe > 0 {
      events.append(.bytes(Array(buffer[..<safe])))
      buffer.removeFirst(safe)
    }
    return false
  }

  /// The place after the first delimiter.
  private func firstDelimiter() -> Int? {
    buffer.withUnsafeBufferPointer { bytes in
      delimiter.withUnsafeBufferPointer { wanted in
        var place = 0
        while place + wanted.count <= bytes.count {
          if bytes[place] == wanted[0], bytes[place + 1] == wanted[1],
            (2..<wanted.count).allSatisfy({ bytes[place + $0] == wanted[$0] })
          {
            return place + wanted.count
          }
          place += 1
        }
        return nil
      }
    }
  }

  /// Bytes of the head's lines, without the empty line after them.
  private func headLength() -> Int? {
    let end = Array("\r\n\r\n".utf8)
    guard buffer.count >= 4 else { return nil }
    return (0...(buffer.count - 4)).first { place in buffer[place..<place + 4].elementsEqual(end) }
      .map { $0 + 2 }
  }
}

/// What a part says about itself.
struct PartHead: Equatable, Sendable {
  /// The field's name in the form.
  let field: String
  /// Nil for a field without a file; as the browser sent it.
  let fileName: String?

  init(field: String, fileName: String?) {
    self.field = field
    self.fileName = fileName
  }

  /// Throws `Rejection` for a part without a name, a form within the form, or an encoding that browsers do not use.
  init(_ bytes: some Collection<UInt8>) throws {
    guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
      throw Rejection.broken
    }
    var disposition: [String: String]?
    for line in text.split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":") else { throw Rejection.broken }
      let (value, parameters) = HeaderValue.parsed(
        String(line[line.index(after: colon)...].drop { $0 == " " }))
      switch line[..<colon].lowercased() {
      case "content-disposition" where value == "form-data": disposition = parameters
      case "content-type" where value.hasPrefix("multipart/"): throw Rejection.broken
      case "content-transfer-encoding" where !["7bit", "8bit", "binary"].contains(value):
        throw Rejection.broken
      default: break
      }
    }
    guard let disposition, let name = disposition["name"] else { throw Rejection.broken }
    field = PartHead.unescaped(name)
    fileName = disposition["filename"].map(PartHead.unescaped)
  }

  /// Browsers write a quote and line breaks of a name as percent escapes, and nothing else.
  private static func unescaped(_ text: String) -> String {
    text.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
  }
}
