import Rules
import Testing

@Suite struct AgenciesTests {
  private let cases: RecogniseCases.AgencyFile

  init() throws {
    cases = try RecogniseCases.load("recognise-agencies", as: RecogniseCases.AgencyFile.self)
  }

  @Test func `a list of agencies is taken apart where a new agency begins`() {
    for example in cases.lists {
      let passage = Passage(example.text)
      let found = Agencies.list(in: passage, passage.range)
      #expect(found.map(\.name) == example.names, "\(example.text)")
      if let groups = example.groups {
        #expect(found.filter(\.isGroup).map(\.name) == groups, "\(example.text)")
      }
    }
  }

  @Test func `a name ends before the verb`() {
    for example in cases.matches {
      let found = Agencies.match(in: Passage(example.text), at: 0)
      #expect(found?.name == example.name, "\(example.text)")
    }
  }

  @Test func `a sentence begins with its agencies`() {
    for example in cases.subjects {
      let passage = Passage(example.text)
      let found = Agencies.subject(of: passage)
      #expect((found?.agencies ?? []).map(\.name) == example.names, "\(example.text)")
      if let found, let rest = example.rest {
        let after = passage.text(passage.skipSpace(found.end)..<passage.count)
        #expect(after.hasPrefix(rest), "\(example.text): \(after)")
      }
    }
  }

  @Test func `responsibilities come from labels and from sentences`() {
    for example in cases.responsibilities {
      let found = Agencies.responsibilities(in: Passage(example.text))
      #expect(found.lead?.map(\.name) == example.lead, "\(example.text)")
      #expect(found.coordinating?.map(\.name) == example.coordinating, "\(example.text)")
      #expect(found.executing?.map(\.name) == example.executing, "\(example.text)")
    }
  }
}
