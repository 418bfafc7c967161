internal import Rules
internal import Store

/// A plan's steps, and the tree that they were made for.
final class UnitImportWork: Sendable {
  let draft: UnitImportDraft
  let mark: String

  init(_ draft: UnitImportDraft, mark: String) {
    self.draft = draft
    self.mark = mark
  }
}

/// A digest of all that a plan depends on: every change of a unit counts its version up.
enum UnitImportMark {
  static func of(_ db: any Reader) throws -> String {
    var digest = Digest()
    for row in try db.rows("SELECT id, version FROM unit ORDER BY id") {
      let line = try row.get("id", as: String.self) + "\(try row.get("version", as: Int.self))\n"
      digest.update(Array(line.utf8)[...])
    }
    let counts = try db.row(
      """
      SELECT (SELECT COUNT(*) FROM unit_succession) AS successions,
        (SELECT COUNT(*) FROM succession_question) AS questions
      """)
    let last = "\(try counts?.get("successions") ?? 0) \(try counts?.get("questions") ?? 0)"
    digest.update(Array(last.utf8)[...])
    return digest.finish()
  }
}
