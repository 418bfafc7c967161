import Records

/// What is wrong with the log, as an official reads it.
enum AuditWords {
  static func text(_ finding: AuditFinding) -> String {
    switch finding {
    case .altered(let seq): "mục \(seq) đã bị sửa"
    case .removed(let range): "\(places(range)) đã bị xóa"
    case .inserted(let range): "\(places(range)) bị chèn thêm, không do hệ thống ghi"
    case .reordered(let range): "\(places(range)) bị đổi thứ tự"
    case .cutOff(let last, let known):
      "các mục mới nhất bị cắt: nhật ký hết ở mục \(last), nhưng đã từng có đến mục \(known)"
    case .contradicts(let seq, let kind):
      "mục \(seq) khác với mốc đã ghi ngoài cơ sở dữ liệu (\(text(kind)))"
    }
  }

  private static func places(_ range: ClosedRange<Int64>) -> String {
    range.count == 1
      ? "mục \(range.lowerBound)" : "mục \(range.lowerBound) đến \(range.upperBound)"
  }

  private static func text(_ kind: AuditMark.Kind) -> String {
    switch kind {
    case .head: "mục mới nhất"
    case .start: "lúc khởi động"
    case .stop: "lúc dừng"
    case .day: "cuối ngày"
    case .conflict: "đầu chuỗi từng bị sai"
    case .cut: "lúc cắt theo thời hạn lưu"
    }
  }
}
