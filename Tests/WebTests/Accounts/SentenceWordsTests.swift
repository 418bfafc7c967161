import FoundationEssentials
import Records
import Rules
import Testing

@testable import Web

struct SentenceWordsTests {
  /// The patterns of all texts in a source: literals joined by `+` are one, interpolations are `{1}`, `{2}` …
  private static func patterns(_ source: String) -> Set<String> {
    let joined = source.replacing(/"\s*\+\s*"/, with: "")
    var found: Set<String> = []
    for line in joined.split(separator: "\n") {
      var rest = line[...]
      while let open = rest.firstIndex(of: "\"") {
        rest = rest[rest.index(after: open)...]
        found.insert(literal(&rest))
      }
    }
    return found
  }

  /// Up to the closing quote.
  private static func literal(_ rest: inout Substring) -> String {
    var text = ""
    var count = 0
    while let letter = rest.first, letter != "\"" {
      rest.removeFirst()
      guard letter == "\\", rest.first == "(" else {
        text.append(letter)
        continue
      }
      var depth = 0
      while let inner = rest.first {
        rest.removeFirst()
        depth += inner == "(" ? 1 : inner == ")" ? -1 : 0
        if depth == 0 { break }
      }
      count += 1
      text += "{\(count)}"
    }
    rest = rest.dropFirst()
    return text
  }

  @Test func `each English sentence says a Vietnamese one that is still there`() throws {
    let root = "/" + String(#filePath).split(separator: "/").dropLast(4).joined(separator: "/")
    var known: Set<String> = []
    for target in ["Rules", "Records", "Web"] {
      let folder = root + "/Sources/" + target
      for file in try FileManager.default.subpathsOfDirectory(atPath: folder)
      where file.hasSuffix(".swift") {
        known.formUnion(
          SentenceWordsTests.patterns(
            try String(contentsOfFile: folder + "/" + file, encoding: .utf8)))
      }
    }
    // Put together in parts: the rule, then its reason.
    let parts: Set = [
      "Mật khẩu phải có ít nhất {1} ký tự (TCVN 14423:2026).",
      "Mật khẩu phải có ít nhất {1} ký tự khi tài khoản chưa bật xác thực hai lớp (TCVN 14423:2026). Một câu ngắn dễ nhớ là cách tốt.",
    ]
    #expect(Texts.sentences.count > 50)
    for pattern in Texts.sentences.keys where !parts.contains(pattern) {
      #expect(known.contains(pattern), "\(pattern)")
    }
  }

  @Test func `a refusal is said in the language of the visitor`() {
    let sentence: Sentence = "Ngày cuối phải không sớm hơn ngày đầu (\("20/11/2026"))."
    #expect(
      Language.english.say(sentence) == "The last day must not be before the first (20/11/2026).")
    #expect(Language.vietnamese.say(sentence) == sentence.description)
  }
}
