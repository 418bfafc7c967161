/// The text of a migration file, taken apart so that nothing inside quotes or comments is touched.
struct SQLScript {
  private enum Piece {
    case code(Substring)
    case quoted(Substring)
    case comment
    case end
  }

  private let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while !rest.isEmpty { pieces.append(SQLScript.next(&rest)) }
    self.pieces = pieces
  }

  /// The statements in the words of `engine`, without comments.
  func statements(for engine: Engine) -> [String] {
    var result: [String] = []
    var statement = ""
    for piece in pieces + [.end] {
      switch piece {
      case .code(let text): statement += engine == .postgres ? SQLScript.typed(text) : String(text)
      case .quoted(let text): statement += text
      case .comment: statement += " "
      case .end:
        let trimmed = statement.trimmed
        if SQLScript.isOpenTrigger(trimmed) {
          statement += ";"
          continue
        }
        if !trimmed.isEmpty {
          result.append(engine == .sqlite ? SQLScript.strict(trimmed) : trimmed)
        }
        statement = ""
      }
    }
    return result
  }

  /// The statements of a trigger end with semicolons, too; the trigger itself with END on a line of its own.
  private static func isOpenTrigger(_ statement: String) -> Bool {
    statement.hasPrefix("CREATE TRIGGER") && statement.contains("BEGIN\n")
      && !statement.hasSuffix("\nEND")
  }

  private static func next(_ rest: inout Substring) -> Piece {
    if rest.hasPrefix("--") {
      rest = rest.drop { !$0.isNewline }
      return .comment
    }
    if rest.hasPrefix("/*") {
      rest = rest.dropFirst(2).after("*/")
      return .comment
    }
    if rest.first == ";" {
      rest.removeFirst()
      return .end
    }
    if let mark = rest.quoteMark {
      let whole = rest
      rest = rest.dropFirst(mark.count).after(mark)
      return .quoted(whole[..<rest.startIndex])
    }
    let whole = rest
    rest.removeFirst()
    while let next = rest.first, next != ";", rest.quoteMark == nil,
      !rest.hasPrefix("--"), !rest.hasPrefix("/*")
    {
      // Word by word, so that a "$" within a name opens nothing.
      rest = next.isWordPart ? rest.drop { $0.isWordPart || $0 == "$" } : rest.dropFirst()
    }
    return .code(whole[..<rest.startIndex])
  }

  /// Text sorts by its bytes on both engines; our sort keys rely on it.
  private static let types: [Substring: String] = [
    "TEXT": "text COLLATE \"C\"", "INTEGER": "bigint", "REAL": "double precision", "BLOB": "bytea",
  ]

  private static func typed(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let first = rest.first {
      if first.isWordPart {
        let word = rest.prefix { $0.isWordPart }
        result += types[word] ?? String(word)
        rest = rest[word.endIndex...]
      } else {
        result.append(first)
        rest.removeFirst()
      }
    }
    return result
  }

  /// SQLite then keeps to the types of the columns, as PostgreSQL always does.
  private static func strict(_ statement: String) -> String {
    statement.hasPrefix("CREATE TABLE") && statement.hasSuffix(")")
      ? statement + " STRICT" : statement
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" }
}

extension Substring {
  /// `'`, `"` or `$tag$` where one opens here. A doubled quote closes and opens again, which is the same.
  fileprivate var quoteMark: Substring? {
    guard let first else { return nil }
    if first == "'" || first == "\"" { return prefix(1) }
    guard first == "$" else { return nil }
    let tag = dropFirst().prefix { $0.isWordPart }
    guard tag.first?.isNumber != true, self[tag.endIndex...].first == "$" else { return nil }
    return self[startIndex...tag.endIndex]
  }

  /// What follows the next `mark`; nothing where there is none.
  fileprivate func after(_ mark: some StringProtocol) -> Substring {
    var rest = self
    while !rest.isEmpty {
      if rest.hasPrefix(mark) { return rest.dropFirst(mark.count) }
      rest.removeFirst()
    }
    return rest
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
