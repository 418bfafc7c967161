import FoundationEssentials

/// A text in a Swift source: literals joined by `+` are one, what is interpolated is `{1}`, `{2}` …
struct SourceText {
  var pattern: String
  let line: Int
  /// Whether it becomes a plain `String`: a constant without type, or the value of what says `String`.
  let isString: Bool
}

/// Reads the texts of a Swift source, those inside interpolations too; samples for tests of pages are left out.
struct SourceTexts {
  private let source: [Character]
  private var place = 0
  private var line = 1
  /// The open brackets, and where the code inside each begins.
  private var open: [(bracket: Character, start: Int)] = []
  /// Whether only `+` stands between the last text and here.
  private var isJoined = false
  private(set) var texts: [SourceText] = []

  static func all(_ source: String) -> [SourceText] {
    var reader = SourceTexts(source: Array(source))
    while reader.place < reader.source.count { reader.step() }
    return reader.texts
  }

  private init(source: [Character]) { self.source = source }

  private func isAt(_ word: String) -> Bool { source[place...].starts(with: word) }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where place < source.count {
      if source[place].isNewline { line += 1 }
      place += 1
    }
  }

  private mutating func skip(through end: String) {
    while place < source.count, !isAt(end) { advance() }
    advance(end.count)
  }

  private mutating func step() {
    if isAt("//") { return skip(through: "\n") }
    if isAt("/*") { return skip(through: "*/") }
    if isAt("#\"") { return skip(through: "\"#") }
    if isAt("(/"), !isAt("(//"), !isAt("(/*") {
      advance(2)
      return skip(through: "/")
    }
    if isAt("static let sample") || isAt("static var sample") { return skipStatement() }
    if isAt("\"") { return take() }
    let letter = source[place]
    if "([{".contains(letter) { open.append((letter, place + 1)) }
    if ")]}".contains(letter) { _ = open.popLast() }
    if letter != "+", !letter.isWhitespace { isJoined = false }
    advance()
  }

  /// Up to the end of the line on which all brackets are closed again and something was said.
  private mutating func skipStatement() {
    let depth = open.count
    var hasValue = false
    isJoined = false
    let count = texts.count
    while place < source.count {
      isJoined = false
      if source[place].isNewline, open.count == depth, hasValue { break }
      if "([".contains(source[place]) { hasValue = true }
      if isAt("\"") {
        take()
      } else {
        if "([{".contains(source[place]) { open.append((source[place], place + 1)) }
        if ")]}".contains(source[place]) { _ = open.popLast() }
        advance()
      }
    }
    texts.removeLast(texts.count - count)
    isJoined = false
  }

  private mutating func take() {
    let joins = isJoined && !texts.isEmpty
    let first = line
    let isString = isString
    let before = joins ? texts.removeLast() : nil
    var count = before.map { $0.pattern.count { $0 == "{" } } ?? 0
    let pattern = literal(&count)
    texts.append(
      before.map {
        SourceText(pattern: $0.pattern + pattern, line: $0.line, isString: $0.isString)
      } ?? SourceText(pattern: pattern, line: first, isString: isString))
    isJoined = true
  }

  /// The text up to its closing quotes; `count` interpolations were before it.
  private mutating func literal(_ count: inout Int) -> String {
    let quotes = isAt("\"\"\"") ? "\"\"\"" : "\""
    advance(quotes.count)
    var text = ""
    while place < source.count, !isAt(quotes) {
      guard source[place] == "\\" else {
        text.append(source[place])
        advance()
        continue
      }
      advance()
      if source[place] == "(" {
        interpolation()
        count += 1
        text += "{\(count)}"
      } else {
        text.append(source[place])
        advance()
      }
    }
    advance(quotes.count)
    return text
  }

  private mutating func interpolation() {
    let depth = open.count
    repeat { step() } while open.count > depth && place < source.count
  }

  private var isString: Bool {
    guard let inner = open.last, inner.bracket == "{" else {
      // An argument takes the type that the function wants; inside an interpolation that is any.
      return open.isEmpty ? declares(source[..<place]) : isInterpolated
    }
    let statement = SourceTexts.statement(source[inner.start..<place])
    if statement.contains(#/^((private|static|public|fileprivate|internal) )*(let|var) /#) {
      return declares(source[inner.start..<place])
    }
    return returnsString
  }

  private var isInterpolated: Bool {
    guard let inner = open.last, inner.bracket == "(", inner.start >= 2 else { return false }
    return source[inner.start - 2] == "\\"
  }

  private func declares(_ code: ArraySlice<Character>) -> Bool {
    let statement = SourceTexts.statement(code)
    if statement.contains(#/(let|var) \w+ *=/#) { return true }
    return statement.contains(#/(let|var) \w+ *: *\[?String\b/#)
  }

  /// The nearest function or property around says that it gives a `String`.
  private var returnsString: Bool {
    for (bracket, start) in open.reversed() where bracket == "{" {
      let head = SourceTexts.statement(source[..<(start - 1)]).split(separator: "{").last ?? ""
      if head.contains(#/(func|var|init) /#) {
        return head.contains(#/(->|var \w+:) *String\?? *$/#)
      }
    }
    return false
  }

  /// From the last line that begins a statement.
  private static func statement(_ code: ArraySlice<Character>) -> String {
    let lines = String(code.suffix(2_000)).split(separator: "\n", omittingEmptySubsequences: false)
    var result = ""
    for line in lines.reversed() {
      let plain = line.drop { $0 == " " }
      result = result.isEmpty ? String(plain) : plain + " " + result
      if plain.contains(#/\b(let|var|func|return|throw|guard|case|init|if|else)\b/#) { break }
    }
    return result
  }
}
