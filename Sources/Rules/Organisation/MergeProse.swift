/// What the prose of a list says a unit was made of ("Xã A, Xã B (huyện C), phần còn lại của Xã D").
public struct MergeProse: Sendable, Equatable {
  /// "giữ nguyên": the unit is the old one.
  public let isUnchanged: Bool
  public let references: [MergeReference]
  /// Sentences after the first, which are not read.
  public let remarks: [String]
}

/// One older unit as the prose names it.
public struct MergeReference: Sendable, Equatable {
  /// The item as it stands in the text.
  public let words: String
  /// What its kind may be; empty where none is said.
  public let kinds: [UnitKind]
  /// Without kind and brackets.
  public let name: String
  /// The district that brackets name: its possible kinds and its name.
  public let district: MergePlace?
  /// The province that brackets name.
  public let province: MergePlace?
  public let extent: SuccessionExtent
  /// False for hamlets, firing ranges and the like, which are no administrative units.
  public let isUnit: Bool

  /// Where the old unit stood; communes where nothing else is said.
  public var level: UnitLevel {
    kinds.contains { $0.level == .district } ? .district : .commune
  }
}

/// A unit that brackets name: "huyện Đông Anh".
public struct MergePlace: Sendable, Equatable {
  public let kinds: [UnitKind]
  public let name: String
}

extension MergeProse {
  /// Reads prose; it never fails, and what it does not know becomes a reference that no unit answers to.
  public static func read(_ text: String) -> MergeProse {
    var (items, remarks) = MergeProseItems.split(VietnameseOrder.composed(text))
    items.removeAll { $0.words.isEmpty && $0.brackets.isEmpty }
    if items.count == 1, MergeProseReader.isPhrase(items[0].words, "unchanged") {
      return MergeProse(isUnchanged: true, references: [], remarks: remarks)
    }
    var reader = MergeProseReader()
    return MergeProse(
      isUnchanged: false, references: items.compactMap { reader.reference($0) }, remarks: remarks)
  }
}

/// One item between commas: its words outside brackets, and what stands in each pair of brackets.
struct MergeProseItem {
  var words: [String] = []
  var brackets: [String] = []

  var text: String {
    (words + brackets.map { "(" + $0 + ")" }).joined(separator: " ")
  }
}

/// Cuts prose into items: at commas, semicolons and "và" outside brackets.
enum MergeProseItems {
  static func split(_ text: String) -> (items: [MergeProseItem], remarks: [String]) {
    var items: [MergeProseItem] = []
    var item = MergeProseItem()
    var word = ""
    var bracket = ""
    var depth = 0
    func endWord() {
      // A capital one belongs to a name ("Lao Và Chải"), unless it opens the item.
      if word == "và" || word == "Và" && item.words.isEmpty {
        items.append(item)
        item = MergeProseItem()
      } else if !word.isEmpty {
        item.words += UnitListWords.known.shortened[folded(word)] ?? [word]
      }
      word = ""
    }
    let characters = Array(text)
    for (place, character) in characters.enumerated() {
      switch character {
      case "(" where depth == 0:
        endWord()
        depth = 1
      case ")" where depth == 1:
        item.brackets.append(bracket)
        (bracket, depth) = ("", 0)
      case _ where depth > 0:
        depth += character == "(" ? 1 : character == ")" ? -1 : 0
        bracket.append(character)
      case ",", ";":
        endWord()
        items.append(item)
        item = MergeProseItem()
      case "." where endsSentence(characters, place, word):
        endWord()
        let rest = String(characters[(place + 1)...]).split(whereSeparator: \.isWhitespace)
        return (items + [item], rest.isEmpty ? [] : [rest.joined(separator: " ")])
      case "." where UnitListWords.known.shortened[folded(word)] != nil: endWord()
      case _ where character.isWhitespace: endWord()
      default: word.append(character)
      }
    }
    endWord()
    if depth > 0 { item.brackets.append(bracket) }
    return (items + [item], [])
  }

  /// A stop before a space or the end, unless it follows a short word such as "TP".
  private static func endsSentence(_ text: [Character], _ place: Int, _ word: String) -> Bool {
    let isLast = place + 1 == text.count
    guard isLast || text[place + 1].isWhitespace else { return false }
    return isLast || UnitListWords.known.shortened[folded(word)] == nil
  }

  private static func folded(_ word: String) -> String { VietnameseOrder.foldedName(word) }
}
