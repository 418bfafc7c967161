import Rules
import Testing

@Suite struct CitationsTests {
  @Test func `documents are found with number, date and issuer`() throws {
    let cases = try RecogniseCases.load(
      "recognise-citations", as: [RecogniseCases.CitationCase].self)
    for example in cases {
      let passage = Passage(example.text)
      let found = Citations.find(in: passage)
      #expect(found.map(\.document) == example.mentions.map(\.document), "\(example.text)")
      guard found.count == example.mentions.count else { continue }
      for (mention, expected) in zip(found, example.mentions) {
        #expect(mention.date?.iso == expected.date, "\(example.text): \(mention.document)")
        #expect(
          Citations.isNested(mention, in: passage) == (expected.nested ?? false),
          "\(example.text): \(mention.document)")
        if let words = expected.words { #expect(mention.dateWords == words) }
        if let issuer = expected.issuer { #expect(mention.issuer == issuer, "\(example.text)") }
      }
    }
  }

  @Test func `the range reaches from the kind to the date`() throws {
    let passage = Passage("Căn cứ Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2024 của UBND xã")
    let mention = try #require(Citations.find(in: passage).first)
    #expect(passage.text(mention.range) == "Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2024")
    #expect(mention.number == "12/KH-UBND")
  }
}
