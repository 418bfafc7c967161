#!/usr/bin/env python3
"""Speed and memory of the running application with 13,000 units: pages, audited writes, start, import of lists.

    SOAT_TEST_FSYNC=on scripts/test-postgres Benchmarks/web.py [--seconds 10] [--lists FOLDER]

Everything goes over HTTP, signed in, against the release build; wrk runs on the same machine. SQLite first, then
PostgreSQL where SOAT_TEST_POSTGRES names a server. Ends with 1 where a request failed or a write was lost.
"""

import argparse
import contextlib
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

import office_lists
import wrk

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("SOAT_PROGRAM", os.path.join(HERE, "..", ".build", "release", "soat"))
LOGIN, PASSWORD = "can.bo", "Do toc do mot ngay dep troi"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Office:
    """One Soát on one engine, started and stopped here."""

    def __init__(self, engine, folder):
        self.engine, self.folder, self.process = engine, folder, None
        self.place = ["--database", os.path.join(folder, "office")]
        if engine == "PostgreSQL":
            address = os.environ["SOAT_TEST_POSTGRES"]
            self.place = ["--database", address, "--schema", "bench", "--data", os.path.join(folder, "office")]

    def start(self):
        """Starts the server; returns the seconds until its first page is there."""
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        log = open(os.path.join(self.folder, "server.log"), "ab")
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", *self.place, "--port", str(port)], stdout=log, stderr=log)
        while True:
            try:
                with urllib.request.urlopen(self.base + "/sign-in", timeout=5) as answer:
                    answer.read()
                return time.perf_counter() - begin
            except OSError:
                if self.process.poll() is not None or time.perf_counter() - begin > 60:
                    sys.exit(f"soat did not start: see {log.name}")
                time.sleep(0.002)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def memory(self):
        """Resident memory in MB, now and at its highest."""
        with open(f"/proc/{self.process.pid}/status") as file:
            text = file.read()
        return [int(re.search(name + r":\s+(\d+)", text)[1]) / 1000 for name in ("VmRSS", "VmHWM")]

    def imported(self, path, day, *words):
        """Takes a list over at the command line; returns the seconds."""
        begin = time.perf_counter()
        subprocess.run(
            [PROGRAM, "units", "import", path, "--on", day, *words, *self.place], check=True,
            stdout=subprocess.DEVNULL)
        return time.perf_counter() - begin


    def people(self):
        """How many people the database holds."""
        question = "SELECT COUNT(*) FROM person"
        if self.engine == "PostgreSQL":
            words = ["psql", "-XAtq", os.environ["SOAT_TEST_POSTGRES"], "-c", "SET search_path TO bench", "-c", question]
            return int(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
        with contextlib.closing(sqlite3.connect(os.path.join(self.folder, "office", "soat.sqlite"))) as database:
            return database.execute(question).fetchone()[0]

    def hired(self):
        """An account of the standing agency; returns its temporary password."""
        out = subprocess.run(
            [PROGRAM, "user", "add", LOGIN, "--name", "Cán bộ", "--role", "standingAgency", *self.place], check=True,
            capture_output=True, text=True).stdout
        return out.split()[-1]


class Visitor:
    """A signed-in browser without script."""

    def __init__(self, office, temporary):
        self.office = office
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.fill("/sign-in", login=LOGIN, password=temporary)
        self.fill("/account/password", old=temporary, password=PASSWORD, repeated=PASSWORD)
        if "/people" not in self.page("/"):
            sys.exit("could not sign in")

    def fill(self, path, **fields):
        form = urllib.parse.urlencode({"token": self.token(path), **fields}).encode()
        request = urllib.request.Request(self.office.base + path, form, {"Origin": self.office.base})
        with self.opener.open(request) as answer:
            answer.read()

    def page(self, path):
        with self.opener.open(self.office.base + path) as answer:
            return answer.read().decode()

    def token(self, path):
        return re.search(r'name="token" value="([^"]+)', self.page(path))[1]

    def cookie(self):
        return "; ".join(f"{one.name}={one.value}" for one in self.jar)


def tell(*words):
    print("web  ", *words, flush=True)


def pages(visitor, seconds):
    """The province with the most communes in the tree, and one of its communes."""
    roots = re.findall(r'href="(/units\?under=[^"]+)"', visitor.page("/units"))
    tree = max(roots, key=lambda path: len(visitor.page(path)))
    unit = re.findall(r'href="(/units/[0-9a-z]{26})"', visitor.page(tree))[-1]
    for name, path in (("tree", tree), ("unit page", unit)):
        size = len(visitor.page(path).encode()) / 1000
        wrk.page(tell, visitor.office.base, name, path, visitor.cookie(), seconds, size)


def writes(visitor, seconds):
    token = visitor.token("/people/new")
    for connections in (1, 50):
        before = visitor.office.people()
        base = visitor.office.base
        found = wrk.load(base, "/people/new", visitor.cookie(), connections, seconds, token, base)
        tell(
            f"audited writes through the form: {found['rate']:,.0f} a second with {connections} connections,",
            f"median {found['median']:.1f} ms, p99 {found['p99']:.1f} ms")
        kept = visitor.office.people() - before
        if kept < found["answers"]:
            sys.exit(f"{found['answers']} writes were acknowledged, {kept} are there")


def measure(engine, options):
    folder = tempfile.mkdtemp(prefix="soat-bench-")
    office = Office(engine, folder)
    tell(f"-- {engine}")
    try:
        tell(f"start to first page, new office: {office.start():.2f} s")
        office.stop()
        temporary = office.hired()
        if options.lists:
            names = ["2024", "2025", "2026"]
            paths = [os.path.join(options.lists, f"administrative-units-{name}.csv") for name in names]
            merged = os.path.join(options.lists, "administrative-units-2025-merged-from.csv")
            days = ["01/03/2025", "01/07/2025", "30/04/2026"]
        else:
            *paths, merged = office_lists.write(folder)
            days = ["01/03/2025", "01/07/2025"]
        took = [
            office.imported(path, day, *(["--merged-from", merged] if day == "01/07/2025" else []))
            for path, day in zip(paths, days)]
        tell(f"import: {sum(took):.2f} s = {' + '.join(f'{one:.2f}' for one in took)}")
        tell(f"start to first page with them: {office.start():.2f} s")
        visitor = Visitor(office, temporary)
        pages(visitor, options.seconds)
        now, most = office.memory()
        tell(f"memory after the pages: {now:.0f} MB, highest {most:.0f} MB")
        writes(visitor, options.seconds)
        now, most = office.memory()
        tell(f"memory after the writes: {now:.0f} MB, highest {most:.0f} MB")
        office.stop()
    finally:
        if office.process and office.process.poll() is None:
            office.process.kill()
            office.process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--lists", help="folder with the real lists")
    parser.add_argument("--engine", choices=["SQLite", "PostgreSQL"])
    options = parser.parse_args()
    engines = ["SQLite"] + (["PostgreSQL"] if os.environ.get("SOAT_TEST_POSTGRES") else [])
    for engine in [options.engine] if options.engine else engines:
        measure(engine, options)


main()
