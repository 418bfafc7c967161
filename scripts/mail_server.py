"""A small SMTP server on loopback for tests (RFC 5321): keeps every mail that it has acknowledged.

    python3 scripts/mail_server.py FOLDER [refuse|busy|drop|pause]

Prints its port. Each mail becomes a file in FOLDER before the client hears of it; the name counts up.
refuse: the mailbox is unknown (550); busy: try later (451 after the mail); drop: the connection is cut after the mail
was kept, before the answer; pause: a moment passes between a mail being kept and the answer.
"""

import os
import socketserver
import sys
import threading
import time

lock = threading.Lock()
count = 0


class Session(socketserver.StreamRequestHandler):
    mode = ""
    folder = ""

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()

    def handle(self):
        try:
            self.talk()
        except (ConnectionError, BrokenPipeError):
            pass

    def talk(self):
        self.say("220 loopback test")
        while line := self.rfile.readline():
            verb = line.strip().upper()
            if verb.startswith(b"EHLO"):
                self.say("250-loopback")
                self.say("250 8BITMIME")
            elif verb.startswith(b"RCPT") and self.mode == "refuse":
                self.say("550 5.1.1 no such mailbox")
            elif verb == b"DATA":
                if not self.take():
                    return
            elif verb == b"QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")

    def take(self):
        """One mail; false where the connection ends with it."""
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                # No end: nothing is kept.
                return False
            lines.append(line[1:] if line.startswith(b"..") else line)
        if self.mode == "busy":
            self.say("451 4.3.0 later")
            return True
        self.keep(b"".join(lines))
        if self.mode == "drop":
            return False
        if self.mode == "pause":
            time.sleep(0.03)
        self.say("250 2.0.0 kept")
        return True

    def keep(self, mail):
        global count
        with lock:
            count += 1
            name = os.path.join(self.folder, f"{count:06}.eml")
        with open(name + ".part", "wb") as file:
            file.write(mail)
        os.rename(name + ".part", name)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 128


def start(folder, mode=""):
    """Serves in the background; the server, whose `server_address[1]` is the port."""
    handler = type("Handler", (Session,), {"mode": mode, "folder": folder})
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


if __name__ == "__main__":
    serving = start(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
    print(serving.server_address[1], flush=True)
    # Ends with whoever started it.
    sys.stdin.read()
