/// One page with a few lines, as the smallest PDF that viewers open (ISO 32000-1). The letters come from Courier,
/// which every viewer has and which knows no Vietnamese: their marks are drawn.
struct SamplePdf {
  struct Line {
    let text: String
    /// In points.
    let size: Int
  }

  private let lines: [Line]

  init(_ lines: [Line]) { self.lines = lines }

  var bytes: [UInt8] {
    var content = ""
    var y = 780
    for line in lines {
      content += SamplePdf.draw(line, y: y)
      y -= line.size * 2
    }
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        + "/Resources << /Font << /F1 5 0 R >> >> >>",
      "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    var text = "%PDF-1.4\n"
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      let digits = String(place)
      text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }

  /// The bare letters as text, then the marks over and under them; each letter is 0.6 of its size wide.
  private static func draw(_ line: Line, y: Int) -> String {
    let letters = line.text.map { Marked.of($0) }
    let bare = letters.map { "()\\".contains($0.letter) ? "\\\($0.letter)" : "\($0.letter)" }
    var drawn = "BT /F1 \(line.size) Tf 60 \(y) Td (\(bare.joined())) Tj ET\n"
    let size = Double(line.size)
    for (index, letter) in letters.enumerated() where !letter.marks.isEmpty {
      let left = 60 + size * 0.6 * Double(index)
      var height = letter.letter.isUppercase ? 0.6 : 0.47
      for mark in letter.marks {
        drawn += mark.path(left + size * 0.3, Double(y), height, size)
        if mark.isAbove { height += 0.13 }
      }
    }
    return drawn
  }
}

/// A letter without its marks, and these.
private struct Marked {
  let letter: Character
  let marks: [Mark]

  static func of(_ character: Character) -> Marked {
    table[character] ?? Marked(letter: character.isASCII ? character : "?", marks: [])
  }

  /// Characters are equal where they are canonically equivalent, whichever way they were typed.
  private static let table: [Character: Marked] = {
    var table: [Character: Marked] = [
      "đ": Marked(letter: "d", marks: [.stroke]), "Đ": Marked(letter: "D", marks: [.stroke]),
      "–": Marked(letter: "-", marks: []),
    ]
    for letter in "aeiouyAEIOUY" {
      for shape in [nil, Mark.circumflex, .breve, .horn] {
        for tone in [nil, Mark.grave, .acute, .hook, .tilde, .dot] {
          let marks = [shape, tone].compactMap(\.self)
          let scalars = marks.compactMap { Unicode.Scalar($0.rawValue) }
          var text = String(letter)
          text.unicodeScalars.append(contentsOf: scalars)
          if text.count == 1, let whole = text.first {
            table[whole] = Marked(letter: letter, marks: marks)
          }
        }
      }
    }
    return table
  }()
}

/// A mark, by its combining character.
private enum Mark: UInt32 {
  case grave = 0x300
  case acute = 0x301
  case circumflex = 0x302
  case tilde = 0x303
  case breve = 0x306
  case hook = 0x309
  case horn = 0x31B
  case dot = 0x323
  case stroke = 0x335

  var isAbove: Bool { ![.horn, .dot, .stroke].contains(self) }

  /// Points of the line from the middle of the letter and its top, in parts of the size.
  private var points: [(x: Double, y: Double)] {
    switch self {
    case .grave: [(-0.10, 0.13), (0.02, 0.04)]
    case .acute: [(0.10, 0.13), (-0.02, 0.04)]
    case .circumflex: [(-0.11, 0.04), (0, 0.12), (0.11, 0.04)]
    case .tilde: [(-0.12, 0.05), (-0.05, 0.10), (0.05, 0.05), (0.12, 0.10)]
    case .breve: [(-0.11, 0.12), (-0.05, 0.05), (0.05, 0.05), (0.11, 0.12)]
    case .hook: [(-0.05, 0.13), (0.05, 0.13), (0.05, 0.09), (0, 0.04)]
    case .horn: [(0.18, 0), (0.26, 0.04), (0.26, 0.10)]
    case .dot: [(-0.015, -0.13), (0.015, -0.13)]
    case .stroke: [(-0.02, 0), (0.22, 0)]
    }
  }

  func path(_ x: Double, _ y: Double, _ height: Double, _ size: Double) -> String {
    let top =
      switch self {
      case .dot: y
      case .stroke: y + (height > 0.5 ? 0.30 : 0.50) * size
      default: y + height * size
      }
    let middle = self == .stroke && height > 0.5 ? x - 0.28 * size : x
    let words = points.enumerated().map { index, point in
      "\(tenths(middle + point.x * size)) \(tenths(top + point.y * size)) \(index == 0 ? "m" : "l")"
    }
    return "\(tenths(size * (self == .dot ? 0.09 : 0.05))) w " + words.joined(separator: " ")
      + " S\n"
  }

  private func tenths(_ number: Double) -> String {
    let whole = Int((number * 100).rounded())
    return "\(whole / 100)." + (whole % 100 < 10 ? "0" : "") + "\(whole % 100)"
  }
}
