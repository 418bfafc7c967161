/// ArgumentParser speaks English; the people who read its help and its complaints speak Vietnamese.
enum HelpTexts {
  private static let phrases = [
    ("OVERVIEW: ", ""),
    ("USAGE: ", "CÁCH DÙNG: "),
    ("ARGUMENTS:", "THAM SỐ:"),
    ("OPTIONS:", "TÙY CHỌN:"),
    ("SUBCOMMANDS:", "LỆNH CON:"),
    ("Show the version.", "Xem phiên bản."),
    ("Show help information.", "Xem trợ giúp."),
    ("Show subcommand help information.", "Xem trợ giúp của lệnh con."),
    ("<subcommand>", "<lệnh>"),
    ("[<options>]", "[<tùy chọn>]"),
    (" (default) ", " (mặc định)"),
  ]

  static func vietnamese(_ help: String) -> String {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if let example = quoted(line).first, line.hasPrefix("  See '") {
        return "  Xem chi tiết từng lệnh: \(example.replacing("<subcommand>", with: "<lệnh>"))"
      }
      return phrases.reduce(String(line)) { $0.replacing($1.0, with: $1.1) }
    }
    return lines.joined(separator: "\n")
  }

  /// What is wrong with the command line, in one line, from the parser's English message.
  static func problem(_ message: String) -> String {
    let names = quoted(message[...]).map { TerminalText.clipped($0) }
    let first = names.first ?? ""
    let advice = "Xem cách dùng: soat --help."
    if message.hasPrefix("Missing expected argument") { return "thiếu tham số \(first). \(advice)" }
    if message.hasPrefix("Missing value for") { return "thiếu giá trị sau \(first). \(advice)" }
    if message.hasPrefix("Unknown option") { return "không có tùy chọn \(first). \(advice)" }
    if message.contains("nexpected argument") {
      return "thừa hoặc sai tham số \(names.joined(separator: ", ")). \(advice)"
    }
    if message.hasPrefix("The value") {
      return "giá trị “\(first)” không dùng được cho \(names.last ?? ""). \(advice)"
    }
    return "dòng lệnh không hợp lệ. \(advice)"
  }

  /// The words between single quotes.
  private static func quoted(_ text: Substring) -> [String] {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
  }
}
