"""Every page of the program is accessible and fits its window: light and dark when wide, light when narrow."""

import pathlib
import re

from soat import (
    COLOURS, EVERYTHING, NARROW, SHAPES, WIDE, Server, Visitor, accessibility, expect, sideways)

# What the program answers at a GET with a page; a test beside the routes keeps the list whole.
ROUTES = pathlib.Path(__file__).with_name("pages.txt").read_text().split()
# The same pages as they look in other cases; a pattern, and what stands behind it.
CASES = [
    "/units?search=phu", "/units?search=khong+co+don+vi+nay", "/units?on=2025-06-30", "/people?search=le",
    "/accounts?q=khong+co", "/search?q=tan+hoi", "/search?q=khong+co+gi", "/duties?due=overdue&scope=all", "/no-such-page", "/units/merges/province?answered=1",
]
LISTS = pathlib.Path(__file__).with_name("lists")


class Walk:
    """What was looked at, and what was wrong there."""

    def __init__(self):
        self.seen = {}
        self.opened = {}
        self.faults = []
        self.looks = 0

    def look(self, page, name):
        """Checks the page as it is: whole when wide, its colours in the dark, all but the colours when narrow."""
        name = name + f" ({page.url})"
        for viewport, theme, rules in (
            (WIDE, "light", EVERYTHING), (WIDE, "dark", COLOURS), (NARROW, "light", SHAPES)):
            page.set_viewport_size(viewport)
            page.emulate_media(color_scheme=theme)
            self.looks += 1
            where = f"{name} {viewport['width']} {theme}: "
            self.faults += [where + fault for fault in accessibility(page, rules)]
            over = sideways(page)
            if over > 0:
                self.faults.append(f"{name} {viewport['width']}: {over} px wider than the window")
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light")

    def visit(self, visitor, path):
        """Looks at an address if no other of its route was; answers with the links found there.

        Four addresses of a route are opened: not every unit has people, not every person a post."""
        pattern = route(path)
        self.opened[pattern] = self.opened.get(pattern, 0) + 1
        if pattern is None or self.opened[pattern] > 4 or path in self.seen.values():
            return []
        answer = visitor.page.goto(visitor.base + path)
        kind = answer.headers.get("content-type", "")
        isFirst = pattern not in self.seen
        self.seen[pattern] = path
        if answer.status != 200 or not kind.startswith("text/html"):
            self.faults.append(f"{path} answers {answer.status} {kind}")
            return []
        # One who is led elsewhere sees a page that has a turn of its own.
        if route(visitor.path) != pattern:
            del self.seen[pattern]
        elif isFirst:
            self.look(visitor.page, pattern)
        return visitor.page.eval_on_selector_all(
            "a[href^='/']", "links => links.map(link => link.getAttribute('href'))")


def route(path):
    """The route that answers a path: words before parameters, as in the program. None where none does."""
    words = path.partition("?")[0].partition("#")[0].split("/")
    fitting = [
        pattern for pattern in ROUTES
        if len(pattern.split("/")) == len(words)
        and all(asked == word or (asked.startswith("{") and word)
                for asked, word in zip(pattern.split("/"), words))
    ]
    return min(fitting, key=lambda pattern: pattern.count("{"), default=None)


def values(walk):
    """What stood in the place of each parameter."""
    known = {}
    for pattern, path in walk.seen.items():
        for asked, word in zip(pattern.split("/"), path.partition("?")[0].split("/")):
            if asked.startswith("{"):
                known.setdefault(asked, word)
    return known


def upload(visitor, name, day, merges=None):
    visitor.go("/units/imports/new")
    visitor.page.set_input_files("[name=list]", LISTS / name)
    visitor.fill_day("effectiveOn", day)
    if merges:
        visitor.page.set_input_files("[name=merges]", LISTS / merges)
    visitor.fill("provinces", "98")
    visitor.press()
    visitor.at("/units/imports/drafts/.*")


def every_page(browser):
    walk = Walk()
    with Server() as empty:
        stranger = Visitor(browser, empty.base)
        walk.visit(stranger, "/first-run")
        stranger.send_unchecked()
        walk.look(stranger.page, "/first-run with problems")
        stranger.close()
    with Server(sample=True) as server:
        before_the_door(walk, browser, server)
        at_work(walk, browser, server)
        inside(walk, browser, server)
    missing = [pattern for pattern in ROUTES if pattern not in walk.seen]
    expect(not missing, "no way was found to " + ", ".join(missing))
    expect(not walk.faults, f"{len(walk.faults)} faults:\n" + "\n".join(walk.faults))
    print(f"  {len(walk.seen)} pages, looked at {walk.looks} times")


def before_the_door(walk, browser, server):
    officer = Visitor(browser, server.base)
    walk.visit(officer, "/sign-in")
    officer.fill("login", "thao.hh")
    officer.fill("password", "wrong")
    officer.press()
    walk.look(officer.page, "/sign-in with problems")
    officer.sign_in("thao.hh")
    walk.look(officer.page, "/ of an officer")
    officer.go("/accounts", status=404)
    walk.look(officer.page, "/accounts refused")
    # An administrator reports nothing, and so adds no evidence.
    waiting = ["/evidence"]
    while waiting:
        waiting += [
            path for path in walk.visit(officer, waiting.pop(0)) if re.match("/(evidence|duties)/", path)]
    officer.close()


def at_work(walk, browser, server):
    """What an administrator does not do: giving work, following and amending plans, holding meetings."""
    officer = Visitor(browser, server.base)
    officer.sign_in("hanh.tt")
    amended = next(path for path in linked(officer, ["/plans"]) if path.endswith("/amendments/new"))
    officer.go(amended)
    officer.fill("reason", "Đổi thời hạn của một nhiệm vụ.")
    officer.press()
    for path in linked(officer, [officer.path, "/plans", "/committees", "/duties/new", "/duties/unclaimed"]):
        if route(path) not in walk.seen:
            walk.visit(officer, path)
    officer.close()


def linked(visitor, starts):
    """The addresses of plans, committees and meetings to which links lead from there, without a look at them."""
    paths = list(starts)
    for path in paths:
        if route(path):
            text = visitor.context.request.get(visitor.base + path).text()
            links = re.findall(r'href="(/(?:(?:plans|committees|committee-members|meetings|conclusion-points)/[^"#?]+|duties/\w+/sub-plan))', text)
            paths += [link for link in dict.fromkeys(links) if link not in paths]
    return paths


def inside(walk, browser, server):
    chief = Visitor(browser, server.base)
    chief.sign_in("quantri")
    chief.at("/account/second-factor")
    walk.visit(chief, "/account/second-factor")
    expect(len(chief.enrol()) >= 8, "too few recovery codes")
    walk.look(chief.page, "recovery codes")
    prepare(walk, browser, chief)
    waiting = ["/"]
    while waiting:
        waiting += walk.visit(chief, waiting.pop(0))
    for pattern in ROUTES:
        if pattern not in walk.seen:
            known = values(walk)
            path = re.sub(r"\{\w+\}", lambda name: known.get(name.group(), "-"), pattern)
            walk.visit(chief, path)
    for path in CASES:
        chief.page.goto(chief.base + path)
        walk.look(chief.page, path)
    for path in ["/units/new", "/people/new", "/accounts/new", "/units/imports/new", "/units/merges/new"]:
        chief.go(path)
        chief.send_unchecked()
        walk.look(chief.page, path + " with problems")
    in_english(walk, chief)
    chief.sign_out()
    chief.go("/sign-in")
    chief.fill("login", "quantri")
    chief.fill("password", "con voi xanh di bo")
    chief.press()
    walk.visit(chief, "/sign-in/second-factor")
    chief.close()


def in_english(walk, chief):
    """The same pages in the other language, whose words are longer in other places."""
    chief.context.add_cookies([{"name": "language", "value": "en", "url": chief.base}])
    chief.page.set_viewport_size(NARROW)
    for path in [*walk.seen.values(), *CASES]:
        chief.page.goto(chief.base + path)
        expect(chief.page.locator("html").get_attribute("lang") == "en", f"{path} is not in English")
        over = sideways(chief.page)
        if over > 0:
            walk.faults.append(f"{path} in English: {over} px wider than the window")
    chief.context.clear_cookies(name="language")
    chief.page.set_viewport_size(WIDE)


def prepare(walk, browser, chief):
    """What a new office does not have: lists, a question that they leave open, an invitation, a draft of a plan."""
    upload(chief, "before.csv", "2026-01-01")
    chief.press()
    upload(chief, "after.csv", "2026-02-01", "merges.csv")
    walk.look(chief.page, "/units/imports/drafts/{draft} before it is carried out")
    chief.press()
    upload(chief, "before.csv", "2026-03-01")
    walk.visit(chief, chief.path)
    chief.go("/units/merges")
    chief.go("/accounts/new")
    chief.fill("name", "Ngô Thị Bé")
    chief.fill("login", "be.nt")
    chief.page.check("[name=wholeOffice]")
    chief.page.select_option("[name=role]", "viewer")
    chief.page.check("[name=means][value=invitation]")
    chief.press()
    walk.look(chief.page, "what is shown once")
    guest = Visitor(browser, chief.base)
    walk.visit(guest, chief.page.locator("#secret").inner_text().removeprefix(chief.base))
    guest.go("/invitation/used", status=410)
    walk.look(guest.page, "/invitation/{token} that is over")
    guest.close()
    chief.go("/plans/new")
    chief.page.set_input_files("[name=document]", LISTS / "plan.txt")
    chief.fill("unit", "Tỉnh Tân An")
    chief.press()
    chief.at("/plans/[0-9a-z]{26}")
    for path in walk.visit(chief, chief.path):
        if path.startswith("/plans/"):
            walk.visit(chief, path)
    doubtful(walk, chief)
    numbers(walk, browser, chief)


def doubtful(walk, chief):
    """A draft that names somebody whom no tree knows, and a task without a time limit."""
    text = (LISTS / "plan.txt").read_text().replace("Cơ quan chủ trì: Sở Nội vụ", "Cơ quan chủ trì: Ban Tuyên giáo")
    chief.go("/plans/new")
    chief.page.set_input_files("[name=document]", {
        "name": "ke-hoach.txt", "mimeType": "text/plain",
        "buffer": text.replace("- Thời gian thực hiện: Quý IV/2026.", "").encode()})
    chief.fill("unit", "Tỉnh Tân An")
    chief.press()
    walk.look(chief.page, "a draft with doubts")
    walk.visit(chief, chief.path.partition("#")[0] + "/settlement")


def numbers(walk, browser, chief):
    """The targets of the published plan, and the numbers of a unit that only its agency may type."""
    officer = Visitor(browser, chief.base)
    officer.sign_in("hanh.tt")
    officer.go("/plans?stage=published")
    for plan in officer.page.eval_on_selector_all("main table th a", "links => links.map(link => link.getAttribute('href'))"):
        officer.go(plan)
        if officer.page.locator("#targets").count():
            break
    walk.visit(officer, plan + "/targets")
    # Visited or not: a page that was looked at before is not opened again.
    officer.go(plan + "/targets")
    target = officer.page.locator("main table th a").first.get_attribute("href")
    walk.visit(officer, target)
    officer.go(target)
    walk.visit(officer, officer.page.locator(f"main a[href*='{target}/units/']").first.get_attribute("href"))
    officer.close()
