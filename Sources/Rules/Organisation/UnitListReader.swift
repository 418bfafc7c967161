/// Reads a list of units row by row and gathers everything that is wrong with it.
public struct UnitListReader {
  public static let rowLimit = 200_000
  public static let problemLimit = 200

  private let places: [UnitListColumn: Int]
  private let headerLine: Int
  private var drafts: [Draft] = []
  private var problems: [UnitListProblem] = []
  private var problemCount = 0
  private var isFull = false

  /// A row whose parent is not yet looked up.
  private struct Draft {
    let line: Int
    let code: String
    let name: String
    let kind: UnitKind
    let parentCode: String
    let mergedFrom: String?
  }

  /// `header`: the names of the columns, in Vietnamese or English, in any order; unknown ones are ignored.
  public init(header: [String], line: Int) {
    var places: [UnitListColumn: Int] = [:]
    for (place, title) in header.enumerated() {
      guard let column = UnitListWords.known.columns[VietnameseOrder.searchKey(title)],
        places[column] == nil
      else { continue }
      places[column] = place
    }
    self.places = places
    headerLine = line
    var missing: [UnitListColumn] = []
    if places[.code] == nil { missing.append(.code) }
    if places[.fullName] == nil, places[.name] == nil || places[.kind] == nil {
      missing.append(.fullName)
    }
    if places[.parentCode] == nil { missing.append(.parentCode) }
    for column in missing {
      note(
        line,
        "Thiếu cột “\(column.words)”. "
          + "Danh mục cần các cột: mã, tên đầy đủ (hoặc tên và loại), mã cấp trên.")
    }
  }

  /// Takes the next row.
  public mutating func add(_ fields: [String], line: Int) {
    guard !isFull, places[.code] != nil, places[.parentCode] != nil else { return }
    if drafts.count == UnitListReader.rowLimit {
      isFull = true
      note(line, "Danh mục dài quá \(UnitListReader.rowLimit) dòng; từ đây không đọc nữa.")
      return
    }
    let code = text(.code, fields)
    guard !code.isEmpty, code.utf8.count <= 20 else {
      return note(line, code.isEmpty ? "Thiếu mã." : "Mã dài quá 20 ký tự.")
    }
    guard let (kind, name) = unit(fields, line) else { return }
    drafts.append(
      Draft(
        line: line, code: code, name: name, kind: kind, parentCode: text(.parentCode, fields),
        mergedFrom: places[.mergedFrom].map { _ in text(.mergedFrom, fields) }))
  }

  /// The list, with parents looked up and codes and names compared.
  public consuming func finish() -> UnitList {
    var lines: [UnitListKey: Int] = [:]
    for draft in drafts {
      let key = UnitListKey(level: draft.kind.level, code: draft.code)
      if let first = lines[key] {
        note(draft.line, "Mã \(draft.code) đã có ở dòng \(first) cùng cấp.")
      } else {
        lines[key] = draft.line
      }
    }
    var rows: [UnitListRow] = []
    rows.reserveCapacity(drafts.count)
    for draft in drafts {
      guard let parent = parent(of: draft, lines) else { continue }
      rows.append(
        UnitListRow(
          line: draft.line, code: draft.code, name: draft.name, kind: draft.kind, parent: parent,
          mergedFrom: draft.mergedFrom))
    }
    for twin in UnitList.twins(rows) { note(twin.line, twin.text) }
    if drafts.isEmpty, problemCount == 0 { note(headerLine, "Danh mục không có đơn vị nào.") }
    return UnitList(
      rows: rows, problems: problems.sorted { $0.line < $1.line }, problemCount: problemCount,
      hasMergedFrom: places[.mergedFrom] != nil)
  }

  private func text(_ column: UnitListColumn, _ fields: [String]) -> String {
    guard let place = places[column], place < fields.count else { return "" }
    let text = fields[place]
    // Nearly all fields are clean, and splitting at white space asks Unicode about every letter.
    let isClean = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    if isClean { return text }
    let words = text.split(whereSeparator: \.isWhitespace)
    return VietnameseOrder.composed(words.joined(separator: " "))
  }

  private mutating func unit(_ fields: [String], _ line: Int) -> (UnitKind, String)? {
    let (full, short) = (text(.fullName, fields), text(.name, fields))
    let (kindWord, levelWord) = (text(.kind, fields), text(.level, fields))
    let level = UnitListWords.known.levels[VietnameseOrder.searchKey(levelWord)]
    if !levelWord.isEmpty, level == nil {
      note(line, "Không rõ cấp “\(clipped(levelWord))”. Hãy ghi tinh, huyen hoặc xa.")
      return nil
    }
    guard let kinds = kinds(kindWord, full) else {
      note(
        line,
        kindWord.isEmpty
          ? "Không rõ loại đơn vị của “\(clipped(full))”."
          : "Không rõ loại đơn vị của “\(clipped(full.isEmpty ? short : full))” (ghi là “\(clipped(kindWord))”)."
      )
      return nil
    }
    let wanted = level ?? (text(.parentCode, fields).isEmpty ? .province : nil)
    let fitting = kinds.filter { wanted == nil || $0.level == wanted }
    // "Thành phố" under a province is a city of the province.
    guard let kind = fitting.first(where: { wanted != nil || $0.level != .province }) else {
      note(line, "Loại “\(kinds[0].words)” không thuộc cấp đã ghi.")
      return nil
    }
    let name = short.isEmpty || !kindWord.isEmpty && full.isEmpty ? short : bareName(full, kind)
    let result = name.isEmpty ? bareName(full, kind) : name
    guard !result.isEmpty, result.utf8.count <= 300 else {
      note(line, result.isEmpty ? "Thiếu tên." : "Tên dài quá 300 byte.")
      return nil
    }
    if !short.isEmpty, !full.isEmpty,
      VietnameseOrder.foldedName(short) != VietnameseOrder.foldedName(result)
    {
      note(line, "Tên “\(clipped(short))” không khớp tên đầy đủ “\(clipped(full))”.")
      return nil
    }
    return (kind, short.isEmpty ? result : short)
  }

  /// The kinds a word may mean, or the words that a full name begins with.
  private func kinds(_ word: String, _ full: String) -> [UnitKind]? {
    let known = UnitListWords.known.kinds
    if !word.isEmpty { return known[VietnameseOrder.foldedName(word)] }
    let words = full.split(separator: " ")
    for count in [2, 1] where words.count > count {
      let start = words.prefix(count).joined(separator: " ")
      if let kinds = known[VietnameseOrder.foldedName(start)] { return kinds }
    }
    return nil
  }

  /// A full name without the kind before it.
  private func bareName(_ full: String, _ kind: UnitKind) -> String {
    guard let prefix = kind.prefix else { return full }
    let words = full.split(separator: " ")
    let count = prefix.split(separator: " ").count
    let start = words.prefix(count).joined(separator: " ")
    let isSame = VietnameseOrder.foldedName(start) == VietnameseOrder.foldedName(prefix)
    return isSame ? words.dropFirst(count).joined(separator: " ") : full
  }

  private mutating func parent(of draft: Draft, _ lines: [UnitListKey: Int]) -> UnitListKey?? {
    let level = draft.kind.level
    if draft.parentCode.isEmpty {
      if level == .province { return .some(nil) }
      note(draft.line, "\(draft.kind.fullName(draft.name)) thiếu mã cấp trên.")
      return nil
    }
    let above: [UnitLevel] = level == .commune ? [.district, .province] : [.province]
    if level != .province {
      for level in above {
        let key = UnitListKey(level: level, code: draft.parentCode)
        if lines[key] != nil { return .some(key) }
      }
    }
    let isElsewhere = UnitLevel.allCases.contains {
      lines[UnitListKey(level: $0, code: draft.parentCode)] != nil
    }
    note(
      draft.line,
      isElsewhere
        ? "Đơn vị cấp trên \(draft.parentCode) không ở cấp cao hơn (thành vòng)."
        : "Không có đơn vị cấp trên mã \(clipped(draft.parentCode)) trong danh mục.")
    return nil
  }

  private mutating func note(_ line: Int, _ text: Sentence) {
    problemCount += 1
    if problems.count < UnitListReader.problemLimit {
      problems.append(UnitListProblem(line: line, text: text))
    }
  }

  private func clipped(_ text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
  }
}
