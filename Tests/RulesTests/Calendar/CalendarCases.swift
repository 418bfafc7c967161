import Foundation
import Rules
import Testing
import Yams

/// The YAML case files named `calendar-…`.
enum CalendarCases {
  static func entries(_ file: String, _ key: String) throws -> [Yams.Node] {
    let url = try #require(Bundle.module.url(forResource: "Cases/\(file)", withExtension: "yaml"))
    let root = try #require(try Yams.compose(yaml: String(contentsOf: url, encoding: .utf8)))
    return try #require(root[key]?.array())
  }

  static func text(_ node: Yams.Node, _ key: String) throws -> String {
    try #require(node[key]?.scalar?.string)
  }

  static func number(_ node: Yams.Node, _ key: String) throws -> Int {
    try #require(Int(try text(node, key)))
  }

  static func date(_ node: Yams.Node, _ key: String) throws -> CivilDate {
    try #require(CivilDate(iso: try text(node, key)))
  }

  static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }
}
