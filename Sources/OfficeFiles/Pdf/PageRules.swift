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
  init?(_ picture: Picture) {
    guard let (across, down) = Self.runs(picture) else { return nil }
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

  private static func runs(_ picture: Picture) -> (across: [Rule], down: [Rule])? {
    var across: [Rule] = []
    var down: [Rule] = []
    var heights = [Int](repeating: 0, count: picture.width)
    for y in 0..<picture.height {
      var length = 0
      for x in 0..<picture.width {
        if picture.isDark(x, y) {
          length += 1
          heights[x] += 1
          continue
        }
        if length >= shortest.horizontal {
          across.append(Rule(place: y, start: x - length, end: x - 1))
        }
        if heights[x] >= shortest.vertical {
          down.append(Rule(place: x, start: y - heights[x], end: y - 1))
        }
        (length, heights[x]) = (0, 0)
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

/// A picture in shades of grey.
struct Picture {
  let width: Int
  let height: Int
  private let pixels: ArraySlice<UInt8>

  func isDark(_ x: Int, _ y: Int) -> Bool { pixels[pixels.startIndex + y * width + x] < 140 }

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
