/// A head that is written once and stands for several items: "Sở" in "Các Sở: Nội vụ, Tư pháp",
/// "UBND"
/// and "huyện" in "UBND các huyện: An Biên, Kiên Lương".
struct SharedHead {
  private(set) var head = ""
  private(set) var level = ""
  private(set) var isColon = false
  private(set) var isPlaces = false

  var isActive: Bool { !head.isEmpty || !level.isEmpty }

  init() {}

  func named(_ item: String, hasLevel: Bool) -> String {
    if hasLevel { return isPlaces && !head.isEmpty ? head + " " + item : item }
    return [head, level, item].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// From "UBND các phường Tân Lập".
  init(placeHeadOf view: ItemView, _ grammar: AgencyGrammar) {
    guard let level = view.levelRange else { return }
    let passage = grammar.passage
    isPlaces = true
    self.level = passage.text(level)
    guard view.head != nil, view.head != .field, view.headStart < view.fieldStart else { return }
    let end = AgencyVocabulary.heads.match(in: passage, at: view.headStart)?.range.upperBound
    head = SharedHead.words(view.range.lowerBound..<(end ?? view.headStart), view, passage)
  }

  /// From "Sở Nội vụ" before ", Tài chính".
  init(fieldHeadOf view: ItemView, _ grammar: AgencyGrammar) {
    let end = grammar.passage.trimmed(view.headStart..<view.fieldStart).upperBound
    head = SharedHead.words(view.range.lowerBound..<end, view, grammar.passage)
  }

  /// From what stands before a colon; nothing is shared where it names no head ("Cấp tỉnh:").
  init(heading range: Range<Int>, _ grammar: AgencyGrammar) {
    guard !range.isEmpty else { return }
    let passage = grammar.passage
    let view = ItemView(range, grammar)
    let match = AgencyVocabulary.heads.match(
      in: passage, at: view.headStart, before: range.upperBound)
    guard let match, match.value != .own, match.value != .word else {
      if view.isQuantified, view.levelCount == 1, view.head == nil, let level = view.levelRange,
        view.headStart == level.lowerBound
      {
        (isColon, isPlaces) = (true, true)
        self.level = passage.text(level)
      }
      return
    }
    guard view.isQuantified || view.hasInnerQuantifier, !view.hasPlace,
      passage.folded[match.range].elementsEqual(SharedHead.body) == false
    else { return }
    isColon = true
    isPlaces = match.value == .place
    head = SharedHead.words(range.lowerBound..<match.range.upperBound, view, passage)
    if isPlaces, view.levelCount == 1, let level = view.levelRange {
      self.level = passage.text(level)
    }
  }

  private static let body = Array("cơ quan".utf16)

  /// Title of a person and head, without "các", with a capital.
  private static func words(_ range: Range<Int>, _ view: ItemView, _ passage: Passage) -> String {
    let table = AgencyVocabulary.quantifiers
    var words: [String] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if let quantifier = table.match(in: passage, at: index, before: range.upperBound) {
        index = passage.skipSpace(quantifier.range.upperBound)
        continue
      }
      let end = max(passage.wordEnd(index, before: range.upperBound), index + 1)
      words.append(passage.text(index..<end))
      index = passage.skipSpace(end)
    }
    guard let first = words.first?.first else { return "" }
    words[0] = first.uppercased() + words[0].dropFirst()
    return words.joined(separator: " ")
  }
}
