/// A number that a unit reports, with what it counts.
public struct DutyFigure: Sendable, Equatable {
  /// Numbers in one report.
  public static let most = 10
  /// Beyond it a number is a slip of the keyboard, and its last digits are not kept.
  public static let largest = 1e12

  /// "Số hồ sơ trả đúng hạn"
  public var label: String
  public var value: Double
  /// "%", "hồ sơ"; empty where the label says it.
  public var measure: String

  public init(label: String, value: Double, measure: String) {
    self.label = label
    self.value = value
    self.measure = measure
  }

  /// The figures as they are kept. Throws `Refusal.invalid`; problems name `label-1`, `value-1`, `measure-1` and on.
  public static func checked(_ figures: [DutyFigure]) throws -> [DutyFigure] {
    if figures.count > most {
      throw Refusal.invalid([
        Problem("figures", "Một báo cáo ghi được nhiều nhất \(most) số liệu.")
      ])
    }
    var problems: [Problem] = []
    let kept = figures.enumerated().map { index, figure in
      var kept = figure
      kept.label = OfficeText.cleaned(figure.label)
      kept.measure = OfficeText.cleaned(figure.measure)
      let place = index + 1
      problems += [
        OfficeText.problem(kept.label, "label-\(place)", "Tên số liệu"),
        kept.measure == "%"
          ? nil
          : OfficeText.problem(
            kept.measure, "measure-\(place)", "Đơn vị tính", limit: 50, mayBeEmpty: true),
        kept.value.isFinite && kept.value.magnitude <= largest
          ? nil : Problem("value-\(place)", "Số quá lớn. Hãy kiểm tra lại các chữ số."),
      ].compactMap(\.self)
      return kept
    }
    if !problems.isEmpty { throw Refusal.invalid(problems) }
    return kept
  }
}
