"""The real plans, where they are at hand: each is read, reviewed, settled and published; one is carried out."""

import os
import pathlib
import re

from soat import ROOT, Server, Visitor, expect

REAL = pathlib.Path(os.environ.get("SOAT_SHARED_PLANS", ROOT / "../shared/plans"))
# There are no districts any more: the province of the sample issues the plans of all.
ISSUER = "Tỉnh Tân An"
# What the plan of Chợ Mới names beyond communes.
UNITS = [
    ("division", "Phòng Nội vụ"),
    ("division", "Phòng Văn hóa và Thông tin"),
    ("division", "Phòng Tài chính - Kế hoạch"),
    ("division", "Văn phòng HĐND và UBND huyện"),
    ("division", "Thanh tra huyện"),
    ("publicServiceUnit", "Trung tâm Văn hóa - Thể thao và Truyền thanh"),
]
COMMUNE = "Xã Phú Lộc"
# What an officer says of names that are no unit's; the first that stands in the name counts.
MEANINGS = [
    ("mặt trận", "outside"), ("tổ chức thành viên", "outside"), ("địa phương", "everyone"),
    ("đoàn kiểm tra", "Sở Nội vụ"), ("trưởng phòng", "Sở Nội vụ"), ("trung tâm phục vụ", "outside"),
    ("kinh tế và hạ tầng", "Phòng Tài chính - Kế hoạch"), ("tổ chức - nội vụ", "Phòng Nội vụ"),
    ("trung tâm văn hóa", "Trung tâm Văn hóa - Thể thao và Truyền thanh"),
    ("xã", "communes"), ("", "organs"),
]


def real_plans(browser):
    if not REAL.is_dir():
        print("  skipped: SOAT_SHARED_PLANS names no folder")
        return
    with Server(sample=True) as server:
        play(Office(browser, server))


def real_plans_on_postgres(browser):
    address = os.environ.get("SOAT_TEST_POSTGRES")
    if not address or not REAL.is_dir():
        print("  skipped: no SOAT_TEST_POSTGRES (scripts/test-postgres gives one) or no SOAT_SHARED_PLANS")
        return
    with Server(sample=True, database=address, schema="browser_plans") as server:
        play(Office(browser, server), others=False)


class Office:
    """The sample office with the units that the plans name, and the PAR agency's officer at work there."""

    def __init__(self, browser, server):
        self.browser = browser
        self.server = server
        self.agency = Visitor(browser, server.base)
        self.agency.sign_in("hanh.tt")
        self.agency.go("/units")
        top = self.agency.page.locator("main a:text-is('Tỉnh Tân An')").first.get_attribute("href")
        for kind, name in UNITS:
            add_unit(self.agency, kind, name, top)


def add_unit(visitor, kind, name, parent):
    visitor.go(parent.partition("?")[0] + "/units")
    visitor.page.select_option("main [name=kind]", kind)
    visitor.fill("name", name)
    visitor.fill_day("from", "2020-01-01")
    visitor.press()
    visitor.at(r"/units/[0-9a-z]{26}\?notice=unitAdded")


def play(office, others=True):
    chosen = next(REAL.glob("003_*"))
    plan = import_plan(office.agency, chosen)
    choose_words(office.agency, plan)
    settle(office.agency, plan)
    publish(office.agency, plan)
    carry_out(office, plan)
    if others:
        for path in sorted(REAL.glob("*.txt")):
            if path != chosen:
                draft = import_plan(office.agency, path)
                settle(office.agency, draft)
                publish(office.agency, draft)
    office.agency.close()


def import_plan(visitor, path):
    visitor.go("/plans/new")
    visitor.page.set_input_files("[name=document]", path)
    visitor.fill("unit", ISSUER)
    visitor.press()
    visitor.at("/plans/[0-9a-z]{26}")
    expect(visitor.page.locator(".paper .read.of-task").count() > 0, f"{path.name}: no task is marked")
    expect("dự thảo" in visitor.words, f"{path.name}: no draft")
    return visitor.path


def choose_words(visitor, plan):
    """Words chosen in the document become a task at their place, which is then taken out again."""
    before = visitor.page.locator("#tasks .task").count()
    visitor.page.evaluate("""() => {
      const line = [...document.querySelectorAll(".paper p")].find((each) => each.innerText.includes("Báo cáo đột xuất"));
      getSelection().selectAllChildren(line);
    }""")
    visitor.page.locator("#pick").wait_for(state="visible")
    visitor.press("#pick button[value=report]")
    visitor.at(f"{plan}/tasks/new")
    expect("Báo cáo đột xuất" in visitor.page.input_value("[name=text]"), "the chosen words are lost")
    visitor.page.check("[name=continuous]")
    visitor.fill("unit-1", "Phòng Nội vụ")
    visitor.press()
    visitor.at(plan + r"#t-\d+")
    expect(visitor.page.locator("#tasks .task").count() == before + 1, "no task was made")
    place = visitor.path.partition("#")[2]
    expect(visitor.page.locator(f".paper #{place.replace('t-', 'w-t')}").count() == 1, "its words are not marked")


def meaning(words):
    return next(who for part, who in MEANINGS if part in words.lower())


def settle(visitor, plan):
    """Says on one page whom the doubtful names mean, and what all the rest is."""
    visitor.go(plan + "/settlement")
    fields = visitor.page.locator("main input[id^='unit-of_']")
    for number in range(fields.count()):
        field = fields.nth(number)
        key = field.get_attribute("id").removeprefix("unit-")
        heading = field.evaluate("each => each.closest('.fields').previousElementSibling.innerText")
        who = meaning(re.search("“(.*)”", heading).group(1))
        if who[0].isupper():
            field.fill(who)
        else:
            visitor.page.select_option(f"[id='group-{key}']", who)
    if visitor.page.locator("#unit-rest").count():
        visitor.page.select_option("#group-rest", "organs")
    if visitor.page.locator("#due-rest").count():
        visitor.page.check("[name=continuous-rest]")
    visitor.press()
    visitor.at(plan + r"\?notice=planSettled")


def publish(visitor, plan):
    obstacles = visitor.page.locator("#concerns .problems li").all_inner_texts()
    expect(not obstacles, f"{plan} is kept back: {obstacles[:3]}")
    visitor.press(f"main a[href='{plan}/publication']")
    visitor.press()
    visitor.at(plan + r"\?notice=planPublished")
    expect("đã ban hành" in visitor.words, "the plan is not published")


def carry_out(office, plan):
    """A commune reports, is sent back, reports again and is accepted; overview and log say so."""
    commune = Visitor(office.browser, office.server.base)
    commune.sign_in("thao.hh")
    commune.go(f"/duties?plan={plan[-26:]}&stage=open")
    commune.press("main table a:has-text('Kiện toàn Ban điều hành')")
    duty = commune.path
    expect(COMMUNE in commune.words, "the duty of another unit")
    report(commune, duty, "Đã kiện toàn Ban điều hành.")
    answer(office.agency, duty, "return", "Thiếu quyết định kiện toàn.")
    commune.go(duty)
    expect("Thiếu quyết định kiện toàn." in commune.words, "the remark is not seen")
    report(commune, duty, "Đã gửi Quyết định số 12/QĐ-UBND.")
    answer(office.agency, duty, "acceptance", "")
    commune.go(duty)
    expect("đã hoàn thành" in commune.words.lower(), "the duty is not done")
    commune.close()
    office.agency.go(plan)
    figures = office.agency.page.locator(".figures b").all_inner_texts()
    expect("1" in figures, f"no duty of the plan is done: {figures}")
    office.agency.go("/audit")
    for words in ("Báo cáo kết quả", "Trả lại báo cáo", "Xác nhận hoàn thành"):
        expect(words in office.agency.words, f"the log does not tell: {words}")


def report(visitor, duty, words):
    send(visitor, f"{duty}/report", words)
    visitor.at(duty + r"\?notice=dutyReported")


def answer(visitor, duty, kind, words):
    visitor.go(duty)
    send(visitor, f"{duty}/{kind}", words)
    visitor.at(duty + r"\?notice=duty.*")


def send(visitor, path, words):
    button = visitor.page.locator(
        f"main button[formaction='{path}'], main form[action='{path}'] button:not([formaction])").first
    button.locator("xpath=ancestor::form").locator("textarea").fill(words)
    with visitor.page.expect_navigation():
        button.click()
