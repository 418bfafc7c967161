/// One thing an office can decide about how the program runs: its name in the file and as a flag, what it may
/// be, what holds where nobody says otherwise.
struct Setting: Sendable {
  enum Kind: Sendable {
    case text
    /// A whole number within bounds.
    case number(ClosedRange<Int>)
    case choice([String])
    case onOff
    /// Words divided by commas, or a YAML list.
    case list
    case url
    /// The name of a schema: small Latin letters, digits, underscores.
    case identifier
  }

  let name: String
  let kind: Kind
  /// As it would be written in the file; nil where there is none.
  let standard: String?
  let isSecret: Bool
  /// What it decides, in Vietnamese.
  let meaning: String

  init(
    _ name: String, _ kind: Kind, standard: String? = nil, isSecret: Bool = false, _ meaning: String
  ) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.isSecret = isSecret
    self.meaning = meaning
  }

  /// `SOAT_SESSION_IDLE_MINUTES`
  var environment: String { "SOAT_" + name.uppercased().replacing("-", with: "_") }

  /// Nil for a secret: whoever lists the processes of a machine sees the flags.
  var flag: String? { isSecret ? nil : "--" + name }

  /// What may be written, in Vietnamese.
  var allowed: String {
    switch kind {
    case .text: "chữ"
    case .number(let range): "số nguyên từ \(range.lowerBound) đến \(range.upperBound)"
    case .choice(let words): words.joined(separator: ", ")
    case .onOff: "true, false"
    case .list: "các mục cách nhau bằng dấu phẩy"
    case .url: "địa chỉ bắt đầu bằng http:// hoặc https://"
    case .identifier: "chữ thường không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ, tối đa 63"
    }
  }
}

/// A setting's value, read and found good.
enum SettingValue: Equatable, Sendable {
  case text(String)
  case number(Int)
  case onOff(Bool)
  case list([String])
}

extension Setting {
  /// Nil where `text` is none of the allowed values.
  func value(_ text: String) -> SettingValue? {
    switch kind {
    case .text: return .text(text)
    case .number(let range):
      guard let number = Int(text), range.contains(number) else { return nil }
      return .number(number)
    case .choice(let words): return words.contains(text) ? .text(text) : nil
    case .onOff: return ["true": true, "false": false][text].map(SettingValue.onOff)
    case .list:
      let words = text.split(separator: ",").map { $0.trimmed }
      return words.contains("") ? nil : .list(words)
    case .url:
      let rest = ["https://", "http://"].first(where: text.hasPrefix).map {
        text.dropFirst($0.count)
      }
      guard let rest, !rest.isEmpty, !rest.contains(where: { $0.isWhitespace }) else { return nil }
      return .text(text.hasSuffix("/") ? String(text.dropLast()) : text)
    case .identifier:
      let letters = text.utf8.allSatisfy { byte in
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 95
      }
      guard letters, (1...63).contains(text.utf8.count), text.first?.isLetter == true else {
        return nil
      }
      return .text(text)
    }
  }

  /// The value as a person may see it: nothing of a secret, no password of an address.
  func shown(_ text: String) -> String {
    if isSecret { return "(đặt, không hiện)" }
    guard let scheme = text.firstRange(of: "://") else { return text }
    let rest = text[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    guard let at = authority.lastIndex(of: "@"),
      let colon = authority[..<at].firstIndex(of: ":")
    else { return text }
    return text[..<colon] + ":(không hiện)" + text[at...]
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
