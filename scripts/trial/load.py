"""Load for a server that is stopped or killed under it."""

import http.client
import random
import threading

from office import Visitor

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


class Client(threading.Thread):
    """Posts and gets by turns on a connection that stays open, until it is turned away."""

    def __init__(self, name, port, cookies, form):
        super().__init__(daemon=True)
        self.prefix, self.form = name, form
        self.visitor = Visitor(port, cookies)
        self.answered, self.last = 0, 0
        self.acknowledged, self.broken, self.refused = set(), [], 0

    def run(self):
        step = 0
        while True:
            step += 1
            is_fresh = self.visitor.connection is None
            try:
                name = f"Người {self.prefix} {step}" if step % 2 else None
                answer = self.send(name)
            except ConnectionRefusedError:
                return
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                # Not taken: the connection ended before a byte of an answer. Another is tried, for this one may
                # have ended between two requests.
                self.refused += 1
                if is_fresh:
                    return
                continue
            except Exception as error:  # noqa: BLE001
                self.broken.append(f"{type(error).__name__}: {error}")
                return
            self.answered += 1
            self.last += answer.will_close
            if name and answer.status == 303:
                self.acknowledged.add(name)
            elif name or answer.status != 200 or not answer.text.rstrip().endswith("</html>"):
                self.broken.append(f"{answer.status} {answer.words[:200]}")

    def send(self, name):
        if name is None:
            return self.visitor.get("/people")
        submission = "01" + "".join(random.choices(LETTERS, k=24))
        return self.visitor.post("/people/new", {**self.form, "fullName": name, "submission": submission})


def clients(port, count):
    """Clients of one session, ready to start."""
    visitor = Visitor(port).sign_in("hanh.tt")
    form = visitor.form("/people/new")
    mark = random.randrange(1 << 30)
    return [Client(f"{mark} {index}", port, visitor.cookies, form) for index in range(count)]


def load(port, count, end):
    """Runs `count` clients while `end` waits and ends the server: acknowledged names, and what was broken."""
    running = clients(port, count)
    for client in running:
        client.start()
    end()
    for client in running:
        client.join(30)
    acknowledged = set().union(*(client.acknowledged for client in running))
    broken = [text for client in running for text in client.broken if "IncompleteRead" not in text]
    return acknowledged, broken
