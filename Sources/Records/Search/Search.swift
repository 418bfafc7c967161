public import Rules
public import Store

/// Finding plans, duties and units by their words, within what the actor may see.
public enum Search {
  /// What was found of one kind, the best first.
  public struct Finds: Sendable {
    public let kind: SearchKind
    public let hits: [SearchHit]
    /// Whether there is more than was asked for.
    public let hasMore: Bool
  }

  /// Words of a question that count.
  public static let mostWords = 8
  /// Hits that are compared with each other; of more, the newest.
  private static let pool = 60

  /// The words of a question.
  public static func words(_ text: String) -> [SearchText.Word] {
    SearchText.words(String(text.prefix(300)), limit: mostWords)
  }

  /// At most `limit` things of one kind that hold all words of `text`: written just so first, then those whose
  /// words follow each other, then the newest.
  public static func find(
    _ kind: SearchKind, _ text: String, limit: Int, _ db: any Reader, _ act: Act
  ) throws -> Finds {
    let words = words(text)
    guard !words.isEmpty else { return Finds(kind: kind, hits: [], hasMore: false) }
    if kind == .unit { return try units(text, limit, db, act) }
    let sight = try DutySight(db, act)
    let visible = kind.visible(sight, act)
    guard let ordered = try rarestFirst(words, kind, db) else {
      return Finds(kind: kind, hits: [], hasMore: false)
    }
    let isMarked = words.contains(where: \.isMarked)
    var entries =
      isMarked ? try candidates(ordered, exactly: true, kind, visible, db) : []
    if entries.count < pool {
      let known = Set(entries.map(\.id))
      entries += try candidates(ordered, exactly: false, kind, visible, db).filter {
        !known.contains($0.id)
      }
    }
    let ranked = SearchRank(text, words).sorted(entries)
    let hits = try ranked.prefix(limit).compactMap { try hit(kind, $0, sight, db, act) }
    return Finds(kind: kind, hits: hits, hasMore: ranked.count > limit)
  }

  struct Entry: Sendable {
    let id: String
    let text: String
  }

  /// The words in the order in which looking them up is least work; nil where one of them stands nowhere.
  private static func rarestFirst(
    _ words: [SearchText.Word], _ kind: SearchKind, _ db: any Reader
  ) throws -> [SearchText.Word]? {
    let counts = words.enumerated().map { place, word -> SQL in
      """
      SELECT \(place) AS place, COUNT(*) AS number
      FROM (
        SELECT 1 FROM search_word
        WHERE kind = \(kind.rawValue) AND word = \(word.word)
        LIMIT 300
      ) counted
      """
    }
    let rows = try db.rows(SQL.joined(counts, " UNION ALL "))
    var numbers = [Int](repeating: 0, count: words.count)
    for row in rows { numbers[try row.get("place", as: Int.self)] = try row.get("number") }
    guard !numbers.contains(0) else { return nil }
    return zip(words, numbers).sorted { $0.1 < $1.1 }.map(\.0)
  }

  private static func candidates(
    _ words: [SearchText.Word], exactly: Bool, _ kind: SearchKind, _ visible: SQL,
    _ db: any Reader
  ) throws -> [Entry] {
    func holds(_ word: SearchText.Word, _ alias: SQL) -> SQL {
      exactly
        ? "\(alias).kind = \(kind.rawValue) AND \(alias).form = \(word.form)"
        : "\(alias).kind = \(kind.rawValue) AND \(alias).word = \(word.word)"
    }
    let others = words.dropFirst().map { word -> SQL in
      "EXISTS (SELECT 1 FROM search_word b WHERE b.id = a.id AND \(holds(word, "b")))"
    }
    return try db.rows(
      """
      SELECT e.id, e.text
      FROM (
        SELECT DISTINCT a.id
        FROM search_word a
        WHERE \(SQL.joined([holds(words[0], "a")] + others + [visible], " AND "))
        ORDER BY a.id DESC
        LIMIT \(pool)
      ) hit
      JOIN search_entry e ON e.kind = \(kind.rawValue) AND e.id = hit.id
      ORDER BY e.id DESC
      """
    ).map { Entry(id: try $0.get("id"), text: try $0.get("text")) }
  }

  private static func hit(
    _ kind: SearchKind, _ entry: Entry, _ sight: DutySight, _ db: any Reader, _ act: Act
  ) throws -> SearchHit? {
    switch kind {
    case .plan: try plan(entry, db, act)
    case .duty: try duty(entry, sight, db, act)
    case .unit: nil
    }
  }

  private static func plan(
    _ entry: Entry, _ db: any Reader, _ act: Act
  ) throws -> SearchHit? {
    guard let id = ID<OfficePlan>(entry.id) else { return nil }
    let plan = try Plans.find(id, db, act)
    let names = try Units.names(of: [(plan.unit, act.today)], db)
    let text = [plan.facts.reference, plan.facts.title].compactMap(\.self)
      .joined(separator: " – ")
    return SearchHit(
      kind: .plan, id: entry.id, target: .plan(id, plan.stage), text: text,
      unitName: names[plan.unit])
  }

  private static func duty(
    _ entry: Entry, _ sight: DutySight, _ db: any Reader, _ act: Act
  ) throws -> SearchHit? {
    let lines = try db.rows(
      """
      SELECT \(DutyLine.columns)
      FROM duty d
      WHERE (d.task_id = \(entry.id) OR d.id = \(entry.id)) AND \(sight.filter)
      ORDER BY d.due_on, d.id
      LIMIT 2
      """
    ).map(DutyLine.init)
    guard let first = lines.first else { return nil }
    let names = try Units.names(of: [(first.unit, act.today)], db)
    guard lines.count > 1, let task = first.task else {
      return SearchHit(
        kind: .duty, id: first.id.text, target: .duty(first.id), text: entry.text,
        unitName: names[first.unit], due: first.due)
    }
    return SearchHit(
      kind: .duty, id: entry.id, target: .task(task), text: entry.text, unitName: nil,
      due: first.due)
  }

  /// Units have an index of their own, which also knows their codes.
  private static func units(
    _ text: String, _ limit: Int, _ db: any Reader, _ act: Act
  ) throws -> Finds {
    let sees = try DutySight.whole(Rights.reach(of: .viewUnits, act), db)
    let wide = sees == .office ? act.everywhere : act
    let lines = try Units.search(text, on: act.today, limit: limit + 1, db, wide)
    return Finds(
      kind: .unit,
      hits: lines.prefix(limit).map { line in
        SearchHit(
          kind: .unit, id: line.unit.id.text, target: .unit(line.unit.id),
          text: line.unit.fullName, unitName: line.parentName)
      }, hasMore: lines.count > limit)
  }
}

/// Which of two hits is the better one.
struct SearchRank {
  private let key: String
  private let folded: String
  private let words: [SearchText.Word]
  private let isMarked: Bool

  init(_ text: String, _ words: [SearchText.Word]) {
    key = words.map(\.word).joined(separator: " ")
    folded = words.map(\.form).joined(separator: " ")
    self.words = words
    isMarked = words.contains(where: \.isMarked)
  }

  /// Smaller is better; what is equal stays in its order.
  private func rank(_ entry: Search.Entry) -> Int {
    let found = SearchText.words(entry.text, limit: 400)
    let forms = Set(found.map(\.form))
    let isExact = words.allSatisfy { forms.contains($0.form) }
    let inRow = found.map(\.word).joined(separator: " ")
    let exactRow = found.map(\.form).joined(separator: " ")
    let isRow = (" " + inRow + " ").contains(" " + key + " ")
    let isExactRow = (" " + exactRow + " ").contains(" " + folded + " ")
    if isMarked { return isExactRow ? 0 : isExact ? 1 : isRow ? 2 : 3 }
    return isRow ? 0 : 1
  }

  func sorted(_ entries: [Search.Entry]) -> [Search.Entry] {
    entries.enumerated().map { ($0.offset, rank($0.element), $0.element) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.2)
  }
}

extension Act {
  /// The same actor with a view of the whole office: for whoever has it by the tops of its tree, so that no list of
  /// all units is made to find one.
  fileprivate var everywhere: Act {
    let grants = actor.grants + [Grant(role: .viewer, unit: nil)]
    return by(Actor(account: actor.account, name: actor.name, grants: grants, only: actor.only))
  }
}
