@testable import OfficeFiles

/// A DOCX written by hand: the inside of `w:body`, and of the other parts where a test needs them.
struct DocxFixture {
  var body = ""
  var numbering: String?
  var styles: String?
  var footnotes: String?
  var endnotes: String?
  var strict = false
  var prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  init(_ body: String) { self.body = body }

  static let names = """
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" \
    xmlns:v="urn:schemas-microsoft-com:vml" \
    xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
    """

  func part(_ name: String, _ inside: String) -> [UInt8] {
    let uri =
      strict
      ? "http://purl.oclc.org/ooxml/wordprocessingml/main"
      : "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return Array("\(prolog)<w:\(name) xmlns:w=\"\(uri)\" \(Self.names)>\(inside)</w:\(name)>".utf8)
  }

  var entries: [ZipFixture.Entry] {
    var entries: [ZipFixture.Entry] = [
      ("[Content_Types].xml", Array("<Types/>".utf8)),
      ("_rels/.rels", Self.relations(["officeDocument": "word/document.xml"])),
      ("word/document.xml", part("document", "<w:body>\(body)</w:body>")),
    ]
    var targets: [String: String] = [:]
    for (name, inside) in [
      ("numbering", numbering), ("styles", styles), ("footnotes", footnotes),
      ("endnotes", endnotes),
    ] {
      guard let inside else { continue }
      entries.append(("word/\(name).xml", part(name, inside)))
      targets[name] = "\(name).xml"
    }
    entries.append(("word/_rels/document.xml.rels", Self.relations(targets)))
    return entries
  }

  var bytes: [UInt8] {
    get throws { try ZipFixture.archive(entries) }
  }

  var text: String {
    get throws { try DocumentText.read(bytes, name: "a.docx").text }
  }

  static func relations(_ targets: [String: String]) -> [UInt8] {
    let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let items = targets.map {
      "<Relationship Id=\"\($0)\" Type=\"\(type)/\($0)\" Target=\"\($1)\"/>"
    }
    let uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return Array("<Relationships xmlns=\"\(uri)\">\(items.joined())</Relationships>".utf8)
  }
}

/// A paragraph of one run; `properties` go into `w:pPr`, `run` into `w:rPr`.
func p(_ text: String, _ properties: String = "", run: String = "") -> String {
  "<w:p><w:pPr>\(properties)</w:pPr>\(r(text, run))</w:p>"
}

/// A run of plain text.
func r(_ text: String, _ properties: String = "") -> String {
  "<w:r><w:rPr>\(properties)</w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
}

/// A run in a font.
func font(_ name: String, _ text: String) -> String {
  r(text, "<w:rFonts w:ascii=\"\(name)\" w:hAnsi=\"\(name)\"/>")
}

/// A table row of cells, each given as its inside.
func row(_ cells: String...) -> String {
  "<w:tr>" + cells.map { "<w:tc>\($0)</w:tc>" }.joined() + "</w:tr>"
}
