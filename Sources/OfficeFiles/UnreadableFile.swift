/// Why a file could not be read as text. Each case has its own exit code, which stays stable, and
/// one Vietnamese line that says what is wrong and what to do now.
public enum UnreadableFile: Error, Equatable, Sendable {
  case notFound(path: String)
  case notReadable(path: String)
  case empty
  case tooLarge(megabytes: Int)
  /// Binary content of no known kind.
  case unknownFormat
  /// Word 97–2003 (OLE2).
  case oldWordDoc
  /// A PDF whose pages are pictures.
  case imageOnlyPdf
  case passwordProtected
  /// Cut short or corrupt; `part` names what could not be read.
  case damaged(part: String)
  case zipBomb
  /// XML that declares a document type or entities, or hides its encoding.
  case unsafeXml
  case missingTool(name: String, package: String)
  /// A known kind of file that is neither Word, PDF nor plain text.
  case notWord(kind: String)
  /// Text, but in no encoding that gives Vietnamese.
  case unknownEncoding
  /// Elements nested deeper than any real document.
  case tooDeep
  case tookTooLong

  /// The exit code of the command line for this case, 10 to 25.
  public var exitCode: Int32 {
    switch self {
    case .notFound: 10
    case .notReadable: 11
    case .empty: 12
    case .tooLarge: 13
    case .unknownFormat: 14
    case .oldWordDoc: 15
    case .imageOnlyPdf: 16
    case .passwordProtected: 17
    case .damaged: 18
    case .zipBomb: 19
    case .unsafeXml: 20
    case .missingTool: 21
    case .notWord: 22
    case .unknownEncoding: 23
    case .tooDeep: 24
    case .tookTooLong: 25
    }
  }

  /// One line, without a final stop of line.
  public var message: String {
    switch self {
    case .notFound(let path):
      "Không tìm thấy tệp “\(Self.shown(path))”. Hãy kiểm tra lại tên tệp và thư mục."
    case .notReadable(let path):
      "Không mở được “\(Self.shown(path))”. Hãy kiểm tra quyền đọc và chắc rằng đó là một tệp."
    case .empty:
      "Tệp không có chữ nào (rỗng hoặc chỉ có hình). Hãy chọn tệp có nội dung văn bản."
    case .tooLarge(let megabytes):
      "Tệp quá lớn, chỉ đọc đến \(megabytes) MB. Hãy tách riêng bản kế hoạch thành một tệp nhỏ hơn."
    case .unknownFormat:
      "Tệp không phải văn bản đọc được. Hãy dùng tệp .docx, .pdf có lớp chữ hoặc .txt."
    case .oldWordDoc:
      "Tệp Word đời cũ (.doc) chưa đọc được. Hãy mở bằng Word hoặc LibreOffice và lưu thành .docx."
    case .imageOnlyPdf:
      "Tệp PDF chỉ có ảnh chụp, không có lớp chữ. Hãy nhận dạng chữ (OCR) hoặc dùng bản .docx."
    case .passwordProtected:
      "Tệp được đặt mật khẩu. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi đọc lại."
    case .damaged(let part):
      "Tệp bị hỏng hoặc chưa tải hết (\(part)). Hãy tải lại, hoặc mở ra và lưu thành tệp mới."
    case .zipBomb:
      "Tệp nén bung ra lớn bất thường nên không được đọc. Hãy xin lại tệp gốc từ nơi gửi."
    case .unsafeXml:
      "Tệp Word có khai báo XML không an toàn. Hãy mở bằng Word và lưu thành tệp .docx mới."
    case .missingTool(let name, let package):
      "Máy chưa có \(name) để đọc PDF. Hãy cài gói \(package) (apt install \(package))."
    case .notWord(let kind):
      "Đây là \(kind), không phải văn bản Word. Hãy lưu kế hoạch thành .docx, .pdf hoặc .txt."
    case .unknownEncoding:
      "Không nhận ra bảng mã chữ Việt của tệp. Hãy lưu lại bằng bảng mã Unicode (UTF-8)."
    case .tooDeep:
      "Tệp Word có các phần lồng nhau quá sâu. Hãy chép nội dung sang tệp .docx mới."
    case .tookTooLong:
      "Đọc tệp PDF quá lâu nên đã dừng. Hãy in lại tệp thành PDF mới, hoặc dùng bản .docx."
    }
  }

  /// A path on one line, whatever bytes it holds.
  private static func shown(_ path: String) -> String {
    String(
      String.UnicodeScalarView(
        path.unicodeScalars.prefix(300).map {
          $0.properties.generalCategory == .control
            || $0.properties.generalCategory == .lineSeparator
            || $0.properties.generalCategory == .paragraphSeparator ? "?" : $0
        }))
  }
}
