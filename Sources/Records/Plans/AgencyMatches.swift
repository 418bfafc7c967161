internal import Rules
internal import Store

/// Whom the words for agencies mean in the tree of one unit: what an officer settled before, then the names of
/// the units, then groups.
struct AgencyMatches {
  private let memory: [String: TaskShare.Who]
  /// Units under the issuing one and itself, by folded name.
  private let names: [String: [ID<Unit>]]
  private let members: Set<ID<Unit>>
  private let tree: [UnitGroups.Member]

  init(of unit: ID<Unit>, on day: CivilDate, _ db: any Reader) throws {
    memory = Dictionary(
      try db.rows("SELECT words, unit_id, unit_group FROM agency_memory WHERE owner_id = \(unit)")
        .map { row in
          let settled: ID<Unit>? = try row.get("unit_id")
          let group = try row.get("unit_group", as: String?.self).flatMap(UnitGroup.init(rawValue:))
          return (
            try row.get("words"),
            settled.map { TaskShare.Who.unit($0) } ?? group.map { .group($0) } ?? .outside
          )
        }, uniquingKeysWith: { first, _ in first })
    var names: [String: [ID<Unit>]] = [:]
    tree = try UnitGroups.tree(of: unit, on: day, db)
    members = Set(tree.map(\.id))
    for member in tree {
      for name in Set([member.folded, member.foldedName]) {
        names[name, default: []].append(member.id)
      }
    }
    self.names = names
  }

  func shares(
    _ lead: [String], _ coordinating: [String], _ executing: [String]
  ) -> [TaskShare] {
    lead.map { share($0, .lead) } + coordinating.map { share($0, .coordinating) }
      + executing.map { share($0, .executing) }
  }

  private func share(_ words: String, _ role: DutyRole) -> TaskShare {
    if let who = memory[AgencyMatching.memory(words)], isInForce(who) {
      return TaskShare(role: role, words: words, who: who, isSure: true)
    }
    for key in AgencyMatching.keys(words) {
      guard let found = names[key] else { continue }
      // Several units of one name: the officer says which.
      guard found.count == 1 else { break }
      return TaskShare(role: role, words: words, who: .unit(found[0]), isSure: true)
    }
    if let group = AgencyMatching.group(words) {
      // "Các ngành" of a district are its divisions.
      let hasMembers = tree.contains { group.group.contains($0.kind, depth: $0.depth) }
      return TaskShare(
        role: role, words: words, who: .group(hasMembers ? group.group : .organs),
        isSure: group.isSure && hasMembers)
    }
    return TaskShare(role: role, words: words, who: .unknown, isSure: false)
  }

  /// Whose numbers count for a target that binds `scope`: a level, a group, a unit; unknown for the issuing unit.
  func holder(_ scope: String) -> TaskShare.Who {
    guard !scope.isEmpty else { return .unknown }
    if let level = AgencyMatching.level(scope) {
      let group: UnitGroup? =
        level == .commune ? .communes : level == .district ? .districts : nil
      let isThere = tree.contains { $0.depth > 0 && $0.kind.level == level }
      return isThere ? group.map { .group($0) } ?? .unknown : .unknown
    }
    return share(scope, .executing).who
  }

  /// A unit that was settled once may have ended since.
  private func isInForce(_ who: TaskShare.Who) -> Bool {
    switch who {
    case .unit(let id): members.contains(id)
    case .group, .outside: true
    case .unknown: false
    }
  }
}

/// The members of groups of units.
enum UnitGroups {
  struct Member: Sendable {
    let id: ID<Unit>
    let kind: UnitKind
    let depth: Int
    let folded: String
    let foldedName: String
  }

  /// A unit (depth 0) and all under it on a day.
  static func tree(
    of unit: ID<Unit>, on day: CivilDate, _ db: any Reader
  ) throws -> [Member] {
    try db.rows(
      """
      WITH RECURSIVE under (id, depth) AS (
        SELECT id, 0 FROM unit WHERE id = \(unit)
        UNION ALL
        SELECT v.unit_id, under.depth + 1
        FROM under
        JOIN unit_version v ON v.parent_id = under.id
        WHERE v.valid_from <= \(day) AND v.valid_to >= \(day) AND under.depth < 20
      )
      SELECT v.unit_id, v.kind, v.name, v.folded_name, under.depth
      FROM under
      JOIN unit_version v ON v.unit_id = under.id
      WHERE v.valid_from <= \(day) AND v.valid_to >= \(day)
      ORDER BY under.depth, v.sort_key, v.unit_id
      """
    ).map { row in
      Member(
        id: try row.get("unit_id"), kind: try row.choice("kind"), depth: try row.get("depth"),
        folded: try row.get("folded_name"),
        foldedName: VietnameseOrder.foldedName(try row.get("name")))
    }
  }
}
