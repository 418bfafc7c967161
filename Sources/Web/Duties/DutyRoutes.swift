internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// Lists of duties, the page of one, and what can be done to it.
enum DutyRoutes {
  static let all: [Route] =
    GiveForm.routes(DutyPath.give, .giveDuties)
    + UnclaimedPage.routes + one

  private static let one: [Route] = [
    .get(DutyPath.all, .may(.viewDuties)) { call in
      let question = DutyListQuestion(call.query)
      let answer = try await call.read { db, act in try DutyListAnswer(question, db, act) }
      return try call.page(DutyListPage(question, answer, call), problems: answer.asked.problems)
    },
    .get(DutyPath.ledger, .may(.viewDuties)) { call in
      let question = LedgerQuestion(call)
      let found = try await call.read { db, act in try LedgerAnswer(question, db, act) }
      return try call.page(LedgerPage(question, found, call), problems: found.problems)
    },
    .get("/duties/{duty}", .may(.viewDuties)) { call in
      let id = try call.id("duty", of: Duty.self)
      let found = try await call.read { db, act in try DutyAnswer(id, db, act) }
      return try call.page(DutySheet(found, [], call))
    },
    post(.report, "?notice=dutyReported") { sent, db, act in
      for file in sent.files {
        try Evidence.add(EvidenceFacts(title: file.title), file, to: sent.duty, db, act)
      }
      try Duties.report(
        sent.duty, sent.words, figures: sent.figures, seen: sent.version, db, act)
    },
    post(.withdrawal, "?notice=dutyTakenBack") { sent, db, act in
      try Duties.takeBack(sent.duty, seen: sent.version, db, act)
    },
    post(.acceptance, "?notice=dutyAccepted") { sent, db, act in
      try Duties.accept(sent.duty, sent.words, seen: sent.version, db, act)
    },
    post(.sendingBack, "?notice=dutyReturned") { sent, db, act in
      try Duties.sendBack(sent.duty, sent.words, seen: sent.version, db, act)
    },
    post(.reopening, "?notice=dutyReopened") { sent, db, act in
      try Duties.reopen(sent.duty, sent.words, seen: sent.version, db, act)
    },
    post(.extension, "?notice=dutyExtensionAsked") { sent, db, act in
      guard let due = sent.due else {
        throw Refusal.invalid([Problem("due", "Nhập ngày xin gia hạn đến.")])
      }
      try Duties.askExtension(sent.duty, to: due, sent.words, seen: sent.version, db, act)
    },
    post(.decision, "?notice=dutyExtensionDecided") { sent, db, act in
      let day = sent.decision == "grant" ? sent.due : nil
      if sent.decision == "grant", day == nil {
        throw Refusal.invalid([Problem("due", "Nhập hạn mới.")])
      }
      try Duties.decideExtension(
        sent.duty, grant: day, sent.words, seen: sent.version, db, act)
    },
  ]

  /// Whoever reports may also answer: to a lead report the units that coordinate with it.
  private static func post(
    _ form: DutyForm, _ notice: String,
    _ work: @escaping @Sendable (DutySent, any Writer, Act) throws -> Void
  ) -> Route {
    .post("/duties/{duty}/" + form.rawValue, .may(.reportDuties), body: .either) { call in
      do {
        var sent = try DutySent(form, call)
        sent.files = try await call.kept(form.prefix + "-files")
        return try await call.change { [sent] db, act in
          try work(sent, db, act)
          return DutyPath.duty(sent.duty) + notice
        }
      } catch Refusal.invalid(let problems) {
        return try await again(form, problems, nil, .unprocessableContent, call)
      } catch Refusal.conflict(let sentence) {
        return try await again(form, [], sentence, .conflict, call)
      }
    }
  }

  /// The page as it stands now, with what was typed and what is wrong with it.
  private static func again(
    _ form: DutyForm, _ problems: [Problem], _ conflict: Sentence?, _ status: HTTPResponse.Status,
    _ call: Call
  ) async throws -> Reply {
    let id = try call.id("duty", of: Duty.self)
    let found = try await call.read { db, act in try DutyAnswer(id, db, act) }
    var problems = problems.map { problem in
      problem.field.isEmpty || problem.field.hasPrefix(form.prefix + "-")
        ? problem : Problem(form.prefix + "-" + problem.field, problem.text)
    }
    if let conflict {
      let isStale = call.form.fields["version"] != String(found.duty.version)
      problems = [Problem("", isStale ? stale(found.lastChange) ?? conflict : conflict)]
    }
    let page = DutySheet(found, problems, typed: form, call)
    let shown = Set(page.forms.flatMap(\.fieldIDs))
    return try call.page(
      page, status: status,
      problems: problems.map { shown.contains($0.field) ? $0 : Problem("", $0.text) })
  }

  private static func stale(_ last: AuditLine?) -> Sentence? {
    last.map {
      "\($0.actor) đã cập nhật việc này lúc \($0.at.clock) ngày \($0.at.date.vietnamese), sau khi bạn mở trang. Hãy xem tình trạng mới rồi làm tiếp; nội dung bạn gõ vẫn còn."
    }
  }
}

/// What a form about a duty says.
struct DutySent: Sendable {
  let duty: ID<Duty>
  let version: Int
  let words: String
  let due: CivilDate?
  let figures: [DutyFigure]
  /// "grant" or "refuse", where more time is decided on.
  let decision: String?
  /// Evidence that came with it, kept already.
  var files: [KeptFile] = []

  init(_ form: DutyForm, _ call: Call) throws {
    duty = try call.id("duty", of: Duty.self)
    var sent = call.form
    words = sent.fields[form.prefix + "-words"] ?? ""
    decision = sent.fields["decision"]
    due = decision == "refuse" ? nil : sent.date(form.prefix + "-due")
    figures = form == .report ? sent.figures(form.prefix) : []
    version = sent.fields["version"].flatMap { Int($0) } ?? 0
    if version == 0 {
      sent.refuse("", "Biểu mẫu thiếu thông tin; tải lại trang rồi gửi lại.")
    }
    guard sent.problems.isEmpty else {
      let prefix = form.prefix + "-"
      throw Refusal.invalid(
        sent.problems.map {
          $0.field.hasPrefix(prefix)
            ? Problem(String($0.field.dropFirst(prefix.count)), $0.text) : $0
        })
    }
  }
}

extension Form {
  /// Rows of numbers in a form.
  static let figureRows = 3

  /// The rows that hold something; what is wrong with one is a problem of its field.
  fileprivate mutating func figures(_ prefix: String) -> [DutyFigure] {
    (1...Form.figureRows).compactMap { row in
      let (label, typed, measure) = (
        text("\(prefix)-label-\(row)"), text("\(prefix)-value-\(row)"),
        text("\(prefix)-measure-\(row)")
      )
      guard label != nil || typed != nil || measure != nil else { return nil }
      guard let value = typed.flatMap({ TypedNumber($0)?.value }) else {
        refuse("\(prefix)-value-\(row)", "Nhập một con số, ví dụ 98,5 hoặc 1.250.")
        return nil
      }
      let figure = DutyFigure(label: label ?? "", value: value, measure: measure ?? "")
      do {
        return try DutyFigure.checked([figure])[0]
      } catch Refusal.invalid(let problems) {
        for problem in problems {
          refuse("\(prefix)-\(problem.field.dropLast())\(row)", problem.text)
        }
      } catch {
        refuse("\(prefix)-value-\(row)", "Nhập một con số, ví dụ 98,5 hoặc 1.250.")
      }
      return nil
    }
  }
}
