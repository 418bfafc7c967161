import Foundation
import Yams

/// What a careful officer marked in one plan, read from `Cases/plans/<name>.truth.yaml`.
///
/// The marking policy stands in `docs/reading-policy.md`. A key that is absent is not judged, except
/// where said below.
struct Truth: Decodable, Sendable {
  /// First letters of a real plan's file name; `nil` for a plan of this project.
  var file: String?
  /// Path from the package root, for a plan that stands outside the test cases.
  var source: String?
  var header: Header
  var legalBases: [Reference]
  var citations: Citations?
  var footnotes: Int?
  var sections: [Section]?
  var targets: [Target]
  var tasks: [Task]
  /// Absent: the plan programmes no inspection.
  var inspection: Inspection?
  var reports: [Report]
  var outline: Outline?
  /// Codes that must appear; others are false alarms but for those `tolerated`.
  var warnings: [String]?
  var tolerated: [String]?
}

extension Truth {
  /// Every field is judged: `null` means that the document does not say.
  struct Header: Decodable, Sendable {
    var kind: String?
    var number: String?
    var symbol: String?
    var place: String?
    var date: String?
    var year: Int?
    var issuer: String?
    var title: Title?
    var signingAuthority: String?
    var signerTitle: String?
    var signer: String?
    var recipients: [Recipient]
  }

  /// Either the whole abstract, or its ends and its count of words.
  struct Title: Decodable, Sendable {
    var text: String?
    var opening: String?
    var ending: String?
    var words: Int?
  }

  struct Recipient: Decodable, Sendable {
    var name: String
    var purpose: String?
  }

  struct Reference: Decodable, Sendable {
    var number: String?
    /// A law without a number.
    var name: String?
    var date: String?
    /// May be given here or among the citations.
    var optional: Bool?
  }

  struct Citations: Decodable, Sendable {
    /// Whether `items` are all that the plan cites besides its legal bases.
    var complete: Bool
    var items: [Reference]
  }

  struct Section: Decodable, Sendable {
    var number: String?
    var opening: String
    /// Openings of the titles one level down.
    var children: [String]?
  }

  struct Target: Decodable, Sendable {
    var opening: String
    var value: Double
    var comparator: String
    var unit: String
    var scope: String?
    var optional: Bool?
  }

  /// Agencies: `A | B` accepts either name, `?A` may be there or not.
  struct Task: Decodable, Sendable {
    var opening: String
    var lead: [String]?
    var coordinating: [String]?
    var executing: [String]?
    /// Absent: the task must have none.
    var deadline: Deadline?
    var product: String?
    var evidence: Bool?
    var optional: Bool?
  }

  struct Deadline: Decodable, Sendable {
    /// Not judged.
    var any: Bool?
    var text: String?
    var kind: String?
    var kinds: [String]?
    var dates: [String]?
    var lastDays: [String]?
  }

  struct Inspection: Decodable, Sendable {
    var forms: [Form]
    var periodExamined: String?
    var team: [Member]?
  }

  struct Form: Decodable, Sendable {
    var form: String
    var units: [String]?
    var selection: String?
    var times: [String]?
    /// Days that must be among those of the times.
    var lastDays: [String]?
    var contentCount: Int?
    var optional: Bool?
  }

  struct Member: Decodable, Sendable {
    var role: String
    var who: String
  }

  struct Report: Decodable, Sendable {
    var what: String
    var to: String?
    var kind: String?
    var kinds: [String]?
    var dates: [String]?
    var lastDays: [String]?
    var optional: Bool?
  }

  struct Outline: Decodable, Sendable {
    var opening: String
    var sections: [OutlineSection]
  }

  struct OutlineSection: Decodable, Sendable {
    var number: String?
    var opening: String
    var questionCount: Int?
    var questionCountAtMost: Int?
    var questions: [Question]?
    var sections: [OutlineSection]?
  }

  struct Question: Decodable, Sendable {
    var opening: String
    var kinds: [String]?
    /// At least so many parts.
    var parts: Int?
  }
}

/// A truth with the text it is about.
struct TruthCase: Sendable {
  var name: String
  var truth: Truth
  var textURL: URL

  /// The text as decoded from UTF-8: what spans count scalars of.
  func text() throws -> String { try String(contentsOf: textURL, encoding: .utf8) }
}

/// Finds the truths and the plans they belong to.
enum TruthCases {
  static let packageRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Where the real plans lie: `SOAT_REAL_PLANS`, or `../shared/plans` beside the package.
  static var realPlans: URL {
    if let path = ProcessInfo.processInfo.environment["SOAT_REAL_PLANS"], !path.isEmpty {
      return URL(filePath: path)
    }
    return packageRoot.deletingLastPathComponent().appending(path: "shared/plans")
  }

  static var hasRealPlans: Bool { FileManager.default.fileExists(atPath: realPlans.path) }

  static let realNames = ["dak-ha", "van-phong", "son-duong", "cho-moi", "kien-giang"]

  /// Names of the plans written for this project, in order.
  static var ownNames: [String] {
    // Called where tests are listed and nothing can be thrown: a missing folder lists none.
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".truth.yaml") }
      .map { String($0.dropLast(".truth.yaml".count)) }
      .filter { !realNames.contains($0) }.sorted()
  }

  static var folder: URL {
    (Bundle.module.resourceURL ?? packageRoot).appending(path: "Cases/plans")
  }

  static func load(_ name: String) throws -> TruthCase {
    let data = try Data(contentsOf: folder.appending(path: "\(name).truth.yaml"))
    let truth = try YAMLDecoder().decode(Truth.self, from: data)
    return TruthCase(name: name, truth: truth, textURL: try textURL(name, truth))
  }

  private static func textURL(_ name: String, _ truth: Truth) throws -> URL {
    if let prefix = truth.file {
      let files = try FileManager.default.contentsOfDirectory(atPath: realPlans.path)
      guard let file = files.first(where: { $0.hasPrefix(prefix) && $0.hasSuffix(".txt") }) else {
        throw CocoaError(.fileNoSuchFile)
      }
      return realPlans.appending(path: file)
    }
    if let source = truth.source { return packageRoot.appending(path: source) }
    return folder.appending(path: "\(name).txt")
  }
}
