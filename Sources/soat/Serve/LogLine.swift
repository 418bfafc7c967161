import Foundation
import Logging

/// How lines of the operating log look.
enum LogFormat: String, Sendable, CaseIterable {
  case text
  case json
}

/// Writes each message as one line on standard error: time, level, message, then its facts.
struct LogLine: LogHandler {
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]
  private let format: LogFormat

  init(_ format: LogFormat) { self.format = format }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }
      .map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }
    let line = LogLine.line(
      format,
      time: Date().ISO8601Format(
        .iso8601(timeZone: .gmt, includingFractionalSeconds: true)) + "Z",
      level: event.level.rawValue, message: "\(event.message)", facts: facts)
    // One write, so that lines of several threads do not mix; nobody can be told where it fails.
    _ = Array(line.utf8).withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }

  static func line(
    _ format: LogFormat, time: String, level: String, message: String, facts: [(String, String)]
  ) -> String {
    switch format {
    case .text:
      let words = facts.map { "\($0.0)=\(TerminalText.clean($0.1))" }
      return ([time, level, TerminalText.clean(message)] + words).joined(separator: " ") + "\n"
    case .json:
      let out = Outlet(descriptor: nil)
      let json = JSONWriter(out)
      json.object {
        json.field("time", time)
        json.field("level", level)
        json.field("message", message)
        for (name, value) in facts { json.field(name, value) }
      }
      return out.text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined() + "\n"
    }
  }
}
