import Rules

/// A plan in the shape that docs/plan-json.md describes. The order of keys is part of it.
enum PlanJSON {
  static func write(_ plan: Plan, to out: Outlet) {
    let json = JSONWriter(out)
    json.object {
      header(plan.header, json)
      json.field("recipients", plan.header.recipients) {
        json.field("name", $0.name)
        json.field("purpose", $0.purpose)
        json.field("span", $0.span)
      }
      json.field("legalBases", plan.legalBases) { reference($0, json) }
      json.field("citations", plan.citations) { reference($0, json) }
      json.field("sections", plan.sections) { section($0, json) }
      json.field("footnotes", plan.footnotes) { footnote($0, json) }
      json.field("targets", plan.targets) { target($0, json) }
      json.field("tasks", plan.tasks) { task($0, json) }
      json.field("inspection", plan.inspection) { inspection($0, json) }
      json.field("reports", plan.reports) { report($0, json) }
      json.field("outline", plan.outline) { outline($0, json) }
      json.field("warnings", plan.warnings) {
        json.field("code", $0.code)
        json.field("message", $0.message.description)
        json.field("span", $0.span)
      }
      json.field("year", plan.header.year)
      json.key("spans")
      json.object { spans(plan.header.spans, json) }
    }
    out.write("\n")
  }

  private static func header(_ header: PlanHeader, _ json: JSONWriter) {
    json.field("kind", header.kind)
    json.field("number", header.number)
    json.field("symbol", header.symbol)
    json.field("place", header.place)
    json.field("date", header.date)
    json.field("issuer", header.issuer)
    json.field("title", header.title)
    json.field("signingAuthority", header.signingAuthority)
    json.field("signerTitle", header.signerTitle)
    json.field("signer", header.signer)
  }

  private static func spans(_ spans: [String: Span], _ json: JSONWriter) {
    for name in spans.keys.sorted() { json.field(name, spans[name]) }
  }

  private static func reference(_ reference: DocumentReference, _ json: JSONWriter) {
    json.field("document", reference.document)
    json.field("date", reference.date)
    json.field("span", reference.span)
    json.field("number", reference.number)
    json.field("dateWords", reference.dateWords)
  }

  private static func section(_ section: PlanSection, _ json: JSONWriter) {
    json.field("number", section.number)
    json.field("title", section.title)
    json.field("level", section.level)
    json.field("span", section.span)
    json.field("children", section.children) { self.section($0, json) }
  }

  private static func footnote(_ footnote: Footnote, _ json: JSONWriter) {
    json.field("mark", footnote.mark)
    json.field("text", footnote.text)
    json.field("span", footnote.span)
    json.field("markSpan", footnote.markSpan)
  }

  private static func target(_ target: Target, _ json: JSONWriter) {
    json.field("text", target.text)
    json.field("comparator", target.comparator.rawValue)
    json.field("value", target.value)
    json.field("unit", target.unit)
    json.field("scope", target.scope)
    json.field("span", target.span)
  }

  private static func task(_ task: Task, _ json: JSONWriter) {
    json.field("text", task.text)
    json.field("lead", task.lead)
    json.field("coordinating", task.coordinating)
    json.field("executing", task.executing)
    json.field("deadline", task.deadline) { deadline($0, json) }
    json.field("product", task.product)
    json.field("evidence", task.evidence)
    json.field("funding", task.funding)
    json.field("span", task.span)
  }

  private static func deadline(_ deadline: Deadline, _ json: JSONWriter) {
    json.field("text", deadline.text)
    json.field("bound", deadline.bound?.rawValue)
    json.field("dates", deadline.dates)
    json.field("lastDays", deadline.lastDays)
    json.field("kind", deadline.kind.rawValue)
    json.field("span", deadline.span)
  }

  private static func inspection(_ programme: InspectionProgramme, _ json: JSONWriter) {
    json.field("forms", programme.forms) { form in
      json.field("form", form.form.rawValue)
      json.field("words", form.words)
      json.field("units", form.units)
      json.field("selection", form.selection)
      json.field("times", form.times) { deadline($0, json) }
      json.field("content", form.content)
      json.field("span", form.span)
    }
    json.field("periodExamined", programme.periodExamined)
    json.field("team", programme.team) {
      json.field("role", $0.role)
      json.field("who", $0.who)
      json.field("span", $0.span)
    }
  }

  private static func report(_ report: ReportDuty, _ json: JSONWriter) {
    json.field("what", report.what)
    json.field("to", report.to)
    json.field("deadline", report.deadline) { deadline($0, json) }
    json.field("cutOff", report.cutOff)
    json.field("span", report.span)
  }

  private static func outline(_ outline: Outline, _ json: JSONWriter) {
    json.field("title", outline.title)
    json.field("sections", outline.sections) { outlineSection($0, json) }
    json.field("span", outline.span)
  }

  private static func outlineSection(_ section: OutlineSection, _ json: JSONWriter) {
    json.field("number", section.number)
    json.field("title", section.title)
    json.field("questions", section.questions) { question in
      json.field("text", question.text)
      json.field("kind", question.kind.rawValue)
      json.field("parts", question.parts) {
        json.field("text", $0.text)
        json.field("kind", $0.kind.rawValue)
        json.field("span", $0.span)
      }
      json.field("span", question.span)
    }
    json.field("sections", section.sections) { outlineSection($0, json) }
    json.field("span", section.span)
  }
}
