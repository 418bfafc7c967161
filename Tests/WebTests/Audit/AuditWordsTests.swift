import FoundationEssentials
import Records
import Testing

@testable import Web

struct AuditWordsTests {
  /// All acts that the sources of Records write into the log.
  private static func actions() throws -> Set<String> {
    let tests = String(#filePath).split(separator: "/").dropLast(4).joined(separator: "/")
    let folder = "/" + tests + "/Sources/Records"
    var found: Set<String> = []
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      for match in text.matches(of: /record\(\s*"([A-Za-z.]+)"/) { found.insert(String(match.1)) }
      for match in text.matches(of: /action: (?:String = )?"([A-Za-z.]+)"/) {
        found.insert(String(match.1))
      }
    }
    return found.union(["account", "audit", "person", "unit"].map { $0 + ".read" })
  }

  @Test(arguments: Language.allCases)
  func `every act that is logged has words`(language: Language) throws {
    let actions = try AuditWordsTests.actions()
    #expect(actions.count > 40)
    for action in actions {
      #expect(Texts.of(language)["audit.action." + action] != nil, "\(action)")
    }
  }

  @Test func `the words of accounts and the log are there in both languages`() {
    let keys = { (language: Language) in
      Set(
        Texts.of(language).keys.filter {
          $0.hasPrefix("audit.") || $0.hasPrefix("accounts.") || $0.hasPrefix("invitation.")
        })
    }
    #expect(keys(.vietnamese) == keys(.english))
  }
}
