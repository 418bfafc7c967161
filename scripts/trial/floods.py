"""More than a server wants to hear, or less than it waits for."""

import socket
import time

from office import Visitor
from witness import Bystander, state


def attack(office, report):
    before = state(office)
    headers(office, report)
    slow_heads(office, report)
    slow_bodies(office, report)
    report.check(state(office) == before, "nothing was changed by any of it", (before, state(office)))
    visitor = Visitor(office.port).sign_in("hanh.tt")
    report.check(visitor.get("/units").status == 200, "the server serves as before")


def dial(office):
    return socket.create_connection(("127.0.0.1", office.port), timeout=60)


def read(line):
    try:
        return b"".join(iter(lambda: line.recv(65536), b""))
    except OSError:
        return b""


def headers(office, report):
    memory = office.memory()
    start = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    with Bystander(office) as bystander:
        for what, pieces in [
            ("200,000 headers", (b"X-%d: a\r\n" % number for number in range(200_000))),
            ("a header of 100 MB", (b"X-A: " if number == 0 else b"a" * 100_000 for number in range(1000))),
            ("an address of 10 MB", (b"a" * 100_000 for _ in range(100))),
            ("20,000 cookies", (b"Cookie: soat=%d\r\n" % number for number in range(20_000))),
        ]:
            with dial(office) as line:
                try:
                    line.sendall(b"GET /" if what.startswith("an address") else start)
                    for piece in pieces:
                        line.sendall(piece)
                    line.sendall(b"\r\n\r\n")
                except OSError:
                    # Cut off in the middle, as it should be.
                    pass
                said = read(line)
            report.check(not said or said.startswith(b"HTTP/1.1 4"), f"{what} are refused or cut off", said[:100])
    bystander.tell(report, "the floods")
    report.check(office.memory() - memory < 50_000_000, f"memory stays as it was ({(office.memory() - memory) // 1_000_000:+} MB)")


def slow_heads(office, report):
    with Bystander(office) as bystander:
        lines = [dial(office) for _ in range(300)]
        for line in lines:
            line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        begin, open_ = time.monotonic(), set(lines)
        while open_ and time.monotonic() - begin < 30:
            for line in list(open_):
                try:
                    line.sendall(b"X-A: a\r\n")
                    line.setblocking(False)
                    if line.recv(10) == b"":
                        open_.discard(line)
                except BlockingIOError:
                    pass
                except OSError:
                    open_.discard(line)
            time.sleep(0.25)
        for line in lines:
            line.close()
    report.check(not open_, f"300 heads that never end are cut off ({time.monotonic() - begin:.0f} s)", len(open_))
    bystander.tell(report, "them")


def slow_bodies(office, report):
    visitor = Visitor(office.port).sign_in("hanh.tt")
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    head = (f"POST /people/new HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n").encode()
    with Bystander(office) as bystander:
        lines = [dial(office) for _ in range(100)]
        for line in lines:
            line.sendall(head)
        for _ in range(24):
            time.sleep(0.25)
            for line in lines:
                try:
                    line.sendall(b"a")
                except OSError:
                    pass
        answers = [read(line) for line in lines]
        for line in lines:
            line.close()
    told = sum(answer.startswith(b"HTTP/1.1 408") and "quá chậm".encode() in answer for answer in answers)
    report.check(told == 100, "100 bodies that dribble in are told that they are too slow", f"{told}: {answers[0][:100]}")
    bystander.tell(report, "them")
