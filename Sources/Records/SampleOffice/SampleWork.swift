internal import Rules
internal import Store

/// The work of the sample office: duties of three plans in every stage, on time and late.
struct SampleWork {
  let units: [String: ID<Unit>]
  let accounts: [String: ID<Account>]
  let db: any Writer
  let act: Act

  /// Days before today on which the plan was published.
  static let age = 60

  func make() throws {
    guard let province = units["tan-an"] else { return }
    let first = self.by("hanh.tt", -SampleWork.age)
    let text = SamplePlanText.text(signed: first.today, today: act.today)
    let plan = try Plans.draft(
      PlanReader.read(text), text: text, name: "ke-hoach-215.txt", for: province, db, first)
    try Plans.publish(plan, seen: 1, db, by("minh.nv", -SampleWork.age))
    try inspect(plan)
    try review(plan)
    try goOn(plan)
    try makeYear(for: province)
    try makeTree(for: province)
    try direct()
    try SampleNotices.make(db, act)
  }

  /// The lead and those who coordinate, all done; one of them too late.
  private func inspect(_ plan: ID<OfficePlan>) throws {
    let title = SamplePlanText.inspection
    let lead = try duty(title, "noi-vu", plan)
    try report(lead, "Đã trình ban hành Kế hoạch kiểm tra số 221/KH-UBND.", by("hanh.tt", -46))
    try accept(lead, by("minh.nv", -44))
    let justice = try duty(title, "tu-phap", plan)
    try report(justice, "Đã góp ý dự thảo, cử 02 công chức tham gia đoàn.", by("son.hm", -47))
    try accept(justice, by("hanh.tt", -46))
    let finance = try duty(title, "tai-chinh", plan)
    try report(finance, "Đã bố trí kinh phí kiểm tra.", officer("tai-chinh", "Bùi Thu Hà", -36))
    try accept(finance, by("hanh.tt", -35))
  }

  private func review(_ plan: ID<OfficePlan>) throws {
    func owed(_ unit: String) throws -> ID<Duty> {
      try duty(SamplePlanText.review, unit, plan)
    }
    let phuLoc = try owed("phu-loc")
    try report(phuLoc, "Đã rà soát 112 thủ tục.", by("thao.hh", -26))
    try sendBack(phuLoc, "Chưa nêu phương án đơn giản hóa của từng thủ tục.", by("hanh.tt", -24))
    try report(
      phuLoc, "Đã bổ sung phương án đơn giản hóa 9 thủ tục lĩnh vực đất đai và hộ tịch.",
      by("thao.hh", -21))
    try accept(phuLoc, by("hanh.tt", -20))
    try done("ben-cat", "lan.vt", "Võ Thị Lan", -15, -12, plan)
    try done("tan-an-1", nil, "Đinh Công Thành", -17, -14, plan)
    try done("tan-hoi", nil, "Ưng Thị Ý Nhi", -9, -7, plan)
    try report(
      owed("long-thanh"), "Đã rà soát 98 thủ tục, đề xuất đơn giản hóa 4 thủ tục.",
      officer("long-thanh", "Trịnh Văn Sáu", -8))
    let binhHoa = try owed("binh-hoa")
    try report(binhHoa, "Đã rà soát xong.", officer("binh-hoa", "Lương Thị Mai", -16))
    try sendBack(binhHoa, "Báo cáo chưa có số liệu; đề nghị nêu từng lĩnh vực.", by("hanh.tt", -5))
    let myDuc = try owed("my-duc")
    try ask(myDuc, 10, "Chờ danh mục thủ tục mới công bố.", officer("my-duc", "Phan Hữu Lộc", -19))
    try Duties.decideExtension(
      myDuc, grant: act.today.adding(days: 10), "Đồng ý.", seen: version(myDuc), db,
      by("hanh.tt", -17))
    try ask(
      owed("hon-ngoc"), 20, "Thời tiết xấu, tàu không ra đảo được nên chưa thu đủ hồ sơ.",
      officer("hon-ngoc", "Nguyễn Thị Biển", -14))
  }

  private func goOn(_ plan: ID<OfficePlan>) throws {
    let done = try duty(SamplePlanText.publication, "ben-cat", plan)
    try report(done, "Đã niêm yết đủ 336 thủ tục bằng mã QR.", by("lan.vt", -6))
    try accept(done, by("hanh.tt", -3))
    try report(
      duty(SamplePlanText.publication, "phu-loc", plan),
      "Đã niêm yết 328 thủ tục tại Trung tâm và trên trang thông tin của xã.", by("thao.hh", -2))
    try ask(
      duty(SamplePlanText.portal, "khoa-hoc", plan), 25, "Nhà cung cấp phần mềm chậm bàn giao.",
      officer("khoa-hoc", "Tạ Quang Huy", -1))
  }

  /// Somebody with an account of the sample, so many days from today.
  func by(_ login: String, _ days: Int) -> Act {
    guard let person = SampleData.people.first(where: { $0.login == login }),
      let role = person.role
    else { return act }
    return acting(
      Actor(
        account: accounts[login], name: person.name,
        grants: [Grant(role: role.role, unit: role.unit.flatMap { units[$0] })]), days)
  }

  /// Somebody whose account the sample does not show.
  func officer(_ unit: String, _ name: String, _ days: Int) -> Act {
    acting(
      Actor(account: nil, name: name, grants: [Grant(role: .unitOfficer, unit: units[unit])]), days)
  }

  func acting(_ actor: Actor, _ days: Int) -> Act {
    Act(
      actor: actor, at: act.at.adding(seconds: Int64(days) * 86_400), channel: .web,
      request: act.request, chance: act.chance, keys: act.keys)
  }

  func duty(_ title: String, _ unit: String, _ plan: ID<OfficePlan>) throws -> ID<Duty> {
    let lines = try Duties.list(DutyQuestion(unit: units[unit], plan: plan), db, act).lines
    guard let duty = lines.first(where: { $0.title.hasPrefix(title) }) else {
      throw Refusal.notFound
    }
    return duty.id
  }

  func version(_ duty: ID<Duty>) throws -> Int {
    try Duties.find(duty, db, act).version
  }

  private func done(
    _ unit: String, _ login: String?, _ name: String, _ reported: Int, _ accepted: Int,
    _ plan: ID<OfficePlan>
  ) throws {
    let duty = try duty(SamplePlanText.review, unit, plan)
    let reporter = login.map { by($0, reported) } ?? officer(unit, name, reported)
    try report(duty, "Đã rà soát, có danh mục và phương án kèm theo.", reporter)
    try accept(duty, by("hanh.tt", accepted))
  }

  func report(_ duty: ID<Duty>, _ words: String, _ act: Act) throws {
    try Duties.report(duty, words, seen: version(duty), db, act)
  }

  func accept(_ duty: ID<Duty>, _ act: Act) throws {
    try Duties.accept(duty, seen: version(duty), db, act)
  }

  func sendBack(_ duty: ID<Duty>, _ words: String, _ act: Act) throws {
    try Duties.sendBack(duty, words, seen: version(duty), db, act)
  }

  private func ask(_ duty: ID<Duty>, _ days: Int, _ words: String, _ asker: Act) throws {
    try Duties.askExtension(
      duty, to: act.today.adding(days: days), words, seen: version(duty), db, asker)
  }
}
