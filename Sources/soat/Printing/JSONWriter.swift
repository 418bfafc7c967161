import Rules

/// JSON as it is written: keys keep their order, what is unknown stands as `null`, nothing is kept in memory.
/// Indented by two spaces; places in the text stand on one line.
final class JSONWriter {
  private let out: Outlet
  private var depth = 0
  private var isFirst = true

  init(_ out: Outlet) { self.out = out }

  func object(_ body: () -> Void) { enclosed("{", "}", body) }

  func array<Item>(_ items: [Item], _ body: (Item) -> Void) {
    enclosed("[", "]") {
      for item in items {
        separate()
        body(item)
      }
    }
  }

  /// The next value written belongs to this key. Keys are plain ASCII names of ours.
  func key(_ name: String) {
    separate()
    out.write("\"\(name)\": ")
  }

  func field(_ name: String, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  func field(_ name: String, _ value: CivilDate?) { field(name, value?.iso) }

  func field(_ name: String, _ value: Int?) {
    key(name)
    out.write(value.map(String.init) ?? "null")
  }

  func field(_ name: String, _ value: Bool) {
    key(name)
    out.write(value ? "true" : "false")
  }

  func field(_ name: String, _ value: Double) {
    key(name)
    number(value)
  }

  func field(_ name: String, _ values: [String]) {
    key(name)
    array(values) { string($0) }
  }

  func field(_ name: String, _ values: [CivilDate]) { field(name, values.map(\.iso)) }

  func field(_ name: String, _ span: Span?) {
    key(name)
    guard let span else { return null() }
    out.write("{\"start\": \(span.start), \"end\": \(span.end)}")
  }

  func field<Item>(_ name: String, _ items: [Item], _ body: (Item) -> Void) {
    key(name)
    array(items) { item in object { body(item) } }
  }

  func field<Item>(_ name: String, _ item: Item?, _ body: (Item) -> Void) {
    key(name)
    guard let item else { return null() }
    object { body(item) }
  }

  func null() { out.write("null") }

  /// Whole numbers without a fraction; what JSON has no number for is `null`.
  func number(_ value: Double) {
    guard value.isFinite else { return null() }
    let isWhole = value == value.rounded() && value.magnitude < 9_007_199_254_740_992
    out.write(isWhole ? String(Int64(value)) : value.description)
  }

  func string(_ text: String) {
    out.write(byte: UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: out.write("\\\"" as StaticString)
      case 0x5C: out.write("\\\\" as StaticString)
      case 0x0A: out.write("\\n" as StaticString)
      case 0x0D: out.write("\\r" as StaticString)
      case 0x09: out.write("\\t" as StaticString)
      // U+2028 and U+2029 end a line in JavaScript, where JSON is often pasted.
      case 0..<0x20, 0x7F, 0x2028, 0x2029: escape(scalar.value)
      default: out.write(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    out.write(byte: UInt8(ascii: "\""))
  }

  private func escape(_ code: UInt32) {
    let digits = String(code, radix: 16)
    out.write("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
  }

  private func enclosed(_ open: StaticString, _ close: StaticString, _ body: () -> Void) {
    out.write(open)
    depth += 1
    isFirst = true
    body()
    depth -= 1
    if !isFirst { newLine() }
    isFirst = false
    out.write(close)
  }

  private func separate() {
    if !isFirst { out.write("," as StaticString) }
    isFirst = false
    newLine()
  }

  private func newLine() {
    out.write(byte: 0x0A)
    for _ in 0..<depth { out.write("  " as StaticString) }
  }
}
