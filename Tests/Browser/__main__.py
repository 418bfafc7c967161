"""Runs the scenarios, two at a time, each with servers of its own.

    scripts/test-browser [SCENARIO …]

On a failure the window as it was and the page's text are in .build/browser-failures.
"""

import concurrent.futures
import importlib
import pathlib
import subprocess
import sys
import time
import traceback

from playwright.sync_api import sync_playwright

import soat

SCENARIOS = [
    "pages.every_page",
    "opening.a_new_office",
    "opening.a_new_office_on_postgres",
    "plans.real_plans",
    "plans.real_plans_on_postgres",
    "work.only_keys",
    "work.no_script",
    "hostile.hostile_words",
    "duties.calendar_and_workbook",
]
# Played when they are named: another test takes the same files over without a browser.
NAMED = ["opening.real_lists"]


def play(name):
    """One scenario in this process."""
    module, function = name.split(".")
    with sync_playwright() as playwright:
        browser = soat.chromium(playwright)
        try:
            getattr(importlib.import_module(module), function)(browser)
        except Exception:
            keep(browser, name)
            traceback.print_exc()
            return 1
        finally:
            browser.close()
    return 0


def keep(browser, name):
    soat.FAILURES.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(page for each in browser.contexts for page in each.pages):
        place = soat.FAILURES / f"{name}-{number}"
        print(f"{page.url}: {place}.png", file=sys.stderr)
        page.screenshot(path=f"{place}.png", full_page=True)
        pathlib.Path(f"{place}.html").write_text(page.content())


def run(name):
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, __file__, "--play", name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True)
    print(f"{'✔' if done.returncode == 0 else '✘'} {name} ({time.monotonic() - began:.0f} s)")
    print(done.stdout, end="", flush=True)
    return done.returncode == 0


def main():
    words = sys.argv[1:]
    if words[:1] == ["--play"]:
        return play(words[1])
    names = [name for name in SCENARIOS + NAMED if any(word in name for word in words)] if words else SCENARIOS
    with concurrent.futures.ThreadPoolExecutor(2) as two:
        good = list(two.map(run, names))
    print(f"{sum(good)} of {len(names)} scenarios in the browser")
    return 0 if names and all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
