#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Moments of the new moon and the sun's longitude, good to well under a minute and about ten
/// minutes of time in 1900–2100.
///
/// After Jean Meeus, "Astronomical Algorithms", 2nd edition, chapters 49 (new moon) and 25 (sun).
enum MoonAndSun {
  /// Julian day (universal time) of the new moon number `k`, counted from the one of 6 January
  /// 2000.
  static func newMoon(_ k: Double) -> Double {
    let t = k / 1236.85
    let eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t
    let sun = radians(2.5534 + 29.10535670 * k - 0.0000014 * t * t)
    let moon = radians(201.5643 + 385.81693528 * k + (0.0107582 + 0.00001238 * t) * t * t)
    let latitude = radians(160.7108 + 390.67050284 * k - (0.0016118 + 0.00000227 * t) * t * t)
    let node = radians(124.7746 - 1.56375588 * k + 0.0020672 * t * t)
    var day = 2451550.09766 + 29.530588861 * k + (0.00015437 - 0.000000150 * t) * t * t
    let powers = [1, eccentricity, eccentricity * eccentricity]
    for term in newMoonTerms {
      let angle = term.moon * moon + term.sun * sun + term.latitude * latitude
      day += term.days * powers[term.power] * sin(angle)
    }
    day -= 0.00017 * sin(node)
    for term in planetTerms { day += term.days * sin(radians(term.start + term.rate * k)) }
    return day - clockDifference(year: 2000 + (day - 2451544.5) / 365.2425) / 86_400
  }

  /// Apparent longitude of the sun in degrees, 0..<360, at a Julian day (universal time).
  static func sunLongitude(_ julianDay: Double) -> Double {
    let seconds = clockDifference(year: 2000 + (julianDay - 2451544.5) / 365.2425)
    let t = (julianDay + seconds / 86_400 - 2_451_545) / 36_525
    let mean = 280.46646 + (36000.76983 + 0.0003032 * t) * t
    let anomaly = radians(357.52911 + (35999.05029 - 0.0001537 * t) * t)
    let centre =
      (1.914602 - 0.004817 * t) * sin(anomaly) + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
      + 0.000289 * sin(3 * anomaly)
    let nutation = 0.00478 * sin(radians(125.04 - 1934.136 * t))
    let degrees = mean + centre - 0.00569 - nutation
    return degrees - 360 * (degrees / 360).rounded(.down)
  }

  /// Terrestrial minus universal time in seconds; from 2026 on an extrapolation (Espenak and
  /// Meeus).
  private static func clockDifference(year: Double) -> Double {
    let position = min(max((year - 1900) / 10, 0), 20)
    let index = min(Int(position), 19)
    let part = position - Double(index)
    return clockDifferences[index] * (1 - part) + clockDifferences[index + 1] * part
  }

  private static func radians(_ degrees: Double) -> Double { degrees * (Double.pi / 180) }

  /// For 1900, 1910, … 2100.
  private static let clockDifferences: [Double] = [
    -3, 10, 21, 24, 24, 29, 33, 40, 51, 57, 64, 66, 69, 77, 85, 93, 112, 132, 154, 178, 203,
  ]

  private typealias MoonTerm = (
    days: Double, power: Int, moon: Double, sun: Double, latitude: Double
  )

  private static let newMoonTerms: [MoonTerm] = [
    (-0.40720, 0, 1, 0, 0), (0.17241, 1, 0, 1, 0), (0.01608, 0, 2, 0, 0), (0.01039, 0, 0, 0, 2),
    (0.00739, 1, 1, -1, 0), (-0.00514, 1, 1, 1, 0), (0.00208, 2, 0, 2, 0), (-0.00111, 0, 1, 0, -2),
    (-0.00057, 0, 1, 0, 2), (0.00056, 1, 2, 1, 0), (-0.00042, 0, 3, 0, 0), (0.00042, 1, 0, 1, 2),
    (0.00038, 1, 0, 1, -2), (-0.00024, 1, 2, -1, 0), (-0.00007, 0, 1, 2, 0), (0.00004, 0, 2, 0, -2),
    (0.00004, 0, 0, 3, 0), (0.00003, 0, 1, 1, -2), (0.00003, 0, 2, 0, 2), (-0.00003, 0, 1, 1, 2),
    (0.00003, 0, 1, -1, 2), (-0.00002, 0, 1, -1, -2), (-0.00002, 0, 3, 1, 0), (0.00002, 0, 4, 0, 0),
  ]

  private static let planetTerms: [(days: Double, start: Double, rate: Double)] = [
    (0.000325, 299.77, 0.107408), (0.000165, 251.88, 0.016321), (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478), (0.000110, 84.66, 18.206239), (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732), (0.000056, 154.84, 7.306860), (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824), (0.000040, 291.34, 1.844379), (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099), (0.000023, 331.55, 3.592518),
  ]
}
