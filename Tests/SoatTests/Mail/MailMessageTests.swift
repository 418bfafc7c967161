import Foundation
import Rules
import TestSupport
import Testing

@testable import Jobs

private func message(
  _ subject: String = "Việc “Rà soát” đến hạn", _ text: String = "Kính gửi bà Hạnh,\nXin xem.",
  name: String = "Trần Thị Hạnh"
) throws -> MailMessage {
  MailMessage(
    from: try #require(.init(name: "Sở Nội vụ tỉnh Tân An", address: "soat@tanan.example")),
    to: try #require(.init(name: name, address: "hanh.tt@tanan.example")), subject: subject,
    text: text, messageID: "01jd5x8r2m@tanan.example", date: TestOffice.morning)
}

/// The lines before the first empty one, folded ones put together.
private func head(_ bytes: [UInt8]) -> [String] {
  let text = String(decoding: bytes, as: UTF8.self)
  let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
  return lines.prefix { !$0.isEmpty }.reduce(into: []) { all, line in
    if line.first == " ", let last = all.popLast() {
      all.append(last + line)
    } else {
      all.append(String(line))
    }
  }
}

private func decoded(_ words: String) -> String {
  words.matches(of: /=\?UTF-8\?B\?([^?]*)\?=/).map { match in
    String(decoding: Data(base64Encoded: String(match.1)) ?? Data(), as: UTF8.self)
  }.joined()
}

struct MailMessageTests {
  @Test func `a mail is plain ASCII on the wire, and Vietnamese for its reader`() throws {
    let bytes = try message().bytes
    #expect(bytes.allSatisfy { $0 < 128 })
    let lines = head(bytes)
    #expect(lines.contains("Date: Fri, 20 Nov 2026 08:15:00 +0700"))
    #expect(lines.contains("Message-ID: <01jd5x8r2m@tanan.example>"))
    #expect(lines.contains("Auto-Submitted: auto-generated"))
    #expect(lines.contains("Content-Type: text/plain; charset=utf-8"))
    let subject = try #require(lines.first { $0.hasPrefix("Subject: ") })
    #expect(decoded(subject) == "Việc “Rà soát” đến hạn")
    let to = try #require(lines.first { $0.hasPrefix("To: ") })
    #expect(decoded(to) == "Trần Thị Hạnh" && to.hasSuffix(" <hanh.tt@tanan.example>"))
    let text = String(decoding: bytes, as: UTF8.self)
    let body = try #require(text.firstRange(of: "\r\n\r\n")).upperBound
    let raw = text[body...].replacing("\r\n", with: "")
    let data = try #require(Data(base64Encoded: String(raw)))
    #expect(String(decoding: data, as: UTF8.self) == "Kính gửi bà Hạnh,\r\nXin xem.")
  }

  @Test(arguments: [
    "a\r\nBcc: all@tanan.example", "a\nSubject: b", "\r\n\r\nbody", "=?UTF-8?Q?a?=\r\n.\r\n",
    "\u{0}\u{85}\u{2028}", String(repeating: "ễ", count: 5_000),
    String(repeating: "👨‍👩‍👧", count: 90),
    "e" + String(repeating: "\u{301}", count: 3_000), "",
  ])
  func `nothing that a person typed ends a header, and no line is too long`(words: String) throws {
    let bytes = try message(words, words, name: words).bytes
    let lines = head(bytes)
    #expect(
      lines.map { $0.prefix { $0 != ":" } } == [
        "Date", "From", "To", "Message-ID", "Subject", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding", "Auto-Submitted",
      ])
    let subject = try #require(lines.first { $0.hasPrefix("Subject: ") })
    #expect(Array(decoded(subject).unicodeScalars) == Array(words.unicodeScalars))
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\r\n") {
      #expect(line.utf8.count <= 76)
      #expect(line != ".")
    }
  }

  @Test(arguments: [
    ("a@b.vn", true), ("hanh.tt+cchc@tanan.gov.vn", true), ("o'neil@b.vn", true),
    ("", false), ("a", false), ("@b.vn", false), ("a@", false), ("a@b@c", false),
    ("a b@c.vn", false), ("a@b.vn\r\nRCPT TO:<x@y>", false), ("<a@b.vn>", false),
    ("a@b..vn", false), (".a@b.vn", false), ("a@b.vn,c@d.vn", false), ("\"a\"@b.vn", false),
    ("hạnh@b.vn", false), ("a@[127.0.0.1]", false),
    (String(repeating: "a", count: 65) + "@b.vn", false),
  ])
  func `an address is one mailbox or none`(address: String, isGood: Bool) {
    #expect((MailMessage.Mailbox(name: "", address: address) != nil) == isGood)
  }
}
