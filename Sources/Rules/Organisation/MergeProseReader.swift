/// Reads items one after another: kind and extent said once hold for the items that follow without.
struct MergeProseReader {
  private var kinds: [UnitKind] = []
  private var extent = SuccessionExtent.whole
  /// Words about area before the item that names the unit ("một phần diện tích, quy mô dân số của …").
  private var lead: [String] = []

  mutating func reference(_ item: MergeProseItem) -> MergeReference? {
    let aside = MergeProseReader.place(of: "asides", in: item.words.map(MergeProseReader.folded))
    let words = Array(item.words.prefix(aside ?? item.words.count))
    let folded = words.map(MergeProseReader.folded)
    let start = MergeProseReader.kind(in: folded)
    if start == nil, MergeProseReader.place(of: "measures", in: folded) != nil {
      lead += folded
      return nil
    }
    if words.isEmpty { return nil }
    readExtent(lead + folded.prefix(start?.place ?? 0))
    lead = []
    var rest = words[(start?.place ?? 0)...]
    if start != nil { rest = named(rest) }
    let isPlace = start == nil && MergeProseReader.place(of: "places", in: folded) == 0
    return finished(item, rest, isUnit: !isPlace)
  }

  /// Leaves kind words out, also doubled ones ("xã Xã Vầy Nưa"), and remembers them.
  private mutating func named(_ words: ArraySlice<String>) -> ArraySlice<String> {
    var rest = words
    while let found = MergeProseReader.kind(in: rest.map(MergeProseReader.folded)),
      found.place == 0, rest.count > found.count
    {
      kinds = found.kinds
      rest = rest.dropFirst(found.count)
    }
    // "Yên Định Xã Yên Định"
    let folded = rest.map(MergeProseReader.folded)
    if let again = MergeProseReader.kind(in: folded),
      folded[..<again.place] == folded[(again.place + again.count)...]
    {
      rest = rest.prefix(again.place)
    }
    return rest
  }

  private mutating func readExtent(_ words: [String]) {
    if MergeProseReader.place(of: "rest", in: words) != nil {
      extent = .rest
    } else if MergeProseReader.place(of: "part", in: words) != nil {
      extent = .part
    } else if MergeProseReader.place(of: "whole", in: words) != nil {
      extent = .whole
    }
  }

  private func finished(
    _ item: MergeProseItem, _ name: ArraySlice<String>, isUnit: Bool
  ) -> MergeReference {
    var extent = extent
    var district: MergePlace?
    var province: MergePlace?
    for bracket in item.brackets {
      let words = bracket.split(whereSeparator: \.isWhitespace).map(String.init)
      let folded = words.map(MergeProseReader.folded)
      if MergeProseReader.place(of: "rest", in: folded) == 0 {
        extent = .rest
      } else if MergeProseReader.place(of: "part", in: folded) == 0 {
        extent = .part
      } else {
        for place in MergeProseReader.places(bracket) {
          if place.kinds.contains(where: { $0.level == .district }), district == nil {
            district = place
          } else if place.kinds.contains(where: { $0.level == .province }) {
            province = place
          }
        }
      }
    }
    return MergeReference(
      words: item.text, kinds: kinds, name: name.joined(separator: " "), district: district,
      province: province, extent: extent, isUnit: isUnit)
  }

  /// "thuộc huyện Lương Sơn, tỉnh Hòa Bình" → both; other remarks in brackets name no place.
  private static func places(_ bracket: String) -> [MergePlace] {
    bracket.split(separator: ",").compactMap { piece in
      var words = piece.split(whereSeparator: \.isWhitespace).map(String.init)[...]
      if words.first.map(folded) == folded("thuộc") { words = words.dropFirst() }
      guard let found = kind(in: words.map(folded)), found.place == 0, words.count > found.count
      else { return nil }
      let name = words.dropFirst(found.count).joined(separator: " ")
      return MergePlace(kinds: found.kinds, name: name)
    }
  }

  /// The first words that name a kind.
  private static func kind(
    in words: [String]
  ) -> (place: Int, count: Int, kinds: [UnitKind])? {
    let known = UnitListWords.known.kinds
    for place in words.indices {
      for count in [2, 1] where place + count <= words.count {
        let phrase = count == 2 ? words[place] + " " + words[place + 1] : words[place]
        if let kinds = known[phrase] { return (place, count, kinds) }
      }
    }
    return nil
  }

  static func isPhrase(_ words: [String], _ name: String) -> Bool {
    let folded = words.map(folded)
    return UnitListWords.known.prose[name, default: []].contains(folded)
  }

  /// Where the first of the named phrases begins.
  private static func place(of name: String, in words: [String]) -> Int? {
    var first: Int?
    for phrase in UnitListWords.known.prose[name, default: []] where phrase.count <= words.count {
      for place in 0...(words.count - phrase.count) where place < first ?? .max {
        if words[place..<(place + phrase.count)].elementsEqual(phrase) {
          first = place
          break
        }
      }
    }
    return first
  }

  private static func folded(_ word: String) -> String { VietnameseOrder.foldedName(word) }
}
