"""In a browser: what goes wrong at a reader's.

Storage is full, damaged or forbidden, a line breaks off, a new version of the site comes while the
old one is open, and there are two tabs.
"""

from __future__ import annotations

import functools
import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from support.browser import needs_browser
from support.project import PROJECT
from support.site import PREFIX, Quiet
from support.web import needs_packages

CHAPTER = "notebooks/06-shared-globals.html"
GAME = "game.html"
HOMEWORK = "homework/tickets.html"
LOADED = 90_000  # ms, within which Python comes on a busy machine
LIVE = """document.querySelector("script[src*='_live/']").src"""
KEEP = f"import(new URL('kept.mjs', {LIVE})).then(({{ keep }}) => keep())"
FORBIDDEN = """Object.defineProperty(window, "localStorage", {
    configurable: true, get() { throw new DOMException("denied", "SecurityError"); } })"""
NOTHING = 'Object.defineProperty(window, "localStorage", { configurable: true, value: null })'
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
KEYS = ("threadlab", "threadlab-repairs", "threadlab-answers", "theme")
DAMAGED = (
    "null", "3", '"text"', "[1]", "{x",
    '{"tickets": 3, "lost-update": 5, "version": 1, "chapters": {"07": null}, "last": 7}',
    '{"tickets": {"run-all": 7, "explain": null}, "games": {"level:lost-update": {"par": 1}}}',
)  # fmt: skip
pytestmark = [*needs_browser, *needs_packages]


class Host:
    """A server whose site can be replaced, and whose answers can be broken off half-way."""

    def __init__(self, site: Path):
        self.site = site
        self.broken = ""  # a part of the addresses that are answered by halves
        self.asked: list[str] = []
        host = self

        class Handler(Quiet):
            def translate_path(self, path: str) -> str:
                self.directory = str(host.site)
                return super().translate_path(path)

            def do_GET(self) -> None:  # noqa: N802
                host.asked.append(self.path)
                if not (host.broken and host.broken in self.path):
                    super().do_GET()
                    return
                whole = Path(self.translate_path(self.path)).read_bytes()
                self.send_response(200)
                self.send_header("Content-Type", self.guess_type(self.path))
                self.send_header("Content-Length", str(len(whole)))
                self.end_headers()
                self.wfile.write(whole[: len(whole) // 2])
                self.close_connection = True

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler))
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.address = f"http://127.0.0.1:{self.server.server_port}{PREFIX}/"

    @property
    def versions(self) -> set[str]:
        """Of which versions something was asked for; it is forgotten then."""
        found = {match[1] for path in self.asked if (match := re.search(r"_live/(\w+)/", path))}
        self.asked.clear()
        return found


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    host = Host(site)
    thread = threading.Thread(target=host.server.serve_forever, daemon=True)
    thread.start()
    yield host
    host.server.shutdown()
    thread.join()
    host.server.server_close()


@pytest.fixture
def reader(chromium: Any, host: Host) -> Iterator[Callable[..., Any]]:
    """Open a page as a new reader, with a script that comes before all others."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def open_page(path: str, script: str = "", beside: Any = None) -> Any:
        context = beside.context if beside else chromium.new_context(reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(LOADED)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        if script:
            page.add_init_script(script)
        page.goto(host.address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong


def taken(page: Any) -> str:
    with page.expect_download() as download:
        page.locator("[data-ask=download]").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("script", [FORBIDDEN, NOTHING], ids=["forbidden", "null"])
def test_browser_that_forbids_to_keep_anything_has_the_whole_site(
    reader: Callable[..., Any], host: Host, script: str
) -> None:
    page = reader(HOMEWORK, script)
    page.locator("textarea").first.fill("Both read.")
    assert "Both read." in taken(page)
    page.goto(host.address + GAME)
    page.locator(".tl-level").nth(19).wait_for()
    assert page.locator(".tl-level").count() == 20
    page.locator(".theme-toggle:visible").first.click()
    assert page.evaluate("document.body.dataset.theme") in ("light", "dark")


def test_reader_is_told_that_an_answer_is_not_kept(reader: Callable[..., Any]) -> None:
    page = reader(HOMEWORK, FULL)
    page.locator("textarea").first.fill("Both read.")
    assert "does not keep" in page.locator(".tl-answers .tl-said").inner_text()
    assert "Both read." in taken(page)


def test_what_is_damaged_counts_as_nothing(reader: Callable[..., Any], host: Host) -> None:
    released = (PROJECT / "release" / "tickets" / "tickets.ipynb").read_text(encoding="utf-8")
    page = reader(HOMEWORK)
    for kept in DAMAGED:
        for key in KEYS:
            page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
        page.goto(host.address + HOMEWORK)
        assert taken(page) == released, kept
        assert page.evaluate("document.body.dataset.theme") == "auto", kept
        page.goto(host.address + GAME)
        page.locator(".tl-level").nth(19).wait_for()
        assert page.locator(".tl-level").count() == 20, kept
        page.goto(f"{host.address}notebooks/00-start-here.html")
        page.locator("[data-tl-progress] summary").wait_for()


def test_answer_that_was_written_in_another_tab_is_here_too(reader: Callable[..., Any]) -> None:
    here = reader(HOMEWORK)
    other = reader(HOMEWORK, beside=here)
    other.locator("[data-cell=run-all] .tl-live-button").click()
    other.locator("[data-cell=run-all] .cm-content").click()
    other.keyboard.press("Control+a")
    other.keyboard.insert_text("run_all = None  # for now\n")
    here.locator("[data-cell=run-all] .cm-content", has_text="for now").wait_for()
    assert "run_all = None  # for now" in taken(here)
    here.locator("textarea").first.fill("Both read.")
    other.wait_for_function("document.querySelector('textarea').value === 'Both read.'")
    assert "Both read." in taken(other) and "for now" in taken(other)


def test_python_that_breaks_off_half_way_is_said_and_asked_for_again(
    reader: Callable[..., Any], host: Host
) -> None:
    page = reader("index.html")
    host.broken = "pyodide.asm.wasm"
    page.locator(".tl-live-button").first.click()
    said = page.locator(".tl-bar .tl-said")
    said.filter(has_text="could not be loaded").wait_for()
    assert page.locator(".tl-progress-bar").is_hidden()
    host.broken = ""
    with page.expect_response("**/pyodide.asm.wasm") as answer:
        page.locator("[data-ask=explore]").click()
    assert answer.value.status == 200


def test_page_comes_although_there_is_no_room_to_keep_it(
    reader: Callable[..., Any], host: Host
) -> None:
    page = reader(CHAPTER)
    page.evaluate(KEEP)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    origin = page.evaluate("location.origin")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    for path in ("notebooks/08-daemon-threads.html", "notebooks/09-the-gil.html"):
        assert page.goto(host.address + path).status == 200


def until(page: Any, holds: str, *given: Any) -> None:
    """Wait for what a page has to ask its caches for: `wait_for_function` waits for no promise."""
    waiting = f"""async (given) => {{
        for (let turn = 0; turn < 1200; turn++) {{
            if (await ({holds})(...given)) return true;
            await new Promise((go) => setTimeout(go, 50));
        }}
        return false; }}"""
    assert page.evaluate(waiting, list(given)), holds


def test_new_version_is_never_mixed_with_an_old_one(
    reader: Callable[..., Any], host: Host, site: Path, tmp_path: Path
) -> None:
    (old,) = (path.name for path in (site / "_live").iterdir())
    new = "0123456789ab"
    published = tmp_path / "site"
    shutil.copytree(site, published)
    (published / "_live" / old).rename(published / "_live" / new)
    for path in [*published.rglob("*.html"), published / "sw.js"]:
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    files = json.loads(re.findall(r"FILES = (\[.*\])", (site / "sw.js").read_text())[0])
    page = reader(CHAPTER)
    page.evaluate(KEEP)
    until(page, f"""async (files) => {{
        const cache = await caches.open("threadlab-live-{old}");
        const kept = (await cache.keys()).map((request) => request.url);
        return files.every((file) => kept.some((url) => url.endsWith(`/{old}/${{file}}`))); }}""",
        files)  # fmt: skip
    assert host.versions == {old}
    host.site = published
    page.locator(".tl-live-button").first.click()  # what was open goes on as it was
    page.locator(".cm-content").first.wait_for()
    assert new not in host.versions

    page.reload()
    page.locator(".tl-live-button").first.click()
    page.locator(".cm-content").first.wait_for()
    assert old not in host.versions
    names = "performance.getEntriesByType('resource').map((entry) => entry.name)"
    assert not [name for name in page.evaluate(names) if old in name]
    page.evaluate(KEEP)
    until(page, f"async () => !(await caches.has('threadlab-live-{old}'))")
    assert page.evaluate("caches.has('threadlab-pages')")
