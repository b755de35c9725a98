"""Take the picture of the README from the running product.

Opens chapter 7 in a real JupyterLab, runs it, turns its ticket office to nine buyers and shows
what comes of it. With a folder as argument it also stores the pages that a person should look at
before a release: start page, chapter in both themes and at two settings, homework, formgrader and
feedback (of the class that `make demo` left).
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import TimeoutError, sync_playwright

from threadlab.doctor import browser_path

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
CHAPTER = "/lab/workspaces/picture/tree/notebooks/07-mutex-and-tickets.ipynb?reset"


@contextmanager
def server(command: str) -> Iterator[Any]:
    """Run `threadlab lab` or `threadlab teach` and give a function that makes links to it."""
    line = [sys.executable, "-m", "threadlab", command, "--no-browser"]
    process = subprocess.Popen(
        line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout
    for words in process.stdout:
        if found := re.search(r"(http://127\.0\.0\.1:\d+)/\S*token=(\w+)", words):
            break
    else:
        sys.exit("The lab did not start.")
    os.set_blocking(process.stdout.fileno(), False)
    try:
        yield lambda path: f"{found[1]}{path}{'&' if '?' in path else '?'}token={found[2]}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def run_all(page: Any) -> None:
    """Run all cells; once more if JupyterLab has sent nothing, as just after it has connected."""
    idle = page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    idle.wait_for(timeout=60_000)
    for _ in range(5):
        page.locator(".lm-MenuBar-item", has_text="Run").click()
        page.locator(".lm-Menu-item:visible", has_text=re.compile("^Run All Cells$")).click()
        with suppress(TimeoutError):
            busy = page.locator(".jp-Notebook-ExecutionIndicator[data-status=busy]")
            busy.wait_for(timeout=5_000)
            idle.wait_for(timeout=120_000)
            return
    sys.exit("The cells did not run.")


def open_office(page: Any, link: Any, buyers: int, rule: str) -> None:
    """Open chapter 7, run it, set the ticket office, and scroll so that all of it is seen."""
    page.goto(link(CHAPTER))
    run_all(page)
    office = page.locator(".jp-CodeCell", has_text="tl.vary(").first
    while not office.count():
        page.locator(".jp-WindowedPanel-outer").first.hover()
        page.mouse.wheel(0, 500)
        time.sleep(0.1)
    office.locator(".noUi-handle").first.focus()
    for _ in range(abs(buyers - 5)):
        page.keyboard.press("ArrowRight" if buyers > 5 else "ArrowLeft")
    office.locator("select").select_option(label=rule)
    page.locator(".jp-CodeCell", has_text="tl.vary(").first.evaluate(
        "cell => cell.scrollIntoView({block: 'center'})"
    )
    page.evaluate("document.activeElement.blur()")
    time.sleep(1)


def shoot(page: Any, path: Path) -> None:
    """Store what the page shows, in few colours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(192, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    print(f"{path} stored.")


def main(folder: Path | None) -> None:
    """Store the README's picture, and with `folder` the pages to look at."""
    with sync_playwright() as playwright, server("lab") as link:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        page = chromium.new_page(viewport={"width": 1180, "height": 800})
        open_office(page, link, 9, "no lock")
        shoot(page, ROOT / "docs" / "lab.png")
        if folder:
            open_office(page, link, 9, "all of it locked")
            shoot(page, folder / "office-lock.png")
            page.locator(".lm-MenuBar-item", has_text="Settings").click()
            page.locator(".lm-Menu-item:visible", has_text="Theme").first.hover()
            page.locator(".lm-Menu-item:visible", has_text="JupyterLab Dark").first.click()
            time.sleep(2)
            shoot(page, folder / "office-lock-dark.png")
            open_office(page, link, 4, "no lock")
            shoot(page, folder / "office-dark.png")
            page.locator(".lm-MenuBar-item", has_text="Settings").click()
            page.locator(".lm-Menu-item:visible", has_text="Theme").first.hover()
            page.locator(".lm-Menu-item:visible", has_text="JupyterLab Light").first.click()
            time.sleep(1)
            for name, path in (
                ("start", "notebooks/00-start-here"),
                ("homework", "release/tickets/tickets"),
            ):
                page.goto(link(f"/lab/workspaces/picture/tree/{path}.ipynb?reset"))
                page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
                time.sleep(1)
                shoot(page, folder / f"{name}.png")
        chromium.close()
    if folder:
        with sync_playwright() as playwright, server("teach") as link:
            chromium = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
            page = chromium.new_page(viewport={"width": 1280, "height": 900})
            page.goto(link("/lab/workspaces/teach?formgrader=true"))
            page.frame_locator("iframe").locator("#main-table td.name").first.wait_for()
            time.sleep(1)
            shoot(page, folder / "formgrader.png")
            for name, path in (
                ("formgrader-class", "/formgrader/manage_submissions/tickets"),
                ("formgrader-manual", "/formgrader/gradebook/tickets/tickets"),
                ("feedback", "/files/feedback/goran/tickets/tickets.html"),
            ):
                page.goto(link(path))
                time.sleep(2)
                shoot(page, folder / f"{name}.png")
            page.goto(link("/formgrader/gradebook/tickets/tickets"))
            page.locator("#main-table a").first.click()
            time.sleep(3)
            shoot(page, folder / "formgrader-one.png")
            page.evaluate(
                "document.querySelectorAll('.nbgrader_cell, .nbgrader-cell');"
                "window.scrollTo(0, document.body.scrollHeight)"
            )
            time.sleep(1)
            shoot(page, folder / "formgrader-prose.png")
            chromium.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
