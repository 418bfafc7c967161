/// Bars below each other, each with its words, and a mark at the number to reach. Drawn on the server, narrow enough
/// to be read on a telephone; the table beside it says the same.
struct BarChart: Encodable, Sendable {
  /// More bars than these are no picture any more.
  static let most = 40
  private static let rowHeight = 34
  private static let width = 320

  let title: String
  let description: String
  let width: String
  let height: String
  let bars: [Bar]
  /// Where the number to reach stands; nil where there is none.
  let goal: String?

  struct Bar: Encodable, Sendable {
    let label: String
    let value: String
    /// "met", "below" or "none": the class of the bar.
    let tone: String
    let textY: String
    let barY: String
    let goalTop: String
    let goalEnd: String
    let length: String
  }

  /// One bar before it is drawn; `number` nil where there is none yet.
  struct Entry {
    let label: String
    let value: String
    let number: Double?
    let isMet: Bool
  }

  init(title: String, description: String, _ entries: [Entry], goal: Double) {
    self.title = title
    self.description = description
    let entries = entries.prefix(BarChart.most)
    let largest = max(entries.compactMap(\.number).max() ?? 0, goal, 0)
    func place(_ number: Double) -> Int {
      guard largest > 0 else { return 0 }
      return Int((max(number, 0) / largest * Double(BarChart.width - 2)).rounded())
    }
    width = "\(BarChart.width)"
    height = "\(entries.count * BarChart.rowHeight + 4)"
    self.goal = goal > 0 ? "\(place(goal))" : nil
    bars = entries.enumerated().map { index, entry in
      let top = index * BarChart.rowHeight
      return Bar(
        label: entry.label, value: entry.value,
        tone: entry.number == nil ? "none" : entry.isMet ? "met" : "below", textY: "\(top + 15)",
        barY: "\(top + 20)", goalTop: "\(top + 17)", goalEnd: "\(top + 31)",
        length: "\(entry.number.map(place) ?? 0)")
    }
  }

  static let sample = BarChart(
    title: "Tỷ lệ", description: "Từng xã",
    [Entry(label: "Xã Phú Lộc", value: "98%", number: 98, isMet: true)], goal: 95)
}
