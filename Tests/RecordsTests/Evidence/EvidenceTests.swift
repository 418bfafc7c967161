import Records
import Rules
import Store
import TestSupport
import Testing

private func officer(_ role: Role, _ unit: ID<Unit>) -> Act {
  TestOffice.act(Actor(account: nil, name: "thử", grants: [Grant(role: role, unit: unit)]))
}

/// A file of that text, as if it stood in the folder of files.
private func file(_ text: String, _ name: String = "bao-cao.pdf") throws -> KeptFile {
  KeptFile(
    sum: FileSum.of(Array(text.utf8)), kind: try #require(EvidenceKind.coded("pdf")), name: name)
}

/// The sample plan published: the commune's duty and the tree.
private func duty(
  _ tree: SampleTree, of unit: ID<Unit>, _ db: any Writer
) throws -> DutyLine {
  let act = TestOffice.act()
  if try Plans.list(db, act).isEmpty {
    let plan = try Plans.draft(
      PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "ke-hoach.txt",
      for: tree.province, db, act)
    try Plans.publish(plan, seen: 1, db, act)
  }
  let owed = try Duties.list(DutyQuestion(unit: unit), db, act).lines
  return try #require(owed.first { $0.role == .executing })
}

@Test(arguments: TestOffice.engines)
func `a piece proves several duties, has versions and is found`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let tree = try SampleTree.make(db, TestOffice.act())
      let duty = try duty(tree, of: tree.hoaLoc, db)
      let commune = officer(.unitOfficer, tree.hoaLoc)
      let facts = EvidenceFacts(
        title: "  Báo cáo  rà soát ", number: "12/BC-UBND",
        issuedOn: SampleTree.day("2026-11-19"), issuer: "UBND phường Hòa Lộc",
        effectiveFrom: SampleTree.day("2026-01-01"), effectiveTo: SampleTree.day("2026-06-30"))
      let id = try Evidence.add(facts, try file("một"), to: duty.id, remark: "Trang 3", db, commune)
      let line = try Evidence.find(id, db, commune)
      #expect(line.facts.title == "Báo cáo rà soát")
      #expect(line.unit == tree.hoaLoc && line.version == 1)
      #expect(!line.isInForce(on: commune.today))
      #expect(line.isInForce(on: SampleTree.day("2026-06-30")))
      try Evidence.addFile(try file("hai"), to: id, seen: 1, db, commune)
      #expect(throws: Refusal.self) {
        try Evidence.addFile(try file("ba"), to: id, seen: 1, db, commune)
      }
      #expect(throws: Refusal.self) {
        try Evidence.addFile(try file("hai"), to: id, seen: 2, db, commune)
      }
      let files = try Evidence.files(of: id, db, commune)
      #expect(files.map(\.position) == [2, 1])
      #expect(try Evidence.file(1, of: id, db, commune).file.sum == FileSum.of(Array("một".utf8)))
      let found = try Evidence.of(duty.id, db, commune)
      #expect(found.map(\.remark) == ["Trang 3"] && found[0].line.file.position == 2)
      let proofs = try Evidence.proofs(of: id, db, commune)
      #expect(proofs.list.map(\.duty.id) == [duty.id] && proofs.others == 0)
      for words in ["bao cao", "12/BC", "hòa lộc ra soat"] {
        let page = try Evidence.list(EvidenceQuestion(words: words), db, commune)
        #expect(page.lines.map(\.id) == [id], "\(words)")
        #expect(page.proofs[id] == 1)
      }
      #expect(try Evidence.list(EvidenceQuestion(words: "khác"), db, commune).lines.isEmpty)
      #expect(try Evidence.list(EvidenceQuestion(isUnused: true), db, commune).lines.isEmpty)
      try Evidence.change(
        id, EvidenceFacts(title: "Báo cáo bổ sung"), seen: 2, db, commune)
      #expect(throws: Refusal.self) {
        try Evidence.change(id, EvidenceFacts(title: "x"), seen: 2, db, commune)
      }
      let actions = try db.rows(
        "SELECT action FROM audit_entry WHERE subject_kind = 'evidence' ORDER BY seq"
      ).map { try $0.get("action", as: String.self) }
      #expect(
        actions == ["evidence.add", "evidence.link", "evidence.addFile", "evidence.change"])
      #expect(try Evidence.keptFiles(db).count == 2)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `what is wrong with a piece is said field by field`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let tree = try SampleTree.make(db, TestOffice.act())
      let commune = officer(.unitOfficer, tree.hoaLoc)
      let day = SampleTree.day("2026-11-21")
      for (facts, field) in [
        (EvidenceFacts(title: " "), "title"), (EvidenceFacts(title: "a\u{202E}b"), "title"),
        (EvidenceFacts(title: String(repeating: "a", count: 501)), "title"),
        (EvidenceFacts(title: "a", number: String(repeating: "1", count: 101)), "number"),
        (EvidenceFacts(title: "a", issuedOn: day), "issuedOn"),
        (
          EvidenceFacts(title: "a", effectiveFrom: day, effectiveTo: day.adding(days: -1)),
          "effectiveTo"
        ),
      ] {
        #expect("\(field)") {
          try Evidence.add(facts, try file("a"), of: tree.hoaLoc, db, commune)
        } throws: { error in
          guard case Refusal.invalid(let problems)? = error as? Refusal else { return false }
          return problems.map(\.field) == [field]
        }
      }
      #expect(try Evidence.keptFiles(db).isEmpty)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `others see a piece only through a duty that they see`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let tree = try SampleTree.make(db, TestOffice.act())
      let own = try duty(tree, of: tree.hoaLoc, db)
      let theirs = try duty(tree, of: tree.quangDien, db)
      let commune = officer(.unitOfficer, tree.hoaLoc)
      let other = officer(.unitOfficer, tree.quangDien)
      let agency = officer(.standingAgency, tree.province)
      let id = try Evidence.add(
        EvidenceFacts(title: "Báo cáo"), try file("a"), to: own.id, db, commune)
      #expect(throws: Refusal.notFound) { try Evidence.find(id, db, other) }
      #expect(throws: Refusal.notFound) { try Evidence.files(of: id, db, other) }
      #expect(throws: Refusal.notFound) { try Evidence.link(id, to: theirs.id, db, other) }
      #expect(throws: Refusal.notFound) { try Evidence.link(id, to: theirs.id, db, commune) }
      #expect(try Evidence.list(EvidenceQuestion(), db, other).lines.isEmpty)
      #expect(throws: Refusal.self) {
        try Evidence.add(EvidenceFacts(title: "x"), try file("b"), of: tree.hoaLoc, db, other)
      }
      let viewer = officer(.viewer, tree.hoaLoc)
      #expect(try Evidence.find(id, db, viewer).id == id)
      #expect(throws: Refusal.self) { try Evidence.unlink(id, from: own.id, "", db, viewer) }
      // The agency uses it for the other commune's duty: now that commune sees it, and the first duty not.
      try Evidence.link(id, to: theirs.id, remark: "Dùng chung", db, agency)
      #expect(try Evidence.find(id, db, other).id == id)
      let seen = try Evidence.proofs(of: id, db, other)
      #expect(seen.list.map(\.duty.id) == [theirs.id] && seen.others == 1)
      #expect(throws: Refusal.self) {
        try Evidence.change(id, EvidenceFacts(title: "x"), seen: 1, db, other)
      }
      // The same file in another unit is told only to those who see both.
      let copy = try Evidence.add(
        EvidenceFacts(title: "Bản sao"), try file("a"), of: tree.quangDien, db, other)
      let line = try Evidence.find(id, db, commune)
      #expect(try Evidence.sameFile(as: line, db, commune).isEmpty)
      #expect(try Evidence.sameFile(as: line, db, agency).map(\.id) == [copy])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `taking a piece off an accepted duty needs a reason`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let tree = try SampleTree.make(db, TestOffice.act())
      let duty = try duty(tree, of: tree.hoaLoc, db)
      let commune = officer(.unitOfficer, tree.hoaLoc)
      let agency = officer(.standingAgency, tree.province)
      let pieces = try ["a", "b"].map {
        try Evidence.add(EvidenceFacts(title: $0), try file($0), to: duty.id, db, commune)
      }
      try Evidence.unlink(pieces[0], from: duty.id, "", db, commune)
      #expect(throws: Refusal.notFound) {
        try Evidence.unlink(pieces[0], from: duty.id, "", db, commune)
      }
      try Duties.report(duty.id, "Xong.", seen: duty.version, db, commune)
      try Duties.accept(duty.id, seen: duty.version + 1, db, agency)
      #expect(throws: Refusal.self) {
        try Evidence.unlink(pieces[1], from: duty.id, " ", db, commune)
      }
      try Evidence.unlink(pieces[1], from: duty.id, "Nhầm tệp.", db, commune)
      #expect(try Evidence.of(duty.id, db, commune).isEmpty)
      #expect(try Evidence.find(pieces[1], db, commune).facts.title == "b")
      let last = try db.row(
        "SELECT after FROM audit_entry WHERE action = 'evidence.unlink' ORDER BY seq DESC LIMIT 1")
      #expect(try last?.get("after", as: String.self).contains("Nhầm tệp.") == true)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a bundle holds what its scope names and the actor sees`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let tree = try SampleTree.make(db, TestOffice.act())
      let own = try duty(tree, of: tree.hoaLoc, db)
      let theirs = try duty(tree, of: tree.quangDien, db)
      let agency = officer(.standingAgency, tree.province)
      let both = try Evidence.add(
        EvidenceFacts(title: "Chung"), try file("a"), to: own.id, db, agency)
      try Evidence.link(both, to: theirs.id, db, agency)
      try Evidence.add(EvidenceFacts(title: "Riêng"), try file("b"), to: theirs.id, db, agency)
      try Evidence.add(EvidenceFacts(title: "Rời"), try file("c"), of: tree.quangDien, db, agency)
      func titles(_ scope: EvidenceScope, _ act: Act) throws -> [String] {
        try EvidenceBundle.of(scope, db, act).lines.map(\.evidence.facts.title).sorted()
      }
      let plan = try #require(own.plan)
      #expect(try titles(EvidenceScope(plan: plan), agency) == ["Chung", "Chung", "Riêng"])
      #expect(try EvidenceBundle.of(EvidenceScope(plan: plan), db, agency).pieces.count == 2)
      let unit = EvidenceScope(unit: tree.quangDien)
      #expect(try titles(unit, agency) == ["Chung", "Riêng", "Rời"])
      let commune = officer(.unitOfficer, tree.hoaLoc)
      #expect(try titles(EvidenceScope(plan: plan), commune) == ["Chung"])
      #expect(throws: Refusal.notFound) { try titles(unit, commune) }
      var late = EvidenceScope(from: own.due.adding(days: 1))
      #expect(try titles(late, agency).isEmpty)
      late.from = own.due
      late.to = own.due
      #expect(try titles(late, agency) == ["Chung", "Chung", "Riêng"])
      late.to = own.due.adding(days: -1)
      for scope in [EvidenceScope(), late] {
        #expect(throws: Refusal.self) { try titles(scope, agency) }
      }
      let bundle = try EvidenceBundle.of(unit, db, agency)
      try bundle.record(unit, db, agency)
      let entry = try db.row("SELECT after FROM audit_entry ORDER BY seq DESC LIMIT 1")
      #expect(try entry?.get("after", as: String.self).contains("\"pieces\":\"3\"") == true)
    }
  }
}
