internal import Yams

/// A legal document the law data knows, and the days on which it is in force.
public struct LegalDocument: Sendable {
  /// "61/2018/NĐ-CP"
  public var number: String
  public var title: String
  /// The day of signing. Needed where the number has no year, as such numbers return every year.
  public var issued: CivilDate?
  /// First day in force. `nil` where unknown.
  public var from: CivilDate?
  /// Last day in force. `nil` while in force.
  public var to: CivilDate?
  /// Numbers of what took its place.
  public var replacedBy: [String]
  public var reference: LawReference

}

/// Documents known to have lost force, or to have taken their place: `legal-documents.yaml`.
public enum LegalDocuments {
  /// Where a document stands on a day.
  public enum Status: Sendable {
    case notYetInForce(LegalDocument)
    case inForce(LegalDocument)
    case expired(LegalDocument)
  }

  /// Where a document stands on a day; `nil` where the data does not know it.
  ///
  /// Numbers are compared without regard to case, spaces, leading zeros and a "số" before them. A
  /// number without a year ("876/QĐ-BNV") is known only together with its day of signing.
  public static func status(
    of number: String, issued: CivilDate? = nil, on date: CivilDate
  ) -> Status? {
    let key = normalised(number)
    let known = table.documents[key]?.first { document in
      hasYear(key) || issued != nil && issued == document.issued
    }
    guard let known else { return nil }
    if let to = known.to, date > to { return .expired(known) }
    if let from = known.from, date < from { return .notYetInForce(known) }
    return .inForce(known)
  }

  /// Every document of the data, in its order.
  public static var all: [LegalDocument] { table.all }

  /// What is wrong with the data, one line each.
  public static var problems: [String] { table.problems }

  /// "Số 01/2018/TT-VPCP " → "1/2018/tt-vpcp"
  static func normalised(_ number: String) -> String {
    var text = number.lowercased().filter { !$0.isWhitespace }
    if text.hasPrefix("số") { text.removeFirst(2) }
    if text.hasPrefix(":") { text.removeFirst() }
    text = String(text.map { "‐‑–—".contains($0) ? "-" : $0 })
    return String(text.drop { $0 == "0" })
  }

  /// Whether the second part is a year: "61/2018/nđ-cp", not "876/qđ-bnv".
  private static func hasYear(_ key: String) -> Bool {
    let parts = key.split(separator: "/")
    return parts.count > 2 && parts[1].count == 4 && parts[1].allSatisfy(\.isNumber)
  }

  private static let table = Table(
    file: LawFile(
      name: "legal-documents.yaml", text: Embedded.texts["legal-documents.yaml"] ?? ""))

  private struct Table: Sendable {
    var all: [LegalDocument] = []
    var documents: [String: [LegalDocument]] = [:]
    var problems: [String]

    init(file: LawFile) {
      var reader = LawReader()
      for node in reader.root(file).field("documents")?.sequence ?? [] {
        let number = reader.text(node, "number", file.name)
        let place = "\(file.name): \(number)"
        let document = LegalDocument(
          number: number, title: reader.text(node, "title", place),
          issued: reader.date(node, "issued", place), from: reader.date(node, "from", place),
          to: reader.date(node, "to", place),
          replacedBy: (node.field("replacedBy")?.sequence ?? []).compactMap { $0.scalar?.string },
          reference: reader.reference(node, place))
        all.append(document)
        documents[LegalDocuments.normalised(number), default: []].append(document)
      }
      problems = reader.problems
    }
  }
}
