import Foundation

/// The words of a truth that must stand in its text.
enum TruthOpenings {
  static func all(_ truth: Truth) -> [String] {
    truth.tasks.map(\.opening) + truth.targets.map(\.opening)
      + (truth.sections ?? []).flatMap { [$0.opening] + ($0.children ?? []) }
      + truth.reports.map(\.what)
      + (truth.outline.map { [$0.opening] + $0.sections.flatMap(outline) } ?? [])
  }

  private static func outline(_ section: Truth.OutlineSection) -> [String] {
    [section.opening] + (section.questions ?? []).map(\.opening)
      + (section.sections ?? []).flatMap(outline)
  }

  /// Whether an alternative stands in folded text.
  static func stands(_ opening: String, in folded: String) -> Bool {
    let padded = " " + folded + " "
    return TruthWords.alternatives(opening).contains {
      padded.contains(" " + TruthWords.folded($0) + " ")
    }
  }
}
