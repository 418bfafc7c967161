"""What others notice while a server is attacked, and what the attack leaves behind."""

import os
import sqlite3
import threading
import time

from office import Visitor


class Bystander(threading.Thread):
    """Somebody at work all the while: each page must come."""

    def __init__(self, office):
        super().__init__(daemon=True)
        self.visitor = Visitor(office.port).sign_in("lan.vt")
        self.pages, self.longest, self.failures, self.ends = 0, 0.0, [], False

    def run(self):
        while not self.ends:
            begin = time.monotonic()
            try:
                answer = self.visitor.get("/units")
                if answer.status != 200:
                    self.failures.append(answer.status)
            except Exception as error:  # noqa: BLE001
                self.failures.append(repr(error))
            self.pages += 1
            self.longest = max(self.longest, time.monotonic() - begin)
            time.sleep(0.02)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.ends = True
        self.join(30)

    def tell(self, report, what):
        fine = not self.failures and self.pages > 3 and self.longest < 5
        report.check(fine, f"others were served during {what} ({self.pages} pages)", f"{self.failures[:3]}, longest {self.longest:.1f} s")


def state(office):
    """How much there is of everything that people can change, the log included; signing in apart."""
    tables = ["unit", "unit_version", "person", "office_holding", "account", "role_grant", "api_token"]
    with sqlite3.connect(os.path.join(office.data, "soat.sqlite")) as db:
        counts = {table: db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables}
        log = "SELECT COUNT(*) FROM audit_entry WHERE action NOT LIKE 'signIn%'"
        return {**counts, "audit_entry": db.execute(log).fetchone()[0]}


def arrivals(office):
    return os.listdir(os.path.join(office.data, "arrivals"))
