internal import Rules

/// The sample province's plans of the whole year, as an office writes them: one with targets and its tasks in a
/// table, and one that programmes inspections.
enum SampleYearText {
  static let quarterly = "Báo cáo kết quả thực hiện nhiệm vụ cải cách hành chính hằng quý"
  static let dialogue = "Đối thoại với người dân, doanh nghiệp về thủ tục hành chính"
  static let selfReport = "Gửi báo cáo tự kiểm tra về Sở Nội vụ"

  /// The year's plan, signed on `signed`: its tasks fall due through that year.
  static func plan(signed: CivilDate) -> String {
    let year = signed.parts.year
    return head("12/KH-UBND", signed)
      + """

      KẾ HOẠCH
      Cải cách hành chính tỉnh Tân An năm \(year)

      Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành \
      chính nhà nước giai đoạn 2021 - 2030;
      Theo đề nghị của Giám đốc Sở Nội vụ,
      Ủy ban nhân dân tỉnh ban hành Kế hoạch cải cách hành chính tỉnh Tân An năm \(year) như sau:

      I. MỤC ĐÍCH, YÊU CẦU
      1. Nâng cao chất lượng phục vụ người dân, doanh nghiệp tại Trung tâm Phục vụ hành chính công cấp xã.
      2. Phân công rõ cơ quan chủ trì, cơ quan phối hợp, sản phẩm và thời hạn của từng nhiệm vụ.

      II. MỤC TIÊU
      1. Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn đạt từ 98% trở lên.
      2. Tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 80%.
      3. Mức độ hài lòng của người dân, tổ chức đạt tối thiểu 90%.
      4. Tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng đạt 95% trở lên.

      III. KINH PHÍ
      Kinh phí thực hiện do ngân sách nhà nước bảo đảm theo phân cấp hiện hành.

      IV. TỔ CHỨC THỰC HIỆN
      1. Theo dõi, đôn đốc việc thực hiện các nhiệm vụ tại Phụ lục.

      - Cơ quan chủ trì: Sở Nội vụ.
      - Thời gian thực hiện: thường xuyên.

      2. Hướng dẫn việc sử dụng kinh phí thực hiện Kế hoạch.

      - Cơ quan chủ trì: Sở Tài chính.
      - Thời gian thực hiện: thường xuyên.

      Nơi nhận:
      - Bộ Nội vụ (để b/c);
      - Các sở; UBND các xã, phường, đặc khu (để t/h);
      - Lưu: VT, NC.
      TM. ỦY BAN NHÂN DÂN
      CHỦ TỊCH
      (Đã ký)
      Lâm Hoàng Phúc

      """ + annex(year)
  }

  private static func annex(_ year: Int) -> String {
    """

    PHỤ LỤC
    PHÂN CÔNG NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM \(year)

    | STT | Nhiệm vụ | Sản phẩm | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |
    |---|---|---|---|---|---|
    | I | Chỉ đạo, điều hành | | | | |
    | 1 | Ban hành kế hoạch tuyên truyền cải cách hành chính | Kế hoạch | Sở Nội vụ | Sở Khoa học và Công nghệ | \
    Trước 28/02/\(year) |
    | 2 | \(quarterly) | Báo cáo | UBND các xã, phường | | Hằng quý |
    | 3 | \(dialogue) | Thông báo kết luận | UBND các xã, phường | | Trước 30/6/\(year) |
    | II | Cải cách thể chế | | | | |
    | 4 | Rà soát, hệ thống hóa văn bản quy phạm pháp luật | Quyết định công bố danh mục | Sở Tư pháp | Sở Xây dựng; \
    Sở Y tế; Sở Nông nghiệp và Môi trường | Trước 30/9/\(year) |
    | III | Cải cách thủ tục hành chính | | | | |
    | 5 | Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực | Kho dữ liệu | UBND các xã, phường | | \
    Quý III/\(year) |
    | 6 | Rà soát, cắt giảm thành phần hồ sơ của thủ tục hành chính | Quyết định phê duyệt phương án | Sở Xây dựng; \
    Sở Nông nghiệp và Môi trường; Sở Y tế | Sở Tư pháp | Trước 15/12/\(year) |
    | IV | Chế độ công vụ | | | | |
    | 7 | Bồi dưỡng kỹ năng số cho công chức cấp xã | Lớp bồi dưỡng | Sở Nội vụ | UBND các xã, phường | \
    Trước 20/12/\(year) |
    """
  }

  /// The plan of an inspection round, signed on `signed`; its days stand around `today`.
  static func round(signed: CivilDate, today: CivilDate) -> String {
    func month(_ days: Int) -> String {
      let parts = today.adding(days: days).parts
      return "Tháng \(parts.month)/\(parts.year)"
    }
    return head("221/KH-UBND", signed)
      + """

      KẾ HOẠCH
      Kiểm tra công tác cải cách hành chính tại các sở và Ủy ban nhân dân cấp xã

      Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;

      I. MỤC ĐÍCH, YÊU CẦU
      1. Đánh giá đúng kết quả thực hiện; kịp thời chỉ ra tồn tại và trách nhiệm của người đứng đầu.
      2. Không gây trở ngại cho hoạt động bình thường của đơn vị được kiểm tra.

      II. NỘI DUNG KIỂM TRA
      1. Việc chỉ đạo, điều hành cải cách hành chính.
      2. Việc tiếp nhận, giải quyết thủ tục hành chính; hồ sơ trễ hẹn và việc xin lỗi.
      3. Việc khắc phục tồn tại đã được kết luận.

      III. HÌNH THỨC, ĐỐI TƯỢNG, THỜI GIAN
      1. Kiểm tra theo kế hoạch

      | TT | Đơn vị được kiểm tra | Thời gian dự kiến |
      |---|---|---|
      | 1 | Sở Xây dựng | \(month(5)) |
      | 2 | UBND xã Phú Lộc | \(month(5)) |
      | 3 | UBND phường Bến Cát Nam | \(month(30)) |

      2. Kiểm tra đột xuất 02 xã, phường do Trưởng đoàn kiểm tra quyết định.

      IV. TỔ CHỨC THỰC HIỆN
      1. \(selfReport).

      - Cơ quan thực hiện: Sở Xây dựng; UBND xã Phú Lộc; UBND phường Bến Cát Nam.
      - Thời gian thực hiện: trước ngày \(today.adding(days: -2).vietnamese).

      2. Tổng hợp, báo cáo kết quả kiểm tra với Ủy ban nhân dân tỉnh.

      - Cơ quan chủ trì: Sở Nội vụ.
      - Cơ quan phối hợp: Sở Tư pháp.
      - Thời gian thực hiện: trước ngày \(today.adding(days: 40).vietnamese).

      Nơi nhận:
      - Các sở; UBND các xã, phường (để t/h);
      - Lưu: VT, NC.
      TM. ỦY BAN NHÂN DÂN
      CHỦ TỊCH
      (Đã ký)
      Lâm Hoàng Phúc
      """
  }

  private static func head(_ number: String, _ signed: CivilDate) -> String {
    let date = signed.parts
    return """
      ỦY BAN NHÂN DÂN
      TỈNH TÂN AN
      -------
      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      Độc lập - Tự do - Hạnh phúc
      ---------------
      Số: \(number)
      Tân An, ngày \(date.day) tháng \(date.month) năm \(date.year)

      """
  }
}
