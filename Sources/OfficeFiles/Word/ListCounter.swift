/// Counts list paragraphs in the order of the document, as Word does when it shows them.
struct ListCounter {
  private let lists: WordLists
  private let styles: WordStyles
  /// By abstract list: all lists made from one share its numbers.
  private var counts: [String: [Int?]] = [:]
  private var started: Set<Int> = []

  init(_ lists: WordLists, _ styles: WordStyles) {
    self.lists = lists
    self.styles = styles
  }

  /// The label of the next paragraph, without space after it; `nil` for a paragraph in no list.
  ///
  /// - Parameters:
  ///   - list, level: what the paragraph itself says.
  ///   - style: its paragraph style, which may put it in a list too.
  mutating func label(list: Int?, level: Int?, style: String?) -> String? {
    let byStyle = styles.list(style)
    guard let number = list ?? byStyle?.list, number != 0,
      let (instance, abstract, levels) = lists.resolved(number, styles)
    else { return nil }
    let linked = list == nil ? levels.first { $0.value.style == byStyle?.style }?.key : nil
    let place = level ?? linked ?? byStyle?.level ?? 0
    guard (0..<WordLists.levelCount).contains(place), let format = levels[place] else { return nil }
    count(number, instance, abstract, levels, place)
    return text(format, place, levels, counts[abstract] ?? [])
  }

  private mutating func count(
    _ list: Int, _ instance: WordLists.Instance, _ abstract: String,
    _ levels: [Int: WordLists.Level], _ place: Int
  ) {
    var counts = counts[abstract] ?? [Int?](repeating: nil, count: WordLists.levelCount)
    if started.insert(list).inserted {
      for (level, start) in instance.starts where counts.indices.contains(level) {
        counts[level] = level < place ? start : nil
      }
    }
    func start(_ level: Int) -> Int { instance.starts[level] ?? levels[level]?.start ?? 1 }
    for level in 0..<place where counts[level] == nil { counts[level] = start(level) }
    counts[place] = counts[place].map { $0 &+ 1 } ?? start(place)
    for deeper in (place + 1)..<max(place + 1, WordLists.levelCount) {
      let restart = levels[deeper]?.restart ?? deeper
      if place < restart { counts[deeper] = nil }
    }
    self.counts[abstract] = counts
  }

  private func text(
    _ format: WordLists.Level, _ place: Int, _ levels: [Int: WordLists.Level], _ counts: [Int?]
  ) -> String? {
    if format.format == "bullet" { return ListNumbers.bullet(format, place) }
    var result = ""
    var scalars = Array(format.text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "%", let digit = scalars.first, ("1"..."9").contains(digit) else {
        result.unicodeScalars.append(scalar)
        continue
      }
      scalars.removeFirst()
      let level = Int(digit.value - 0x31)
      let name = format.isLegal && level != place ? "decimal" : levels[level]?.format ?? "decimal"
      result += ListNumbers.written(counts[level] ?? 1, format.isLegal ? "decimal" : name)
    }
    if case .legacy(let encoding, _) = format.run.script {
      result = String(encoding.decoded(result.unicodeScalars))
    }
    while result.last?.isWhitespace == true { result.removeLast() }
    return result.isEmpty ? nil : result
  }
}

/// Numbers as lists write them.
enum ListNumbers {
  static func written(_ number: Int, _ format: String) -> String {
    switch format {
    case "upperRoman": roman(number)
    case "lowerRoman": roman(number).lowercased()
    case "upperLetter": letters(number, from: 0x41)
    case "lowerLetter": letters(number, from: 0x61)
    case "decimalZero": (0..<10).contains(number) ? "0\(number)" : "\(number)"
    case "none", "bullet": ""
    default: "\(number)"
    }
  }

  /// "-" or "+", the two signs of Vietnamese official lists: by the sign shown, or by the level
  /// where the sign is only a dot or a circle.
  static func bullet(_ level: WordLists.Level, _ place: Int) -> String {
    let sign = level.text.unicodeScalars.first { !$0.properties.isWhitespace }
    if sign == "+" { return "+" }
    if level.run.script == .symbol || sign.map({ dashes.contains($0) }) ?? true { return "-" }
    return place == 0 ? "-" : "+"
  }

  private static let dashes = Set("-–—‒−\u{F02D}\u{F0B7}".unicodeScalars)

  private static func roman(_ number: Int) -> String {
    guard (1..<4000).contains(number) else { return "\(number)" }
    let parts: [(Int, String)] = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
      (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var (rest, result) = (number, "")
    for (value, sign) in parts {
      while rest >= value {
        result += sign
        rest -= value
      }
    }
    return result
  }

  /// a … z, aa, bb …, as Word goes on after z.
  private static func letters(_ number: Int, from first: UInt8) -> String {
    guard (1...260).contains(number) else { return "\(number)" }
    let letter = Character(Unicode.Scalar(first + UInt8((number - 1) % 26)))
    return String(repeating: letter, count: (number - 1) / 26 + 1)
  }
}
