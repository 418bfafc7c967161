import Foundation
import Logging
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Jobs

/// `scripts/mail_server.py`, for as long as a test runs.
private struct MailBox {
  let folder: URL
  let port: Int
  private let process: Process
  private let input: Pipe

  init(_ mode: String, _ folder: URL) throws {
    self.folder = folder
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "scripts/mail_server.py")
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path, folder.path, mode]
    let output = Pipe()
    input = Pipe()
    process.standardOutput = output
    process.standardInput = input
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(line.filter(\.isNumber)))
  }

  func stop() {
    // It reads to the end of its input.
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  var mails: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".eml") }.sorted()
        .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    }
  }
}

/// An office whose notices go to a mail server that behaves as `mode` says.
private struct Office {
  let store: any Store
  let account: ID<Account>
  let worker: Worker

  init(
    _ store: any Store, port: Int, security: MailServer.Security = .none
  ) async throws {
    self.store = store
    account = try await store.write { db in
      let act = TestOffice.act()
      let draft = PersonDraft(fullName: "Trần Thị Hạnh", email: "hanh@tanan.example")
      let id = try Accounts.create(
        NewAccount(
          holder: .person(try People.create(draft, for: nil, db, act)), login: "hanh", unit: nil),
        password: nil, db, act)
      try Mailing.note(isOn: true, db)
      return id
    }
    let server = MailServer(host: "127.0.0.1", port: port, security: security)
    let from = try #require(MailMessage.Mailbox(name: "Sở Nội vụ", address: "soat@tanan.example"))
    let mail = MailJob(
      server, from: from, office: "Sở Nội vụ", publicURL: "https://soat.example")
    worker = Worker(
      [mail.job], store, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) { TestOffice.act(channel: .worker) }
  }

  func tell(_ words: String) async throws {
    try await store.write { [account] db in
      try Notices.tell(
        "Báo cáo “\("Rà soát")” bị trả lại: \(words)", about: .reminders, to: .account(account),
        db, TestOffice.act())
    }
  }

  func jobs() async throws -> [QueuedJob] {
    try await store.read { db in
      try QueuedJob.State.allCases.flatMap {
        try JobQueue.list($0, db, TestOffice.act()).jobs
      }
    }
  }
}

struct MailJobTests {
  private static func on(
    _ engine: Engine, _ mode: String, _ body: @Sendable (Office, MailBox) async throws -> Void
  ) async throws {
    try await TestOffice.on(engine) { store in
      try await TestDatabase.inFolder { folder in
        let box = try MailBox(mode, folder)
        defer { box.stop() }
        try await body(try await Office(store, port: box.port), box)
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what a person is told reaches their mailbox, once`(engine: Engine) async throws {
    try await Self.on(engine, "") { office, box in
      try await office.tell("thiếu\r\n.\r\nQUIT")
      try await office.tell("sai")
      for _ in 0..<2 { await office.worker.runDue() }
      let mails = try box.mails
      #expect(mails.count == 2)
      #expect(mails.allSatisfy { $0.contains("To: =?UTF-8?B?") })
      let bodies = mails.map { mail in
        let encoded = mail.split(separator: "\r\n\r\n").last ?? ""
        let data = Data(base64Encoded: String(encoded.filter { !$0.isNewline })) ?? Data()
        return String(decoding: data, as: UTF8.self)
      }
      #expect(
        bodies.allSatisfy {
          $0.hasPrefix("Kính gửi Trần Thị Hạnh,\r\n")
            && $0.contains("– Báo cáo “Rà soát” bị trả lại: ")
            && $0.contains("https://soat.example/notices\r\n")
        }, "\(bodies)")
      let ids = mails.compactMap { $0.firstMatch(of: /Message-ID: <(\w{26})@tanan.example>/)?.1 }
      #expect(Set(ids).count == 2)
      #expect(try await office.jobs().map(\.state) == [.done, .done])
    }
  }

  @Test(arguments: [
    ("refuse", QueuedJob.State.failed, 0, "550"), ("busy", .waiting, 0, "451"),
    ("drop", .doubtful, 1, "SMTP"),
  ])
  func `an unknown mailbox is given up, a busy server asked again, a lost answer doubted`(
    mode: String, state: QueuedJob.State, kept: Int, note: String
  ) async throws {
    try await Self.on(.sqlite, mode) { office, box in
      try await office.tell("sai")
      for _ in 0..<2 { await office.worker.runDue() }
      let job = try #require(try await office.jobs().first)
      #expect(job.state == state, "\(job.note)")
      #expect(job.note.contains(note), "\(job.note)")
      #expect(try box.mails.count == kept)
    }
  }

  @Test func `nothing is said in the clear to a server that offers no TLS`() async throws {
    try await TestOffice.on(.sqlite) { store in
      try await TestDatabase.inFolder { folder in
        let box = try MailBox("", folder)
        defer { box.stop() }
        let office = try await Office(store, port: box.port, security: .starttls)
        try await office.tell("sai")
        await office.worker.runDue()
        #expect(try await office.jobs().map(\.state) == [.waiting])
        #expect(try box.mails.isEmpty)
      }
    }
  }

  @Test func `a server that is away is tried again, longer and longer, then given up`()
    async throws
  {
    try await TestOffice.on(.sqlite) { store in
      // Port 1 of the loopback is nobody's.
      let office = try await Office(store, port: 1)
      try await office.tell("sai")
      await office.worker.runDue()
      let job = try #require(try await office.jobs().first)
      #expect(job.state == .waiting && job.attempts == 1)
      #expect(job.due == TestOffice.morning.adding(seconds: 60))
    }
    var (now, waits) = (TestOffice.morning, 0)
    while let next = BackOff.next(after: waits + 1, now: now) {
      #expect(next > now)
      (now, waits) = (next, waits + 1)
    }
    #expect(waits == 7)
  }
}
