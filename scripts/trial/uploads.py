"""Files that are too large, no lists at all, or named as paths."""

import os
import random
import socket
import threading
import zlib

from office import BOUNDARY, Answer, Visitor
from witness import Bystander, arrivals, state
import http.client

MEGABYTE = 1_000_000
PATH = "/units/imports"


def attack(office, report):
    visitor = Visitor(office.port).sign_in("hanh.tt")
    too_large(office, visitor, report)
    no_lists(office, visitor, report)
    paths(office, visitor, report)


def head(form, name):
    fields = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in form.items() if field not in ("list", "merges"))
    return (fields + f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="list"; filename="{name}"\r\n\r\n').encode()


def send(office, visitor, form, size, is_chunked):
    """Sends a list of `size` bytes and reads only afterwards, as browsers do; the answer and the most memory used."""
    connection = http.client.HTTPConnection("127.0.0.1", office.port, timeout=120)
    connection.putrequest("POST", PATH)
    connection.putheader("Cookie", "; ".join(f"{name}={value}" for name, value in visitor.cookies.items()))
    connection.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
    start, end = head(form, "xa.csv"), f"\r\n--{BOUNDARY}--\r\n".encode()
    if is_chunked:
        connection.putheader("Transfer-Encoding", "chunked")
    else:
        connection.putheader("Content-Length", str(len(start) + size + len(end)))
    connection.endheaders()
    line = b"00001,Xa Mot,Xa,001,Huyen Mot,01,Tinh Mot\n"
    piece = line * (MEGABYTE // len(line))
    most, sent = 0, 0

    def pass_on(data):
        connection.send(b"%x\r\n%s\r\n" % (len(data), data) if is_chunked else data)

    try:
        pass_on(start)
        while sent < size:
            pass_on(piece[:size - sent])
            sent += len(piece)
            if sent // len(piece) % 20 == 0:
                most = max(most, office.memory())
        pass_on(end)
        if is_chunked:
            connection.send(b"0\r\n\r\n")
    except OSError:
        # The server may end before everything is sent; what it said is still to be read.
        pass
    try:
        return Answer(connection.getresponse()), max(most, office.memory())
    finally:
        connection.close()


def too_large(office, visitor, report):
    form = visitor.form("/units/imports/new", PATH)
    before, memory = state(office), office.memory()
    for is_chunked in (False, True):
        way = "without saying how long" if is_chunked else "saying so"
        with Bystander(office) as bystander:
            answer, most = send(office, visitor, form, 1000 * MEGABYTE, is_chunked)
        report.check(answer.status == 413 and "quá lớn: tối đa 50 MB" in answer.words, f"1 GB sent {way} is refused in plain words", f"{answer.status} {answer.words[:200]}")
        report.check(most - memory < 80 * MEGABYTE, f"memory stays as it was ({(most - memory) // MEGABYTE:+} MB)")
        bystander.tell(report, "it")
    results, threads = [], []
    with Bystander(office) as bystander:
        for _ in range(8):
            threads.append(threading.Thread(target=lambda: results.append(send(office, visitor, form, 45 * MEGABYTE, True))))
            threads[-1].start()
        for thread in threads:
            thread.join()
    most = max(memory for _, memory in results)
    statuses = sorted(answer.status for answer, _ in results)
    report.check(set(statuses) <= {413, 422, 503} and len(statuses) == 8, "eight lists of 45 MB at once are refused", statuses)
    report.check(most - memory < 500 * MEGABYTE, f"with bounded memory ({(most - memory) // MEGABYTE:+} MB)")
    bystander.tell(report, "them")
    report.check(state(office) == before, "nothing was changed by any of it", (before, state(office)))
    report.check(not arrivals(office), "no file is left behind", arrivals(office))


def no_lists(office, visitor, report):
    before = state(office)
    noise = random.Random(7)
    with open(office.program, "rb") as program:
        binary = program.read(3 * MEGABYTE)
    lists = {
        "noise": noise.randbytes(200_000), "a program": binary, "zeros": bytes(100_000),
        "a picture": b"\x89PNG\r\n\x1a\n" + noise.randbytes(10_000), "a packed file": b"\x1f\x8b" + zlib.compress(noise.randbytes(9_000)),
        "a workbook": b"PK\x03\x04" + noise.randbytes(10_000), "UTF-16": "Mã,Tên\n1,Xã\n".encode("utf-16"),
        "one endless line": b"a" * 5 * MEGABYTE, "commas": b"," * MEGABYTE, "quotes": b'"' * MEGABYTE,
        "line ends": b"\n" * MEGABYTE, "an open quote": b'Ma,Ten\n"1' + b",x\n" * 200_000,
        "a page": b"<html><script>alert(1)</script></html>", "nothing but a mark": b"\xef\xbb\xbf",
        "half a letter": "Mã,Tên\n1,Xã".encode()[:-1] + b"\xc3",
    }
    for name, content in lists.items():
        form = visitor.form("/units/imports/new", PATH)
        form.pop("list"), form.pop("merges")
        with Bystander(office) as bystander:
            answer = visitor.follow(visitor.upload(PATH, form, [("list", "xa.csv", content)]))
        said = answer.status == 422 and "Chưa nhập được danh mục này" in answer.words and "<script>alert" not in answer.text
        report.check(said, f"{name} instead of a list is refused in plain words", f"{answer.status} {answer.words[-400:]}")
        if bystander.failures or bystander.longest > 5:
            bystander.tell(report, name)
    report.check(state(office) == before, "nothing was changed by any of it", (before, state(office)))


def paths(office, visitor, report):
    before, outside = state(office), set(os.listdir(office.folder)) | set(os.listdir(office.data))
    for name in ["../../../../etc/passwd", "..\\..\\soat.sqlite", "/etc/passwd", "soat.sqlite", "a\x00.csv", "....//x", ".", "..",
                 "x" * 5000 + ".csv", "\u202evsc.exe", "%2e%2e%2fx.csv", "CON", "<img src=x onerror=alert(1)>.csv", "a';--.csv"]:
        form = visitor.form("/units/imports/new", PATH)
        form.pop("list"), form.pop("merges")
        answer = visitor.follow(visitor.upload(PATH, form, [("list", name, b"no list\n")]))
        fine = answer.status in (400, 422) and "<img src=x" not in answer.text and "/etc/" not in answer.text
        report.check(fine, f"a file called {name[:40]!r} is only a file", f"{answer.status} {answer.words[-300:]}")
    report.check(not arrivals(office), "no file is left behind", arrivals(office))
    report.check(set(os.listdir(office.folder)) | set(os.listdir(office.data)) == outside, "none went elsewhere")
    report.check(state(office) == before, "nothing was changed")
    for path in ["/../../etc/passwd", "/assets/../soat.sqlite", "/assets/x/..%2f..%2fsoat.sqlite", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/units/..%5c..", "/assets/%00"]:
        with socket.create_connection(("127.0.0.1", office.port), timeout=10) as line:
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            said = b"".join(iter(lambda: line.recv(65536), b""))
        is_door = said.startswith(b"HTTP/1.1 303 See Other\r\nLocation: /sign-in?")
        report.check((is_door or said[9:12] in (b"400", b"404")) and b"root:" not in said, f"{path} leads nowhere", said[:100])
