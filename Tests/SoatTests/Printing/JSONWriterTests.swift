import Foundation
import Testing

@testable import soat

struct JSONWriterTests {
  private func written(_ body: (JSONWriter) -> Void) -> String {
    let out = Outlet(descriptor: nil)
    body(JSONWriter(out))
    return out.text
  }

  @Test(arguments: [
    "thường", "ngoặc \" và \\", "xuống\ndòng\r\n\t", "\u{0}\u{1}\u{1F}\u{7F}",
    "</script>\u{2028}\u{2029}",
    "\"\u{301} \"\u{200D}", "e\u{302}\u{301}", "😀 𝒜", "\u{FFFE}\u{202E}",
  ])
  func `a string comes back as it went in`(_ text: String) throws {
    let json = written { $0.string(text) }
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
    let back = try #require(value as? String)
    #expect(Array(back.unicodeScalars) == Array(text.unicodeScalars))
    #expect(!json.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{2028}" })
  }

  @Test(arguments: [
    (98.0, "98"), (98.5, "98.5"), (0, "0"), (-3, "-3"), (0.1, "0.1"), (1e20, "1e+20"),
    (.infinity, "null"), (.nan, "null"),
  ])
  func `a whole number has no fraction`(_ value: Double, _ expected: String) {
    #expect(written { $0.number(value) } == expected)
  }

  @Test func `objects and lists are indented by two spaces`() {
    let json = written { json in
      json.object {
        json.field("a", ["x", "y"])
        json.field("b", [String]())
        json.field("c", [1, 2]) { json.field("n", $0) }
      }
    }
    #expect(
      json == """
        {
          "a": [
            "x",
            "y"
          ],
          "b": [],
          "c": [
            {
              "n": 1
            },
            {
              "n": 2
            }
          ]
        }
        """)
  }
}
