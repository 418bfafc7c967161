/// Named facts in a fixed order, as they stand in an entry: `["name": "Xã Phú Lộc"]`.
public struct Facts: ExpressibleByDictionaryLiteral, Sendable, Equatable {
  public var pairs: [(name: String, value: String?)]

  public init(dictionaryLiteral elements: (String, String?)...) {
    pairs = elements.map { (name: $0.0, value: $0.1) }
  }

  public static func == (left: Facts, right: Facts) -> Bool { left.json == right.json }

  /// A JSON object in the order of the facts.
  public var json: String {
    "{"
      + pairs.map { Facts.quoted($0.name) + ":" + ($0.value.map(Facts.quoted) ?? "null") }
      .joined(separator: ",") + "}"
  }

  /// A JSON string, as the log and its export write it.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case let control where control.value < 32:
        let hex = String(control.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension Facts {
  /// Reads what `json` writes; nil for anything else, such as an entry that somebody altered.
  public init?(json: String) {
    var reader = FactsReader(scalars: Array(json.unicodeScalars))
    guard let pairs = reader.object() else { return nil }
    self.pairs = pairs
  }

  public subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }
}

/// A JSON object of strings and nulls without white space.
private struct FactsReader {
  let scalars: [Unicode.Scalar]
  var place = 0

  mutating func object() -> [(name: String, value: String?)]? {
    guard takes("{") else { return nil }
    var pairs: [(name: String, value: String?)] = []
    if !takes("}") {
      repeat {
        guard let name = string(), takes(":") else { return nil }
        if takes("null") {
          pairs.append((name, nil))
        } else if let value = string() {
          pairs.append((name, value))
        } else {
          return nil
        }
      } while takes(",")
      guard takes("}") else { return nil }
    }
    return place == scalars.count ? pairs : nil
  }

  private mutating func string() -> String? {
    guard takes("\"") else { return nil }
    var text = String.UnicodeScalarView()
    while place < scalars.count {
      let scalar = scalars[place]
      place += 1
      if scalar == "\"" { return String(text) }
      if scalar != "\\" {
        text.append(scalar)
      } else {
        guard let escaped = escape() else { return nil }
        text.append(escaped)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    if takes("\"") { return "\"" }
    if takes("\\") { return "\\" }
    guard takes("u"), place + 4 <= scalars.count else { return nil }
    let digits = String(String.UnicodeScalarView(scalars[place..<place + 4]))
    place += 4
    return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
  }

  private mutating func takes(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[place...].starts(with: wanted) else { return false }
    place += wanted.count
    return true
  }
}
