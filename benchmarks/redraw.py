"""From a click to the new picture, measured in the page of a running JupyterLab.

    python benchmarks/redraw.py [--clicks 20]

Runs chapters 6 and 7, then presses the buttons of the scheduler's game and moves the sliders of
simulated programs. For each: the median and the longest time, in ms, from the event in the page to
the first frame that is drawn with the new picture.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from threadlab.doctor import browser_path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from picture import FLAGS, run_all, server  # noqa: E402

# Resolves to the milliseconds until an element that fits `what` has replaced the one there is now.
WATCH = """
([cell, what]) => {
  const before = cell.querySelector(what);
  window.threadlabRedrawn = new Promise(resolve => {
    let begin = null;
    const note = () => { if (begin === null) begin = performance.now(); };
    for (const kind of ['mousedown', 'keydown'])
      cell.addEventListener(kind, note, {capture: true, once: true});
    new MutationObserver((_, observer) => {
      const now = cell.querySelector(what);
      if (now && now !== before) {
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin), 0));
      }
    }).observe(cell, {childList: true, subtree: true});
  });
}
"""
# Resolves to the milliseconds from the press of one thread's button to the next frame with the
# schedule that it has led to; of the first button again when nobody can go on.
PRESS = """
board => new Promise(resolve => {
  const code = board.querySelector('.tl-schedule code'), before = code.textContent;
  const button = [...board.querySelectorAll('.tl-go')]
    .find(button => !button.disabled && button.getAttribute('aria-disabled') !== 'true');
  if (!button) { resolve(null); return; }
  const began = performance.now();
  const look = () => {
    const now = board.querySelector('.tl-schedule code');
    if (now && now.textContent !== before) resolve(performance.now() - began);
    else if (performance.now() - began > 10000) resolve(null);
    else requestAnimationFrame(look);
  };
  button.click();
  requestAnimationFrame(look);
})
"""


def open_and_run(page: Any, link: Any, chapter: str) -> None:
    page.goto(link(f"/lab/workspaces/redraw/tree/notebooks/{chapter}.ipynb?reset"))
    run_all(page)


def cell(page: Any, words: str) -> Any:
    found = page.locator(".jp-CodeCell", has_text=words).first
    while not found.count():
        page.locator(".jp-WindowedPanel-outer").first.hover()
        page.mouse.wheel(0, 500)
        time.sleep(0.1)
    found.scroll_into_view_if_needed()
    time.sleep(0.5)
    return found


def measured(page: Any, place: Any, what: str, act: Any) -> float:
    page.evaluate(WATCH, [place.element_handle(), what])
    act()
    return float(page.evaluate("window.threadlabRedrawn"))


def game(page: Any, words: str, clicks: int) -> list[float]:
    """Press the buttons of the game, and go to the beginning where nobody can go on."""
    board = cell(page, words).locator(".tl-game")
    board.locator("button", has_text="an operation").click()
    time.sleep(1)
    times: list[float] = []
    for _ in range(3 * clicks):
        took = board.evaluate(PRESS)
        if took is not None:
            times.append(took)
        else:
            board.locator("button[aria-keyshortcuts=R]").click()
            time.sleep(0.5)
        if len(times) == clicks:
            break
    return times


def slider(page: Any, words: str, clicks: int) -> list[float]:
    """Move the first slider to and fro."""
    place = cell(page, words)
    place.locator(".noUi-handle").first.focus()
    times = []
    for number in range(clicks):
        key = "ArrowRight" if number % 8 < 4 else "ArrowLeft"
        times.append(
            measured(page, place, "svg[role=img]", lambda key=key: page.keyboard.press(key))
        )
        time.sleep(0.05)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clicks", type=int, default=20)
    clicks = parser.parse_args().clicks
    with sync_playwright() as playwright, server("lab") as link:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        page = chromium.new_page(viewport={"width": 1300, "height": 1000})
        found = {}
        open_and_run(page, link, "06-shared-globals")
        found["game, lost update"] = game(page, "tl.play(", clicks)
        open_and_run(page, link, "07-mutex-and-tickets")
        found["game, deadlock"] = game(page, "tl.play(opposite", clicks)
        found["slider, ticket office"] = slider(page, "tl.vary(", clicks)
        open_and_run(page, link, "00-start-here")
        found["slider, kettles"] = slider(page, "tl.vary(", clicks)
        chromium.close()
    print(f"from a click to the new picture, ms ({clicks} clicks each)")
    for name, times in found.items():
        print(f"{name:<24} median {median(times):5.0f}   longest {max(times):5.0f}")


if __name__ == "__main__":
    main()
