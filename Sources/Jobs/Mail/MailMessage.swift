internal import FoundationEssentials
public import Rules

/// A plain text mail as it goes over the wire (RFC 5322, MIME: RFC 2045 and 2047).
public struct MailMessage: Sendable {
  /// A mailbox with the name of who it belongs to.
  public struct Mailbox: Sendable, Equatable {
    public let name: String
    public let address: String

    /// Nil where `address` is none that SMTP without extensions carries. Nothing that could end a line or an
    /// address passes.
    public init?(name: String, address: String) {
      guard Mailbox.isAddress(address) else { return nil }
      self.name = name
      self.address = address
    }

    /// `local@domain`: letters, digits and a few marks of ASCII (RFC 5321 4.1.2, without quoted local parts).
    public static func isAddress(_ text: String) -> Bool {
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      guard text.utf8.count <= 254, parts.count == 2, parts[0].utf8.count <= 64 else {
        return false
      }
      return isDotted(parts[0], "!#$%&'*+-/=?^_`{|}~") && isDotted(parts[1], "-")
    }

    /// Atoms with single dots between.
    private static func isDotted(_ text: Substring, _ marks: String) -> Bool {
      let allowed = Set(marks.utf8)
      return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
        !atom.isEmpty
          && atom.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
              || allowed.contains(byte)
          }
      }
    }

    /// What stands behind the @.
    public var domain: Substring { address.split(separator: "@").last ?? "" }
  }

  public let from: Mailbox
  public let to: Mailbox
  public let subject: String
  public let text: String
  /// Without angle brackets; the same for the same mail however often it is tried.
  public let messageID: String
  public let date: Instant

  public init(
    from: Mailbox, to: Mailbox, subject: String, text: String, messageID: String, date: Instant
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.text = text
    self.messageID = messageID
    self.date = date
  }

  /// All lines end with CRLF and are at most 76 characters of ASCII long.
  public var bytes: [UInt8] {
    let head = [
      "Date: \(MailMessage.stamp(date))",
      "From: \(MailMessage.mailbox(from))",
      "To: \(MailMessage.mailbox(to))",
      "Message-ID: <\(messageID)>",
      "Subject: \(MailMessage.words(subject))",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      // RFC 3834: nobody's absence is to answer it.
      "Auto-Submitted: auto-generated",
    ]
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let body = Array(Data(lines.joined(separator: "\r\n").utf8).base64EncodedString().utf8)
    let folded = stride(from: 0, to: body.count, by: 76).map { start in
      String(decoding: body[start..<min(start + 76, body.count)], as: UTF8.self)
    }
    return Array((head + [""] + folded + [""]).joined(separator: "\r\n").utf8)
  }

  private static func mailbox(_ box: Mailbox) -> String {
    box.name.isEmpty ? "<\(box.address)>" : words(box.name) + "\r\n <\(box.address)>"
  }

  /// Words of a header, always encoded (RFC 2047), so that nothing in them ends the header. No encoded word is
  /// longer than 75 characters or parts a character.
  static func words(_ text: String) -> String {
    var pieces: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if pieces[pieces.count - 1].count + bytes.count > 39 { pieces.append([]) }
      pieces[pieces.count - 1] += bytes
    }
    return pieces.map { "=?UTF-8?B?" + Data($0).base64EncodedString() + "?=" }
      .joined(separator: "\r\n ")
  }

  /// `Fri, 20 Nov 2026 08:15:00 +0700` (RFC 5322 3.3).
  static func stamp(_ time: Instant) -> String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let (year, month, day) = time.date.parts
    let seconds = (time.milliseconds - Instant(startOf: time.date).milliseconds) / 1_000 % 60
    return "\(days[time.date.weekday - 1]), \(day) \(months[month - 1]) \(year) \(time.clock):"
      + (seconds < 10 ? "0" : "") + "\(seconds) +0700"
  }
}
