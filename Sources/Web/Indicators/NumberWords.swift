internal import Records
internal import Rules

extension Language {
  /// 1234.5 as "1.234,5" or "1,234.5"; at most six decimals.
  func number(_ value: Double) -> String {
    let scaled = (abs(value) * 1e6).rounded()
    // Larger numbers are refused where they are typed.
    guard scaled < 9e18 else { return "\(value)" }
    let (whole, part) = Int(scaled).quotientAndRemainder(dividingBy: 1_000_000)
    var decimals = String(String(1_000_000 + part).dropFirst())
    while decimals.last == "0" { decimals.removeLast() }
    let sign = value < 0 && scaled > 0 ? "-" : ""
    let mark = self == .vietnamese ? "," : "."
    return sign + number(whole) + (decimals.isEmpty ? "" : mark + decimals)
  }

  /// "98%", "1.234,5 điểm".
  func number(_ value: Double, measure: String) -> String {
    number(value) + (measure == "%" || measure.isEmpty ? measure : " " + measure)
  }

  /// "Năm 2026", "6 tháng đầu năm 2026", "Quý III/2026".
  func period(_ period: IndicatorPeriod) -> String {
    switch period.every {
    case .year: text("period.year", period.year)
    case .half: text("period.half\(period.number)", period.year)
    case .quarter: text("period.quarter", ["I", "II", "III", "IV"][period.number - 1], period.year)
    }
  }
}
