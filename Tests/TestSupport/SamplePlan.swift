/// A short plan of the sample tree's province, composed for tests.
public enum SamplePlan {
  public static let text = """
    ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TỈNH HƯƠNG GIANG Độc lập - Tự do - Hạnh phúc

    Số: 18/KH-UBND

    Hương Giang, ngày 12 tháng 01 năm 2026

    KẾ HOẠCH
    Cải cách hành chính tỉnh Hương Giang năm 2026

    Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;

    I. MỤC TIÊU

    1. Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn đạt từ 98% trở lên.

    II. NHIỆM VỤ

    1. Ban hành kế hoạch kiểm tra cải cách hành chính.

    - Cơ quan chủ trì: Sở Nội vụ.
    - Cơ quan phối hợp: UBND các xã, phường.
    - Thời gian thực hiện: trước ngày 31/3/2026.

    2. Rà soát thủ tục hành chính thuộc thẩm quyền giải quyết.

    - Cơ quan thực hiện: UBND các xã, phường.
    - Thời gian thực hiện: Quý IV/2026.

    3. Tuyên truyền cải cách hành chính trên cổng thông tin.

    - Cơ quan chủ trì: Phòng Kinh tế.
    - Thời gian thực hiện: thường xuyên trong năm 2026.
    """
}
