internal import Rules
internal import Store

/// Duties that come from a committee and from no plan.
enum CommitteeDuties {
  struct Order {
    let title: String
    let product: String
    let due: CivilDate
    let giver: ID<Unit>
  }

  /// One duty for each unit; those of coordinating units belong to the lead's.
  static func give(
    _ order: Order, to holders: [(unit: ID<Unit>, role: DutyRole)], _ db: any Writer, _ act: Act
  ) throws -> [ID<Duty>] {
    try DutyMaking(by: order.giver, db, act).make(
      DutyMaking.Matter(title: order.title, product: order.product),
      holders.map { DutyMaking.Holder(unit: $0.unit, role: $0.role) }, due: order.due, db)
  }

  static func drop(
    _ duties: [ID<Duty>], _ words: String, _ db: any Writer, _ act: Act
  ) throws {
    try db.execute(
      """
      UPDATE duty SET stage = 'dropped', version = version + 1 WHERE id IN \(list: duties)
      """)
    for duty in duties { try DutySteps.add("drop", to: duty, words, db, act) }
  }

  /// The units that shares name, on the day: each once, in its highest role, those named singly before those of
  /// groups.
  static func holders(
    of shares: [TaskShare], in tree: [UnitGroups.Member]
  ) -> [(unit: ID<Unit>, role: DutyRole)] {
    var taken: Set<ID<Unit>> = []
    var holders: [(unit: ID<Unit>, role: DutyRole)] = []
    for role in DutyRole.allCases {
      for share in shares where share.role == role {
        for unit in units(share.who, tree) where taken.insert(unit).inserted {
          holders.append((unit, role))
        }
      }
    }
    return holders
  }

  private static func units(_ who: TaskShare.Who, _ tree: [UnitGroups.Member]) -> [ID<Unit>] {
    switch who {
    case .unit(let id): [id]
    case .group(let group):
      tree.filter { $0.depth > 0 && group.contains($0.kind, depth: $0.depth) }.map(\.id)
    case .outside, .unknown: []
    }
  }
}
