"""Plans of the size of a province's, composed: forty tasks each, most of them for every commune.

The wording is that of official plans; nothing is a real plan.
"""

import csv
import os

FIRST = "An Bình Châu Đông Gia Hà Hòa Khánh Lâm Long Mỹ Nam Ngọc Phú Quảng Sơn Tam Tân Thanh Thạnh".split()
SECOND = "An Bắc Cường Đạo Điền Giang Hải Hiệp Hưng Khê Lạc Lộc Lợi Mai Nghĩa".split()
VERBS = ["Rà soát", "Công khai", "Cập nhật", "Tập huấn", "Kiểm tra", "Số hóa", "Báo cáo kết quả", "Tuyên truyền"]
MATTERS = [
    "thủ tục hành chính thuộc thẩm quyền giải quyết", "hồ sơ trễ hẹn tại bộ phận một cửa",
    "hồ sơ công việc trên môi trường mạng", "quy chế làm việc của cơ quan", "văn bản quy phạm pháp luật"]
PROVINCE = "Tỉnh Tân An"


def units(folder, count):
    """A list of one province and its communes; returns its path."""
    path = os.path.join(folder, "units.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("code", "name", "full_name", "level", "type", "parent_code"))
        out.writerow(("01", "Tân An", PROVINCE, "tinh", "Tỉnh", ""))
        for number in range(count - 1):
            name = f"{FIRST[number % 20]} {SECOND[number // 20]}"
            out.writerow((f"{number + 1:05}", name, f"Xã {name}", "xa", "Xã", "01"))
    return path


def plan(number, year, tasks=40):
    """The text of a plan whose tasks all fall to the communes; their last days lie in the year."""
    lines = [
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỈNH TÂN AN Độc lập - Tự do - Hạnh phúc", "",
        f"Số: {number}/KH-UBND", "", f"Tân An, ngày 05 tháng 01 năm {year}", "", "KẾ HOẠCH",
        f"Cải cách hành chính tỉnh Tân An năm {year} (phần {number})", "", "I. NHIỆM VỤ", ""]
    for task in range(tasks):
        what = f"{VERBS[task % 8]} {MATTERS[task // 8]}"
        day, month = task % 27 + 1, task % 11 + 2
        lines += [
            f"{task + 1}. {what}.", "", "- Cơ quan thực hiện: UBND các xã.",
            f"- Thời gian thực hiện: trước ngày {day}/{month}/{year}.", ""]
    return "\n".join(lines)
