#!/usr/bin/env python3
"""Speed and memory of the running application with 300 units and 60,000 duties.

    SOAT_TEST_FSYNC=on scripts/test-postgres Benchmarks/duties.py [--seconds 10] [--engine SQLite|PostgreSQL]

Five plans of forty tasks for every commune are uploaded and published over HTTP, as an officer would; then pages, durable
reports and, where the program has it, evidence. wrk runs on the same machine. Ends with 1 where a request failed or a
report that was acknowledged is missing.
"""

import argparse
import html
import os
import random
import re
import shutil
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "scripts", "trial"))
os.environ.setdefault("SOAT_PROGRAM", os.path.join(HERE, "..", ".build", "release", "soat"))

import work_plans
import wrk
from office import PASSWORD, Office, Visitor

UNITS, PLANS = 300, 5


def tell(*words):
    print("work ", *words, flush=True)


def hire(office, login, role, *words):
    """An account with its temporary password."""
    code, out = office.command("user", "add", login, "--name", "Cán bộ", "--role", role, *words)
    if code:
        sys.exit(out)
    return out.split()[-1]


def signed_in(office, login, temporary):
    visitor = Visitor(office.port).sign_in(login, temporary)
    form = visitor.form("/account/password")
    visitor.post("/account/password", {**form, "old": temporary, "password": PASSWORD, "repeated": PASSWORD})
    return visitor


def publish(visitor, number):
    """Uploads a plan and publishes it; returns its page and the seconds of the two posts."""
    text = work_plans.plan(number, 2026 if number < PLANS else 2027).encode()
    form = visitor.form("/plans/new")
    begin = time.perf_counter()
    read = visitor.upload(
        "/plans/new", {**form, "unit": work_plans.PROVINCE}, [("document", "ke-hoach.txt", text)], timeout=120)
    took = [time.perf_counter() - begin]
    if read.status != 303:
        sys.exit(f"the plan was not read: {read.words[-400:]}")
    plan = read.headers["Location"]
    form = visitor.form(plan + "/publication")
    begin = time.perf_counter()
    done = visitor.post(plan + "/publication", form, timeout=120)
    took.append(time.perf_counter() - begin)
    if done.status != 303:
        sys.exit(f"the plan was not published: {done.words[-400:]}")
    return plan, took


def pages(office, visitor, plan, seconds):
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    base = f"http://127.0.0.1:{office.port}"
    duty = re.search(r'href="(/duties/[0-9a-z]{26})"', visitor.get("/duties").text)[1]
    unit = re.findall(r'href="(/units/[0-9a-z]{26})"', visitor.get(duty).text)[0]
    found = [
        ("list of duties", "/duties"), ("overdue", "/duties?due=overdue"), ("duty", duty), ("unit page", unit),
        ("overview", "/"), ("plan", plan), ("search", "/search?q=ho+so+tre+hen"), ("calendar", "/duties/calendar")]
    for name, path in found:
        answer = visitor.get(path)
        if answer.status == 404:
            tell(f"{name}: no such page yet")
            continue
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status}: {answer.words[:300]}")
        wrk.page(tell, base, name, path, cookie, seconds, len(answer.body) / 1000)


def reports(office, visitor, count, clients=16):
    """Durable reports through the form of the duty page; each duty once."""
    path, ids = "/duties?stage=unfinished", []
    while path and len(ids) < count:
        text = html.unescape(visitor.get(path).text)
        ids += re.findall(r'href="/duties/([0-9a-z]{26})"', text)
        after = re.search(r'href="(/duties\?[^"]*after=[^"]+)"', text)
        path = after and after[1]
    form = visitor.form(f"/duties/{ids[0]}", f"/duties/{ids[0]}/report")
    answers, shares = [], [ids[at::clients] for at in range(clients)]

    def work(mine):
        client = Visitor(office.port, visitor.cookies)
        for duty in mine:
            submission = "01" + "".join(random.choices("0123456789abcdefghjkmnpqrstvwxyz", k=24))
            sent = {**form, "submission": submission, "report-words": "Đã thực hiện xong."}
            answer = client.post(f"/duties/{duty}/report", sent)
            answers.append((duty, answer.status, answer.words[-300:]))

    threads = [threading.Thread(target=work, args=(mine,)) for mine in shares]
    before = reported(visitor)
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - begin
    bad = [answer for answer in answers if answer[1] != 303]
    if bad:
        sys.exit(f"{len(bad)} reports were refused: {bad[0]}")
    tell(f"durable reports through the form: {len(answers) / took:,.0f} a second with {clients} clients")
    if reported(visitor) - before != len(answers):
        sys.exit(f"{len(answers)} reports were acknowledged, {reported(visitor) - before} are there")


def reported(visitor):
    """How many duties wait for an answer, as the list of duties says."""
    words = visitor.get("/duties").words
    return int(re.search(r"([\d.]+) chờ xác nhận", words)[1].replace(".", ""))


def measure(engine, options):
    folder = tempfile.mkdtemp(prefix="soat-bench-")
    place = []
    if engine == "PostgreSQL":
        place = ["--database", os.environ["SOAT_TEST_POSTGRES"], "--schema", "bench_work", "--data",
                 os.path.join(folder, "data")]
    tell(f"-- {engine}")
    try:
        with Office(*place, folder=folder, sample=False) as office:
            hire(office, "quan.tri", "administrator")
            temporary = hire(office, "can.bo", "standingAgency")
            code, out = office.command("units", "import", work_plans.units(folder, UNITS), "--on", "01/01/2026")
            if code:
                sys.exit(out)
            office.stop()
            office.start()
            visitor = signed_in(office, "can.bo", temporary)
            for number in range(1, PLANS + 1):
                plan, took = publish(visitor, number)
                tell(f"plan {number} of 40 tasks for {UNITS - 1} units: read {took[0]:.2f} s, published {took[1]:.2f} s")
            pages(office, visitor, plan, options.seconds)
            tell(f"memory after the pages: {office.memory() / 1e6:.0f} MB")
            reports(office, visitor, options.reports)
            tell(f"memory after the reports: {office.memory() / 1e6:.0f} MB")
            office.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--reports", type=int, default=3_000)
    parser.add_argument("--engine", choices=["SQLite", "PostgreSQL"])
    options = parser.parse_args()
    engines = ["SQLite"] + (["PostgreSQL"] if os.environ.get("SOAT_TEST_POSTGRES") else [])
    for engine in [options.engine] if options.engine else engines:
        measure(engine, options)


main()
