"""Forms from elsewhere, with what no page put into them, or sent twice."""

import re
import threading

from office import Visitor
from witness import state

ID = re.compile(r"/(units|people|accounts)/([0-7][0-9a-hjkmnp-tv-z]{25})")
NOWHERE = "01aaaaaaaaaaaaaaaaaaaaaaaa"


def attack(office, report):
    visitor = Visitor(office.port).sign_in("hanh.tt")
    elsewhere(office, visitor, report)
    hidden_fields(office, visitor, report)
    twice(office, visitor, report)
    foreign(office, visitor, report)


def elsewhere(office, visitor, report):
    before = state(office)
    form = {**visitor.form("/people/new"), "fullName": "Không Được Ghi"}
    for headers in [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
                    {"Origin": f"http://127.0.0.1:{office.port + 1}"}, {"Origin": f"https://127.0.0.1:{office.port}"}]:
        answer = visitor.post("/people/new", form, headers)
        report.check(answer.status == 403 and "trang web khác" in answer.words, f"a form with {headers} is refused", f"{answer.status} {answer.words[:200]}")
    other = Visitor(office.port).sign_in("lan.vt").form("/account", "/account/tokens")["token"]
    for what, token in [("no token", None), ("an empty token", ""), ("another's token", other), ("a token of its own making", "a" * 64)]:
        sent = {name: value for name, value in {**form, "token": token}.items() if value is not None}
        answer = visitor.post("/people/new", sent)
        report.check(answer.status == 403 and "hết hiệu lực" in answer.words, f"a form with {what} is refused", f"{answer.status} {answer.words[:200]}")
    for kind in ["text/plain", "application/json", "multipart/form-data; boundary=x"]:
        answer = visitor.post("/people/new", form, {"Content-Type": kind})
        report.check(answer.status == 415, f"a form sent as {kind} is refused", answer.status)
    answer = visitor.get("/people", headers={"Host": "evil.example"})
    report.check(answer.status == 421, "another site's name leads nowhere", answer.status)
    report.check(state(office) == before, "nothing was changed by any of it", (before, state(office)))


def hidden_fields(office, visitor, report):
    before = state(office)
    unit = ID.search(visitor.get("/units").text)[2]
    page = f"/units/{unit}/change"
    form = visitor.form(page)
    for field in form.hidden:
        if field in ("token", "submission"):
            continue
        for value in ["", "-1", "999", "x", "99999999999999999999", NOWHERE, "1; DROP TABLE unit", "\u200d"]:
            answer = visitor.post(page, {**form, field: value, "name": "Không Được Ghi"})
            report.check(answer.status in (400, 404, 409, 422), f"{page.split('/')[-1]} with {field}={value!r} is refused", f"{answer.status} {answer.words[:200]}")
    form = visitor.form("/people/new")
    for extra in [{"version": "1"}, {"id": NOWHERE}, {"person": NOWHERE}, {"role": "administrator"}, {"account": NOWHERE}]:
        answer = visitor.post("/people/new", {**form, **extra, "fullName": ""})
        report.check(answer.status == 422, f"{extra}, which no page carries, means nothing", answer.status)
    for submission in ["", "x", "0" * 26, NOWHERE * 40]:
        answer = visitor.post("/people/new", {**form, "submission": submission, "fullName": ""})
        report.check(answer.status == 422, f"a forged mark of sending {submission[:10]!r} means nothing", answer.status)
    report.check(state(office) == before, "nothing was changed by any of it", (before, state(office)))


def twice(office, visitor, report):
    before = state(office)["person"]
    form = {**visitor.form("/people/new"), "fullName": "Người Ghi Một Lần"}
    first = visitor.post("/people/new", form)
    second = visitor.post("/people/new", form)
    report.check((first.status, second.status) == (303, 303), "a form sent twice is answered twice", (first.status, second.status))
    report.check(first.headers["Location"] == second.headers["Location"], "with the same place")
    report.check(state(office)["person"] == before + 1, "and carried out once")
    form = {**visitor.form("/people/new"), "fullName": "Người Ghi Cùng Lúc"}
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(Visitor(office.port, visitor.cookies).post("/people/new", form))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    places = {(answer.status, answer.headers["Location"]) for answer in answers}
    report.check(len(places) == 1 and len(answers) == 20, "twenty times at once: one answer", places)
    report.check(state(office)["person"] == before + 2, "and carried out once", state(office)["person"] - before)
    thief = Visitor(office.port).sign_in("thao.hh")
    own = thief.form("/people/new")
    answer = thief.post("/people/new", {**own, "submission": form["submission"], "fullName": ""})
    report.check(answer.status == 422, "another's mark of sending tells nothing of their form", answer.status)


def foreign(office, visitor, report):
    """A commune's officer asks for what belongs to others."""
    officer = Visitor(office.port).sign_in("lan.vt")
    own = {match[2] for match in ID.finditer(officer.get("/").text + officer.get("/units").text + officer.get("/people").text)}
    text = visitor.get("/units").text
    for name in re.findall(r'href="(/units/[^"]+)"', text)[:3] + ["/people", "/accounts"]:
        text += visitor.get(name.replace("&amp;", "&")).text
    before, tried = state(office), 0
    for kind, id_ in sorted({(match[1], match[2]) for match in ID.finditer(text)}):
        if id_ in own or tried >= 20:
            continue
        tried += 1
        for path in [f"/{kind}/{id_}", f"/api/v1/{kind}/{id_}", f"/{kind}/{id_}/change", f"/units/{id_}/hand-over", f"/accounts/{id_}/roles"]:
            answer = officer.get(path)
            if answer.status not in (403, 404):
                report.check(False, f"{path} is not the officer's", f"{answer.status} {answer.words[:200]}")
        form = officer.form("/account", "/account/tokens")
        for path in [f"/units/{id_}/change", f"/people/{id_}/change", f"/units/{id_}/ending", f"/accounts/{id_}/disabling", f"/accounts/{id_}/roles", f"/account/tokens/{id_}/ending", f"/account/sessions/{id_}/ending"]:
            answer = officer.post(path, form)
            if answer.status not in (403, 404):
                report.check(False, f"a form to {path} is not the officer's", f"{answer.status} {answer.words[:200]}")
    report.check(tried >= 5, f"{tried} things of others are not found, whatever is done to them")
    report.check(state(office) == before, "nothing was changed by any of it", (before, state(office)))
