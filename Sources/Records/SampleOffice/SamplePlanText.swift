internal import Rules

/// The plan of the sample province, as an office writes one; the program reads it as it reads any other.
enum SamplePlanText {
  static let inspection = "Ban hành kế hoạch kiểm tra công tác cải cách hành chính"
  static let review = "Rà soát, đề xuất đơn giản hóa thủ tục hành chính"
  static let publication = "Niêm yết, công khai đầy đủ thủ tục hành chính"
  static let portal = "Hoàn thiện kết nối Cổng dịch vụ công"
  static let training = "Tổ chức tập huấn nghiệp vụ cải cách hành chính"

  /// Signed on `signed`; the days of its tasks stand around `today`.
  static func text(signed: CivilDate, today: CivilDate) -> String {
    let date = signed.parts
    func day(_ days: Int) -> String { today.adding(days: days).vietnamese }
    return """
      ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      TỈNH TÂN AN Độc lập - Tự do - Hạnh phúc

      Số: 215/KH-UBND

      Tân An, ngày \(date.day) tháng \(date.month) năm \(date.year)

      KẾ HOẠCH
      Đẩy mạnh cải cách hành chính tỉnh Tân An những tháng cuối năm \(date.year)

      Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;

      I. MỤC TIÊU

      1. Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn đạt từ 98% trở lên.
      2. Tỷ lệ hồ sơ nộp trực tuyến tại cấp xã đạt từ 80% trở lên.

      II. NHIỆM VỤ

      1. \(inspection) tại các sở, ngành và Ủy ban nhân dân cấp xã.

      - Cơ quan chủ trì: Sở Nội vụ.
      - Cơ quan phối hợp: Sở Tư pháp; Sở Tài chính.
      - Thời gian thực hiện: trước ngày \(day(-39)).

      2. \(review) thuộc thẩm quyền giải quyết.

      - Cơ quan thực hiện: UBND các xã, phường.
      - Thời gian thực hiện: trước ngày \(day(-12)).

      3. \(publication) tại Trung tâm Phục vụ hành chính công.

      - Cơ quan thực hiện: UBND các xã, phường.
      - Thời gian thực hiện: trước ngày \(day(7)).

      4. \(portal) với phần mềm quản lý văn bản của các đơn vị.

      - Cơ quan chủ trì: Sở Khoa học và Công nghệ.
      - Cơ quan phối hợp: Sở Nội vụ; UBND các xã, phường.
      - Thời gian thực hiện: trước ngày \(day(4)).

      5. \(training) cho công chức đầu mối.

      - Cơ quan chủ trì: Sở Nội vụ.
      - Cơ quan phối hợp: Sở Tư pháp.
      - Thời gian thực hiện: trước ngày \(day(30)).
      """
  }
}
