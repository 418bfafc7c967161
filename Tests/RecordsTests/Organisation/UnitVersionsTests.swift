import Records
import Rules
import Store
import TestSupport
import Testing

/// Random numbers that are the same in every run, so that a failure can be seen again.
private struct Dice {
  var state: UInt64

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(sides))
  }
}

/// One random change; what the rules refuse is refused, and changes nothing.
private func change(
  _ tree: SampleTree, _ dice: inout Dice, _ db: any Writer, _ act: Act
) throws {
  let day = SampleTree.firstJuly.adding(days: dice.roll(900) - 60)
  let unit = [tree.economy, tree.hoaLoc, tree.quangDien][dice.roll(3)]
  let old = try Units.find(unit, on: day, db, act)
  var state = old.state
  state.name = "Tên \(dice.roll(30))"
  if old.kind.level == .commune { state.kind = [.ward, .commune, .township][dice.roll(3)] }
  if old.kind == .division { state.parent = [tree.hoaLoc, tree.quangDien][dice.roll(2)] }
  do {
    switch dice.roll(10) {
    case 0:
      let ending = UnitEnding(last: day, reason: "thử", under: .endToo)
      try Units.end(unit, ending, seen: old.version, db, act)
    case 1: try Units.withdrawEnd(unit, until: day, seen: old.version, db, act)
    case 2: try Units.correct(unit, stateOn: day, to: state, seen: old.version, db, act)
    default: try Units.change(unit, to: state, from: day, seen: old.version, db, act)
    }
  } catch is Refusal {}
}

@Test(arguments: TestOffice.engines, [1, 2, 3, 4])
func `versions of a unit follow one another without gap or overlap`(
  engine: Engine, seed: UInt64
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    let tree = try await store.write { try SampleTree.make($0, act) }
    var dice = Dice(state: seed)
    for _ in 0..<60 {
      let start = dice.state
      _ = dice.roll(2)
      // A refusal half way undoes the whole write, as a request would.
      try? await store.write { db in  // what is refused is part of the trial
        var dice = Dice(state: start)
        try change(tree, &dice, db, act)
      }
      for _ in 0..<8 { _ = dice.roll(2) }
    }
    let histories = try await store.read { db in
      try [tree.economy, tree.hoaLoc, tree.quangDien].map { try Units.history(of: $0, db, act) }
    }
    #expect(histories.contains { $0.count > 3 })
    for history in histories {
      #expect(history.first?.stateFrom == history.first?.from)
      #expect(history.last?.stateTo == history.last?.to)
      for (one, next) in zip(history, history.dropFirst()) {
        #expect(next.stateFrom == one.stateTo.adding(days: 1))
      }
    }
  }
}
