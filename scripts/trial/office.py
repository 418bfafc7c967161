"""A running office for the scripts that try it out: started, asked as a browser or a program does, ended.

Only what Python brings along.
"""

import html.parser
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PASSWORD = "thuyền ai thấp thoáng cánh buồm xa xa"


def program():
    """The program to try: SOAT_PROGRAM, or the one built from these sources for debugging."""
    named = os.environ.get("SOAT_PROGRAM")
    if named is None:
        swift = os.environ.get("SWIFT", "swift")
        build = [swift, "build", "--quiet", "--product", "soat"]
        subprocess.run(build, cwd=root, check=True, stdout=sys.stderr)
        named = os.path.join(root, ".build", "debug", "soat")
    return named


class Office:
    """`soat serve` in a folder of its own. With `sample` it has the sample office's people and units."""

    def __init__(self, *flags, folder=None, sample=True):
        self.program = program()
        self.folder = folder or tempfile.mkdtemp(prefix="soat-trial-")
        self.is_own = folder is None
        self.flags = list(flags)
        self.log = os.path.join(self.folder, "log")
        self.process = None
        self.port = None
        self.start(sample)

    @property
    def data(self):
        return os.path.join(self.folder, "data")

    def start(self, sample=False):
        words = [self.program, "serve", "--port", "0", "--log-level", "warning"]
        if not any(flag == "--database" for flag in self.flags):
            words += ["--database", self.data]
        words += self.flags + (["--sample"] if sample else [])
        out = open(os.path.join(self.folder, "out"), "w+b")
        log = open(self.log, "ab")
        environment = dict(os.environ, SOAT_SAMPLE_PASSWORD=PASSWORD)
        self.process = subprocess.Popen(words, stdout=out, stderr=log, env=environment)
        found = None
        for _ in range(600):
            out.seek(0)
            found = re.search(rb"http://127\.0\.0\.1:(\d+)", out.read())
            if found or self.process.poll() is not None:
                break
            time.sleep(0.05)
        if not found:
            with open(self.log, encoding="utf-8", errors="replace") as file:
                sys.exit("the server did not start: " + file.read()[-2000:])
        self.port = int(found[1])

    def command(self, *words):
        """Runs another command on the office's data; its exit code and what it said."""
        flags = dict(zip(self.flags[::2], self.flags[1::2]))
        place = {name: flags[name] for name in ("--database", "--schema", "--data") if name in flags}
        place.setdefault("--database", self.data)
        words = [self.program, *words, *(word for pair in place.items() for word in pair)]
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return done.returncode, done.stdout

    def memory(self):
        """Bytes in use."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1]) * 1024

    def stop(self, patience=60):
        """Asks it to stop; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(patience)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.process.poll() is None:
            self.kill()
        if self.is_own:
            shutil.rmtree(self.folder, ignore_errors=True)


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()
        self.will_close = response.will_close

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def words(self):
        """What a person reads, without markup."""
        body = re.sub(r"(?s)<(style|script|title)\b.*?</\1>", " ", self.text)
        return " ".join(re.sub(r"<[^>]+>", " ", body).split())


class Form(dict):
    """The fields of a form, by name, with what stands in them."""

    def __init__(self, attributes):
        super().__init__()
        self.action = attributes.get("action") or ""
        self.method = (attributes.get("method") or "get").lower()
        self.is_upload = attributes.get("enctype") == "multipart/form-data"
        # Names of what a person types, and of what the page carries along.
        self.typed, self.hidden = [], []


class Forms(html.parser.HTMLParser):
    """The forms of a page, and where its links lead."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.links = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            self.forms.append(Form(values))
        elif tag == "a" and values.get("href"):
            self.links.append(values["href"])
        elif self.forms and values.get("name") and tag in ("input", "select", "textarea", "button"):
            self.field(tag, values, self.forms[-1])

    def field(self, tag, values, form):
        name, kind = values["name"], values.get("type", "text")
        if tag == "input" and kind == "hidden":
            form.hidden.append(name)
            form[name] = values.get("value") or ""
        elif tag == "input" and kind in ("checkbox", "radio"):
            if "checked" in values:
                form[name] = values.get("value") or "on"
        elif tag == "button":
            form.setdefault(name, "")
        else:
            form.typed.append(name)
            form[name] = values.get("value") or ""

    def of(self, action):
        """The form that goes to `action` (its query apart)."""
        for form in self.forms:
            if form.action.split("?")[0] == action:
                return form
        raise LookupError(f"no form for {action}: {[form.action for form in self.forms]}")


BOUNDARY = "soat-thu-nghiem"


def multipart(fields, files):
    lines = []
    for name, value in fields.items():
        lines += [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()]
    for name, file, content in files:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'
        lines += [head.encode(), content, b"\r\n"]
    return b"".join(lines) + f"--{BOUNDARY}--\r\n".encode()


class Visitor:
    """A browser: one connection at a time, cookies kept."""

    def __init__(self, port, cookies=None):
        self.port = port
        self.cookies = dict(cookies or {})
        self.connection, self.used = None, 0.0

    def ask(self, method, path, body=None, headers=None, timeout=30):
        if time.monotonic() - self.used > 2:
            # The server ends idle connections.
            self.close()
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        sent = dict(headers or {})
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            self.connection.request(method, path, body, sent)
            answer = Answer(self.connection.getresponse())
        except (http.client.HTTPException, OSError):
            self.close()
            raise
        self.used = time.monotonic()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        if answer.will_close:
            self.close()
        return answer

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, fields, headers=None, **more):
        type_ = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urllib.parse.urlencode(fields), {**type_, **(headers or {})}, **more)

    def upload(self, path, fields, files, headers=None, **more):
        """`files`: field, the name that the browser gives, bytes."""
        body = multipart(fields, files)
        return self.ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", **(headers or {})}, **more)

    def follow(self, answer):
        """Where a form led, or the answer itself."""
        return self.get(answer.headers["Location"]) if answer.status == 303 else answer

    def form(self, page, action=None):
        """The fields of a page's form, ready to be sent back."""
        answer = self.get(page)
        if answer.status != 200:
            raise LookupError(f"{page}: {answer.status}: {answer.words[:300]}")
        return Forms(answer.text).of(action or page.split("?")[0])

    def sign_in(self, login, password=PASSWORD):
        fields = self.form("/sign-in")
        answer = self.post("/sign-in", {**fields, "login": login, "password": password})
        if answer.status != 303:
            raise LookupError(f"{login} was not let in: {answer.status}: {answer.words[:300]}")
        return self

    def people(self):
        """The names of all that the scripts added (“Người …”), as the API lists them."""
        names, search = set(), urllib.parse.urlencode({"limit": 200, "search": "Người"})
        path = f"/api/v1/people?{search}"
        while path:
            page = json.loads(self.get(path).text)
            names |= {person["fullName"] for person in page["items"] if person["fullName"].startswith("Người ")}
            after = page.get("next")
            path = after and f"/api/v1/people?{search}&" + urllib.parse.urlencode({"after": after})
        return names

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


class Report:
    """What was tried and whether it went as it must."""

    def __init__(self):
        self.failures = 0

    def check(self, holds, what, detail=""):
        print(("ok    " if holds else "FAILS ") + what + ("" if holds or not detail else f": {detail}"), flush=True)
        self.failures += not holds

    def end(self, name):
        if self.failures:
            sys.exit(f"soat: {name}: {self.failures} things are not as they must be")
        print(f"soat: {name}: all is as it must be")
