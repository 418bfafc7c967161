import Rules
import Testing

/// Nothing a document may hold makes the recognisers fail or point outside the passage.
@Suite struct RandomWordsTests {
  private static let words = [
    "Sở", "Nội vụ", "các", "sở", ",", ";", " ", "và", "&", "-", "–", "UBND", "huyện", "xã", "(",
    ")",
    ":", ".", "100%", "95", "%", "phấn đấu", "đạt", "từ", "trở lên", "Kế hoạch", "số",
    "305/KH-UBND",
    "ngày", "31/6/2023", "năm", "2024", "Luật", "Tổ chức", "sửa đổi, bổ sung", "của", "chủ trì",
    "phối hợp với", "Cơ quan thực hiện:", "Chủ tịch", "Văn phòng", "HĐND", "cấp xã", "trong đó",
    "đến",
    "≥", "1.200", "98,5", "hồ sơ", "\n", "\u{2028}", "Căn cứ", "về", "thuộc", "liên quan", "Đắk Hà",
    "thành phố", "/", "số /", "…", "01", "mô hình", "có", "Bộ", "luật", "13/QĐ-", "đối với", "tại",
    "“", "e\u{301}", "😀",
  ]

  @Test(arguments: 0..<40) func `random mixtures of words are read within bounds`(seed: Int) {
    var generator = SplitMix(state: UInt64(seed) &* 7919 &+ 1)
    for _ in 0..<60 {
      let count = Int(generator.next() % 40)
      let text = (0..<count).map { _ in
        Self.words[Int(generator.next() % UInt64(Self.words.count))]
          + (generator.next() % 5 == 0 ? "" : " ")
      }.joined()
      check(Passage(text), &generator)
    }
  }

  private func check(_ passage: Passage, _ generator: inout SplitMix) {
    let start = passage.isEmpty ? 0 : Int(generator.next() % UInt64(passage.count + 1))
    let part = start..<passage.count
    var ranges = Agencies.list(in: passage, part).map(\.range)
    ranges += Agencies.first(in: passage, at: start).map { [$0.range] } ?? []
    ranges += Agencies.subject(of: passage)?.agencies.map(\.range) ?? []
    let duties = Agencies.responsibilities(in: passage, part)
    ranges += [duties.leadRange, duties.coordinatingRange, duties.executingRange].compactMap { $0 }
    let mentions = Citations.find(in: passage, part)
    ranges += mentions.map(\.range)
    for mention in mentions { _ = Citations.isNested(mention, in: passage) }
    #expect(Citations.nested(mentions, in: passage).count == mentions.count)
    let targets = Targets.find(in: passage, part, isTargetSection: generator.next() % 2 == 0)
    ranges += targets.map(\.range) + targets.compactMap(\.scopeRange)
    for range in ranges {
      #expect(passage.range.lowerBound <= range.lowerBound && range.upperBound <= passage.count)
      #expect(!range.isEmpty, "\(passage.text)")
    }
  }

  private struct SplitMix {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }
}
