internal import Rules
internal import Store

/// The steering committee of the sample province: one meeting concluded, the next one in preparation.
struct SampleCommittee {
  let units: [String: ID<Unit>]
  let accounts: [String: ID<Account>]
  let db: any Writer
  let act: Act

  func make() throws {
    guard let province = units["tan-an"], let agency = units["noi-vu"] else { return }
    let start = act.today.adding(days: -100)
    let committee = try Committees.create(
      CommitteeFacts(
        name: "Ban Chỉ đạo cải cách hành chính tỉnh Tân An", number: "118/QĐ-UBND",
        signedOn: start, standing: agency, rule: MeetingRule(.quarter, daysAfter: 10),
        from: start), of: province, db, by("hanh.tt", -100))
    try seat(committee, start)
    try first(committee)
    try second(committee)
  }

  private func seat(_ committee: ID<SteeringCommittee>, _ start: CivilDate) throws {
    let members: [(name: String, unit: String, role: CommitteeRole, title: String, tasks: String)] =
      [
        (
          "Nguyễn Văn Minh", "noi-vu", .chair, "Giám đốc Sở",
          "Chỉ đạo chung; chủ trì các cuộc họp"
        ),
        (
          "Ngô Thị Ánh Tuyết", "tu-phap", .standingDeputy, "Giám đốc Sở",
          "Cải cách thể chế\nCải cách thủ tục hành chính"
        ),
        (
          "Đặng Quốc Bình", "phu-loc", .member, "Chủ tịch UBND xã",
          "Theo dõi các xã phía Bắc"
        ),
        ("Bùi Thu Hà", "tai-chinh", .member, "Chuyên viên", "Cải cách tài chính công"),
        (
          "Trần Thị Hạnh", "cchc", .secretary, "Chuyên viên CCHC",
          "Chuẩn bị nội dung họp\nTheo dõi việc thực hiện kết luận"
        ),
      ]
    let secretary = by("hanh.tt", -99)
    for member in members {
      guard let unit = units[member.unit],
        let person = try People.search(member.name, limit: 1, db, act).people.first
      else { continue }
      _ = try CommitteeMembers.add(
        MemberFacts(
          person: person.id, unit: unit, role: member.role, title: member.title,
          tasks: member.tasks, from: start), to: committee, db, secretary)
    }
  }

  /// Concluded with three points: one done, one overdue, one under way in the communes.
  private func first(_ committee: ID<SteeringCommittee>) throws {
    let day = act.today.adding(days: -45)
    let found = try Committees.find(committee, db, act)
    let period = try CommitteePeriods.list(of: found, db).first { $0.period.first <= day }
    let meeting = try Meetings.create(
      MeetingFacts(
        subject: "Họp Ban Chỉ đạo cải cách hành chính tỉnh", day: day, clock: "08:00",
        place: "Phòng họp số 1, UBND tỉnh", guests: "Chủ tịch UBND các xã, phường",
        period: period?.period.first), of: committee, db, by("hanh.tt", -50))
    try Agendas.add(
      "Cải thiện Chỉ số CCHC năm nay", to: meeting, db, by("hanh.tt", -49))
    try Agendas.fix(meeting, seen: try version(meeting), db, by("hanh.tt", -48))
    let members = try CommitteeMembers.list(of: committee, db, act)
    try Meetings.keepMinutes(
      meeting, present: Set(members.dropLast().map(\.id)),
      "Sở Nội vụ báo cáo tiến độ; các thành viên thảo luận ba nội dung trong chương trình.",
      seen: try version(meeting), db, by("hanh.tt", -45))
    let points: [(text: String, days: Int, shares: [TaskShare])] = [
      (
        "Công bố lại danh mục thủ tục hành chính thực hiện tại cấp xã", -20,
        [share(.lead, "tu-phap"), share(.coordinating, "noi-vu")]
      ),
      (
        "Chấn chỉnh việc trả kết quả trễ hạn trong lĩnh vực đất đai", -5,
        [share(.lead, "nong-nghiep")]
      ),
      (
        "Bố trí đủ máy quét tại Trung tâm Phục vụ hành chính công", 20,
        [
          TaskShare(
            role: .executing, words: UnitGroup.communes.words.description,
            who: .group(.communes), isSure: true)
        ]
      ),
    ]
    for point in points {
      _ = try Conclusions.add(
        PointFacts(
          text: point.text, product: "Báo cáo kết quả",
          due: act.today.adding(days: point.days), shares: point.shares), to: meeting, db,
        by("hanh.tt", -44))
    }
    try Conclusions.issue(
      meeting,
      Conclusion(
        number: "07/TB-BCĐ", signedOn: act.today.adding(days: -43), chair: "Nguyễn Văn Minh"),
      seen: try version(meeting), db, by("hanh.tt", -43))
    if let period { try accept(period.duty, "minh.nv", -42) }
    try carryOut(meeting)
  }

  private func carryOut(_ meeting: ID<Meeting>) throws {
    let points = try Conclusions.points(of: meeting, db, act)
    for duty in try Conclusions.duties(of: points[0].id, db, act).lines {
      let isLead = duty.role == .lead
      try Duties.report(
        duty.id, isLead ? "Đã trình công bố 47 thủ tục." : "Đã góp ý dự thảo quyết định công bố.",
        seen: duty.version, db, isLead ? by("son.hm", -25) : agency(-26))
      try accept(duty.id, "hanh.tt", -22)
    }
    let communes = try Conclusions.duties(of: points[2].id, db, act).lines
    if let duty = communes.first(where: { $0.unit == units["phu-loc"] }) {
      try Duties.report(
        duty.id, "Đã mua 02 máy quét.", seen: duty.version, db, by("thao.hh", -10))
      try accept(duty.id, "hanh.tt", -8)
    }
  }

  /// Today's, in preparation: its agenda comes from the state of the duties.
  private func second(_ committee: ID<SteeringCommittee>) throws {
    let found = try Committees.find(committee, db, act)
    let period = try CommitteePeriods.list(of: found, db).first {
      DutyStage.owed.contains($0.stage)
    }
    let meeting = try Meetings.create(
      MeetingFacts(
        subject: "Họp Ban Chỉ đạo cải cách hành chính tỉnh "
          + (period?.period.words.description ?? ""), day: act.today,
        clock: "14:00", place: "Phòng họp số 1, UBND tỉnh", period: period?.period.first),
      of: committee, db, by("hanh.tt", -3))
    try Agendas.add(
      "Kế hoạch kiểm tra công vụ sáu tháng đầu năm sau", to: meeting, db, by("hanh.tt", 0))
    _ = try Conclusions.add(
      PointFacts(
        text: "Xây dựng kế hoạch kiểm tra công vụ sáu tháng đầu năm sau",
        due: act.today.adding(days: 21), shares: [share(.lead, "noi-vu")]), to: meeting, db,
      by("hanh.tt", 0))
  }

  private func share(_ role: DutyRole, _ unit: String) -> TaskShare {
    TaskShare(
      role: role, words: unit, who: units[unit].map { .unit($0) } ?? .unknown, isSure: true)
  }

  private func version(_ meeting: ID<Meeting>) throws -> Int {
    try Meetings.find(meeting, db, act).version
  }

  private func accept(_ duty: ID<Duty>, _ login: String, _ days: Int) throws {
    let found = try Duties.find(duty, db, act)
    try Duties.accept(duty, seen: found.version, db, by(login, days))
  }

  /// An officer of the agency whose account the sample does not show.
  private func agency(_ days: Int) -> Act {
    acting(
      Actor(
        account: nil, name: "Phan Thị Mỹ Lệ",
        grants: [Grant(role: .unitOfficer, unit: units["noi-vu"])]), days)
  }

  /// Somebody with an account of the sample, so many days from today.
  private func by(_ login: String, _ days: Int) -> Act {
    let person = SampleData.people.first { $0.login == login }
    let grants = person?.role.map {
      [Grant(role: $0.role, unit: $0.unit.flatMap { units[$0] })]
    }
    return acting(
      Actor(account: accounts[login], name: person?.name ?? login, grants: grants ?? []), days)
  }

  private func acting(_ actor: Actor, _ days: Int) -> Act {
    Act(
      actor: actor, at: act.at.adding(seconds: Int64(days) * 86_400), channel: .web,
      request: act.request,
      chance: act.chance, keys: act.keys)
  }
}
