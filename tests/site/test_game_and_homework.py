"""In a browser: a level won and repaired by keyboard, and homework tried, kept and taken along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from support.browser import needs_browser
from support.project import ANSWERS, PROJECT
from threadlab.grading.classroom.answers import Answer

pytestmark = needs_browser

LOADED = 90_000  # ms, within which Python comes on a busy machine
REPAIRED = """from threading import Lock, Thread

balance, lock = 100, Lock()

def pay(amount):
    global balance
    with lock:
        balance = balance + amount
"""
HALF = REPAIRED.replace("with lock", "with Lock()")
RELEASED = PROJECT / "release" / "tickets" / "tickets.ipynb"
FOCUSED = "document.activeElement.className"
KEPT = """async () => {
  for (let turn = 0; turn < 1200; turn++) {
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys())
        if (url.endsWith("pyodide.asm.wasm")) return true;
    await new Promise((go) => setTimeout(go, 50));
  }
  return false;
}"""


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    context = chromium.new_context(reduced_motion="reduce", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(LOADED)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: _stays(asked.url, address) or wrong.append(asked.url))
    page.goto(f"{address}index.html")
    yield page
    context.close()
    assert not wrong


def _stays(url: str, address: str) -> bool:
    return url.startswith((address, "blob:"))


def write(page: Any, inside: str, text: str) -> None:
    """Put a text into the editor that is `inside` something."""
    page.locator(f"{inside} .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def follow_hints(page: Any) -> None:
    """Play to the end by keyboard alone, where the hints lead."""
    for _ in range(40):
        if page.locator(".tl-cheer").count():
            return
        page.keyboard.press("h")
        thread = page.locator(".tl-hinted").get_attribute("data-thread")
        before = page.locator(".tl-schedule code").text_content()
        page.keyboard.press("0" if thread == "main" else thread[1:])
        page.wait_for_function(
            "before => document.querySelector('.tl-schedule code').textContent !== before",
            arg=before,
        )
        assert "tl-game" in page.evaluate(FOCUSED)


def test_level_is_won_repaired_and_proved_by_keyboard(page: Any, address: str) -> None:
    page.goto(f"{address}game.html")
    page.locator(".tl-start").focus()
    page.keyboard.press("Enter")
    page.locator(".tl-game").wait_for()
    follow_hints(page)
    assert "★★☆" in page.locator(".tl-cheer").text_content()

    page.keyboard.press("e")
    page.locator(".tl-stage .cm-content").wait_for()
    for program, look in ((HALF, ".tl-fails"), (REPAIRED, ".tl-holds")):
        write(page, ".tl-stage", program)
        page.keyboard.press("Control+Enter")
        page.locator(f".tl-judged{look}").wait_for()
    assert "★★★" in page.locator(".tl-cheer").text_content()
    kept = json.loads(page.evaluate("localStorage.threadlab"))["games"]["level:lost-update"]
    assert (kept["par"], kept["proved"]) == (True, True)

    page.keyboard.press("n")
    page.locator(".tl-game").wait_for()
    assert page.locator(".tl-stage h2").text_content() == "Leave somebody behind"
    assert "tl-game" in page.evaluate(FOCUSED)
    assert page.evaluate(KEPT)
    with page.expect_worker():  # Python is here by now, and starts while the story is read
        page.reload()  # the next level that is not whole is the one that is shown
    assert page.locator(".tl-level[aria-current] b").text_content() == "2"


def test_level_is_repaired_only_after_it_was_broken(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}game.html#philosophers")
    page.locator(".tl-tabs button").nth(1).wait_for()
    assert page.locator(".tl-tabs button").nth(1).is_disabled()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator(".tl-level").count() == 20


def test_homework_is_tried_kept_and_taken_along(page: Any, address: str, tmp_path: Path) -> None:
    answer = Answer.read(ANSWERS / "tickets" / "right" / "with_lock.py")
    page.goto(f"{address}homework/tickets.html")
    tests = "[data-cell=check-run-all]"

    def said() -> str:
        button = page.locator(f"{tests} [data-ask=check]")
        button.click()
        page.wait_for_function(
            "said => /^[✓✗]|written/.test(document.querySelector(said).textContent)",
            arg=f"{tests} .tl-bar .tl-said",
        )
        return str(page.locator(f"{tests} .tl-bar .tl-said").text_content())

    assert "Nothing has been written" in said()
    assert taken(page, tmp_path).read_bytes() == RELEASED.read_bytes()
    page.locator("[data-cell=run-all] .tl-live-button").click()
    write(page, "[data-cell=run-all]", "def run_all(jobs):\n    return []\n")
    assert said().startswith("✗")
    assert "in the order of the jobs" in page.locator(f"{tests} .tl-live-output").text_content()
    write(page, "[data-cell=run-all]", answer.cells["run-all"])
    assert said().startswith("✓")

    page.locator("[data-cell=explain] textarea").fill("Both read.\n\nThen both write.")
    page.reload()
    page.locator("[data-cell=run-all] .cm-content").wait_for()
    found = nbformat.read(taken(page, tmp_path), 4)
    expected = nbformat.read(RELEASED, 4)
    for cell in expected.cells:
        if cell.id == "run-all":
            cell.source = answer.cells["run-all"]
        elif cell.id == "explain":
            cell.source = "Both read.\n\nThen both write."
    assert found == expected


def taken(page: Any, folder: Path) -> Path:
    with page.expect_download() as download:
        page.locator("[data-ask=download]").click()
    assert download.value.suggested_filename == "tickets.ipynb"
    path = folder / "tickets.ipynb"
    download.value.save_as(path)
    return path
