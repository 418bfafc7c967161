/// Names of files within a bundle: a folder for each unit, and in it names that every system can write.
public struct BundlePaths: Sendable {
  private var taken: Set<String> = []

  public init() {}

  /// `folder/name.ending`, unlike any given out before in whatever case: "(2)" where it would be the same.
  /// Nothing in it leads out of the folder.
  public mutating func path(folder: String, name: String, ending: String) -> String {
    let start = BundlePaths.safe(folder, 120) + "/" + BundlePaths.safe(name, 150)
    var path = start + "." + ending
    var number = 2
    while !taken.insert(VietnameseOrder.composed(path).lowercased()).inserted {
      path = "\(start) (\(number)).\(ending)"
      number += 1
    }
    return path
  }

  /// Without what Windows or a shell takes for something else; at most `limit` bytes; never empty.
  static func safe(_ text: String, _ limit: Int) -> String {
    var kept = String.UnicodeScalarView()
    var bytes = 0
    for scalar in VietnameseOrder.composed(text).unicodeScalars {
      let scalar = replacement(scalar)
      bytes += UTF8.width(scalar)
      guard bytes <= limit else { break }
      kept.append(scalar)
    }
    let words = String(kept).split(separator: " ").joined(separator: " ")
    let rest = words.drop { $0 == "." }
    let end = rest.lastIndex { $0 != "." && $0 != " " }
    let name = end.map { String(rest[...$0]) } ?? ""
    if name.isEmpty { return "tep" }
    let stem = name.prefix { $0 != "." }.uppercased()
    return reserved.contains(stem) ? "_" + name : name
  }

  private static func replacement(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "/", "\\", ":", "*", "?", "\"", "<", ">", "|": return "-"
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return " "
    default: return scalar
    }
  }

  /// Names of devices on Windows.
  private static let reserved: Set<String> = Set(
    ["CON", "PRN", "AUX", "NUL"] + (1...9).flatMap { ["COM\($0)", "LPT\($0)"] })
}
