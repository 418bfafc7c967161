"""What wrk sees of one page or form."""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def load(base, path, cookie, connections, seconds, *words):
    """A dictionary of wrk.lua's line: answers, rate a second, median, p95 and p99 in milliseconds."""
    out = subprocess.run(
        ["wrk", "-t", str(min(connections, 2)), "-c", str(connections), "-d", f"{seconds}s", "--timeout", "10s",
         "-s", os.path.join(HERE, "wrk.lua"), base + path, "--", cookie, *words],
        check=True, capture_output=True, text=True).stdout
    found = json.loads(out.split("RESULT ")[1])
    if found["failed"]:
        sys.exit(f"{found['failed']} requests failed: {path}")
    return found


def page(tell, base, name, path, cookie, seconds, size):
    """One user, two and fifty connections on a page, told in two lines."""
    load(base, path, cookie, 2, 2)
    one = load(base, path, cookie, 1, seconds)
    tell(f"{name} ({size:.0f} kB), one user: p95 {one['p95']:.1f} ms, median {one['median']:.1f} ms")
    two, fifty = load(base, path, cookie, 2, seconds), load(base, path, cookie, 50, seconds)
    tell(
        f"{name}: {fifty['rate']:,.0f} pages/s with 50 connections, {two['rate']:,.0f} with 2;",
        f"p99 {fifty['p99']:.0f} ms = {fifty['p99'] / fifty['median']:.1f} × median")
