/// Makes plans of any size for the bench: the same small parts over and over, in the form of real ones.
enum PlanText {
  private static let head = """
    ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    XÃ AN HÒA | Độc lập - Tự do - Hạnh phúc
    Số: 27/KH-UBND | An Hòa, ngày 12 tháng 01 năm 2026

    KẾ HOẠCH
    Cải cách hành chính xã An Hòa năm 2026

    Căn cứ Kế hoạch số 15/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh về cải cách hành chính năm 2026;

    Ủy ban nhân dân xã An Hòa ban hành Kế hoạch cải cách hành chính năm 2026 như sau:

    I. MỤC TIÊU

    - Phấn đấu tối thiểu 95% hồ sơ thủ tục hành chính được giải quyết đúng hạn; 80% hồ sơ được tiếp nhận trực tuyến.

    II. NHIỆM VỤ, GIẢI PHÁP


    """

  private static let tasks = [
    """
    - Rà soát, công khai đầy đủ thủ tục hành chính tại Trung tâm Phục vụ hành chính công xã và trên Cổng thông tin điện tử; kịp thời cập nhật khi có quyết định công bố của Chủ tịch Ủy ban nhân dân tỉnh.

    """,
    """
    - Tổ chức họp rà soát hồ sơ trễ hạn hằng tháng, chậm nhất 05 ngày sau khi kết thúc tháng, nêu rõ nguyên nhân từng trường hợp và biện pháp khắc phục.

    """,
    """
    - Phòng Văn hóa - Xã hội chủ trì, phối hợp với Văn phòng HĐND và UBND xã tuyên truyền về dịch vụ công trực tuyến đến từng thôn, xong trước ngày 30/6/2026.

    """,
  ]

  private static let group = """
    - Cơ quan chủ trì: Văn phòng HĐND và UBND xã.
    - Cơ quan phối hợp: Phòng Kinh tế, Phòng Văn hóa - Xã hội.
    - Thời gian thực hiện: Thường xuyên trong năm 2026.


    """

  private static let foot = """
    III. CHẾ ĐỘ BÁO CÁO

    Báo cáo quý gửi trước ngày 10 của tháng cuối quý về Ủy ban nhân dân xã (qua Văn phòng HĐND và UBND xã).

    Nơi nhận:
    - UBND tỉnh (b/c);
    - Các phòng thuộc xã (t/h);
    - Lưu: VT.

    TM. ỦY BAN NHÂN DÂN
    CHỦ TỊCH

    Nguyễn Văn An

    """

  /// A plan of at least so many bytes of UTF-8.
  static func make(bytes: Int) -> String {
    var text = head
    var size = head.utf8.count + foot.utf8.count
    var number = 1
    while size < bytes {
      let heading =
        "\(number). Nâng cao chất lượng giải quyết thủ tục hành chính, nhóm \(number)\n\n"
      let part = heading + tasks.joined() + group
      text += part
      size += part.utf8.count
      number += 1
    }
    return text + foot
  }
}
