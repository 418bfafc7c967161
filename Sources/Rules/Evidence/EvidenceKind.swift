internal import Yams

/// A piece of evidence: a document with its own number and dates, which proves one or more duties.
public enum Evidence {}

/// One kind of file that evidence may be.
public struct EvidenceKind: Sendable, Equatable {
  /// How a browser can be shown what is in it.
  public enum Preview: String, Sendable {
    case picture
    case pages
  }

  /// What the bytes are found to be.
  public let content: String
  /// "PDF", "Word": the same in every language.
  public let name: String
  /// Of file names, without the dot, the usual one first; never empty.
  public let endings: [String]
  /// As it is sent (RFC 6838).
  public let media: String
  public let preview: Preview?

  /// As it is kept: its usual ending.
  public var code: String { endings[0] }

  public static let all: [EvidenceKind] = {
    guard let lines = EmbeddedData.yaml("evidence-kinds.yaml")["kinds"]?.array() else {
      fatalError("no kinds of evidence")
    }
    return lines.map { line in
      guard let content = line["content"]?.string, let name = line["name"]?.string,
        let endings = line["endings"]?.array(of: String.self), !endings.isEmpty,
        let media = line["media"]?.string
      else { fatalError("a kind of evidence lacks something") }
      return EvidenceKind(
        content: content, name: name, endings: endings, media: media,
        preview: line["shown"]?.string.flatMap(Preview.init(rawValue:)))
    }
  }()

  public static func coded(_ code: String) -> EvidenceKind? { all.first { $0.code == code } }

  /// Every ending that a name may have, as file fields are told: ".pdf,.docx".
  public static var accepted: String {
    all.flatMap(\.endings).map { "." + $0 }.joined(separator: ",")
  }

  /// The names of all kinds, each once.
  public static var names: String {
    var seen: Set<String> = []
    return all.map(\.name).filter { seen.insert($0).inserted }.joined(separator: ", ")
  }

  /// The kind of a file whose bytes were found to be `content` (nil: none that is known) and that is called
  /// `fileName`. Throws `Refusal.invalid` on `field` for a kind that is not taken and for a name that lies.
  public static func of(
    content: String?, fileName: String, field: String
  ) throws -> EvidenceKind {
    let fitting = all.filter { $0.content == content }
    guard let usual = fitting.first else {
      throw Refusal.invalid([
        Problem(
          field, "Tệp “\(fileName)” không thuộc loại được nhận. Các loại được nhận: \(names).")
      ])
    }
    guard let ending = ending(of: fileName) else { return usual }
    if let kind = fitting.first(where: { $0.endings.contains(ending) }) { return kind }
    throw Refusal.invalid([
      Problem(
        field,
        "Tệp “\(fileName)” có đuôi .\(ending) nhưng nội dung là \(usual.name). Hãy chọn đúng tệp, hoặc đổi đuôi tệp cho đúng nội dung."
      )
    ])
  }

  /// In small letters; nil where the name has none.
  private static func ending(of name: String) -> String? {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    return ending.isEmpty || ending.count > 10 || ending.contains(" ") ? nil : ending
  }
}
