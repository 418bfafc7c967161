/// Reads a DOCX package into text; the conventions stand in `docs/input-files.md`.
enum WordDocument {
  static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> DecodedDocument {
    try ZipArchive.reading(bytes) { (archive) throws(UnreadableFile) -> DecodedDocument in
      try read(&archive)
    }
  }

  private static func read(_ archive: inout ZipArchive) throws(UnreadableFile) -> DecodedDocument {
    let root = try WordRelations.read(&archive, of: "")
    guard let main = root.target("officeDocument") ?? fallback(archive), isWord(main, archive)
    else {
      throw .notWord(kind: kind(archive))
    }
    guard let document = try archive.read(main) else { throw .damaged(part: main) }
    let relations = try WordRelations.read(&archive, of: main)
    var styles = WordStyles()
    if let part = try archive.read(relations.target("styles") ?? "word/styles.xml") {
      styles = try WordStyles.read(part)
    }
    var lists = WordLists()
    if let part = try archive.read(relations.target("numbering") ?? "word/numbering.xml") {
      lists = try WordLists.read(part)
    }
    let reader = WordBodyReader(WordContext(styles: styles, lists: lists))
    try XmlWalk.run(document, part: "document.xml", reader)
    var layout = WordLayout(sections: reader.sections)
    layout.write(reader.blocks)
    return try finish(&archive, relations, layout.text, reader.context)
  }

  private static func finish(
    _ archive: inout ZipArchive, _ relations: WordRelations, _ body: String, _ context: WordContext
  ) throws(UnreadableFile) -> DecodedDocument {
    let footnotes = try WordNotes(&archive, relations.target("footnotes"), context, isEnd: false)
    let endnotes = try WordNotes(&archive, relations.target("endnotes"), context, isEnd: true)
    var text = body
    for (index, note) in context.notes.enumerated() {
      let words = (note.isEnd ? endnotes : footnotes).text(note.id)
      text += "\(ParagraphText.mark(index + 1)) \(words)\n"
    }
    let converted = context.converted.union(footnotes.converted).union(endnotes.converted)
    var notes = LegacyEncoding.allCases.filter(converted.contains).map(\.note)
    if notes.isEmpty, let encoding = EncodingGuess.legacy(text) {
      text = EncodingGuess.converted(text.unicodeScalars, encoding)
      notes = [encoding.note]
    }
    if context.hasForeignParts {
      notes.append("Có phần chèn từ tệp khác trong tệp Word, chưa đọc.")
    }
    return DecodedDocument(text: text, format: .docx, notes: notes)
  }

  private static func fallback(_ archive: borrowing ZipArchive) -> String? {
    archive.has("word/document.xml") ? "word/document.xml" : nil
  }

  private static func isWord(_ main: String, _ archive: borrowing ZipArchive) -> Bool {
    !main.hasPrefix("xl/") && !main.hasPrefix("ppt/") && !main.hasPrefix("visio/")
      && !archive.has("xl/workbook.xml") && !archive.has("ppt/presentation.xml")
  }

  private static func kind(_ archive: borrowing ZipArchive) -> String {
    if archive.has("xl/workbook.xml") || archive.has("xl/workbook.bin") {
      return "bảng tính Excel (.xlsx)"
    }
    if archive.has("ppt/presentation.xml") { return "bản trình chiếu PowerPoint (.pptx)" }
    if archive.has("META-INF/manifest.xml"), archive.has("content.xml") {
      return "tệp OpenDocument (.odt, .ods)"
    }
    return "tệp nén ZIP"
  }
}

/// Where the parts of a package stand.
struct WordRelations {
  private let targets: [String: String]

  /// The relations of a part; `""` is the package itself.
  static func read(
    _ archive: inout ZipArchive, of part: String
  ) throws(UnreadableFile) -> WordRelations {
    let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    let folder = String(part[..<cut])
    let reader = RelationsReader(folder)
    if let bytes = try archive.read("\(folder)_rels/\(part[cut...]).rels") {
      try XmlWalk.run(bytes, part: "_rels", reader)
    }
    return WordRelations(targets: reader.targets)
  }

  /// The part of a kind, such as "styles": the last word of a relationship type, the same in
  /// Transitional and Strict.
  func target(_ kind: String) -> String? { targets[kind] }
}

private final class RelationsReader: XmlListener {
  private let folder: String
  var targets: [String: String] = [:]

  init(_ folder: String) { self.folder = folder }

  func started(_ namespace: XmlNamespace, _ name: String, _ attributes: XmlAttributes) {
    guard name == "Relationship", attributes["TargetMode"] != "External",
      let kind = attributes["Type"]?.split(separator: "/").last, let target = attributes["Target"]
    else { return }
    let whole = target.hasPrefix("/") ? target : folder + target
    var steps: [Substring] = []
    for step in whole.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    if targets[String(kind)] == nil { targets[String(kind)] = steps.joined(separator: "/") }
  }

  func ended(_ namespace: XmlNamespace, _ name: String) {}
  func characters(_ text: String) {}
}

/// The bodies of the footnotes or the endnotes.
private struct WordNotes {
  private var bodies: [String: [WordBlock]] = [:]
  private(set) var converted: Set<LegacyEncoding> = []

  init(
    _ archive: inout ZipArchive, _ part: String?, _ context: WordContext, isEnd: Bool
  ) throws(UnreadableFile) {
    guard context.notes.contains(where: { $0.isEnd == isEnd }) else { return }
    let name = isEnd ? "endnotes.xml" : "footnotes.xml"
    guard let bytes = try archive.read(part ?? "word/\(name)") else { return }
    let reader = WordBodyReader(context)
    try XmlWalk.run(bytes, part: name, reader)
    bodies = reader.notes
    converted = reader.context.converted
  }

  func text(_ id: String) -> String { CellText.of(bodies[id] ?? []) }
}
