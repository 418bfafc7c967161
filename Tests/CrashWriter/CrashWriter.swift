import Foundation
import Records
import Rules
import Store

/// Writes until it is killed, for `scripts/crash-test`; and tells afterwards what must be true. The office is there
/// already, with its units, made by `soat serve --sample`; KEYS is its file of keys.
///
///     crash-writer write DATABASE KEYS ROUND COUNT ACKNOWLEDGED   COUNT concurrent changes; the id of each
///                                                                acknowledged one is added to the file
///     crash-writer check DATABASE KEYS ACKNOWLEDGED               exit 1 where something is lost or half done
@main struct CrashWriter {
  static func main() async throws {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count >= 4 else { exit(64) }
    let store = try open(words[1])
    let keys = try keys(words[2])
    switch words[0] {
    case "write":
      guard words.count == 6, let count = Int(words[4]) else { exit(64) }
      try await write(store, keys, round: words[3], count: count, file: words[5])
    case "check": try await check(store, file: words[3])
    default: exit(64)
    }
    await store.close()
  }

  private static func open(_ database: String) throws -> any Store {
    database.hasPrefix("postgres")
      ? try PostgresStore(url: database, schema: "crash") : try SQLiteStore(path: database)
  }

  /// Lines `audit <64 hex digits>` and `seal <…>`.
  private static func keys(_ path: String) throws -> Keys {
    var found: [Substring: [UInt8]] = [:]
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2 else { exit(78) }
      let digits = Array(words[1])
      found[words[0]] = stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
        UInt8(String(digits[index...index + 1]), radix: 16)
      }
    }
    guard let audit = found["audit"], let seal = found["seal"] else { exit(78) }
    return Keys(audit: audit, seal: seal)
  }

  private static func write(
    _ store: any Store, _ keys: Keys, round: String, count: Int, file: String
  ) async throws {
    let acknowledged = Glibc.open(file, O_WRONLY | O_APPEND | O_CREAT, 0o600)
    guard acknowledged >= 0 else { exit(73) }
    let office = try await store.read { db in
      // One that there still is.
      try db.row(
        """
        SELECT unit_id
        FROM unit_version
        WHERE valid_to = '9999-12-31'
        ORDER BY unit_id DESC
        LIMIT 1
        """)?.get("unit_id", as: ID<Rules.Unit>.self)
    }
    guard let office else { exit(78) }
    tell(1, "ready\n")
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<count {
        group.addTask {
          do {
            let id = try await store.write { db in
              try add("\(round) người \(index)", to: office, db, act(keys))
            }
            tell(acknowledged, id.text + "\n")
          } catch {
            tell(2, "not acknowledged: \(error)\n")
          }
        }
      }
    }
    tell(1, "done\n")
  }

  /// A person and where they work: rows in two tables, an entry for each, in one transaction.
  private static func add(
    _ name: String, to unit: ID<Rules.Unit>, _ db: any Writer, _ act: Act
  ) throws -> ID<Person> {
    let person = try People.create(PersonDraft(fullName: name), for: unit, db, act)
    _ = try OfficeHoldings.appoint(
      OfficeDraft(person: person, unit: unit, post: .staff, title: "crash", from: act.today), db,
      act)
    return person
  }

  private static func act(_ keys: Keys) -> Act {
    let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    return Act(
      actor: .system("crash"), at: now, channel: .worker, request: "crash",
      chance: Chance { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }, keys: keys)
  }

  /// One call to the system per line: what was told is told, whatever kills the program afterwards.
  private static func tell(_ descriptor: Int32, _ line: String) {
    let bytes = Array(line.utf8)
    if Glibc.write(descriptor, bytes, bytes.count) != bytes.count { exit(74) }
  }

  /// The chain itself is for `soat audit verify` to look at.
  private static func check(_ store: any Store, file: String) async throws {
    let acknowledged = Set(
      try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init))
    let (people, posts, told) = try await store.read { db in
      (
        try ids("SELECT id FROM person", db),
        try ids("SELECT person_id AS id FROM office_holding", db),
        try ids("SELECT subject_id AS id FROM audit_entry WHERE action = 'person.create'", db)
      )
    }
    let lost = acknowledged.subtracting(people)
    print("\(acknowledged.count) acknowledged, \(people.count) kept, \(lost.count) lost")
    let isWhole = [posts, told].allSatisfy { $0.count == people.count && Set($0) == Set(people) }
    guard lost.isEmpty, isWhole else {
      print(
        "half done or lost: \(people.count) people, \(posts.count) posts, \(told.count) told of")
      exit(1)
    }
    let findings = try await store.integrity()
    guard findings.isEmpty else {
      print(findings.joined(separator: "\n"))
      exit(1)
    }
  }

  private static func ids(_ sql: SQL, _ db: any Reader) throws -> [String] {
    try db.rows(sql).map { try $0.get("id", as: String.self) }
  }
}
