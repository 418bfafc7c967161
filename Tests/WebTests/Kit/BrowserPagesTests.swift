import Foundation
import HTTPTypes
import Testing

@testable import Web

/// The browser tests open every address of their list; this keeps the list whole.
struct BrowserPagesTests {
  /// Answered without a page.
  private static let others: Set<String> = [
    "/health", "/ready", "/metrics", "/assets/{hash}/{name}", "/calendars/{token}",
    "/evidence/bundle/archive", "/evidence/{evidence}/files/{position}",
    "/evidence/{evidence}/files/{position}/picture",
  ]

  @Test func `the list of the browser tests names every page of the program, and nothing else`()
    throws
  {
    let file = SourceFolder.root.appending(path: "Tests/Browser/pages.txt")
    let listed = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(
      String.init)
    let pages = Site.routes.filter {
      $0.method == .get && !API.isMeant(by: $0.path) && !BrowserPagesTests.others.contains($0.path)
    }
    #expect(Set(listed).symmetricDifference(pages.map(\.path)) == [])
  }
}
