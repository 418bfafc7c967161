import Testing

@testable import Rules

/// Heads as conversions leave them.
@Suite struct HeadTests {
  @Test func `a head broken after single words is put together`() {
    let header = PlanReader.read(
      """
      ỦY
      BAN NHÂN DÂN
      TỈNH HÀ LÂM
      -------
      |
      CỘNG
      HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      Độc lập - Tự do - Hạnh phúc
      ---------------
      |
      Số:
      335/KH-UBND
      |
      Hà
      Lâm, ngày 08 tháng 12 năm 2017
      |
      KẾ HOẠCH
      CẢI CÁCH HÀNH CHÍNH NĂM 2018
      Căn cứ Quyết định số 225/QĐ-TTg ngày
      04/02/2016 của Thủ tướng Chính phủ;
      I. MỤC TIÊU
      - Nâng cao chất lượng phục vụ.
      """
    )
    #expect(header.header.number == "335")
    #expect(header.header.place == "Hà Lâm")
    #expect(header.header.issuer == "Ủy ban nhân dân tỉnh Hà Lâm")
    #expect(header.header.date?.iso == "2017-12-08")
    #expect(header.legalBases.map(\.date?.iso) == ["2016-02-04"])
  }

  @Test func `the symbol names the type where its line is lost`() {
    let plan = PlanReader.read(
      """
      ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
      Số: 48/KH-UBND | Bình Sơn, ngày 11 tháng 10 năm 2018 |
      Căn cứ Quyết định số 207/QĐ-UBND ngày 27/7/2018 của Ủy ban nhân dân tỉnh Bình Sơn về chỉ số.
      Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:
      1. Mục tiêu
      - Xác định chỉ số.
      """
    )
    #expect(plan.header.kind == "Kế hoạch")
    #expect(plan.header.issuer == "Ủy ban nhân dân tỉnh Bình Sơn")
  }

  @Test func `who decides is no part of a decision's title`() {
    let header = PlanReader.read(
      """
      ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
      Số: 30/2018/QĐ-UBND | Hải Vân, ngày 09 tháng 10 năm 2018 |
      QUYẾT ĐỊNH
      BAN HÀNH QUY ĐỊNH VỀ TRÁCH NHIỆM CỦA NGƯỜI ĐỨNG ĐẦU
      ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI VÂN
      Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
      QUYẾT ĐỊNH:
      Điều 1. Ban hành kèm theo Quyết định này Quy định trách nhiệm.
      """
    ).header
    #expect(header.title == "BAN HÀNH QUY ĐỊNH VỀ TRÁCH NHIỆM CỦA NGƯỜI ĐỨNG ĐẦU")
    #expect(header.issuer == "Ủy ban nhân dân thành phố Hải Vân")
  }
}
