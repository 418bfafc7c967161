/// A plan: under review while it is a draft, later with what became of its tasks.
struct PlanPage: Page {
  static let template = "plan"
  let title: String
  /// "18/KH-UBND, Tỉnh Hương Giang, 12/01/2026"
  let lead: String
  let trail: [Crumb]
  let stage: String
  let stamp: String
  let actions: [Action]
  let figures: Figures?
  let concerns: Concerns?
  let kin: PlanKin?
  let isDraft: Bool
  let facts: [Fact]
  let headPath: String?
  let tasksTitle: String
  let tasks: [TaskRow]
  let noTasks: String?
  let addPath: String?
  let targets: Targets?
  let budget: Budget?
  let pick: Pick?
  let document: PlanDocument?
  let tooLong: Bool

  struct Action: Encodable, Sendable {
    let href: String
    let text: String
    let isPrimary: Bool
  }

  struct Figures: Encodable, Sendable {
    let list: [HomePage.Figure]
  }

  /// What keeps a draft back, and what the officer should look at.
  struct Concerns: Encodable, Sendable {
    let obstacles: Group?
    let warnings: Group?

    struct Group: Encodable, Sendable {
      let title: String
      let list: [Concern]
      /// Where a remark is put aside; nil where one may not.
      var seenPath: String?
      /// Those that would fill the page, behind one line.
      var rest: Rest?
    }

    struct Rest: Encodable, Sendable {
      let title: String
      let list: [Concern]
    }

    struct Concern: Encodable, Sendable {
      let text: String
      let href: String?
      /// Where it is put right.
      var settle: String?
      /// What it is put aside as.
      var remark: String?
    }
  }

  struct Fact: Encodable, Sendable {
    let name: String
    let value: String
    /// Where it stands in the document.
    let words: String?
  }

  struct Targets: Encodable, Sendable {
    let title: String
    let list: [Target]
    let addPath: String?
    /// How far they are reached; nil for a draft.
    let standPath: String?
    let none: String?
  }

  /// What the tasks cost.
  struct Budget: Encodable, Sendable {
    let lines: [Line]
    let total: String
    let note: String?

    struct Line: Encodable, Sendable {
      let source: String
      let tasks: String
      let sum: String
    }
  }

  /// Where words that are chosen in the document become an item.
  struct Pick: Encodable, Sendable {
    let task: String
    let target: String
  }

  struct Target: Encodable, Sendable {
    let id: String
    let number: String
    let text: String
    let amount: String
    /// Whom it binds, how often it is asked, and the number that is followed.
    let note: String
    let words: String?
    let edit: String?
    let remove: String?
    let stand: String?
  }

  /// One task as the page shows it.
  struct TaskRow: Encodable, Sendable {
    let id: String
    let number: String
    /// Where its words stand in the document.
    let words: String?
    let kind: String?
    let text: String
    /// The whole text where `text` is only its beginning.
    let full: String?
    let deadline: String?
    let days: String?
    let noDays: Bool
    /// Taken over from last year's plan and not confirmed.
    var isCarried = false
    let shares: [Share]
    let noShares: Bool
    let more: [Fact]
    let progress: Progress?
    let links: Links?
  }

  struct Share: Encodable, Sendable {
    let role: String
    let words: String
    /// The unit or group that is meant, where that says more than the words.
    let meaning: String?
    let unknown: Bool
    let unsure: Bool
    let nobody: Bool
  }

  struct Progress: Encodable, Sendable {
    let text: String
    let overdue: String?
    let isDone: Bool
  }

  struct Links: Encodable, Sendable {
    let edit: String
    let add: String
    let remove: String
  }

  static let sample = PlanPage(
    title: "Cải cách hành chính năm 2026", lead: "18/KH-UBND",
    trail: [Crumb(href: "/plans", text: "Kế hoạch")], stage: "dự thảo", stamp: "wait",
    actions: [Action(href: "/plans/01/publication", text: "Ban hành", isPrimary: true)],
    figures: Figures(list: [
      HomePage.Figure(href: "/duties", number: "3", text: "xong", note: "hôm nay")
    ]
    ),
    concerns: Concerns(
      obstacles: .init(
        title: "Chưa ban hành được", list: [.init(text: "Thiếu hạn.", href: "#t-1")],
        rest: .init(title: "Xem 3 điểm còn lại", list: [.init(text: "Thiếu.", href: "#t-2")])),
      warnings: .init(
        title: "Nên xem lại",
        list: [
          .init(
            text: "Chưa có số.", href: "#w-v1", settle: "/plans/01/change", remark: "blankNumber-4")
        ], seenPath: "/plans/01/remarks")),
    kin: .sample, isDraft: true, facts: [Fact(name: "Số", value: "18", words: "#w-number")],
    headPath: "/plans/01/change", tasksTitle: "Nhiệm vụ (1)",
    tasks: [
      TaskRow(
        id: "t-1", number: "1", words: "#w-t1", kind: "Báo cáo", text: "Rà soát…", full: "Rà soát.",
        deadline: "Quý IV", days: "31/12/2026", noDays: true,
        shares: [
          Share(
            role: "Chủ trì", words: "Sở Nội vụ", meaning: "Sở Nội vụ", unknown: true, unsure: true,
            nobody: true)
        ], noShares: true, more: [Fact(name: "Kết quả", value: "Báo cáo", words: nil)],
        progress: Progress(text: "1/3 việc", overdue: "2 quá hạn", isDone: true),
        links: Links(edit: "/e", add: "/a", remove: "/r"))
    ], noTasks: "Chưa có nhiệm vụ.", addPath: "/plans/01/tasks/new",
    targets: Targets(
      title: "Chỉ tiêu (1)",
      list: [
        Target(
          id: "g-1", number: "1", text: "98% trở lên", amount: "≥ 98%", note: "Cấp xã, cả năm",
          words: "#w-g1", edit: "/e", remove: "/r", stand: "/s")
      ], addPath: "/plans/01/targets/new", standPath: "/plans/01/targets", none: "Chưa có chỉ tiêu."
    ),
    budget: Budget(
      lines: [.init(source: "Ngân sách xã", tasks: "2", sum: "15.000.000 đ")],
      total: "15.000.000 đ", note: "1 nhiệm vụ chưa có số tiền."),
    pick: Pick(task: "/plans/01/tasks/new", target: "/plans/01/targets/new"),
    document: .sample, tooLong: true)
}
