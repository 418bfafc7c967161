"""Every form of every page: sent empty, and with what should have been text carrying script."""

import re

from office import Forms, Visitor
from witness import state

ID = re.compile(r"[0-7][0-9a-hjkmnp-tv-z]{25}")
# Those that would end the visit, or do at once what they say.
LEFT = ("/sign-out", "/preferences", "/ending", "/enabling", "/unlocking", "/undo")
# A quote that a joiner hides from whoever counts characters.
SCRIPT = "\"\u200d><script>alert(1)</script>'\u0301 onfocus=alert(1) {{x}} [[y]] %s \\u0000"


def attack(office, report):
    for login in ["hanh.tt", "thao.hh"]:
        walk(office, report, login)


def pattern(path):
    return ID.sub("…", path.split("?")[0])


def walk(office, report, login):
    visitor = Visitor(office.port).sign_in(login)
    waiting, seen, tried, refused = ["/"], {}, set(), 0
    while waiting:
        path = waiting.pop(0)
        kind = pattern(path)
        if seen.get(kind, 0) >= 3 or not path.startswith("/"):
            continue
        seen[kind] = seen.get(kind, 0) + 1
        answer = visitor.get(path)
        if answer.status != 200:
            report.check(answer.status in (303, 404), f"{login}: {path} is a page", f"{answer.status} {answer.words[:200]}")
            continue
        page = Forms(answer.text)
        waiting += [link for link in page.links if not link.startswith("/assets")]
        for form in page.forms:
            place = pattern(form.action)
            if form.method != "post" or place in tried or any(part in place for part in LEFT):
                continue
            tried.add(place)
            refused += send(office, visitor, report, login, form, answer)
    for path in seen_units(visitor, "hand-over"):
        token = visitor.form("/account", "/account/tokens")["token"]
        answer = visitor.post(path, {"token": token})
        report.check(answer.status == 422, f"{login}: an empty hand-over is told what is missing", f"{answer.status} {answer.words[:300]}")
    report.check(len(tried) > 3, f"{login}: {len(tried)} forms of {sum(seen.values())} pages, {refused} sent and refused with reasons")


def seen_units(visitor, act):
    """A form about the first unit that the visitor sees."""
    found = re.search(r"/units/([0-7][0-9a-hjkmnp-tv-z]{25})", visitor.get("/units").text)
    return [f"/units/{found[1]}/{act}"] if found else []


def send(office, visitor, report, login, form, page):
    path, refused = form.action, 0
    bare = {name: form[name] for name in ("token",) if name in form}
    kept = {name: form[name] for name in form.hidden}
    variants = [("empty", bare), ("with what it carries only", {**kept, **{name: "" for name in form.typed}}),
                ("full of script", {**kept, **{name: SCRIPT for name in form.typed}})]
    for what, fields in variants:
        before = state(office)
        answer = visitor.upload(path, fields, []) if form.is_upload else visitor.post(path, fields)
        name = f"{login}: {pattern(path)} {what}"
        plain = answer.status in (303, 403, 409, 422) and "<script>alert" not in answer.text
        if not plain:
            report.check(False, f"{name} is answered as a form", f"{answer.status} {answer.words[:300]}")
        if answer.status == 422:
            refused += 1
            said = 'class="problems"' in answer.text or "problem" in answer.text
            if not said:
                report.check(False, f"{name} says what is wrong", answer.words[:300])
            if state(office) != before:
                report.check(False, f"{name} changes nothing", (before, state(office)))
    return refused
