import Foundation
import Jobs
import Logging
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import soat

/// An office of one test: a folder, on PostgreSQL also a schema; both are gone afterwards.
private struct Place {
  let folder: String
  let engine: Engine
  private let name = "t" + UUID().uuidString.replacing("-", with: "").lowercased()

  static func on(_ engine: Engine, _ body: (Place) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/soat-\(UUID().uuidString)"
    let place = Place(folder: folder, engine: engine)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      try await body(place)
    } catch {
      try await place.drop()
      throw error
    }
    try await place.drop()
  }

  func path(_ name: String) -> String { folder + "/" + name }

  /// The flags for an office called `office`; another name is another office.
  func flags(_ office: String = "a") -> [String] {
    guard engine == .postgres else { return ["--database", path(office)] }
    return [
      "--database", TestDatabase.server ?? "", "--schema", name + office, "--data", path(office),
    ]
  }

  func settings(_ office: String = "a") async throws -> Settings {
    var flags: [String: String] = [:]
    let words = self.flags(office)
    for index in stride(from: 0, to: words.count, by: 2) {
      flags[String(words[index].dropFirst(2))] = words[index + 1]
    }
    return try await Settings.load(flags: flags, environment: [:])
  }

  func open(_ office: String = "a") async throws -> Office {
    try await Database.open(settings(office), making: true)
  }

  func run(_ arguments: [String], office: String = "a") async -> (
    code: Int32, out: String, errors: String
  ) {
    let (out, errors) = (Outlet(descriptor: nil), Outlet(descriptor: nil))
    let code = await Entry.run(arguments + flags(office), out: out, errors: errors)
    return (code, out.text, errors.text)
  }

  /// Changes the office's tables behind its back.
  func tamper(_ statements: [SQL], office: String = "a") async throws {
    let settings = try await settings(office)
    let store = try await DatabasePlace.store(settings, DatabasePlace.folder(settings))
    try await store.write { db in for statement in statements { try db.execute(statement) } }
    await store.close()
  }

  private func drop() async throws {
    guard engine == .postgres, let server = TestDatabase.server else { return }
    for schema in ["a", "b"].map({ name + $0 }) {
      let store = try PostgresStore(url: server, schema: schema, poolSize: 1)
      try await store.prepare()
      _ = try await store.write { try $0.execute(.script("DROP SCHEMA \"\(schema)\" CASCADE")) }
      await store.close()
    }
  }
}

private func write(_ count: Int, _ office: Office, at: Instant? = nil) async throws {
  for number in 1...count {
    let act =
      at.map {
        Act(
          actor: .system("t"), at: $0, channel: .worker, request: "r", chance: .system,
          keys: office.keys)
      } ?? office.act("t")
    try await office.store.write {
      try Audit.record("test.change", of: Subject("test", "\(number)"), after: ["a": nil], $0, act)
    }
  }
}

/// What those who run an office do to it, and what they have to find out.
struct OperateTests {
  @Test(arguments: TestOffice.engines)
  func `a new office is well, its folder closed to others`(engine: Engine) async throws {
    try await Place.on(engine) { place in
      #expect(await place.run(["audit", "verify"]).code == 78)
      let office = try await place.open()
      try await write(3, office)
      await office.store.close()
      let verified = await place.run(["audit", "verify"])
      #expect(verified.code == 0, "\(verified.errors)")
      #expect(verified.out.contains("3 mục"))
      let doctor = await place.run(["doctor"])
      #expect(doctor.code == 0, "\(doctor.out)")
      #expect(doctor.out.contains("nguyên vẹn"))
      for name in ["a", "a/secrets", "a/anchors", "a/files"] {
        let mode = try FileManager.default.attributesOfItem(atPath: place.path(name))
        #expect((mode[.posixPermissions] as? NSNumber)?.intValue == 0o700)
      }
      chmod(place.path("a/secrets"), 0o755)
      let open = await place.run(["doctor"])
      #expect(open.code == 1)
      #expect(open.out.contains("chmod 700"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `newest entries that are cut off are found at once, and still after more are written`(
    engine: Engine
  ) async throws {
    try await Place.on(engine) { place in
      var office = try await place.open()
      try await write(6, office)
      await office.store.close()
      try await place.tamper(["DELETE FROM audit_entry WHERE seq > 4"])
      let found = await place.run(["audit", "verify"])
      #expect(found.code == 76)
      #expect(found.out.contains("bị cắt"))
      office = try await place.open()
      try await write(9, office)
      await office.store.close()
      let later = await place.run(["audit", "verify"])
      #expect(later.code == 76)
      #expect(later.out.contains("mục 6 khác với mốc"))
    }
  }

  @Test(
    arguments: TestOffice.engines,
    [
      ("UPDATE audit_entry SET actor = 'x' WHERE seq = 2", "mục 2 đã bị sửa"),
      ("DELETE FROM audit_entry WHERE seq = 2", "mục 2 đã bị xóa"),
    ] as [(SQL, String)])
  func `tampering is named by its place`(engine: Engine, what: (SQL, String)) async throws {
    try await Place.on(engine) { place in
      let office = try await place.open()
      try await write(4, office)
      await office.store.close()
      try await place.tamper([what.0])
      let found = await place.run(["audit", "verify"])
      #expect(found.code == 76)
      #expect(found.out.contains(what.1))
      #expect(await place.run(["doctor"]).code == 1)
    }
  }

  @Test(arguments: ["head", "marks"])
  func `a mark that is altered or gone is told`(name: String) async throws {
    try await Place.on(.sqlite) { place in
      let office = try await place.open()
      try await write(2, office)
      await office.store.close()
      let path = place.path("a/anchors/" + name)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try (text.hasPrefix("head") ? "day" + text.dropFirst(4) : "x" + text).write(
        toFile: path, atomically: false, encoding: .utf8)
      let altered = await place.run(["audit", "verify"])
      #expect(altered.code == 76)
      #expect(altered.out.contains(name))
      try FileManager.default.removeItem(atPath: path)
      #expect(await place.run(["audit", "verify"]).code == 76)
    }
  }

  @Test func `the head is kept by several processes and never goes back`() async throws {
    try await Place.on(.sqlite) { place in
      let (one, two) = (try await place.open(), try await place.open())
      try await write(2, one)
      try await write(2, two)
      one.witness.note(AuditHead(seq: 2, mac: "older"))
      #expect(one.witness.read().head?.seq == 4)
      await one.store.close()
      await two.store.close()
      #expect(await place.run(["audit", "verify"]).code == 0)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `an export is written once and verified without the database`(engine: Engine) async throws {
    try await Place.on(engine) { place in
      let office = try await place.open()
      try await write(5, office)
      await office.store.close()
      let file = place.path("log.jsonl")
      let written = await place.run(["audit", "export", file])
      #expect(written.code == 0, "\(written.errors)")
      #expect(await place.run(["audit", "export", file]).code == 73)
      let mode = try FileManager.default.attributesOfItem(atPath: file)
      #expect((mode[.posixPermissions] as? NSNumber)?.intValue == 0o440)
      let key = place.path("a/secrets/keys")
      func verify(_ path: String) async -> (code: Int32, out: String) {
        let out = Outlet(descriptor: nil)
        let code = await Entry.run(
          ["audit", "verify", "--file", path, "--key", key], out: out,
          errors: Outlet(descriptor: nil))
        return (code, out.text)
      }
      #expect(await verify(file).code == 0)
      let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      let tries: [([Substring], String)] = [
        (lines.dropLast(), "bị cắt"), (lines.filter { !$0.contains("\"seq\":3,") }, "đã bị xóa"),
        ([lines[0], lines[2], lines[1]] + lines[3...], "đổi thứ tự"),
        (lines.map { $0.replacing("\"t\"", with: "\"u\"")[...] }, "đã bị sửa"),
        (lines + [lines[2]], "chèn thêm"), (lines + ["{}"], "không phải"),
      ]
      for (index, tried) in tries.enumerated() {
        let path = place.path("try\(index)")
        try (tried.0.joined(separator: "\n") + "\n").write(
          toFile: path, atomically: true, encoding: .utf8)
        let found = await verify(path)
        #expect(found.code == 76)
        #expect(found.out.contains(tried.1), "\(tried.1): \(found.out)")
      }
      let head = place.path("head")
      try (lines.dropFirst().joined(separator: "\n") + "\n").write(
        toFile: head, atomically: true, encoding: .utf8)
      #expect(await verify(head).code == 76)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `only what is old and exported is cut, and the rest stays verifiable`(
    engine: Engine
  ) async throws {
    try await Place.on(engine) { place in
      let office = try await place.open()
      let old = Instant.now.adding(seconds: -3 * 366 * 86_400)
      try await write(4, office, at: old)
      try await write(2, office)
      await office.store.close()
      #expect(await place.run(["audit", "cut"]).out.contains("Không có mục nào"))
      #expect(await place.run(["audit", "export", place.path("x")]).code == 0)
      let cut = await place.run(["audit", "cut"])
      #expect(cut.out.contains("đến mục 4"), "\(cut.errors)")
      let verified = await place.run(["audit", "verify"])
      #expect(verified.code == 0, "\(verified.out)")
      #expect(verified.out.contains("4 mục") && verified.out.contains("đến 4 đã cắt"))
      #expect(await place.run(["audit", "export", place.path("y")]).code == 0)
      try await place.tamper(["DELETE FROM audit_entry WHERE seq = 5"])
      #expect(await place.run(["audit", "verify"]).out.contains("mục 5 đã bị xóa"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `an office that was destroyed comes back from its backup`(engine: Engine) async throws {
    try await Place.on(engine) { place in
      let office = try await place.open()
      try await write(5, office)
      let content = Array("minh chứng".utf8)
      let evidence = Digest.sha256(content)
      try Data(content).write(to: URL(filePath: office.folder.files + "/" + evidence))
      let backup = place.path("backup")
      let made = await place.run(["backup", backup, "--with-keys"])
      #expect(made.code == 0, "\(made.errors)")
      #expect(await place.run(["backup", backup]).code == 73)
      await office.store.close()
      try FileManager.default.removeItem(atPath: place.path("a"))

      let restored = await place.run(["restore", backup], office: "b")
      #expect(restored.code == 0, "\(restored.errors)")
      #expect(await place.run(["doctor"], office: "b").code == 0)
      let copy = try await place.open("b")
      let entries = try await copy.store.read { try Audit.run(after: 0, $0) }
      #expect(entries.count == 6)
      #expect(entries.last?.action == "office.restore")
      #expect(
        FileManager.default.contents(atPath: copy.folder.files + "/" + evidence) == Data(content))
      await copy.store.close()
      #expect(await place.run(["restore", backup], office: "b").code == 64)
      #expect(await place.run(["doctor"], office: "b").code == 0)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a damaged backup is refused before anything is written`(engine: Engine) async throws {
    try await Place.on(engine) { place in
      let office = try await place.open()
      try await write(3, office)
      try Data("a".utf8).write(to: URL(filePath: office.folder.files + "/a"))
      await office.store.close()
      #expect(await place.run(["backup", place.path("backup")]).code == 0)
      #expect(await place.run(["restore", place.path("backup")], office: "b").code == 64)
      let keys = ["--keys", place.path("a/secrets/keys")]
      for (index, name) in ["database", "files/a", "anchors/marks", "manifest"].enumerated() {
        let copy = place.path("copy\(index)")
        try FileManager.default.copyItem(atPath: place.path("backup"), toPath: copy)
        var bytes = try Data(contentsOf: URL(filePath: copy + "/" + name))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: copy + "/" + name))
        let refused = await place.run(["restore", copy] + keys, office: "b")
        #expect(refused.code == 65, "\(name): \(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: place.path("b/secrets")))
      }
      #expect(await place.run(["restore", place.path("backup")] + keys, office: "b").code == 0)
    }
  }

  @Test func `doctor tells of a file that is not what its name says`() async throws {
    try await Place.on(.sqlite) { place in
      let office = try await place.open()
      let name = Digest.sha256("a".utf8)
      let place = office.files.path(name)
      try FileManager.default.createDirectory(
        atPath: URL(filePath: place).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      try Data("b".utf8).write(to: URL(filePath: place))
      let findings = try await Checkup.all(office, now: .now)
      #expect(findings.contains { $0.name == "tệp minh chứng" && $0.state == .bad })
      try await write(1, office)
      let early = try await Checkup.all(office, now: Instant.now.adding(seconds: -3_600))
      #expect(early.contains { $0.name == "đồng hồ" && $0.state == .bad })
      await office.store.close()
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the worker does what is due, notes it, and survives what fails`(
    engine: Engine
  ) async throws {
    try await Place.on(engine) { place in
      let office = try await place.open()
      struct Trouble: Error {}
      let jobs =
        [Job.periodic("trouble", .daily) { _, _ in throw Trouble() }] + OfficeJobs.all(office)
      let worker = Worker(
        jobs, office.store,
        logger: Logger(label: "test") { _ in
          SwiftLogNoOpLogHandler()
        }
      ) { office.act("worker", channel: .worker) }
      await worker.runDue()
      let runs = try await office.store.read { try JobRuns.all($0) }
      #expect(runs.count == jobs.count)
      #expect(runs.filter { !$0.isDone }.map(\.name) == ["trouble"])
      let marks = office.witness.read().marks
      #expect(marks.last?.kind == .day)
      await worker.runDue()
      #expect(office.witness.read().marks == marks)
      let findings = try await Checkup.all(office, now: .now)
      #expect(findings.filter { $0.state == .bad }.isEmpty, "\(findings)")
      await office.store.close()
    }
  }

  @Test(arguments: [
    (Job.Period.daily, Int64(56_700)), (.dailyAt(hour: 7), 81_900), (.dailyAt(hour: 9), 2_700),
    (.minutes(10), 600),
  ])
  func `a periodic job comes again when its time has come`(_ period: Job.Period, _ seconds: Int64) {
    let now = TestOffice.morning
    #expect(period.next(after: now) == now.adding(seconds: seconds))
    #expect(period.next(after: period.next(after: now)) > period.next(after: now))
  }

  @Test(arguments: [
    ("2026-11-20", 12, "2025-11-20"), ("2028-02-29", 12, "2027-02-28"),
    ("2026-01-31", 14, "2024-11-30"),
  ])
  func `months of retention are counted back`(_ today: String, _ months: Int, _ first: String)
    throws
  {
    let today = try #require(CivilDate(iso: today))
    #expect(Retention.firstDayKept(today, months).iso == first)
  }

  @Test func `a password goes into the address where it belongs`() throws {
    #expect(
      try DatabasePlace.address("postgres://a@h/x?host=/run", "p@:/ é")
        == "postgres://a:p%40%3A%2F%20%C3%A9@h/x?host=/run")
    #expect(throws: CommandFailure.self) { try DatabasePlace.address("postgres://h/x", "p") }
  }
}
