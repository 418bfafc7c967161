public import Rules
public import Store

/// Choices of the list of duties that a person keeps under a name; nobody else sees them.
public struct SavedFilter: Sendable, Equatable {
  public let id: ID<SavedFilter>
  public let name: String
  /// As it stands in an address behind `?`.
  public let query: String
}

public enum SavedFilters {
  /// Of one account.
  public static let most = 30

  /// In the order of their names.
  public static func list(_ db: any Reader, _ act: Act) throws -> [SavedFilter] {
    guard let account = act.actor.account else { return [] }
    return try db.rows(
      """
      SELECT id, name, query
      FROM duty_filter
      WHERE account_id = \(account)
      ORDER BY sort_key, id
      """
    ).map {
      SavedFilter(id: try $0.get("id"), name: try $0.get("name"), query: try $0.get("query"))
    }
  }

  /// Keeps a choice for one's own account; one of the same name is replaced. Problems name `name`.
  public static func keep(
    _ name: String, _ query: String, _ db: any Writer, _ act: Act
  ) throws {
    let account = try Rights.ownAccount(act)
    let name = OfficeText.cleaned(name)
    if let problem = OfficeText.problem(name, "name", "Tên của bộ lọc", limit: 60) {
      throw Refusal.invalid([problem])
    }
    guard query.utf8.count <= 1_000 else {
      throw Refusal.invalid([Problem("name", "Bộ lọc này quá dài nên không lưu được.")])
    }
    let kept = try list(db, act)
    if !kept.contains(where: { $0.name == name }), kept.count >= most {
      throw Refusal.invalid([
        Problem("name", "Mỗi người lưu được tối đa \(most) bộ lọc. Hãy xoá bớt rồi lưu lại.")
      ])
    }
    try db.execute(
      """
      INSERT INTO duty_filter (id, account_id, name, sort_key, query)
      VALUES
        (\(act.newID(SavedFilter.self)), \(account), \(name), \(VietnameseOrder.sortKey(name)),
         \(query))
      ON CONFLICT (account_id, name) DO UPDATE SET query = excluded.query
      """)
    try Audit.record(
      "dutyFilter.keep", of: .account(account), after: ["name": name, "query": query], db, act)
  }

  /// One's own; another's is not found.
  public static func remove(_ id: ID<SavedFilter>, _ db: any Writer, _ act: Act) throws {
    let account = try Rights.ownAccount(act)
    guard let filter = try list(db, act).first(where: { $0.id == id }) else {
      throw Refusal.notFound
    }
    try db.execute("DELETE FROM duty_filter WHERE id = \(id)")
    try Audit.record(
      "dutyFilter.remove", of: .account(account),
      before: ["name": filter.name, "query": filter.query], db, act)
  }
}
