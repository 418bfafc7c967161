import Foundation
import FoundationXML

/// The vocabularies a Word document mixes; Transitional and Strict names count as one.
enum XmlNamespace {
  case word, compatibility, math, relationships, other

  init(_ uri: String?) {
    switch uri {
    case "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
      "http://purl.oclc.org/ooxml/wordprocessingml/main":
      self = .word
    case "http://schemas.openxmlformats.org/markup-compatibility/2006": self = .compatibility
    case "http://schemas.openxmlformats.org/officeDocument/2006/math",
      "http://purl.oclc.org/ooxml/officeDocument/math":
      self = .math
    case "http://schemas.openxmlformats.org/package/2006/relationships": self = .relationships
    default: self = .other
    }
  }
}

/// The attributes of an element, asked for by local name.
struct XmlAttributes {
  let values: [String: String]

  subscript(_ local: String) -> String? {
    for (name, value) in values {
      guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else {
        if name == local { return value }
        continue
      }
      if name[name.utf8.index(after: colon)...] == local { return value }
    }
    return nil
  }

  func number(_ local: String) -> Int? { self[local].flatMap { Int($0) } }

  /// The value of an on/off property: present means on (ECMA-376 part 1, 17.17.4).
  var isOn: Bool {
    guard let value = self["val"] else { return true }
    return !["0", "false", "off"].contains(value)
  }
}

/// Receives the elements of a part in order.
protocol XmlListener: AnyObject {
  func started(_ namespace: XmlNamespace, _ name: String, _ attributes: XmlAttributes)
  func ended(_ namespace: XmlNamespace, _ name: String)
  func characters(_ text: String)
}

/// One walk of Foundation's parser over one part, stopped at the depth limit.
final class XmlWalk: NSObject, XMLParserDelegate {
  private let listener: any XmlListener
  private var depth = 0
  private var isTooDeep = false
  private var hasElements = false
  private var hasError = false

  private init(_ listener: any XmlListener) { self.listener = listener }

  /// Tells `listener` what the part holds; `part` names it in the error.
  static func run(
    _ bytes: [UInt8], part: String, _ listener: any XmlListener
  ) throws(UnreadableFile) {
    let safe = try XmlPart.prepare(bytes, part: part)
    let walk = XmlWalk(listener)
    safe.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      let start = UnsafeMutableRawPointer(mutating: base)
      let data = Data(bytesNoCopy: start, count: buffer.count, deallocator: .none)
      // Given as data, libxml2 gives up after ten megabytes; a stream it takes in pieces.
      let parser = XMLParser(stream: InputStream(data: data))
      parser.shouldProcessNamespaces = true
      parser.shouldResolveExternalEntities = false
      parser.delegate = walk
      // Its answer is no use: on Linux it is true for a document cut short.
      _ = parser.parse()
    }
    if walk.isTooDeep { throw .tooDeep }
    guard walk.hasElements, !walk.hasError, walk.depth == 0 else { throw .damaged(part: part) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    depth += 1
    hasElements = true
    guard depth <= FileLimits.xmlDepth, !isTooDeep else {
      isTooDeep = true
      parser.abortParsing()
      return
    }
    listener.started(XmlNamespace(namespaceURI), name, XmlAttributes(values: attributes))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    depth -= 1
    if !isTooDeep { listener.ended(XmlNamespace(namespaceURI), name) }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if !isTooDeep { listener.characters(text) }
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { hasError = true }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    if !isTooDeep { listener.characters(String(decoding: block, as: UTF8.self)) }
  }
}
