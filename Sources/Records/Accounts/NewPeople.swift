internal import Rules
internal import Store

/// A person who comes into the office together with an account.
enum NewPeople {
  static func add(_ typed: String, _ db: any Writer, _ act: Act) throws -> ID<Person> {
    let name = VietnameseOrder.composed(typed.split { $0.isWhitespace }.joined(separator: " "))
    guard (2...100).contains(name.count) else {
      throw Refusal.invalid([Problem("name", "Họ và tên cần 2–100 ký tự.")])
    }
    let id: ID<Person> = act.newID()
    try db.execute(
      """
      INSERT INTO person (id, full_name, sort_key, search_key)
      VALUES
        (\(id), \(name), \(VietnameseOrder.sortKey(name)), \(VietnameseOrder.searchKey(name)))
      """)
    return id
  }
}
