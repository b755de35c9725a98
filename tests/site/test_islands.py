"""In a browser: a program that stands in a page is changed, run, explored, played and shared there.

One reader goes through all of it, in one browser: what was loaded for one test is there for the
next. Each test opens the page that it needs, and leaves it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.browser import needs_browser
from support.project import PROJECT
from support.site import served
from support.web import needs_packages

AXE = PROJECT / "site" / "node_modules" / "axe-core" / "axe.min.js"
CHAPTER = "notebooks/06-shared-globals.html"
LANDING = "index.html"
LOADED = 90_000  # ms, within which Python comes on a busy machine
LOCKED = (PROJECT / "site" / "pages" / "last_ticket_locked.py").read_text(encoding="utf-8")
# Of an editor its field, its text and a keyword; of a picture the text, of a table the words.
COLOURS = """cell => [
    ['.tl-editor', 'backgroundColor'], ['.cm-content', 'color'], ['.tok-keyword', 'color'],
    ['.tl-live-output svg text', 'fill'], ['.tl-live-output .tl-page', 'color'],
].map(([where, what]) => getComputedStyle(cell.querySelector(where))[what])"""
# Whether the service worker has all that a page loads: what it has not yet is still on its way.
ALL_KEPT = """async () => {
    const names = performance.getEntriesByType("resource")
        .map((entry) => entry.name).filter((name) => name.startsWith(location.origin));
    const more = ["book.json", "levels.json", "pyodide.asm.wasm", "worker.mjs", "threadlab.zip"];
    const here = document.querySelector("script[src*='_live/']").src;
    const live = more.map((name) => new URL(name, here).href);
    const all = [location.href.split("#")[0], ...names, ...live];
    return (await Promise.all(all.map((url) => caches.match(url)))).every(Boolean);
}"""
LIVE = """document.querySelector("script[src*='_live/']").src"""
LIGHTNESS = "colour => colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + +part, 0)"
MANY = """from threading import Thread

seen = 0

def work():
    global seen
    for _ in range(20):
        seen += 1

threads = [Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
TICKET = "last-ticket"  # the cell of the first page

pytestmark = [*needs_browser, *needs_packages]


class Reader:
    """Somebody who reads the site, with a server that can be taken away."""

    def __init__(self, context: Any, site: Path):
        self._serving = served(site)
        self.address = self._serving.__enter__()
        self.online = True
        self.wrong: list[str] = []
        self.page = context.new_page()
        self.page.set_default_timeout(LOADED)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self._look(request.url))

    def _look(self, url: str) -> None:
        if not url.startswith((self.address, "blob:", "data:")):
            self.wrong.append(f"{url} is elsewhere")

    def cut(self) -> None:
        """End the server."""
        if self.online:
            self.online = False
            self._serving.__exit__(None, None, None)

    def at(self, path: str) -> Any:
        """The page at `path`; it is opened if it is not what is there."""
        if self.page.url.split("#")[0] != self.address + path:
            self.page.goto(self.address + path)
        return self.page

    def open(self, path: str, cell: str) -> Any:
        """A live cell, with its editor open."""
        here = self.at(path).locator(f".tl-cell[data-cell={cell}]")
        if not here.locator(".tl-bench").count():
            here.locator(".tl-live-button").click()
            here.locator(".cm-content").wait_for()
        return here

    def write(self, cell: Any, text: str) -> None:
        """Replace what is in the editor of a cell."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def ask(self, cell: Any, name: str) -> str:
        """Press a button of a cell; return what is shown when the answer is there."""
        cell.locator(f"[data-ask={name}]").click()
        cell.locator(".tl-bar .tl-said", has_text=re.compile("^Done")).wait_for()
        return str(cell.locator(".tl-live-output").inner_text())


@pytest.fixture(scope="module")
def reader(chromium: Any, site: Path) -> Iterator[Reader]:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    reader = Reader(context, site)
    yield reader
    context.close()
    reader.cut()


@pytest.fixture(autouse=True)
def nothing_went_wrong(reader: Reader) -> Iterator[None]:
    yield
    wrong, reader.wrong[:] = list(reader.wrong), []
    assert not wrong


def test_the_last_ticket_is_sold_twice_with_one_press_and_proved_with_the_next(
    reader: Reader,
) -> None:
    page = reader.at(LANDING)
    cell = page.locator(f".tl-cell[data-cell={TICKET}]")
    stored = cell.locator(".cell_output")
    page.locator(".tl-live-button", has_text="Sell it twice").click()
    cell.locator(".cm-content").wait_for()
    assert stored.is_visible() or cell.locator(".tl-live-output svg").count()  # never nothing
    cell.locator(".tl-bar .tl-said", has_text=re.compile("^Done")).wait_for()
    assert "Failed. AssertionError" in cell.locator(".tl-live-output").inner_text()
    assert not stored.is_visible()
    cell.locator(".tl-then").click()
    cell.locator(".tl-live-output", has_text="Proved").wait_for()
    assert "with lock:" in cell.locator(".cm-content").inner_text()
    cell.locator("[data-ask=reset]").click()


def test_the_last_ticket_is_explored_and_a_lock_proves_it(reader: Reader) -> None:
    cell = reader.open(LANDING, TICKET)
    shown = reader.ask(cell, "explore")
    assert "Failed. AssertionError" in shown
    assert "sold_to.append(buyer)" in shown and "Schedule: main T1" in shown
    assert cell.locator(".tl-live-output svg").first.is_visible()
    reader.write(cell, LOCKED)
    assert "Proved" in reader.ask(cell, "explore")


def test_a_program_without_end_is_stopped(reader: Reader) -> None:
    cell = reader.open(LANDING, TICKET)
    reader.write(cell, "while True:\n    pass\n")
    cell.locator("[data-ask=run]").click()
    cell.locator(".tl-bench[aria-busy=true]").wait_for()
    assert not cell.locator("[data-ask=stop]").is_disabled()
    cell.locator("[data-ask=stop]").click()
    cell.locator(".tl-bar .tl-said", has_text="Stopped.").wait_for()
    cell.locator("[data-ask=reset]").click()
    assert "Failed. AssertionError" in reader.ask(cell, "explore")


def test_editor_and_pictures_follow_the_switch_of_the_theme(reader: Reader) -> None:
    cell = reader.open(LANDING, TICKET)
    if not cell.locator(".tl-live-output svg").count():
        reader.ask(cell, "explore")
    looks = set()
    for theme in ("light", "dark"):
        while reader.page.evaluate("document.body.dataset.theme") != theme:
            reader.page.locator(".theme-toggle:visible").first.click()
        looks.add(tuple(cell.evaluate(COLOURS)))
        dark, ink = cell.evaluate(f"cell => ({COLOURS})(cell).map({LIGHTNESS})")[:2]
        assert (dark < ink) == (theme == "dark")
    assert all(one != other for one, other in zip(*looks, strict=True))
    reader.page.evaluate("document.body.dataset.theme = 'auto'")


def test_a_shared_program_opens_with_its_schedule_and_a_long_search_is_ended(
    reader: Reader,
) -> None:
    cell = reader.open(LANDING, TICKET)
    if not cell.locator(".tl-live-output svg").count():
        reader.ask(cell, "explore")
    cell.locator("[data-ask=share]").click()
    cell.locator(".tl-link a").wait_for()
    link = cell.locator(".tl-link a").get_attribute("href")
    assert link.startswith(f"{reader.address}own.html#p=")
    assert reader.page.evaluate("navigator.clipboard.readText()") == link
    reader.page.goto(link)
    own = reader.page.locator("#tl-own")
    own.locator(".tl-bar .tl-said", has_text=re.compile("^Done")).wait_for()
    assert "sold_to.append(buyer)" in own.locator(".cm-content").inner_text()
    own.locator("[data-do=last]").click()
    assert "raises AssertionError" in own.locator(".tl-live-output").inner_text()

    # A search that is too long says how far it is; when it is stopped, it says what it has found.
    reader.write(own, MANY)
    own.locator("[data-ask=explore]").click()
    said = own.locator(".tl-bar .tl-said")
    said.filter(has_text=re.compile(r"Working: [\d,]+ schedules? tried")).wait_for()
    own.locator("[data-ask=stop]").click()
    said.filter(has_text="Ended early").wait_for()
    assert "Survived, not proved." in own.locator(".tl-live-output").inner_text()


def test_python_comes_to_an_empty_page_only_when_it_is_wanted_or_is_here(reader: Reader) -> None:
    new = reader.page.context.browser.new_context()  # a reader who has nothing of it yet
    page = new.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{reader.address}own.html")
    page.locator(".cm-content").wait_for()
    page.wait_for_load_state("networkidle")
    assert "editor.mjs" in asked and "worker.mjs" not in asked
    with page.expect_request("**/worker.mjs"):
        page.locator(".tl-examples button").first.click()
    new.close()
    reader.page.goto("about:blank")
    with reader.page.expect_request("**/worker.mjs"):  # it need not be loaded, only started
        reader.page.goto(f"{reader.address}own.html")


def test_a_cell_runs_with_what_it_needs_of_earlier_ones(reader: Reader) -> None:
    cell = reader.open(CHAPTER, "fix-explore")
    assert "Proved" in reader.ask(cell, "run")
    earlier = reader.open(CHAPTER, "fix")
    assert not earlier.locator("[data-ask=explore]").count()  # it only defines something
    reader.write(earlier, "lock = Lock()\n\ndef pay_safely(amount):\n    pay(amount)\n")
    assert "Failed. AssertionError" in reader.ask(cell, "run")


def test_a_slider_is_moved_by_keyboard_and_the_picture_follows(reader: Reader) -> None:
    cell = reader.open(CHAPTER, "vary")
    reader.ask(cell, "run")
    picture = cell.locator(".tl-panel .tl-picture")
    assert "3 outcomes are possible" in picture.inner_text()
    slider = cell.get_by_label("THREADS")
    slider.focus()
    reader.page.keyboard.press("ArrowLeft")
    picture.filter(has_text="Only one outcome is possible").wait_for()
    assert slider.input_value() == "1"
    reader.page.keyboard.press("ArrowRight")
    picture.filter(has_text="3 outcomes are possible").wait_for()
    # What takes long has a first answer while it goes on, and gives way where the slider is moved.
    cell.get_by_label("TIMES").press("End")
    slider.press("End")
    cell.locator(".tl-draws").wait_for()
    picture.filter(has_text=re.compile("At least .* outcomes")).wait_for()
    assert cell.locator(".tl-draws").count()
    slider.press("Home")
    picture.filter(has_text="Only one outcome is possible").wait_for()
    cell.locator(".tl-bar .tl-said", has_text=re.compile("^Done")).wait_for()


def test_the_scheduler_is_played_by_keyboard(reader: Reader) -> None:
    cell = reader.open(CHAPTER, "play")
    reader.ask(cell, "play")
    schedule = cell.locator(".tl-game .tl-schedule code")
    game = cell.locator(".tl-game")
    game.focus()
    for key, so_far in (("0", "main:7"), ("1", "main:7 T1"), ("2", "main:7 T1 T2")):
        reader.page.keyboard.press(key)
        schedule.filter(has_text=re.compile(f"^{so_far}$")).wait_for()
    reader.page.keyboard.press("u")
    schedule.filter(has_text=re.compile("^main:7 T1$")).wait_for()
    assert game.evaluate("game => game === document.activeElement")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_open_cells_fit_a_phone_and_are_for_everybody(reader: Reader, theme: str) -> None:
    # A proof, a panel, a failure with its fold open, an error, and a game that is on.
    asks = {
        "fix-explore": "run",
        "vary": "run",
        "explore": "run",
        "outcomes": "run",
        "play": "play",
    }
    for name, asked in asks.items():
        cell = reader.open(CHAPTER, name)
        if not cell.locator(".tl-live-output > *").count():
            if name == "outcomes":
                reader.write(cell, "1 / 0")
            reader.ask(cell, asked)
    page = reader.page
    cell.locator(".tl-game .tl-go").first.click()
    cell.locator(".tl-schedule code", has_text="main").first.wait_for()
    page.evaluate("document.querySelectorAll('.tl-island details').forEach((f) => f.open = true)")
    page.emulate_media(color_scheme=theme)
    for width in (320, 390):  # 320 is also what is left of 1280 where all is four times as large
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run('.tl-island', {resultTypes: ['violations']})")["violations"]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    serious = [
        f"{rule['id']}: {[node['html'][:150] for node in rule['nodes'][:3]]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]
    assert not serious, "\n".join(serious)


def test_what_was_opened_once_works_without_a_server(reader: Reader) -> None:
    reader.open(CHAPTER, "explore")
    reader.page.wait_for_function("navigator.serviceWorker.controller !== null")
    reader.page.wait_for_function(ALL_KEPT)
    reader.cut()
    reader.page.reload()
    cell = reader.open(CHAPTER, "explore")
    assert "Failed. AssertionError" in reader.ask(cell, "explore")
    kept = f"fetch(new URL('book.json', {LIVE})).then((answer) => answer.json())"
    assert len(reader.page.evaluate(kept)) == 18
