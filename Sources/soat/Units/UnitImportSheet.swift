import Records
import Rules

/// What an import changes, for a person at a terminal or for a script.
struct UnitImportSheet {
  /// Lines of one sort before the rest is only counted.
  private static let limit = 20

  let plan: UnitImportPlan
  let isDry: Bool
  let page: TerminalPage

  func print() {
    let date = plan.request.effectiveOn.vietnamese
    page.paragraph("Danh mục \(plan.request.list.name), có hiệu lực từ ngày \(date).")
    let ending =
      isDry
      ? "Đây là bản xem trước, chưa ghi gì."
      : plan.isChange
        ? "Đã ghi vào cây đơn vị." : "Cây đơn vị đã đúng như danh mục; không có gì để ghi."
    page.paragraph(ending)
    printCounts()
    if plan.request.merges != nil { printMerges() }
    for change in UnitDifference.Change.allCases { printDifferences(change) }
    for remark in plan.remarks { page.paragraph(remark.description, lead: "• ") }
  }

  private func printCounts() {
    let counts = plan.counts
    page.heading("Thay đổi")
    let rows = [
      ("Trong danh mục", counts.listed), ("Không đổi", counts.unchanged),
      ("Bắt đầu", counts.begun), ("Kết thúc", counts.ended), ("Đổi tên", counts.renamed),
      ("Đổi loại", counts.kindChanged), ("Đổi cấp trên", counts.moved),
      ("Đổi mã", counts.codeChanged), ("Chỉ khác cách viết", counts.spelledOtherwise),
    ]
    for (label, count) in rows { page.row(label, "\(count)", column: 22) }
  }

  private func printMerges() {
    page.heading("Sáp nhập")
    page.row("Chỗ nêu đơn vị cũ", "\(plan.counts.references)", column: 22)
    page.row("Đã rõ", "\(plan.counts.decided)", column: 22)
    for evidence in MergeEvidence.allCases {
      guard let count = plan.evidence[evidence] else { continue }
      page.row(UnitWords.evidence(evidence), "\(count)", indent: 4, column: 40)
    }
    page.row("Quan hệ kế thừa", "\(plan.counts.successions)", column: 22)
    page.row("Cần người quyết định", "\(plan.counts.questions)", column: 22)
    for doubt in MergeDoubt.allCases {
      guard let count = plan.doubts[doubt] else { continue }
      page.row(UnitWords.doubt(doubt), "\(count)", indent: 4, column: 40)
    }
    if !plan.withoutSuccessor.isEmpty {
      page.heading("Chưa rõ đơn vị kế thừa", count: plan.withoutSuccessor.count)
      for name in plan.withoutSuccessor.prefix(UnitImportSheet.limit) {
        page.paragraph(name, indent: 2)
      }
      more(plan.withoutSuccessor.count)
    }
  }

  private func printDifferences(_ change: UnitDifference.Change) {
    let differences = plan.differences.filter { $0.change == change }
    guard !differences.isEmpty else { return }
    page.heading(UnitWords.change(change), count: differences.count)
    let isShort = change == .begun || change == .ended
    page.table(
      isShort ? ["Mã", "Đơn vị"] : ["Mã", "Đơn vị", "Từ", "Thành"],
      differences.prefix(UnitImportSheet.limit).map {
        isShort ? [$0.code, $0.name] : [$0.code, $0.name, $0.before, $0.after]
      })
    more(differences.count)
  }

  private func more(_ count: Int) {
    guard count > UnitImportSheet.limit else { return }
    page.line("  … và \(count - UnitImportSheet.limit) đơn vị khác; xem đủ bằng --json.")
  }
}

extension UnitImportSheet {
  static func write(_ plan: UnitImportPlan, isDry: Bool, to json: JSONWriter) {
    json.object {
      json.field("list", plan.request.list.name)
      json.field("sha256", plan.request.list.sha256)
      json.field("mergedFrom", plan.request.merges?.name)
      json.field("on", plan.request.effectiveOn)
      json.field("provinces", plan.request.provinces)
      json.field("written", !isDry && plan.isChange)
      json.key("counts")
      json.object { write(plan.counts, json) }
      json.key("evidence")
      json.object {
        for evidence in MergeEvidence.allCases {
          json.field(evidence.rawValue, plan.evidence[evidence] ?? 0)
        }
      }
      json.key("undecided")
      json.object {
        for doubt in MergeDoubt.allCases { json.field(doubt.rawValue, plan.doubts[doubt] ?? 0) }
      }
      json.field("withoutSuccessor", plan.withoutSuccessor)
      json.field("differences", plan.differences) { difference in
        json.field("change", difference.change.rawValue)
        json.field("level", difference.level.rawValue)
        json.field("code", difference.code)
        json.field("name", difference.name)
        json.field("before", difference.before)
        json.field("after", difference.after)
      }
      json.field("remarks", plan.remarks.map(\.description))
    }
  }

  private static func write(_ counts: UnitImportCounts, _ json: JSONWriter) {
    json.field("listed", counts.listed)
    json.field("unchanged", counts.unchanged)
    json.field("begun", counts.begun)
    json.field("ended", counts.ended)
    json.field("renamed", counts.renamed)
    json.field("kindChanged", counts.kindChanged)
    json.field("moved", counts.moved)
    json.field("codeChanged", counts.codeChanged)
    json.field("spelledOtherwise", counts.spelledOtherwise)
    json.field("references", counts.references)
    json.field("decided", counts.decided)
    json.field("successions", counts.successions)
    json.field("questions", counts.questions)
  }
}

/// Words for what an import finds.
enum UnitWords {
  static func change(_ change: UnitDifference.Change) -> String {
    switch change {
    case .begun: "Đơn vị mới"
    case .ended: "Đơn vị kết thúc"
    case .renamed: "Đổi tên"
    case .kindChanged: "Đổi loại"
    case .moved: "Đổi cấp trên"
    case .codeChanged: "Đổi mã"
    }
  }

  static func evidence(_ evidence: MergeEvidence) -> String {
    switch evidence {
    case .name: "theo tên"
    case .district: "theo tên và huyện ghi trong ngoặc"
    case .spelling: "tên viết khác dấu"
    case .code: "cùng tên, theo mã được giữ lại"
    case .elimination: "cùng tên, chỉ còn lại một đơn vị"
    case .wholeDistrict: "cả huyện"
    }
  }

  static func doubt(_ doubt: MergeDoubt) -> String {
    switch doubt {
    case .notFound: "không thấy đơn vị cũ tên này"
    case .several: "nhiều đơn vị cũ cùng tên"
    case .kindDiffers: "tên có nhưng khác loại hoặc khác huyện"
    case .notAUnit: "không phải đơn vị hành chính"
    case .provinceMissing: "thiếu tỉnh cũ trong cây"
    case .rowMissing: "danh sách không nói đến đơn vị này"
    }
  }
}
