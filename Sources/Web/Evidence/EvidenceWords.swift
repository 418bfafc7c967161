internal import Records
internal import Rules
internal import Store

/// How evidence is said on the screen.
enum EvidenceWords {
  /// "12/BC-UBND, 20/11/2026 · UBND xã Phú Lộc · PDF, 120 KB"
  static func note(_ line: EvidenceLine, _ language: Language) -> String {
    let reference = [line.facts.number, line.facts.issuedOn?.vietnamese ?? ""]
      .filter { !$0.isEmpty }.joined(separator: ", ")
    return [reference, line.facts.issuer, file(line.file)].filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  /// "PDF, 120 KB"
  static func file(_ file: EvidenceFile) -> String {
    file.file.kind.name + ", " + ByteCount.text(Int(file.file.sum.size))
  }

  /// Nil while it holds, or says nothing of its time.
  static func force(
    _ line: EvidenceLine, on day: CivilDate, _ language: Language
  ) -> StateMark? {
    guard !line.isInForce(on: day) else { return nil }
    if let from = line.facts.effectiveFrom, day < from {
      return StateMark(kind: "wait", text: language.text("evidence.notYet", from.vietnamese))
    }
    return StateMark(
      kind: "ended",
      text: language.text("evidence.over", line.facts.effectiveTo?.vietnamese ?? ""))
  }
}

/// What proves one duty, on its page.
struct DutyEvidenceSection: Encodable, Sendable {
  let rows: [Row]
  let none: String?
  /// Nil where the visitor may add nothing.
  let addPath: String?

  struct Row: Encodable, Sendable {
    let href: String
    let title: String
    let note: String
    let remark: String?
    let force: StateMark?
    /// "H'Thảo Niê, 20/11/2026"
    let who: String
    let download: String
    let name: String
    let removal: String?
  }

  static let sample = DutyEvidenceSection(
    rows: [
      Row(
        href: "/evidence/01", title: "Báo cáo rà soát", note: "12/BC-UBND · PDF, 120 KB",
        remark: "Trang 3", force: .sample, who: "H'Thảo Niê, 20/11/2026",
        download: "/evidence/01/files/1", name: "bao-cao.pdf",
        removal: "/duties/01/evidence/01/removal")
    ], none: "Chưa có.", addPath: "/duties/01/evidence")
}

extension DutyEvidenceSection {
  init(_ evidence: [DutyEvidence], of duty: DutyLine, mayAdd: Bool, _ call: Call) {
    let language = call.language
    rows = evidence.map { found in
      let line = found.line
      return Row(
        href: EvidencePath.piece(line.id), title: line.facts.title,
        note: EvidenceWords.note(line, language),
        remark: found.remark.isEmpty ? nil : found.remark,
        force: EvidenceWords.force(line, on: call.act.today, language),
        who: found.who + ", " + found.at.date.vietnamese,
        download: EvidencePath.file(line.file.position, of: line.id), name: line.file.file.name,
        removal: mayAdd ? EvidencePath.removal(of: line.id, from: duty.id) : nil)
    }
    none = rows.isEmpty ? call.text("evidence.duty.none") : nil
    addPath = mayAdd && duty.stage != .dropped ? EvidencePath.adding(to: duty.id) : nil
  }
}
