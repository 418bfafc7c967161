/// The ruled lines of a page, found in its picture: long dark runs of pixels.
struct PageRules {
  /// A straight line: where it lies across its direction, and from where to where it runs; pixels.
  struct Rule: Equatable {
    var place: Int
    var start: Int
    var end: Int
  }

  private(set) var horizontal: [Rule] = []
  private(set) var vertical: [Rule] = []

  /// Gaps and offsets up to this many pixels are slips of drawing.
  static let slip = 3
  private static let shortest = (horizontal: 24, vertical: 16)
  /// A line is no thicker than this; a darker field is no line.
  private static let thickest = 9
  /// More runs than any table has: a picture.
  private static let most = 20_000

  /// `nil` where the page is no drawing of lines and letters.
  init?(_ picture: Picture, _ ink: TextInk, darkerThan shade: UInt8) {
    guard let (across, down) = Self.runs(picture, ink, shade) else { return nil }
    horizontal = Self.rules(across)
    vertical = Self.rules(down)
    let all = horizontal
    vertical.removeAll { rule in
      !Self.meets(all, rule.start, rule.place) || !Self.meets(all, rule.end, rule.place)
    }
    let upright = vertical
    horizontal.removeAll { rule in
      !Self.meets(upright, rule.start, rule.place) || !Self.meets(upright, rule.end, rule.place)
    }
    guard horizontal.count <= 1000, vertical.count <= 1000 else { return nil }
  }

  /// Whether a rule at `place` passes through `along`.
  private static func meets(_ rules: [Rule], _ place: Int, _ along: Int) -> Bool {
    rules.contains {
      abs($0.place - place) <= slip + 1 && $0.start - slip <= along && along <= $0.end + slip
    }
  }

  /// A run of dark pixels while it is being followed; dotted lines have small gaps.
  private struct Run {
    private var start = 0
    private var last = -1
    private var dark = 0

    /// Takes the next pixel; gives the run that ended before it, where it was long enough.
    mutating func take(_ isDark: Bool, _ place: Int, gap: Int, shortest: Int) -> (Int, Int)? {
      guard isDark else {
        guard dark > 0, place - last > gap else { return nil }
        defer { dark = 0 }
        return last - start + 1 >= shortest && dark * 3 > last - start ? (start, last) : nil
      }
      if dark == 0 { start = place }
      (last, dark) = (place, dark + 1)
      return nil
    }
  }

  private static func runs(
    _ picture: Picture, _ ink: TextInk, _ shade: UInt8
  ) -> (across: [Rule], down: [Rule])? {
    var across: [Rule] = []
    var down: [Rule] = []
    var columns = [Run](repeating: Run(), count: picture.width)
    for y in 0..<picture.height {
      var row = Run()
      for x in 0..<picture.width {
        let isDark = picture.shade(x, y) < shade
        let text = isDark ? ink.at(x, y) : 0
        let isAcross = isDark && text != TextInk.middle
        if let (start, end) = row.take(isAcross, x, gap: slip, shortest: shortest.horizontal) {
          across.append(Rule(place: y, start: start, end: end))
        }
        let isDown = isDark && text == TextInk.none
        if let (start, end) = columns[x].take(isDown, y, gap: 2, shortest: shortest.vertical) {
          down.append(Rule(place: x, start: start, end: end))
        }
      }
      if across.count + down.count > most { return nil }
    }
    down.sort { ($0.place, $0.start) < ($1.place, $1.start) }
    return (across, down)
  }

  /// Runs side by side as one rule.
  private static func rules(_ runs: [Rule]) -> [Rule] {
    var open: [(first: Int, last: Int, start: Int, end: Int)] = []
    var rules: [Rule] = []
    func close(before place: Int) {
      open.removeAll { rule in
        guard rule.last < place else { return false }
        if rule.last - rule.first < thickest {
          rules.append(Rule(place: (rule.first + rule.last) / 2, start: rule.start, end: rule.end))
        }
        return true
      }
    }
    for run in runs {
      close(before: run.place - 2)
      let match = open.firstIndex { $0.start - slip <= run.end && run.start <= $0.end + slip }
      if let match {
        open[match].last = run.place
        open[match].start = min(open[match].start, run.start)
        open[match].end = max(open[match].end, run.end)
      } else {
        open.append((run.place, run.place, run.start, run.end))
      }
    }
    close(before: Int.max)
    return rules
  }
}

/// Where letters stand on a page, so that their strokes are not taken for rules.
///
/// No upright rule runs through a word. A level one may touch the room above or below its letters, which
/// belongs to the word too: only the middle of a word is sure to be none.
struct TextInk {
  static let none: UInt8 = 0
  static let edge: UInt8 = 1
  static let middle: UInt8 = 2

  private let width: Int
  private var marks: [UInt8]

  init(_ words: [PdfPage.Word], _ picture: Picture, scale: Double) {
    width = picture.width
    marks = [UInt8](repeating: Self.none, count: picture.width * picture.height)
    for word in words {
      let columns = Self.pixels(word.left + 0.8, word.right - 0.8, scale, picture.width)
      let quarter = word.height / 4
      let middle = Self.pixels(word.top + quarter, word.bottom - quarter, scale, picture.height)
      for y in Self.pixels(word.top, word.bottom, scale, picture.height) {
        let mark = middle.contains(y) ? Self.middle : Self.edge
        for x in columns { marks[y * width + x] = max(marks[y * width + x], mark) }
      }
    }
  }

  func at(_ x: Int, _ y: Int) -> UInt8 { marks[y * width + x] }

  private static func pixels(_ from: Double, _ to: Double, _ scale: Double, _ limit: Int) -> Range<
    Int
  > {
    let start = min(max(0, Int(from * scale)), limit)
    return start..<min(max(start, Int(to * scale) + 1), limit)
  }
}

/// A picture in shades of grey.
struct Picture {
  let width: Int
  let height: Int
  private let pixels: ArraySlice<UInt8>

  /// 0 black … 255 white.
  func shade(_ x: Int, _ y: Int) -> UInt8 { pixels[pixels.startIndex + y * width + x] }

  /// Reads binary PGM pictures that stand one after the other.
  static func read(_ bytes: [UInt8]) -> [Picture] {
    var pictures: [Picture] = []
    var rest = bytes[...]
    while let picture = Picture(&rest) { pictures.append(picture) }
    return pictures
  }

  private init?(_ bytes: inout ArraySlice<UInt8>) {
    guard bytes.starts(with: Array("P5".utf8)) else { return nil }
    bytes = bytes.dropFirst(2)
    var numbers: [Int] = []
    while numbers.count < 3 {
      bytes = bytes.drop { $0 <= 0x20 }
      let digits = bytes.prefix { (0x30...0x39).contains($0) }
      guard let number = Int(String(decoding: digits, as: UTF8.self)), number < 1 << 14 else {
        return nil
      }
      numbers.append(number)
      bytes = bytes.dropFirst(digits.count)
    }
    bytes = bytes.dropFirst()
    let count = numbers[0] * numbers[1]
    guard count > 0, bytes.count >= count else { return nil }
    (width, height, pixels) = (numbers[0], numbers[1], bytes.prefix(count))
    bytes = bytes.dropFirst(count)
  }
}
