internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// Steering committees, their members, meetings and conclusions.
enum CommitteeRoutes {
  static let all: [Route] =
    [
      .get(CommitteePath.all, .may(.viewCommittees)) { call in
        let found = try await call.read { db, act in try CommitteeList(db, act) }
        return try call.page(CommitteesPage(found, call))
      },
      .get("/committees/{committee}", .may(.viewCommittees)) { call in
        let id = try call.id("committee", of: SteeringCommittee.self)
        let found = try await call.read { db, act in try CommitteeAnswer(id, db, act) }
        return try call.page(CommitteePage(found, call))
      },
      .get("/meetings/{meeting}", .may(.viewCommittees)) { call in
        try await meeting(call)
      },
      .get("/conclusion-points/{point}", .may(.viewCommittees)) { call in
        let id = try call.id("point", of: ConclusionPoint.self)
        let found = try await call.read { db, act in try PointAnswer(id, db, act) }
        return try call.page(PointPage(found, call))
      },
      post("/meetings/{meeting}/removal") { id, call, db, act in
        let meeting = try Meetings.find(id, db, act)
        try Meetings.remove(id, seen: try call.form.version(), db, act)
        return CommitteePath.committee(meeting.committee) + "?notice=meetingRemoved"
      },
      .post("/conclusion-points/{point}/removal", .may(.viewCommittees)) { call in
        let id = try call.id("point", of: ConclusionPoint.self)
        return try await call.change { db, act in
          let point = try Conclusions.find(id, db, act)
          try Conclusions.remove(id, seen: try call.form.version(), db, act)
          return CommitteePath.meeting(point.meeting) + "#points"
        }
      },
    ] + agenda + NewCommitteeForm.routes(CommitteePath.new, .manageCommittees)
    + CommitteeForm.routes("/committees/{committee}/change", .viewCommittees)
    + NewMemberForm.routes("/committees/{committee}/members/new", .viewCommittees)
    + MemberForm.routes("/committee-members/{member}", .viewCommittees)
    + NewMeetingForm.routes("/committees/{committee}/meetings/new", .viewCommittees)
    + MeetingForm.routes("/meetings/{meeting}/change", .viewCommittees)
    + MinutesForm.routes("/meetings/{meeting}/minutes", .viewCommittees)
    + NewPointForm.routes("/meetings/{meeting}/points/new", .viewCommittees)
    + PointForm.routes("/conclusion-points/{point}/change", .viewCommittees)
    + ConclusionForm.routes("/meetings/{meeting}/conclusion", .viewCommittees)

  private static let agenda: [Route] = [
    agenda(.add) { id, call, db, act in
      try Agendas.add(call.form.text("text") ?? "", to: id, db, act)
    },
    agenda(.remove) { id, call, db, act in
      try Agendas.remove(try point(call), of: id, db, act)
    },
    agenda(.raise) { id, call, db, act in
      try Agendas.move(try point(call), by: -1, of: id, db, act)
    },
    agenda(.lower) { id, call, db, act in
      try Agendas.move(try point(call), by: 1, of: id, db, act)
    },
    agenda(.refresh) { id, _, db, act in try Agendas.refresh(id, db, act) },
    agenda(.fix) { id, call, db, act in
      try Agendas.fix(id, seen: try call.form.version(), db, act)
    },
  ]

  private static func agenda(
    _ form: AgendaForm,
    _ work: @escaping @Sendable (ID<Meeting>, Call, any Writer, Act) throws -> Void
  ) -> Route {
    post("/meetings/{meeting}/agenda/" + form.rawValue) { id, call, db, act in
      try work(id, call, db, act)
      return CommitteePath.meeting(id) + "#agenda"
    }
  }

  /// A form on the page of a meeting; what the rules refuse comes back on that page.
  private static func post(
    _ path: String,
    _ work: @escaping @Sendable (ID<Meeting>, Call, any Writer, Act) throws -> String
  ) -> Route {
    .post(path, .may(.viewCommittees)) { call in
      let id = try call.id("meeting", of: Meeting.self)
      do {
        return try await call.change { db, act in try work(id, call, db, act) }
      } catch Refusal.invalid(let problems) {
        return try await meeting(call, .unprocessableContent, problems)
      } catch Refusal.conflict(let sentence) {
        return try await meeting(call, .conflict, [Problem("", sentence)])
      }
    }
  }

  private static func meeting(
    _ call: Call, _ status: HTTPResponse.Status = .ok, _ problems: [Problem] = []
  ) async throws -> Reply {
    let id = try call.id("meeting", of: Meeting.self)
    let found = try await call.read { db, act in try MeetingAnswer(id, db, act) }
    return try call.page(
      MeetingPage(found, problems, call), status: status, problems: problems)
  }

  private static func point(_ call: Call) throws -> ID<AgendaPoint> {
    guard let id = call.form.text("point").flatMap({ ID<AgendaPoint>($0) }) else {
      throw Refusal.notFound
    }
    return id
  }
}
