internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// What goes with the lists of duties: the month, a file, choices kept under a name.
enum DutyListRoutes {
  static let all: [Route] = [
    .get(DutyPath.calendar, .may(.viewDuties)) { call in
      let question = DutyMonthQuestion(call)
      let answer = try await call.read { db, act in try DutyMonthAnswer(question, db, act) }
      return try call.page(DutyMonthPage(question, answer, call))
    },
    .post(DutyPath.export, .may(.viewDuties), DutyExport.answer),
    .post(DutyPath.filters, .may(.viewDuties), keep),
    .post("/duties/filters/{filter}/removal", .may(.viewDuties)) { call in
      let id = try call.id("filter", of: SavedFilter.self)
      return try await call.change { db, act in
        try SavedFilters.remove(id, db, act)
        return DutyPath.all + "?notice=filterRemoved"
      }
    },
  ]

  /// The question of a form: as it stands in an address.
  static func question(_ call: Call) -> DutyListQuestion {
    DutyListQuestion(Fields(urlEncoded: call.form.fields["query"] ?? "") ?? Fields())
  }

  private static func keep(_ call: Call) async throws -> Reply {
    let question = question(call)
    return try await call.submit(orShow: { problems in
      let answer = try await call.read { db, act in try DutyListAnswer(question, db, act) }
      return DutyListPage(question, answer, call, problems)
    }) {
      let name = call.form.fields["name"] ?? ""
      let query = String(question.query().dropFirst())
      return try await call.change { db, act in
        try SavedFilters.keep(name, query, db, act)
        return DutyPath.all + "?" + query + "&notice=filterKept"
      }
    }
  }
}
