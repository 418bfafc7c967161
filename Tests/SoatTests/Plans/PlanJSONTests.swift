import Foundation
import Rules
import Testing

@testable import soat

struct PlanJSONTests {
  private func json(_ plan: Plan) -> String {
    let out = Outlet(descriptor: nil)
    PlanJSON.write(plan, to: out)
    return out.text
  }

  /// Keys of the outermost object in the order in which they are written.
  private func topKeys(_ json: String) -> [String] {
    json.split(separator: "\n").filter { $0.hasPrefix("  \"") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: "\"").dropFirst().first.map(String.init) }
  }

  @Test func `the keys stand in the order of the contract`() {
    #expect(
      topKeys(json(ComposedPlan.plan)) == [
        "kind", "number", "symbol", "place", "date", "issuer", "title", "signingAuthority",
        "signerTitle", "signer", "recipients", "legalBases", "citations", "sections", "footnotes",
        "targets", "tasks", "inspection", "reports", "outline", "warnings", "year", "spans",
      ])
  }

  @Test func `values are typed and dates are ISO`() throws {
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(json(ComposedPlan.plan).utf8)) as? [String: Any])
    #expect(root["date"] as? String == "2026-08-06")
    let targets = try #require(root["targets"] as? [[String: Any]])
    #expect(targets[0]["comparator"] as? String == ">=")
    #expect(targets[0]["value"] as? Double == 98.5)
    #expect(targets[0]["scope"] is NSNull)
    let tasks = try #require(root["tasks"] as? [[String: Any]])
    #expect(
      Set(tasks[0].keys) == [
        "text", "lead", "coordinating", "executing", "deadline", "product", "evidence", "funding",
        "span",
      ])
    let deadline = try #require(tasks[1]["deadline"] as? [String: Any])
    #expect(deadline["lastDays"] as? [String] == ["2026-06-29"])
    #expect(deadline["kind"] as? String == "before")
    #expect(tasks[1]["product"] is NSNull)
  }

  @Test func `a span leads back to the words`() throws {
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(json(ComposedPlan.plan).utf8)) as? [String: Any])
    let warnings = try #require(root["warnings"] as? [[String: Any]])
    let span = try #require(warnings[0]["span"] as? [String: Int])
    let words = Span(start: try #require(span["start"]), end: try #require(span["end"]))
    #expect(ComposedPlan.words(words) == "trước ngày 30/6/2026")
    #expect(warnings[1]["span"] is NSNull)
  }

  @Test func `an empty plan keeps every key with null or an empty list`() throws {
    let text = json(Plan())
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(root.count == 23)
    #expect(root["inspection"] is NSNull)
    #expect(root["outline"] is NSNull)
    #expect(text.contains("\"tasks\": [],"))
  }
}
