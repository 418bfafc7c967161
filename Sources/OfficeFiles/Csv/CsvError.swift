/// Why a table could not be read to its end, with the place where that showed.
///
/// Lines count from 1 as an editor shows them, columns are fields from 1.
public enum CsvError: Error, Equatable, Sendable {
  case empty
  /// No text: `kind` is its Vietnamese name where it is a known one.
  case binary(kind: String?)
  /// Text, but in no encoding that gives Vietnamese.
  case unknownEncoding
  /// Bytes that the encoding of the rest does not have.
  case badEncoding(line: Int)
  /// The quote that opens here is never closed.
  case unclosedQuote(line: Int, column: Int)
  /// Something stands between a closing quote and the next separator.
  case strayQuote(line: Int, column: Int)
  case unevenRow(line: Int, expected: Int, found: Int)
  case rowTooLong(line: Int, bytes: Int)
  case tooManyColumns(line: Int, limit: Int)
  case tooLarge(megabytes: Int)

  /// The line of the table, where one is to blame.
  public var line: Int? {
    switch self {
    case .empty, .binary, .unknownEncoding, .tooLarge: nil
    case .badEncoding(let line), .unclosedQuote(let line, _), .strayQuote(let line, _),
      .unevenRow(let line, _, _), .rowTooLong(let line, _), .tooManyColumns(let line, _):
      line
    }
  }

  /// One line: what is wrong and what to do now.
  public var message: String {
    switch self {
    case .empty: "Tệp không có dòng nào. Hãy chọn tệp có dòng tiêu đề và dữ liệu."
    case .binary(let kind):
      "Đây là \(kind ?? "tệp nhị phân"), không phải bảng CSV. Hãy lưu bảng thành CSV (UTF-8)."
    case .unknownEncoding:
      "Không nhận ra bảng mã chữ Việt của tệp. Hãy lưu lại thành CSV bằng bảng mã UTF-8."
    case .badEncoding(let line):
      "Dòng \(line) có ký tự sai bảng mã. Hãy lưu lại thành CSV bằng bảng mã UTF-8."
    case .unclosedQuote(let line, let column):
      "Dòng \(line), cột \(column): dấu ngoặc kép mở ra mà không đóng lại."
    case .strayQuote(let line, let column):
      "Dòng \(line), cột \(column): còn chữ sau dấu ngoặc kép đóng. "
        + "Dấu ngoặc kép trong ô phải viết hai lần."
    case .unevenRow(let line, let expected, let found):
      "Dòng \(line) có \(found) cột, dòng tiêu đề có \(expected) cột. "
        + "Ô có dấu phân cách phải đặt trong ngoặc kép."
    case .rowTooLong(let line, let bytes):
      "Dòng \(line) dài quá \(bytes >> 10) KB. "
        + "Hãy kiểm tra dấu ngoặc kép, hoặc chắc rằng đây là tệp CSV."
    case .tooManyColumns(let line, let limit):
      "Dòng \(line) có hơn \(limit) cột. Hãy bỏ các cột trống."
    case .tooLarge(let megabytes):
      "Tệp lớn quá \(megabytes) MB nên không được đọc. Hãy chắc rằng đã chọn đúng tệp."
    }
  }
}
