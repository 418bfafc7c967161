internal import OfficeFiles
public import Records
public import Rules
public import Store

/// A ZIP archive of evidence with an index for people (index.html) and one for programs (index.csv), sent while its
/// files are read.
public struct BundleArchive: Sendable {
  /// `minh-chung-2026-11-20.zip`
  public let name: String
  /// Of the whole archive, in bytes.
  public var length: Int64 { frame.length }

  private let frame: ZipFrame
  private let contents: [Content]
  private let files: FileStore

  fileprivate enum Content: Sendable {
    case bytes([UInt8])
    case file(FileSum)
  }

  /// A piece whose file is gone stands in the indexes, marked as missing, and nowhere else.
  public init(_ bundle: EvidenceBundle, _ files: FileStore, on day: CivilDate, english: Bool) {
    let language: Language = english ? .english : .vietnamese
    self.files = files
    name = "minh-chung-\(day.iso).zip"
    var paths = BundlePaths()
    var places: [ID<Evidence>: String] = [:]
    var parts: [(name: String, content: Content, day: CivilDate)] = []
    for line in bundle.pieces {
      let sum = line.file.file.sum
      guard files.size(sum.sha256) == sum.size else { continue }
      let number = line.facts.number.isEmpty ? "" : line.facts.number + " "
      let path = paths.path(
        folder: bundle.units[line.unit] ?? "", name: number + line.facts.title,
        ending: line.file.file.kind.code)
      places[line.id] = path
      parts.append((path, .file(sum), line.file.at.date))
    }
    let index = BundleIndex(bundle, places, on: day, language)
    parts.insert(("index.html", .bytes(index.html), day), at: 0)
    parts.insert(("index.csv", .bytes(index.csv), day), at: 1)
    contents = parts.map(\.content)
    frame = ZipFrame(
      parts.map { part in
        let sum = part.content.sum
        return ZipFrame.Part(
          name: part.name, crc32: sum.crc32, size: sum.size, year: part.day.year,
          month: part.day.month, day: part.day.day)
      })
  }

  /// Gives the archive's bytes in their order, one block of a file at a time.
  public func write(_ take: ([UInt8]) async throws -> Void) async throws {
    for (index, content) in contents.enumerated() {
      try await take(frame.head(of: index))
      switch content {
      case .bytes(let bytes): try await take(bytes)
      case .file(let sum): try await files.read(sum.sha256, count: sum.size, take)
      }
    }
    try await take(frame.end)
  }
}

extension BundleArchive.Content {
  fileprivate var sum: FileSum {
    switch self {
    case .bytes(let bytes): FileSum.of(bytes)
    case .file(let sum): sum
    }
  }
}

/// What stands in a bundle, line by line.
private struct BundleIndex {
  private let bundle: EvidenceBundle
  private let places: [ID<Evidence>: String]
  private let day: CivilDate
  private let language: Language

  init(
    _ bundle: EvidenceBundle, _ places: [ID<Evidence>: String], on day: CivilDate,
    _ language: Language
  ) {
    self.bundle = bundle
    self.places = places
    self.day = day
    self.language = language
  }

  private static let columns = [
    "unit", "duty", "due", "stage", "title", "number", "issuedOn", "issuer", "remark", "file",
    "sha256",
  ]

  private func cells(_ line: EvidenceBundle.Line) -> [String] {
    let facts = line.evidence.facts
    return [
      bundle.units[line.unit] ?? "", line.dutyTitle, line.due?.vietnamese ?? "",
      line.stage.map { language.text("duty.stage." + $0.rawValue) } ?? "", facts.title,
      facts.number, facts.issuedOn?.vietnamese ?? "", facts.issuer, line.remark,
      places[line.evidence.id] ?? "", line.evidence.file.file.sum.sha256,
    ]
  }

  /// RFC 4180, marked as UTF-8 for spreadsheets; a cell that they would take for a formula begins with "'".
  var csv: [UInt8] {
    func cell(_ text: String) -> String {
      let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) }
      let plain = isFormula ?? false ? "'" + text : text
      return "\"" + plain.replacing("\"", with: "\"\"") + "\""
    }
    let rows =
      [BundleIndex.columns.map { language.text("bundle.column." + $0) }]
      + bundle.lines.map(cells)
    let text = rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
  }

  var html: [UInt8] {
    let title = language.text("bundle.index", day.vietnamese)
    let head = BundleIndex.columns.dropLast().map {
      "<th>" + Markup.escaped(language.text("bundle.column." + $0)) + "</th>"
    }.joined()
    let rows = bundle.lines.map { line in
      let cells = cells(line)
      let plain = cells.dropLast(2).map { "<td>" + Markup.escaped($0) + "</td>" }.joined()
      return "<tr>" + plain + "<td>" + file(line, cells[9], cells[10]) + "</td></tr>\n"
    }.joined()
    let text = """
      <!doctype html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(Markup.escaped(title))</title>
      <style>body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}\
      th,td{border:1px solid #888;padding:.3em .5em;text-align:left;vertical-align:top}\
      code{font-size:.7em;word-break:break-all}</style></head>
      <body><h1>\(Markup.escaped(title))</h1>
      <table><thead><tr>\(head)</tr></thead><tbody>
      \(rows)</tbody></table></body></html>

      """
    return Array(text.utf8)
  }

  private func file(_ line: EvidenceBundle.Line, _ path: String, _ sum: String) -> String {
    if path.isEmpty { return Markup.escaped(language.text("bundle.missing")) }
    return "<a href=\"" + Fields.encoded(path) + "\">" + Markup.escaped(path)
      + "</a><br><code>" + sum + "</code>"
  }
}
