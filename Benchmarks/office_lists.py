"""Lists of units of the size of the real ones, composed: three levels until 30 June 2025, two from 1 July 2025.

Columns as docs/unit-lists.md gives them. The names are made of common syllables; nothing is a real unit.
"""

import csv
import itertools
import os

FIRST = "An Bình Châu Đông Gia Hà Hòa Khánh Lâm Long Mỹ Nam Ngọc Phú Quảng Sơn Tam Tân Thanh Thạnh Tiên Trung Vĩnh Xuân".split()
SECOND = "An Bắc Cường Đạo Điền Giang Hải Hiệp Hưng Khê Lạc Lộc Lợi Mai Nghĩa Phong Phước Sa Thành Thắng Thịnh Trạch Trì Xá".split()
NAMES = [" ".join(pair) for pair in itertools.product(FIRST, SECOND)]
OLD_PROVINCES, NEW_PROVINCES, DISTRICTS, OLD_COMMUNES, NEW_COMMUNES = 63, 34, 696, 10_035, 3_321


def write(folder):
    """Writes old.csv, new.csv and merged.csv into the folder; returns their paths."""
    old, new, merged = [], [], []
    home = lambda province: province % NEW_PROVINCES
    for number in range(OLD_PROVINCES):
        name = f"{NAMES[number]} {SECOND[number % 24]}"
        old.append((f"{number + 1:02}", name, f"Tỉnh {name}", "tinh", "Tỉnh", ""))
    for number in range(NEW_PROVINCES):
        new.append(old[number])
        whole = [old[p][2] for p in range(OLD_PROVINCES) if home(p) == number]
        merged.append((old[number][0], old[number][2], "tinh", "", ", ".join(whole) if len(whole) > 1 else "giữ nguyên"))
    for number in range(DISTRICTS):
        name = NAMES[(number * 7 + 3) % len(NAMES)]
        old.append((f"{number + 1:03}", name, f"Huyện {name}", "huyen", "Huyện", f"{number % OLD_PROVINCES + 1:02}"))
    # Communes of one new province, in order; every three or so become one.
    bases = [[] for _ in range(NEW_PROVINCES)]
    for number in range(OLD_COMMUNES):
        district = number % DISTRICTS
        turn, name = divmod(number, len(NAMES))
        name = f"{NAMES[name]}" + (f" {FIRST[turn % 24]}" if turn else "")
        row = (f"{number + 1:05}", name, f"Xã {name}", "xa", "Xã", f"{district + 1:03}")
        old.append(row)
        bases[home(district % OLD_PROVINCES)].append(row)
    left = NEW_COMMUNES
    for province, communes in enumerate(bases):
        count = round(left / (NEW_PROVINCES - province)) if province < NEW_PROVINCES - 1 else left
        left -= count
        for index in range(count):
            parts = communes[index * len(communes) // count : (index + 1) * len(communes) // count]
            head = parts[0]
            new.append((head[0], head[1], head[2], "xa", "Xã", f"{province + 1:02}"))
            merged.append((head[0], head[2], "xa", f"{province + 1:02}", ", ".join(part[2] for part in parts)))
    columns = ("code", "name", "full_name", "level", "type", "parent_code")
    return [
        table(folder, "old.csv", columns, old),
        table(folder, "new.csv", columns, new),
        table(folder, "merged.csv", ("code", "full_name", "level", "parent_code", "merged_from"), merged),
    ]


def table(folder, name, columns, rows):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows(rows)
    return path
