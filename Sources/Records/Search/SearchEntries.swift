internal import Rules
public import Store

/// What is there to be found, kept word by word in the transaction that writes the thing itself.
public enum SearchEntries {
  /// Words of one entry that are kept.
  private static let limit = 400

  /// Keeps the words of things that were just written or changed; to be called in the same transaction.
  static func note(_ kind: SearchKind, _ ids: [String], _ db: any Writer) throws {
    guard let stale = kind.stale else { return }
    for start in stride(from: 0, to: ids.count, by: 500) {
      let some = Array(ids[start..<min(start + 500, ids.count)])
      let rows = try db.rows("SELECT id, text FROM (\(stale)) stale WHERE id IN \(list: some)")
      try keep(kind, rows.map { (try $0.get("id"), try $0.get("text")) }, db)
    }
  }

  /// Keeps or replaces the words of at most a few hundred things.
  private static func keep(
    _ kind: SearchKind, _ things: [(id: String, text: String)], _ db: any Writer
  ) throws {
    guard !things.isEmpty else { return }
    try remove(kind, things.map(\.id), db)
    try insert(kind, things, db)
  }

  private static func remove(_ kind: SearchKind, _ ids: [String], _ db: any Writer) throws {
    let old = try db.rows(
      """
      SELECT id, text
      FROM search_entry
      WHERE kind = \(kind.rawValue) AND id IN \(list: ids)
      """)
    for row in old {
      let id: String = try row.get("id")
      let words = Set(SearchText.words(try row.get("text"), limit: limit).map(\.word))
      try db.execute(
        """
        DELETE FROM search_word
        WHERE kind = \(kind.rawValue) AND word IN \(list: words.sorted()) AND id = \(id)
        """)
    }
    guard !old.isEmpty else { return }
    try db.execute(
      "DELETE FROM search_entry WHERE kind = \(kind.rawValue) AND id IN \(list: ids)")
  }

  private static func insert(
    _ kind: SearchKind, _ things: [(id: String, text: String)], _ db: any Writer
  ) throws {
    try db.copyIn(
      "search_entry", ["kind", "id", "text"],
      things.map { [.text(kind.rawValue), .text($0.id), .text($0.text)] })
    try db.copyIn(
      "search_word", ["kind", "word", "form", "id"],
      things.flatMap { thing in
        SearchText.words(thing.text, limit: limit).map { word in
          [.text(kind.rawValue), .text(word.word), .text(word.form), .text(thing.id)]
        }
      })
  }

  /// Brings what is not in the index yet, or is there with an earlier text, up to date; at most `limit` things.
  /// How many it were: run again while there are some.
  public static func refresh(limit: Int = 500, _ db: any Writer) throws -> Int {
    var count = 0
    for kind in SearchKind.allCases {
      guard let stale = kind.stale, count < limit else { continue }
      let rows = try db.rows("SELECT id, text FROM (\(stale)) stale LIMIT \(limit - count)")
      try keep(kind, rows.map { (try $0.get("id"), try $0.get("text")) }, db)
      count += rows.count
    }
    return count
  }
}
