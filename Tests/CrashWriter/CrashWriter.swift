import Foundation
import Records
import Rules
import Store

/// Writes until it is killed, for `scripts/crash-test`; and tells afterwards what must be true.
///
///     crash-writer write DATABASE ROUND COUNT ACKNOWLEDGED   COUNT concurrent audited writes; the id of each
///                                                           acknowledged one is added to the file
///     crash-writer check DATABASE ACKNOWLEDGED               exit 1 where something is lost or half done
@main struct CrashWriter {
  static func main() async throws {
    let words = CommandLine.arguments.dropFirst()
    guard let command = words.first, words.count >= 3 else { exit(64) }
    let rest = Array(words.dropFirst())
    let store = try open(rest[0])
    try await store.migrate(Schema.migrations)
    switch command {
    case "write": try await write(store, round: rest[1], count: Int(rest[2]) ?? 1000, file: rest[3])
    case "check": try await check(store, file: rest[1])
    default: exit(64)
    }
    await store.close()
  }

  private static func open(_ database: String) throws -> any Store {
    database.hasPrefix("postgres")
      ? try PostgresStore(url: database, schema: "crash") : try SQLiteStore(path: database)
  }

  private static func write(
    _ store: any Store, round: String, count: Int, file: String
  ) async throws {
    let acknowledged = Glibc.open(file, O_WRONLY | O_APPEND | O_CREAT, 0o600)
    guard acknowledged >= 0 else { exit(73) }
    tell(1, "ready\n")
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<count {
        group.addTask {
          let act = Act(
            actor: .system("crash"), at: Instant(milliseconds: Int64(index)), channel: .worker,
            request: "crash",
            chance: Chance { count in (0..<count).map { _ in UInt8.random(in: 0...255) } },
            keys: Keys(
              audit: [UInt8](repeating: 7, count: 32), seal: [UInt8](repeating: 9, count: 32)))
          let id: ID<Person> = act.newID()
          do {
            try await store.write { db in
              try db.execute(
                """
                INSERT INTO person (id, full_name, sort_key, search_key)
                VALUES (\(id), \(round), \("x"), \("x"))
                """)
              try Audit.record("person.add", of: .person(id), after: ["name": round], db, act)
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

  /// One call to the system per line: what was told is told, whatever kills the program afterwards.
  private static func tell(_ descriptor: Int32, _ line: String) {
    let bytes = Array(line.utf8)
    if Glibc.write(descriptor, bytes, bytes.count) != bytes.count { exit(74) }
  }

  private static func check(_ store: any Store, file: String) async throws {
    let acknowledged = try String(contentsOfFile: file, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let (people, subjects, last) = try await store.read { db in
      (
        try db.rows("SELECT id FROM person").map { try $0.get("id", as: String.self) },
        try db.rows("SELECT subject_id FROM audit_entry").map {
          try $0.get("subject_id", as: String.self)
        },
        try db.row("SELECT MAX(seq) AS seq FROM audit_entry")?.get("seq", as: Int?.self) ?? 0
      )
    }
    let lost = Set(acknowledged).subtracting(people)
    let isWhole = Set(people) == Set(subjects) && people.count == subjects.count
    print("\(acknowledged.count) acknowledged, \(people.count) kept, \(lost.count) lost")
    guard lost.isEmpty, isWhole, last == subjects.count else {
      print("half done or lost: \(people.count) rows, \(subjects.count) entries, last \(last)")
      exit(1)
    }
    let findings = try await store.integrity()
    guard findings.isEmpty else {
      print(findings.joined(separator: "\n"))
      exit(1)
    }
  }
}
