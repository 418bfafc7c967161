import Rules

/// A plan made of small parts with known counts: for length, not for variety. The same numbers always give
/// the same text.
struct TruthLargePlan {
  let text: String
  let tasks: Int
  let targets: Int
  let sections: Int
  let legalBases: Int

  /// About 60 printed pages (some 150 KB).
  static var sixtyPages: TruthLargePlan { TruthLargePlan(groups: 140) }

  /// At least so many bytes of UTF-8.
  static func bytes(_ count: Int) -> TruthLargePlan {
    let one = TruthLargePlan(groups: 100).text.utf8.count
    return TruthLargePlan(groups: count * 100 / one + 101)
  }

  private static let verbs = [
    "Rà soát", "Xây dựng", "Tổ chức", "Cập nhật", "Công khai", "Hướng dẫn", "Kiểm tra",
    "Tuyên truyền",
  ]
  private static let things = [
    "quy trình nội bộ giải quyết thủ tục hành chính lĩnh vực số",
    "danh mục hồ sơ lưu trữ điện tử đợt",
    "chuyên đề kỹ năng giao tiếp với người dân khóa",
    "bảng niêm yết tại điểm tiếp nhận hồ sơ số",
    "dữ liệu hộ tịch, đất đai tại cụm dân cư số",
  ]
  private static let agencies = [
    "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND xã", "Công an xã",
    "Trung tâm Phục vụ hành chính công xã",
  ]

  /// A plan whose part of tasks has `groups` numbered groups of three to five bullets.
  init(groups: Int) {
    var parts = [TruthLargePlan.opening]
    var tasks = 0
    var targets = 0
    for number in 1...40 {
      parts.append(
        "- Tối thiểu \(50 + number)% hồ sơ thuộc nhóm số \(number) được giải quyết trước hạn.\n")
      targets += 1
    }
    parts.append("III. NHIỆM VỤ, GIẢI PHÁP\n")
    for number in 1...groups {
      parts.append(TruthLargePlan.group(number))
      tasks += 3 + number % 3
    }
    parts.append(TruthLargePlan.closing)
    self.text = parts.joined(separator: "\n")
    self.tasks = tasks + 1
    self.targets = targets
    self.sections = 4
    self.legalBases = 2
  }

  private static func group(_ number: Int) -> String {
    var lines = ["\(number). Nhóm nhiệm vụ thứ \(number)\n"]
    for item in 0..<(3 + number % 3) {
      let seed = number * 7 + item * 3
      lines.append(
        "- \(verbs[seed % verbs.count]) \(things[seed % things.count]) \(number).\(item + 1), bảo đảm "
          + "đúng quy định, thuận tiện cho người dân; lưu đầy đủ tài liệu chứng minh kết quả đã làm.\n"
      )
    }
    let lead = agencies[number % agencies.count]
    let month = number % 12 + 1
    lines.append("- Cơ quan chủ trì: \(lead).\n")
    lines.append("- Cơ quan phối hợp: \(agencies[(number + 1) % agencies.count]).\n")
    lines.append("- Thời gian hoàn thành: trước ngày 20/\(month < 10 ? "0" : "")\(month)/2027.\n")
    if number % 4 == 0 { lines.append("\u{0C}\n") }
    return lines.joined(separator: "\n")
  }

  /// Who leads the group with this number, and by when.
  static func lead(ofGroup number: Int) -> String { agencies[number % agencies.count] }

  static func lastDay(ofGroup number: Int) -> CivilDate? {
    CivilDate(year: 2027, month: number % 12 + 1, day: 19)
  }

  private static let opening = """
    ỦY BAN NHÂN DÂN
    XÃ ĐỒNG MAI

    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc

    Số: 150/KH-UBND

    Đồng Mai, ngày 15 tháng 12 năm 2026

    KẾ HOẠCH
    Cải cách hành chính xã Đồng Mai năm 2027

    Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;

    Căn cứ Kế hoạch số 400/KH-UBND ngày 01 tháng 12 năm 2026 của Ủy ban nhân dân tỉnh,

    Ủy ban nhân dân xã Đồng Mai ban hành Kế hoạch như sau:

    I. MỤC ĐÍCH, YÊU CẦU

    - Nâng cao chất lượng phục vụ người dân.

    II. MỤC TIÊU

    """

  private static let closing = """
    IV. TỔ CHỨC THỰC HIỆN

    1. Giao Văn phòng HĐND và UBND xã theo dõi, đôn đốc việc thực hiện Kế hoạch này.

    Nơi nhận:
    - Sở Nội vụ (b/c);
    - Lưu: VT.

    TM. ỦY BAN NHÂN DÂN
    CHỦ TỊCH

    Trịnh Quốc Bảo
    """
}
