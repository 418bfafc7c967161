"""A running Soát and a browser before it: what all scenarios stand on."""

import base64
import hashlib
import hmac
import os
import pathlib
import re
import signal
import socket
import struct
import subprocess
import tempfile
import time

from axe_playwright_python.sync_playwright import Axe

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("SOAT_BINARY", ROOT / ".build/debug/soat"))
CHROMIUM = os.environ.get("SOAT_CHROMIUM", "/usr/bin/chromium")
FAILURES = pathlib.Path(os.environ.get("SOAT_BROWSER_OUT", ROOT / ".build/browser-failures"))
PASSWORD = "con voi xanh di bo"
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Failure(Exception):
    """What a scenario found wrong."""


def expect(truth, words):
    if not truth:
        raise Failure(words)


def chromium(playwright):
    """Debian's browser; as root it has no sandbox to offer."""
    return playwright.chromium.launch(
        executable_path=CHROMIUM,
        args=["--lang=vi"] + (["--no-sandbox"] if os.getuid() == 0 else []))


class Server:
    """`soat serve` on a free port of the loopback, with an office of its own that is gone afterwards."""

    def __init__(self, sample=False, database=None, schema=None):
        self.folder = tempfile.TemporaryDirectory(prefix="soat-browser.")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        data = self.folder.name + "/office"
        flags = ["--port", str(port), "--database", database or data]
        if database:
            flags += ["--schema", schema, "--data", data]
        if sample:
            flags.append("--sample")
        self.said = pathlib.Path(self.folder.name, "said")
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", *flags], stdout=said, stderr=said, cwd=self.folder.name,
                env={**os.environ, "SOAT_SAMPLE_PASSWORD": PASSWORD})
        self.wait_for(self.base)

    def wait_for(self, words):
        for _ in range(600):
            if words in self.text:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise Failure("the server does not start:\n" + self.text)

    @property
    def text(self):
        return self.said.read_text()

    @property
    def setup_code(self):
        return re.search(r"mã thiết lập (\S+)", self.text).group(1)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            FAILURES.mkdir(parents=True, exist_ok=True)
            (FAILURES / f"server-{self.process.pid}.log").write_text(self.text)
        self.process.send_signal(signal.SIGTERM)
        try:
            expect(self.process.wait(30) == 0, "the server did not stop well:\n" + self.text[-2000:])
        finally:
            self.process.kill()
            self.folder.cleanup()


class Visitor:
    """One person's browser. What the page complains of is gathered, and must be nothing at the end."""

    def __init__(self, browser, base, script=True, viewport=WIDE, language="vi-VN"):
        self.base = base
        self.context = browser.new_context(
            viewport=viewport, locale=language, java_script_enabled=script, reduced_motion="reduce")
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.complaints = []
        self.secret = None
        self.step = 0
        self.page.on("console", lambda said: said.type in ("error", "warning") and self.hear(said.text))
        self.page.on("pageerror", lambda error: self.hear(str(error)))
        self.page.on("dialog", self.refuse_dialog)

    def hear(self, words):
        # A page that a scenario asks for on purpose, to be refused, is no complaint of the page.
        if not re.search(r"status of (403|404|409|410|413|422)", words):
            self.complaints.append(f"{self.page.url}: {words}")

    def refuse_dialog(self, dialog):
        self.complaints.append(f"{self.page.url}: dialog {dialog.message!r}")
        dialog.dismiss()

    def close(self):
        self.context.close()
        expect(not self.complaints, "the browser complains: " + "; ".join(self.complaints))

    def go(self, path, status=200):
        answer = self.page.goto(self.base + path)
        expect(answer.status == status, f"{path} answers {answer.status}, not {status}")
        return answer

    @property
    def path(self):
        return self.page.url.removeprefix(self.base)

    def at(self, pattern):
        expect(re.fullmatch(pattern, self.path), f"at {self.path}, not {pattern}: {self.words[:300]}")

    @property
    def words(self):
        return self.page.locator("main").inner_text()

    def fill(self, name, text):
        self.page.locator(f"main [name={name}]:not([type=hidden])").fill(text)

    def fill_day(self, name, iso):
        field = self.page.locator(f"main [name={name}]")
        isDate = field.get_attribute("type") == "date"
        field.fill(iso if isDate else "/".join(reversed(iso.split("-"))))

    def press(self, selector="main form[method=post] button.primary"):
        """Presses a button or link that leads to another page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def send_unchecked(self):
        """Sends the form as it is, past what the browser would ask for: the server's answer is wanted."""
        self.page.locator("main form[method=post] button:is(.primary, .danger)").first.evaluate(
            "button => { button.form.noValidate = true }")
        self.press("main form[method=post] button:is(.primary, .danger)")

    def sign_in(self, login, password=PASSWORD):
        self.go("/sign-in")
        self.fill("login", login)
        self.fill("password", password)
        self.press()
        if self.path.startswith("/sign-in/second-factor"):
            self.fill("code", self.code())
            self.press()

    def sign_out(self):
        self.go("/")
        self.press("form[action='/sign-out'] button >> visible=true")
        self.at(r"/sign-in\?.*")

    def enrol(self):
        """Sets the second factor up on the page that asks for it; answers with the recovery codes."""
        words = self.page.locator("main code").all_inner_texts()
        self.secret = next(word for word in words if len(word.replace(" ", "")) >= 32).replace(" ", "")
        self.fill("code", self.code())
        self.press()
        return self.page.locator("#codes li").all_inner_texts()

    def code(self):
        """RFC 6238 with SHA-1, six digits; each step serves once, and one ahead is taken."""
        now = int(time.time()) // 30
        while self.step > now:
            time.sleep(0.5)
            now = int(time.time()) // 30
        step = now if self.step < now else now + 1
        self.step = step
        key = base64.b32decode(self.secret + "=" * (-len(self.secret) % 8))
        digest = hmac.digest(key, struct.pack(">Q", step), hashlib.sha1)
        number = struct.unpack_from(">I", digest, digest[-1] & 15)[0] & 0x7FFFFFFF
        return f"{number % 1_000_000:06d}"


# Rules of axe: all of WCAG 2.2 AA, the colours alone, and all but the colours.
EVERYTHING = {"runOnly": WCAG}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
SHAPES = {"runOnly": WCAG, "rules": {"color-contrast": {"enabled": False}}}


def accessibility(page, rules=EVERYTHING):
    """What axe finds, one line each."""
    found = Axe().run(page, options={**rules, "resultTypes": ["violations"]})
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:160]} ({len(fault['nodes'])}×)"
        for fault in found.response["violations"]
    ]


def sideways(page):
    """The pixels by which a page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth")
