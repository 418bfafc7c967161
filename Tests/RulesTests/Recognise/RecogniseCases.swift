import Foundation
import Testing
import Yams

/// The cases of one YAML file of this target.
enum RecogniseCases {
  struct AgencyCase: Decodable, Sendable {
    var text: String
    var names: [String]?
    var groups: [String]?
    var name: String?
    var rest: String?
    var lead: [String]?
    var coordinating: [String]?
    var executing: [String]?
  }

  struct AgencyFile: Decodable, Sendable {
    var lists: [AgencyCase]
    var matches: [AgencyCase]
    var subjects: [AgencyCase]
    var responsibilities: [AgencyCase]
  }

  struct CitationCase: Decodable, Sendable {
    struct Mention: Decodable, Sendable {
      var document: String
      var date: String?
      var words: String?
      var issuer: String?
      var nested: Bool?
    }
    var text: String
    var mentions: [Mention]
  }

  struct TargetCase: Decodable, Sendable {
    struct Target: Decodable, Sendable {
      var comparator: String
      var value: Double
      var unit: String
      var scope: String?
      var starts: String?
      var ends: String?
    }
    var text: String
    var outside: Bool?
    var year: Int?
    var targets: [Target]
  }

  static func load<Cases: Decodable>(_ name: String, as type: Cases.Type) throws -> Cases {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "yaml", subdirectory: "Cases"))
    return try YAMLDecoder().decode(type, from: String(contentsOf: url, encoding: .utf8))
  }
}
