import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

extension OfficeSite {
  fileprivate func tell(_ account: ID<Account>, _ count: Int = 1) async throws {
    try await store.write { db in
      for index in 0..<count {
        try Notices.tell(
          "Báo cáo “\("<script>alert(\(index))</script>")” bị trả lại: \("thiếu số liệu")",
          about: .unit(tree.hoaLoc), to: .account(account), db, TestOffice.act())
      }
    }
  }
}

extension OfficeSite {
  /// Of the whole office, with the second factor that administrators must have.
  fileprivate func administrator() async throws -> OfficeVisitor {
    let visitor = try await visitor(.administrator, nil)
    try await store.write { [account = visitor.account] db in
      let act = TestOffice.act()
      try db.execute(
        """
        INSERT INTO second_factor (account_id, secret, confirmed_at, last_step)
        VALUES (\(account), \([UInt8]([1])), \(act.at), 0)
        """)
      try db.execute(
        "UPDATE session SET second_factor_at = \(act.at) WHERE account_id = \(account)")
    }
    return visitor
  }
}

/// What people are told, on their pages.
struct NoticePageTests {
  @Test(arguments: TestOffice.engines)
  func `the bell counts, a notice leads to its thing and is read then`(engine: Engine) async throws
  {
    try await onOffice(engine) { site in
      let visitor = try await site.visitor(.unitOfficer, site.tree.hoaLoc)
      #expect(try await visitor.get(NoticePath.all).contains("Chưa có thông báo nào"))
      #expect(!visitor.page.contains("<b class=\"count\">"))
      try await site.tell(visitor.account, 2)
      #expect(try await visitor.get("/").contains("<b class=\"count\">2<"))
      try await visitor.get(NoticePath.all)
      #expect(visitor.page.contains("bị trả lại: thiếu số liệu"))
      #expect(!visitor.page.contains("<script>alert"))
      let action = try #require(visitor.page.firstMatch(of: #/action="(/notices/\w{26}/reading)"/#))
      try await visitor.post(String(action.1), [])
      #expect(visitor.location == OrganisationPath.unit(site.tree.hoaLoc))
      #expect(try await visitor.follow().contains("<b class=\"count\">1<"))
      let other = try await site.visitor(.standingAgency, site.tree.province)
      try await other.get(NoticePath.all)
      try await other.post(String(action.1), [])
      #expect(other.status == .notFound)
      try await visitor.get(NoticePath.all)
      let newest = try #require(
        visitor.page.firstMatch(of: /name="through" value="(\w{26})"/)
      ).1
      try await other.post(NoticePath.reading, [("through", String(newest))])
      try await visitor.get(NoticePath.all)
      #expect(visitor.page.contains("<b class=\"count\">1<"))
      try await visitor.post(NoticePath.reading, [("through", String(newest))])
      #expect(try await visitor.follow().contains("Không có thông báo chưa đọc"))
      try await visitor.post(NoticePath.reading, [("through", "x")])
      #expect(visitor.status == .notFound)
      #expect(try await visitor.get("/notices?show=unread").contains("Đã đọc hết thông báo"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `many notices stand on several pages and are not counted without end`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { site in
      let visitor = try await site.visitor(.leader, site.tree.hoaLoc, language: "en")
      try await site.tell(visitor.account, 120)
      try await visitor.get(NoticePath.all)
      #expect(visitor.page.contains("<b class=\"count\">99+<"))
      #expect(visitor.page.contains("was returned: thiếu số liệu"))
      let next = try #require(visitor.page.firstMatch(of: /rel="next" href="([^"]+)"/)).1
      try await visitor.get(String(next).replacing("&amp;", with: "&"))
      #expect(visitor.page.matches(of: /class="new"/).count == 50)
      #expect(!visitor.page.contains("name=\"through\""))
      #expect(try await visitor.get("/notices?before=x&show=y").contains("class=\"new\""))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a person chooses whether notices come by mail`(engine: Engine) async throws {
    try await onOffice(engine) { site in
      let visitor = try await site.visitor(.leader, site.tree.hoaLoc)
      #expect(try await !visitor.get(NoticePath.all).contains("/notices/mail"))
      try await site.store.write { try Mailing.note(isOn: true, $0) }
      #expect(try await visitor.get(NoticePath.all).contains("chưa có địa chỉ thư"))
      try await site.store.write { db in
        _ = try db.execute("UPDATE person SET email = 'a@tanan.example'")
      }
      #expect(try await visitor.get(NoticePath.all).contains("gửi đến a@tanan.example"))
      try await visitor.post(NoticePath.mail, [("mail", "off")])
      #expect(try await visitor.follow().contains("không được gửi đến a@tanan.example"))
      try await visitor.post(NoticePath.mail, [("mail", "on")])
      #expect(try await visitor.follow().contains("Thôi nhận thư"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `administrators see what was not done, and decide`(engine: Engine) async throws {
    try await onOffice(engine) { site in
      let admin = try await site.administrator()
      #expect(try await admin.get(NoticePath.jobs).contains("Không có việc nào cần người xử lý"))
      let id = try await site.store.write { db in
        let act = TestOffice.act()
        let id = try JobQueue.add("mail", "x", db, act)
        _ = try JobQueue.take(
          ["mail"], owner: "a", until: act.at.adding(seconds: 60), db, now: act.at)
        try JobQueue.fail(id, owner: "a", "SMTP <550>", next: nil, db, now: act.at)
        return id
      }
      try await admin.get(NoticePath.jobs)
      #expect(admin.page.contains("1 việc cần người xử lý"))
      #expect(admin.page.contains("SMTP &lt;550&gt;") && admin.page.contains("Gửi thư"))
      try await admin.post(NoticePath.retryFailed, [])
      #expect(try await admin.follow().contains("đã thôi thử được đưa vào hàng chờ"))
      try await admin.post(NoticePath.retryFailed, [])
      try await site.store.write { db in
        _ = try db.execute("UPDATE job SET state = 'doubtful' WHERE id = \(id)")
      }
      #expect(try await !admin.follow().contains("action=\"\(NoticePath.retryFailed)\""))
      try await admin.post(NoticePath.retry(id), [])
      #expect(try await admin.follow().contains("hàng chờ chạy lại"))
      try await admin.post(NoticePath.dismissal(id), [])
      #expect(admin.status == .conflict)
      #expect(try await admin.get("/jobs?state=done").contains("Không có việc nào"))
      let leader = try await site.visitor(.leader, nil)
      try await leader.get(NoticePath.jobs)
      #expect(leader.status == .notFound)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the steps of reminding are changed, never over somebody else's change`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { site in
      let admin = try await site.administrator()
      #expect(try await admin.get(NoticePath.reminders).contains("value=\"5, 1\""))
      let fields = [("before", "10"), ("after", "2, 4"), ("headAfter", ""), ("digest", "daily")]
      try await admin.post(NoticePath.reminders, fields)
      #expect(try await admin.follow().contains("Đã ghi các bước nhắc việc"))
      let ladder = try await site.store.read { try Reminders.ladder($0).ladder }
      #expect(
        ladder
          == ReminderLadder(
            before: [10], onDay: false, after: [2, 4], headAfter: nil, digest: .daily))
      try await admin.get(NoticePath.reminders)
      try await admin.post(NoticePath.reminders, [("before", "0"), ("digest", "yearly")])
      #expect(admin.status == .unprocessableContent)
      try await admin.post(
        NoticePath.reminders, fields + [("version", "0"), ("submission", "")])
      #expect(admin.status == .conflict)
    }
  }
}
