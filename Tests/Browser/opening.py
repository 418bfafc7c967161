"""A new office, opened as its first administrator would open it, until a commune's officer works in it."""

import os
import pathlib

from soat import PASSWORD, ROOT, Server, Visitor, expect
from pages import LISTS

REAL = pathlib.Path(os.environ.get("SOAT_SHARED_DATA", ROOT / "../shared/data"))


def a_new_office(browser):
    with Server() as server:
        play(browser, server)


def a_new_office_on_postgres(browser):
    address = os.environ.get("SOAT_TEST_POSTGRES")
    if not address:
        print("  skipped: no SOAT_TEST_POSTGRES; scripts/test-postgres gives one")
        return
    with Server(database=address, schema="browser") as server:
        play(browser, server)


def play(browser, server):
    chief = Visitor(browser, server.base)
    open_the_office(chief, server)
    switch_second_factor_on(chief)
    import_lists(chief)
    person = add_officer(chief)
    word = give_account(chief, person)
    find_unit(chief, "98003", "Xã Vĩnh Ẩn")
    foreign = chief.path
    link = invite_leader(chief)
    officer_works(browser, server, word, foreign)
    leader_comes(browser, server, link)
    chief.sign_out()
    chief.go("/")
    chief.at("/sign-in.*")
    chief.sign_in("quan.tri")
    chief.at("/")
    chief.close()


def open_the_office(chief, server):
    chief.go("/")
    chief.at("/first-run")
    for code in ("khong-phai-ma", server.setup_code):
        chief.fill("code", code)
        chief.fill("name", "Lê Quang Ễn")
        chief.fill("login", "quan.tri")
        chief.fill("password", PASSWORD)
        chief.fill("repeated", PASSWORD)
        chief.press()
        if code != server.setup_code:
            expect(chief.page.locator("#code-problem").count() == 1, "a wrong code is not told")
    chief.at(r"/sign-in\?notice=\w+")
    expect(chief.page.locator(".notice.done").count() == 1, "nothing says that the office is open")


def switch_second_factor_on(chief):
    chief.sign_in("quan.tri")
    chief.at("/account/second-factor")
    chief.go("/accounts")
    chief.at("/account/second-factor")
    expect(chief.page.locator("figure.qr svg").is_visible(), "no picture to scan")
    chief.fill("code", "000000")
    chief.press()
    expect(chief.page.locator("#code-problem").count() == 1, "a wrong code is not told")
    codes = chief.enrol()
    expect(len(set(codes)) == 10, f"{len(set(codes))} recovery codes")
    chief.press("main .actions a.primary")
    chief.at("/")
    # An empty office says what to do next.
    expect(chief.page.locator("main a[href='/units/imports/new']").count() > 0, "nothing says how to begin")


def upload(chief, files, day):
    chief.go("/units/imports/new")
    for field, path in files.items():
        chief.page.set_input_files(f"[name={field}]", path)
    chief.fill_day("effectiveOn", day)
    chief.press()
    chief.at("/units/imports/drafts/.*")


def import_lists(chief):
    upload(chief, {"list": LISTS / "before.csv"}, "2025-07-01")
    for name in ("Tỉnh Sông Trà", "Xã Quảng Điền"):
        expect(name in chief.words, f"the dry run does not name {name}")
    draft = chief.path
    chief.go("/units")
    expect("Sông Trà" not in chief.words, "the dry run has recorded something")
    chief.go(draft)
    chief.press()
    chief.at(r"/units/imports\?notice=imported")
    upload(chief, {"list": LISTS / "after.csv", "merges": LISTS / "merges.csv"}, "2026-01-01")
    expect(chief.page.locator("#remarks li").count() > 0, "what is undecided is not told")
    chief.press("main .tabs a >> nth=0")
    chief.press()
    chief.go("/units/merges")
    expect(chief.page.locator("main a[href^='/units/merges/']").count() > 0, "no question is open")
    find_unit(chief, "hoa loc", "Phường Hòa Lộc")
    expect("Xã Quảng Điền" in chief.words, "the new ward does not name what it was made of")


def real_lists(browser):
    """The lists of 2024, 2025 and 2026 one after another through the page, where they are at hand."""
    if not REAL.is_dir():
        print("  skipped: SOAT_SHARED_DATA names no folder")
        return
    steps = [
        ({"list": "administrative-units-2024.csv"}, "2025-03-01"),
        ({"list": "administrative-units-2025.csv", "merges": "administrative-units-2025-merged-from.csv"},
         "2025-07-01"),
        ({"list": "administrative-units-2026.csv"}, "2026-04-30"),
    ]
    with Server() as server:
        chief = Visitor(browser, server.base)
        chief.context.set_default_timeout(300_000)
        open_the_office(chief, server)
        switch_second_factor_on(chief)
        for files, day in steps:
            upload(chief, {field: REAL / name for field, name in files.items()}, day)
            chief.press()
            chief.at(r"/units/imports\?notice=imported")
        find_unit(chief, "25270", "Phường Lộc Ninh")
        chief.close()


def find_unit(visitor, words, name):
    visitor.go("/units")
    visitor.fill("search", words)
    visitor.press("main form[role=search] button:not([type=button])")
    visitor.press(f"main table a:text-is('{name}')")
    expect(visitor.page.locator("h1").inner_text() == name, "another unit")


def add_officer(chief):
    """A new person with a post; answers with the address of their page."""
    chief.go("/people/new")
    chief.fill("fullName", "H'Thảo Niê")
    chief.fill("email", "thao@songtra.example")
    chief.fill("unit", "Phường Hòa Lộc")
    chief.press()
    person = chief.path.partition("?")[0]
    find_unit(chief, "98001", "Phường Hòa Lộc")
    chief.press("main a[href*='/office-holdings']")
    chief.fill("person", "H'Thảo Niê")
    chief.page.select_option("[name=post]", "parOfficer")
    chief.fill("title", "Công chức Văn phòng")
    chief.press()
    if chief.page.locator("main [name=person-pick]").count():
        chief.page.locator(f"main [name=person-pick][value='{person.split('/')[-1]}']").check()
        chief.press()
    expect("H'Thảo Niê" in chief.words, "the unit does not show who is its officer")
    return person


def give_account(chief, person):
    """An account with a temporary password, which it answers with."""
    chief.go("/accounts/new?person=" + person.split("/")[-1])
    chief.fill("login", "thao.hh")
    chief.fill("unit", "Phường Hòa Lộc")
    chief.page.select_option("[name=role]", "unitOfficer")
    chief.fill("roleUnit", "Phường Hòa Lộc")
    chief.page.check("[name=means][value=password]")
    chief.press()
    return chief.page.locator("#secret").inner_text()


def invite_leader(chief):
    """An account with an invitation, whose link it answers with."""
    chief.go("/accounts/new")
    chief.fill("name", "Nguyễn Văn Minh")
    chief.fill("login", "minh.nv")
    chief.fill("unit", "98")
    chief.page.select_option("[name=role]", "leader")
    chief.page.check("[name=means][value=invitation]")
    chief.press()
    return chief.page.locator("#secret").inner_text()


def officer_works(browser, server, word, foreign_unit):
    officer = Visitor(browser, server.base)
    officer.sign_in("thao.hh", word)
    officer.at("/account/password")
    officer.fill("old", word)
    officer.fill("password", PASSWORD)
    officer.fill("repeated", PASSWORD)
    officer.press()
    officer.at("/")
    expect("Phường Hòa Lộc" in officer.words, "the first page does not show one's own unit")
    menu = officer.page.locator("nav a").evaluate_all("links => links.map(a => a.pathname)")
    foreign = {"/accounts", "/audit", "/units/imports", "/units/merges"} & set(menu)
    expect(not foreign, f"an officer's menu has {foreign}")
    for path in ("/accounts", "/accounts/new", "/audit", "/units/imports", "/units/new", "/units/merges"):
        officer.go(path, status=404)
    officer.go("/units")
    names = officer.page.locator("main table th a").all_inner_texts()
    expect(names == ["Phường Hòa Lộc"], f"an officer sees {names}")
    officer.go("/units?search=Vĩnh")
    expect("Xã Vĩnh Ẩn" not in officer.words, "the search finds foreign units")
    find_unit(officer, "98001", "Phường Hòa Lộc")
    own = officer.path.partition("?")[0]
    for form in ("change", "ending", "codes", "split"):
        officer.go(f"{own}/{form}", status=404)
    officer.go(foreign_unit, status=404)
    officer.sign_out()
    officer.page.go_back()
    expect("Phường Hòa Lộc" not in officer.page.locator("body").inner_text(), "back shows the page again")
    officer.close()


def leader_comes(browser, server, link):
    leader = Visitor(browser, server.base)
    leader.go(link.removeprefix(server.base))
    leader.fill("password", PASSWORD)
    leader.fill("repeated", PASSWORD)
    leader.press()
    leader.at(r"/sign-in\?notice=\w+")
    leader.sign_in("minh.nv")
    leader.go("/units?search=Vĩnh")
    expect("Xã Vĩnh Ẩn" in leader.words, "the province's leader does not see its communes")
    leader.go(link.removeprefix(server.base), status=410)
    leader.sign_out()
    leader.close()
