import Foundation
import Testing

@testable import OfficeFiles

@Suite struct BrokenSyllablesTests {
  @Test(arguments: [
    ("giai đo ạn 2021", "giai đoạn 2021"), ("Chính ph ủ", "Chính phủ"), ("c ập nhật", "cập nhật"),
    ("KẾ HO ẠCH", "KẾ HOẠCH"), ("H ẢI LÂM", "HẢI LÂM"), ("SỞ NỘ I VỤ", "SỞ NỘI VỤ"),
    ("C ải cách", "Cải cách"), ("tập hu ấn", "tập huấn"), ("tiêu chu ẩn", "tiêu chuẩn"),
    ("ngu ồn nhân l ực", "nguồn nhân lực"), ("đư ợc", "được"), ("ngư ời", "người"),
    ("t ỉ nh", "tỉnh"), ("nhi ệm v ụ", "nhiệm vụ"), ("thu ế", "thuế"), ("qu ản lý", "quản lý"),
  ])
  func `a torn word is put together`(torn: String, whole: String) {
    #expect(BrokenSyllables.mended(torn) == whole)
  }

  @Test(arguments: [
    "quý I", "Quý I/2026", "Phụ lục I", "PHỤ LỤC I", "và ở", "ở đó", "TT Ủy ban", "KH ỦY BAN",
    "điểm c ở trên", "Mục C ở", "điểm a và c Điều 5", "BỘ Y TẾ", "nghiệp vụ y tế", "Sở Y tế",
    "do ảnh hưởng", "cho ấn hành", "kỳ I", "Bộ I", "Tổ i)", "UBND ủy quyền", "sở ở", "Nhóm B ứng",
    "từ ấy", "a ở", "thu ổn định", "Khu A ưu tiên", "cơ ủy", "có ý kiến", "tự ý", "ưu ái",
  ])
  func `words of their own stay apart`(text: String) {
    #expect(BrokenSyllables.mended(text) == text)
  }

  @Test func `columns keep their places`() {
    #expect(
      BrokenSyllables.mended("  giai đo ạn   Quý II\nph ủ   x\n")
        == "  giai đoạn    Quý II\nphủ    x\n")
    #expect(BrokenSyllables.mended("đo ạn\n  a   b") == "đoạn\n  a   b")
    #expect(BrokenSyllables.mended("") == "")
  }

  @Test func `texts that are whole stay as they are`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "RulesTests/Cases/plans")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    let texts = files.filter { $0.pathExtension == "txt" }
    #expect(!texts.isEmpty)
    for file in texts {
      let text = try String(contentsOf: file, encoding: .utf8)
      let lines = text.split(separator: "\n")
      for line in lines where BrokenSyllables.mended(String(line)) != line {
        Issue.record("\(file.lastPathComponent): \(line)")
      }
    }
  }
}
