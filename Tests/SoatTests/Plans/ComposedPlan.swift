@testable import Rules

/// A plan written for these tests, about a commune that does not exist, with what a reader should find in it.
enum ComposedPlan {
  static let text = """
    | ỦY BAN NHÂN DÂN XÃ PHÚ LỘC | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
    | Số: 15/KH-UBND | Phú Lộc, ngày 06 tháng 8 năm 2026 |

    KẾ HOẠCH
    Nâng cao chất lượng cải cách hành chính năm 2026

    Căn cứ Kế hoạch số 305/KH-UBND ngày 23/12/2025 của Ủy ban nhân dân tỉnh Tân An về cải cách hành chính.

    I. MỤC TIÊU
    - Phấn đấu từ 98,5 % hồ sơ trở lên được giải quyết đúng hạn; tối thiểu 50 % hồ sơ nộp trực tuyến.
    II. NHIỆM VỤ
    1. Giải quyết hồ sơ
    - Họp rà soát hồ sơ trễ hạn hằng tháng, chậm nhất 05 ngày sau khi kết thúc tháng, nêu rõ nguyên nhân từng
    trường hợp. Cơ quan chủ trì: Văn phòng HĐND và UBND xã. Cơ quan phối hợp: các ngành liên quan.
    2. Tự kiểm tra
    - Các đơn vị không thuộc đối tượng kiểm tra định kỳ tự kiểm tra và báo cáo trước ngày 30/6/2026.
    III. KIỂM TRA
    Kiểm tra định kỳ tại Trung tâm Phục vụ hành chính công xã, thời gian dự kiến tháng 9/2026.
    Trưởng đoàn: Phó Chủ tịch Ủy ban nhân dân xã.
    \u{0C}
    IV. CHẾ ĐỘ BÁO CÁO
    Báo cáo quý gửi Phòng Văn hóa - Xã hội trước ngày 10 của tháng cuối quý.

    | STT | Nhiệm vụ | Chủ trì | Thời gian |
    |-----|----------|---------|-----------|
    | 1 | Niêm yết thủ tục hành chính\u{2028}tại trụ sở | Văn phòng HĐND và UBND xã | Quý III/2026 |

    Nơi nhận:
    - Sở Nội vụ (b/c);
    - Lưu: VT.

    TM. ỦY BAN NHÂN DÂN
    CHỦ TỊCH
    Trần Văn Mẫu

    ĐỀ CƯƠNG BÁO CÁO TỰ KIỂM TRA
    I. Công tác chỉ đạo
    1. Số hồ sơ giải quyết trước hạn: …; đúng hạn: …; trễ hạn: …
    2. Đơn vị có công khai thủ tục hành chính không?
    """

  static let scalars = Array(text.unicodeScalars)

  /// Where the words stand, the first time or the first time after others.
  static func span(_ words: String, after earlier: String = "") -> Span {
    let start = earlier.isEmpty ? 0 : span(earlier).end
    let wanted = Array(words.unicodeScalars)
    let place = (start...(scalars.count - wanted.count)).first {
      scalars[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }
    return Span(start: place ?? 0, end: (place ?? 0) + (place == nil ? 0 : wanted.count))
  }

  static func words(_ span: Span) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[span.start..<span.end])
    return String(view)
  }

  static let plan: Plan = {
    var plan = Plan()
    plan.header = header
    plan.legalBases = [
      DocumentReference(
        document: "Kế hoạch số 305/KH-UBND", number: "305/KH-UBND",
        date: CivilDate(year: 2025, month: 12, day: 23), dateWords: "ngày 23/12/2025",
        span: span("Kế hoạch số 305/KH-UBND ngày 23/12/2025"))
    ]
    plan.sections = [
      section("I", "MỤC TIÊU"), section("II", "NHIỆM VỤ"), section("III", "KIỂM TRA"),
      section("IV", "CHẾ ĐỘ BÁO CÁO"),
    ]
    plan.targets = targets
    plan.tasks = tasks
    plan.inspection = inspection
    plan.reports = [
      ReportDuty(
        what: "Báo cáo quý", to: "Phòng Văn hóa - Xã hội", cutOff: nil,
        deadline: deadline(
          "trước ngày 10 của tháng cuối quý", .recurring, .before, ["2026-09-10", "2026-12-10"],
          ["2026-09-09", "2026-12-09"]),
        span: span("Báo cáo quý gửi Phòng Văn hóa - Xã hội trước ngày 10 của tháng cuối quý"))
    ]
    plan.outline = outline
    plan.warnings = [
      Warning(
        code: "deadline-before-plan", message: "Hạn 30/6/2026 sớm hơn ngày ký 06/8/2026.",
        span: span("trước ngày 30/6/2026")),
      Warning(code: "no-lead", message: "Nhiệm vụ “Tự kiểm tra” chưa rõ ai chủ trì.", span: nil),
    ]
    return plan
  }()

  private static var header: PlanHeader {
    var header = PlanHeader()
    header.kind = "Kế hoạch"
    header.number = "15"
    header.symbol = "KH-UBND"
    header.place = "Phú Lộc"
    header.date = CivilDate(year: 2026, month: 8, day: 6)
    header.year = 2026
    header.issuer = "Ủy ban nhân dân xã Phú Lộc"
    header.title = "Nâng cao chất lượng cải cách hành chính năm 2026"
    header.signingAuthority = "TM. ỦY BAN NHÂN DÂN"
    header.signerTitle = "CHỦ TỊCH"
    header.signer = "Trần Văn Mẫu"
    header.recipients = [
      Recipient(name: "Sở Nội vụ", purpose: "b/c", span: span("Sở Nội vụ (b/c)")),
      Recipient(name: "VT", purpose: "lưu", span: span("Lưu: VT")),
    ]
    header.spans = [
      "kind": span("KẾ HOẠCH"), "title": span("Nâng cao chất lượng cải cách hành chính năm 2026"),
      "number": span("15"), "symbol": span("KH-UBND"), "signer": span("Trần Văn Mẫu"),
      "date": span("ngày 06 tháng 8 năm 2026"),
    ]
    return header
  }

  private static var targets: [Target] {
    [
      Target(
        text: "từ 98,5 % hồ sơ trở lên được giải quyết đúng hạn", comparator: .atLeast, value: 98.5,
        unit: "%", scope: nil, span: span("từ 98,5 % hồ sơ trở lên được giải quyết đúng hạn")),
      Target(
        text: "tối thiểu 50 % hồ sơ nộp trực tuyến", comparator: .atLeast, value: 50, unit: "%",
        scope: "cấp xã", span: span("tối thiểu 50 % hồ sơ nộp trực tuyến")),
    ]
  }

  private static var tasks: [Task] {
    let first = span("Họp rà soát hồ sơ trễ hạn hằng tháng, chậm nhất 05 ngày")
    return [
      Task(
        text: "Họp rà soát hồ sơ trễ hạn hằng tháng, nêu rõ nguyên nhân từng trường hợp",
        lead: ["Văn phòng HĐND và UBND xã"], coordinating: ["các ngành liên quan"],
        deadline: deadline(
          "chậm nhất 05 ngày sau khi kết thúc tháng", .recurring, .onOrBefore,
          ["2026-09-05", "2026-10-05"], ["2026-09-05", "2026-10-05"]),
        product: "Biên bản họp", evidence: ["Biên bản", "Danh sách hồ sơ"], funding: "Ngân sách xã",
        span: Span(start: first.start, end: span("các ngành liên quan").end)),
      Task(
        text: "Các đơn vị không thuộc đối tượng kiểm tra định kỳ tự kiểm tra và báo cáo",
        executing: ["Các đơn vị không thuộc đối tượng kiểm tra định kỳ"],
        deadline: deadline(
          "trước ngày 30/6/2026", .before, .before, ["2026-06-30"], ["2026-06-29"]),
        span: span(
          "Các đơn vị không thuộc đối tượng kiểm tra định kỳ tự kiểm tra và báo cáo trước ngày 30/6/2026"
        )),
      Task(
        text: "Niêm yết thủ tục hành chính tại trụ sở", lead: ["Văn phòng HĐND và UBND xã"],
        deadline: deadline("Quý III/2026", .period, .during, ["2026-09-30"], ["2026-09-30"]),
        span: Span(
          start: span("Niêm yết thủ tục").start, end: span("Quý III/2026").end)),
    ]
  }

  private static var inspection: InspectionProgramme {
    var programme = InspectionProgramme()
    programme.forms = [
      ProgrammedForm(
        form: .periodic, words: "Kiểm tra định kỳ", units: ["Trung tâm Phục vụ hành chính công xã"],
        times: [deadline("dự kiến tháng 9/2026", .period, .during, ["2026-09-30"], ["2026-09-30"])],
        span: span(
          "Kiểm tra định kỳ tại Trung tâm Phục vụ hành chính công xã, thời gian dự kiến tháng 9/2026"
        ))
    ]
    programme.team = [
      TeamRole(
        role: "head", who: "Phó Chủ tịch Ủy ban nhân dân xã",
        span: span("Trưởng đoàn: Phó Chủ tịch Ủy ban nhân dân xã"))
    ]
    return programme
  }

  private static var outline: Outline {
    let parts = ["trước hạn", "đúng hạn", "trễ hạn"].map {
      QuestionPart(text: $0, kind: .number, span: span($0 + ":"))
    }
    let first = Question(
      text: "Số hồ sơ giải quyết", kind: .number, parts: parts,
      span: span("Số hồ sơ giải quyết trước hạn: …; đúng hạn: …; trễ hạn: …"))
    let second = Question(
      text: "Đơn vị có công khai thủ tục hành chính không?", kind: .yesNo,
      span: span("Đơn vị có công khai thủ tục hành chính không?"))
    return Outline(
      title: "ĐỀ CƯƠNG BÁO CÁO TỰ KIỂM TRA",
      sections: [
        OutlineSection(
          number: "I", title: "Công tác chỉ đạo", questions: [first, second],
          span: span("I. Công tác chỉ đạo"))
      ], span: span("ĐỀ CƯƠNG BÁO CÁO TỰ KIỂM TRA"))
  }

  private static func section(_ number: String, _ title: String) -> PlanSection {
    PlanSection(number: number, title: title, level: 1, span: span("\(number). \(title)"))
  }

  private static func deadline(
    _ text: String, _ kind: Deadline.Kind, _ bound: Deadline.Bound, _ dates: [String],
    _ lastDays: [String]
  ) -> Deadline {
    var deadline = Deadline(text: text, kind: kind, bound: bound)
    deadline.dates = dates.compactMap { CivilDate(iso: $0) }
    deadline.lastDays = lastDays.compactMap { CivilDate(iso: $0) }
    deadline.span = span(text)
    return deadline
  }
}
