import Foundation
import Records
import Testing

@testable import Web

/// Every word of the screens, in both languages.
struct TextTests {
  private let vietnamese = Texts.of(.vietnamese)
  private let english = Texts.of(.english)

  private func places(_ text: String) -> Set<String> {
    Set(text.matches(of: /\{[0-9]+\}/).map { String($0.output) })
  }

  @Test func `each text stands in both languages, with the same places`() {
    #expect(Set(vietnamese.keys).symmetricDifference(english.keys).sorted() == [])
    for (key, text) in vietnamese {
      #expect(!text.isEmpty, "\(key)")
      #expect(places(text) == places(english[key] ?? ""), "\(key)")
    }
  }

  @Test func `no key stands twice`() {
    for ending in [".vi.yaml", ".en.yaml"] {
      let files = Embedded.texts.filter { $0.key.hasPrefix("texts.") && $0.key.hasSuffix(ending) }
      let keys = files.values.flatMap { text in
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }
          .compactMap { $0.split(separator: ":").first.map(String.init) }
      }
      let twice = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
      #expect(twice == [], "\(ending)")
    }
  }

  @Test func `each key that is used is there, and each that is there is used`() {
    let code = SourceFolder.texts("Sources/Web", ["swift"]).values.joined(separator: "\n")
    let templates = Templates.embedded.values.joined(separator: "\n")
    let shown = SourceFolder.between("[[", "]]", in: templates)
    let asked = code.matches(of: /\btext\(\s*"([A-Za-z0-9.]+[A-Za-z0-9])"/).map {
      String($0.output.1)
    }
    let literals = Set(code.matches(of: /"([A-Za-z0-9.]+)/).map { String($0.output.1) })
    for key in Set(shown + asked) where !literals.contains(key + ".") {
      let isBeginning = vietnamese.keys.contains { $0.hasPrefix(key) && $0 != key }
      #expect(vietnamese[key] != nil || isBeginning, "no text \(key)")
    }
    let notices = Set(code.matches(of: /notice=([A-Za-z0-9]+)/).map { "notice." + $0.output.1 })
    // Keys are also put together: a beginning, and either an ending or what an enumeration calls its cases.
    let isPutTogether: (String) -> Bool = { key in
      key.indices.contains { place in
        let (start, end) = (String(key[..<place]), String(key[place...]))
        return literals.contains(start) && (literals.contains(end) || end.first == ".")
          || start.hasSuffix(".") && literals.contains(start)
      }
    }
    let unused = vietnamese.keys.filter { key in
      !shown.contains(key) && !literals.contains(key) && !notices.contains(key)
        && !isPutTogether(key)
    }
    #expect(unused.sorted() == [], "texts that nobody shows")
  }
}
