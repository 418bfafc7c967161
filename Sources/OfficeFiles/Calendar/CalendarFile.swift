/// A calendar of whole days as calendar programs fetch it (iCalendar, RFC 5545).
public struct CalendarFile: Sendable {
  /// Something on one day.
  public struct Entry: Sendable {
    /// The same whenever the calendar is made again.
    public var uid: String
    /// `20261231`, and the day after: an end that is not included.
    public var day: String
    public var dayAfter: String
    public var title: String
    public var words: String
    public var address: String
    public var category: String
    /// How often it was changed.
    public var changes: Int

    public init(
      uid: String, day: String, dayAfter: String, title: String, words: String, address: String,
      category: String, changes: Int
    ) {
      self.uid = uid
      self.day = day
      self.dayAfter = dayAfter
      self.title = title
      self.words = words
      self.address = address
      self.category = category
      self.changes = changes
    }
  }

  private let name: String
  /// When it was made: `20261120T011500Z`.
  private let stamp: String
  private let entries: [Entry]

  public init(name: String, stamp: String, _ entries: [Entry]) {
    self.name = name
    self.stamp = stamp
    self.entries = entries
  }

  /// The whole file; its lines end with CRLF.
  public var text: String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Soat//Duties//VI", "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH", "X-WR-CALNAME:" + CalendarFile.escaped(name),
      "NAME:" + CalendarFile.escaped(name), "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
      "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    ]
    for entry in entries { lines += event(entry) }
    lines.append("END:VCALENDAR")
    return lines.map { CalendarFile.folded($0) + "\r\n" }.joined()
  }

  private func event(_ entry: Entry) -> [String] {
    [
      "BEGIN:VEVENT", "UID:" + CalendarFile.escaped(entry.uid), "DTSTAMP:" + stamp,
      "DTSTART;VALUE=DATE:" + entry.day, "DTEND;VALUE=DATE:" + entry.dayAfter,
      "SEQUENCE:\(entry.changes)", "SUMMARY:" + CalendarFile.escaped(entry.title),
      "DESCRIPTION:" + CalendarFile.escaped(entry.words), "URL:" + entry.address,
      "CATEGORIES:" + CalendarFile.escaped(entry.category), "TRANSP:TRANSPARENT", "END:VEVENT",
    ]
  }

  /// Text as a value (section 3.3.11); without controls, which no value may hold.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
      switch scalar {
      case "\\", ";", ",":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "\n", "\r", "\u{2028}", "\u{2029}": result += "\\n"
      case "\t": result += " "
      case let control where control.value < 0x20 || control.value == 0x7F: continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Lines of at most 75 octets, each further one after a blank (section 3.1), never within a character's bytes.
  static func folded(_ line: String) -> String {
    var result = ""
    var length = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if length + size > 75 {
        result += "\r\n "
        length = 1
      }
      result.unicodeScalars.append(scalar)
      length += size
    }
    return result
  }
}
