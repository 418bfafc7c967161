internal import CXlsx
internal import Glibc

/// Writes a table as a workbook of one sheet (XLSX), row by row in memory that does not grow with the rows.
///
/// Above the table stand a title and a note; its head stays in sight, and can filter. Text is written as text,
/// whatever it begins with: a cell never holds a formula. To be used by one task at a time.
public final class SheetWriter: @unchecked Sendable {
  public struct Column: Sendable {
    public let title: String
    /// In letters.
    public let width: Double

    public init(_ title: String, width: Double) {
      self.title = title
      self.width = width
    }
  }

  public enum Cell: Sendable, Equatable {
    case text(String)
    /// A whole day, shown as 31/12/2026.
    case day(year: Int, month: Int, day: Int)
    case number(Double)
    case empty
  }

  /// What the library says where it cannot go on.
  public struct Failure: Error, Sendable {
    public let code: Int
  }

  /// Letters of the longest cell that the format holds, less a few.
  private static let longest = 32_000

  private let columns: [Column]
  private var book: UnsafeMutablePointer<lxw_workbook>?
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  /// The file that the library writes; gone when this is.
  private let path: String
  private let wrapped: UnsafeMutablePointer<lxw_format>?
  private let dated: UnsafeMutablePointer<lxw_format>?
  private var row: UInt32 = 4

  /// Rows of the table so far.
  public var count: Int { Int(row) - 4 }

  /// `name` stands on the sheet's tab, at most 31 letters without `[]:*?/\`. What does not fit into memory goes to
  /// files in `folder` that are gone afterwards.
  public init(
    name: String, title: String, note: String, _ columns: [Column], folder: String
  ) throws {
    self.columns = columns
    var template = Array((folder + "/sheet.XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Failure(code: Int(errno)) }
    close(descriptor)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var options = lxw_workbook_options()
    options.constant_memory = 1
    options.tmpdir = strdup(folder)
    defer { free(options.tmpdir) }
    let book = workbook_new_opt(path, &options)
    self.book = book
    guard let book, let sheet = workbook_add_worksheet(book, name) else {
      unlink(path)
      throw Failure(code: 1)
    }
    self.sheet = sheet
    wrapped = workbook_add_format(book)
    format_set_text_wrap(wrapped)
    format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    dated = workbook_add_format(book)
    format_set_num_format(dated, "dd/mm/yyyy")
    format_set_align(dated, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    format_set_align(dated, UInt8(LXW_ALIGN_LEFT.rawValue))
    begin(book, title, note)
  }

  deinit {
    if let book { workbook_close(book) }
    unlink(path)
  }

  private func begin(_ book: UnsafeMutablePointer<lxw_workbook>, _ title: String, _ note: String) {
    let head = workbook_add_format(book)
    format_set_bold(head)
    format_set_bottom(head, UInt8(LXW_BORDER_THIN.rawValue))
    format_set_text_wrap(head)
    let large = workbook_add_format(book)
    format_set_bold(large)
    format_set_font_size(large, 14)
    write(title, 0, 0, large)
    write(note, 1, 0, nil)
    for (place, column) in columns.enumerated() {
      worksheet_set_column(sheet, UInt16(place), UInt16(place), column.width, nil)
      write(column.title, 3, place, head)
    }
    worksheet_freeze_panes(sheet, 4, 0)
    worksheet_repeat_rows(sheet, 3, 3)
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
  }

  /// A row of the table: one cell for each column.
  public func add(_ cells: [Cell]) {
    for (place, cell) in cells.prefix(columns.count).enumerated() {
      switch cell {
      case .empty: continue
      case .text(let text): write(text, row, place, wrapped)
      case .number(let number):
        worksheet_write_number(sheet, row, UInt16(place), number, wrapped)
      case .day(let year, let month, let day):
        var date = lxw_datetime()
        date.year = Int32(year)
        date.month = Int32(month)
        date.day = Int32(day)
        worksheet_write_datetime(sheet, row, UInt16(place), &date, dated)
      }
    }
    row += 1
  }

  /// The bytes of the whole workbook. Nothing can be added afterwards.
  public func finish() throws -> [UInt8] {
    guard let book else { throw Failure(code: 0) }
    worksheet_autofilter(
      sheet, 3, 0, Swift.max(row, 5) - 1, UInt16(Swift.max(columns.count, 1) - 1))
    self.book = nil
    let code = workbook_close(book)
    guard code == LXW_NO_ERROR else { throw Failure(code: Int(code.rawValue)) }
    return try bytes()
  }

  private func bytes() throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw Failure(code: Int(errno)) }
    defer { fclose(file) }
    var result: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&part, 1, part.count, file)
      guard count > 0 else { return result }
      result += part[..<count]
    }
  }

  private func write(
    _ text: String, _ row: UInt32, _ column: Int, _ format: UnsafeMutablePointer<lxw_format>?
  ) {
    worksheet_write_string(sheet, row, UInt16(column), SheetWriter.plain(text), format)
  }

  /// Without what XML cannot hold, and no longer than a cell may be. Its length counts in units of UTF-16.
  private static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var length = 0
    for scalar in text.unicodeScalars {
      length += scalar.value > 0xFFFF ? 2 : 1
      if length > longest { break }
      switch scalar.value {
      case 0x9, 0xA, 0x20...0xFFFD, 0x10000...: result.append(scalar)
      default: continue
      }
    }
    return String(result)
  }
}
