internal import Records
internal import Rules

extension PlanPage.Concerns {
  /// Obstacles that stand open on the page.
  static let shown = 6

  init(_ found: PlanAnswer, _ read: Plan?, _ language: Language) {
    let places = Dictionary(
      found.tasks.map { ($0.id.text, "#t-\($0.position)") }, uniquingKeysWith: { first, _ in first }
    )
    let missing = found.obstacles.map {
      Concern(text: language.say($0.text), href: places[$0.field])
    }
    let rest = Array(missing.dropFirst(Self.shown))
    obstacles =
      missing.isEmpty
      ? nil
      : Group(
        title: language.text("plans.obstacles", missing.count),
        list: Array(missing.prefix(Self.shown)),
        rest: rest.isEmpty
          ? nil : Rest(title: language.text("plans.obstacles.rest", rest.count), list: rest))
    let remarks = (read.map { PlanRemarks(found, $0).open } ?? []).map { remark in
      Concern(
        text: language.say(remark.warning.message),
        href: remark.warning.span.map { _ in "#w-v\(remark.number)" },
        settle: found.mayChange ? remark.settle : nil,
        remark: found.mayChange ? PlanRemarks.key(remark.warning) : nil)
    }
    warnings =
      remarks.isEmpty
      ? nil
      : Group(
        title: language.text("plans.warnings", remarks.count), list: remarks,
        seenPath: found.mayChange ? PlanPath.remarks(found.plan.id) : nil)
  }
}

/// What the reader remarked and nobody has settled: by putting it right, or by saying that it was looked at.
struct PlanRemarks {
  struct Remark {
    /// Among all remarks of the document, from 1.
    let number: Int
    let warning: Warning
    /// The form that puts it right; nil where only the document itself could.
    let settle: String?
  }

  private let found: PlanAnswer
  private let read: Plan

  init(_ found: PlanAnswer, _ read: Plan) {
    self.found = found
    self.read = read
  }

  /// What a remark is put aside as: its kind and its place.
  static func key(_ warning: Warning) -> String {
    warning.code + "-" + (warning.span.map { "\($0.start)" } ?? "")
  }

  var open: [Remark] {
    read.warnings.enumerated().compactMap { index, warning in
      guard !found.seen.contains(Self.key(warning)), let fate = fate(of: warning) else {
        return nil
      }
      return Remark(number: index + 1, warning: warning, settle: fate.settle)
    }
  }

  private struct Fate {
    let settle: String?
  }

  /// Nil for a remark that what is typed meanwhile has settled.
  private func fate(of warning: Warning) -> Fate? {
    let plan = found.plan
    let isOfHead = warning.span == nil || warning.span == read.header.spans["date"]
    switch warning.code {
    case "blankNumber":
      return plan.facts.reference == nil ? Fate(settle: PlanPath.head(plan.id)) : nil
    case "blankDate",
      "impossibleDate" where isOfHead:
      return plan.facts.signedOn == nil ? Fate(settle: PlanPath.head(plan.id)) : nil
    case "taskWithoutLead":
      guard let task = task(at: warning), task.shares.isEmpty else { return nil }
      return Fate(settle: PlanPath.task(task.id, in: plan.id))
    case "deadlineBeforePlan":
      guard let task = task(at: warning) else { return Fate(settle: nil) }
      return task.facts.deadline.day == nil
        ? Fate(settle: PlanPath.task(task.id, in: plan.id)) : nil
    case "targetOverHundred":
      guard let target = found.targets.first(where: { $0.facts.span == warning.span }),
        target.facts.value > 100
      else { return nil }
      return Fate(settle: PlanPath.change(of: target.id, in: plan.id))
    default: return Fate(settle: nil)
    }
  }

  /// The task in whose words a remark stands, or that is made of them.
  private func task(at warning: Warning) -> PlanTask? {
    guard let place = warning.span else { return nil }
    return found.tasks.first { task in
      guard let span = task.facts.span else { return false }
      return span == place || span.start <= place.start && place.end <= span.end
    }
  }
}
