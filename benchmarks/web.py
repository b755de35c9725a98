"""The book on the web, measured in a real browser.

    python benchmarks/web.py [--out FOLDER] [--clicks 50]

Builds the site (or takes the one in FOLDER) and serves it from this machine. Printed are the time
of the build and the size of the site; what the first view asks for; the seconds from a click on
*Live* to a Python that is ready, with nothing kept and with everything kept; the milliseconds of a
click in the game's board; and ten programs explored in the page beside the same programs explored
by the Python that runs this file, in the same run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from threadlab import explore
from threadlab.doctor import browser_path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests")]

from redraw import PRESS  # noqa: E402

from picture import FLAGS  # noqa: E402
from support.site import build, served  # noqa: E402

TEN = (
    "tickets_no_lock", "tickets_lock", "deadlock_of_three", "bounded_buffer", "readers_writers",
    "lost_wakeup", "semaphore_released_too_often", "pool_map", "peterson", "smokers",
)  # fmt: skip


def first_view(chromium: Any, address: str) -> tuple[int, int, int]:
    """Requests, bytes, and requests to elsewhere, until the front page is quiet."""
    page = chromium.new_context().new_page()
    sizes: list[int] = []
    elsewhere: list[str] = []

    def note(answer: Any) -> None:
        if not answer.url.startswith((address, "blob:", "data:")):
            elsewhere.append(answer.url)
        sizes.append(int(answer.headers.get("content-length", 0)))

    page.on("response", note)
    page.goto(f"{address}index.html", wait_until="networkidle")
    page.context.close()
    return len(sizes), sum(sizes), len(elsewhere)


def seconds_to_ready(page: Any, address: str) -> float:
    """From the click on *Live* on the front page to a Python that is ready."""
    page.goto(f"{address}index.html", wait_until="networkidle")
    page.evaluate(
        """() => {
          const button = document.querySelector('.tl-cell .tl-live-button');
          window.began = performance.now();
          window.readyAfter = new Promise(resolve => {
            const look = () => {
              const said = document.querySelector('.tl-bar .tl-said')?.textContent ?? '';
              if (/^(Ready|Done)/.test(said)) resolve(performance.now() - window.began);
              else setTimeout(look, 10);
            };
            button.click();
            look();
          });
        }"""
    )
    return float(page.evaluate("window.readyAfter")) / 1000


def explored_in_page(
    page: Any, address: str, programs: dict[str, str]
) -> dict[str, tuple[float, str]]:
    """Seconds and the beginning of the verdict for each program, on the page of one's own."""
    page.goto(f"{address}own.html")
    page.locator(".cm-content").wait_for()
    found = {}
    said = page.locator(".tl-bar .tl-said")
    for name, text in {"": "x = 1", **programs}.items():  # the first one waits for Python
        page.locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(text)
        page.locator("[data-ask=explore]").click()
        page.wait_for_function(
            "() => document.querySelector('.tl-bench')?.getAttribute('aria-busy') !== 'true'"
            " && /^(Done|Ended)/.test(document.querySelector('.tl-bar .tl-said')?.textContent)"
        )
        seconds = float(said.inner_text().split(",")[-1].strip().split()[0])
        found[name] = seconds, page.locator(".tl-live-output").inner_text().split("\n")[0]
    del found[""]
    return found


def presses(page: Any, address: str, clicks: int) -> list[float]:
    """Milliseconds of presses in the board of a chapter's game."""
    page.goto(f"{address}notebooks/06-shared-globals.html")
    cell = page.locator(".tl-cell[data-cell=play]")
    cell.locator(".tl-live-button").click()
    cell.locator("[data-ask=play]").click()
    board = cell.locator(".tl-game")
    board.locator(".tl-go").first.wait_for()
    board.locator("button", has_text="an operation").click()
    times: list[float] = []
    for _ in range(3 * clicks):
        took = board.evaluate(PRESS)
        if took is not None:
            times.append(took)
        else:  # from the beginning
            board.focus()
            page.keyboard.press("r")
            page.wait_for_timeout(500)
        if len(times) == clicks:
            break
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--clicks", type=int, default=50)
    asked = parser.parse_args()
    out = asked.out or Path(tempfile.mkdtemp()) / "site"
    if not out.exists():
        began = time.perf_counter()
        build(out)
        print(f"build                {time.perf_counter() - began:6.1f} s")
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"size                 {size / 1e6:6.1f} MB")
    programs = {name: (ROOT / "tests/programs" / f"{name}.py").read_text("utf-8") for name in TEN}
    with served(out) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        requests, amount, elsewhere = first_view(chromium, address)
        view = f"{requests} requests, {amount / 1000:.0f} kB, {elsewhere} elsewhere"
        print(f"first view           {view}")
        page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(120_000)
        print(f"to ready, cold       {seconds_to_ready(page, address):6.1f} s")
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        page.wait_for_timeout(3000)
        warm = [seconds_to_ready(page, address) for _ in range(3)]
        print(f"to ready, warm       {median(warm):6.1f} s (of three)")
        times = presses(page, address, asked.clicks)
        print(
            f"a press in the game  {median(times):6.0f} ms in the median, {max(times):.0f} at most"
        )
        shown = explored_in_page(page, address, programs)
        chromium.close()
    ratios = []
    for name, (seconds, verdict) in shown.items():
        began = time.perf_counter()
        native = explore(programs[name])
        took = time.perf_counter() - began
        ratios.append(seconds / took)
        told = f"{verdict[:40]} | {native.status}"
        print(f"  {name:<28} page {seconds:6.2f} s, here {took:6.2f} s   {told}")
    print(f"ten programs         {median(ratios):6.1f} times as long as here, in the median")


if __name__ == "__main__":
    main()
