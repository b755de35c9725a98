"""The built site in a browser: what it asks for, how it fits, what it keeps, who can use it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support.browser import needs_browser
from support.project import PROJECT
from support.site import pages

AXE = PROJECT / "site" / "node_modules" / "axe-core" / "axe.min.js"
CHAPTER = "notebooks/07-mutex-and-tickets.html"
LOOKED_AT = ("index.html", CHAPTER, "homework/tickets.html", "game.html", "own.html")
PHONE = {"width": 390, "height": 844}
# A page, or what stands in it, which the theme would have scrolled on its own.
TOO_WIDE = """[document.documentElement, document.querySelector(".content")]
  .some((node) => node && node.scrollWidth > node.clientWidth)"""

pytestmark = needs_browser


def _lost(request: Any) -> list[str]:
    """The address that could not be had; one that a page has left before is none."""
    return [] if "ERR_ABORTED" in str(request.failure) else [request.url]


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Open a page of the site as a new reader would; what a script can't do fails the test."""
    contexts = []

    def open_page(path: str, **options: Any) -> Any:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.wrong = []
        page.asked = []
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("requestfailed", lambda request: page.wrong.extend(_lost(request)))
        page.goto(address + path, wait_until="load")
        return page

    yield open_page
    wrong = [each for context in contexts for page in context.pages for each in page.wrong]
    for context in contexts:
        context.close()
    assert not wrong


def kept(page: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(page.evaluate("localStorage.getItem('threadlab') ?? '{}'"))
    return data


@pytest.mark.parametrize("path", ["index.html", CHAPTER])
def test_no_request_leaves_the_site(visit: Callable[..., Any], address: str, path: str) -> None:
    page = visit(path)
    page.wait_for_load_state("networkidle")
    assert len(page.asked) > 5
    assert [url for url in page.asked if not url.startswith(address)] == []


def test_every_page_fits_a_phone(chromium: Any, address: str, site: Path) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.route(re.compile(r"/_images/"), lambda route: route.abort())
    too_wide = []
    for path in pages(site):
        name = path.relative_to(site).as_posix()
        page.goto(address + name, wait_until="load")
        if page.evaluate(TOO_WIDE):
            too_wide.append(name)
        if name in LOOKED_AT:  # as somebody reads it who has letters of twice the size
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            if page.evaluate(TOO_WIDE):
                too_wide.append(f"{name} in large letters")
    context.close()
    assert not too_wide


def test_on_a_phone_the_keyboard_waits_and_the_buttons_stay_in_sight(
    visit: Callable[..., Any],
) -> None:
    # What a service worker asks for passes by the route: with one, Python may be ready after all.
    options = {"is_mobile": True, "has_touch": True, "service_workers": "block"}
    page = visit(CHAPTER, viewport=PHONE, **options)
    page.route(re.compile(r"/worker\.mjs"), lambda route: route.fulfill(body=""))  # never ready
    page.locator(".tl-cell[data-cell=play] .tl-live-button").tap()
    bench = page.locator(".tl-cell[data-cell=play] .tl-bench")
    bench.locator(".tl-bar .tl-said", has_text="Python is coming").wait_for()
    assert page.evaluate("document.activeElement.closest('.cm-editor')") is None
    assert not page.evaluate(TOO_WIDE)
    bench.locator(".cm-content").tap()
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("x\n" * 60)
    for at in ("Control+Home", "Control+End"):
        page.keyboard.press(at)
        box = bench.locator(".tl-bar").bounding_box()
        assert 0 < box["y"] < box["y"] + box["height"] <= PHONE["height"]
    page.keyboard.press("Control+Home")
    bench.get_by_role("button", name="Indented", exact=True).tap()
    assert bench.locator(".cm-line").first.text_content() == "    x"
    bench.get_by_role("button", name="Less indented").tap()
    assert bench.locator(".cm-line").first.text_content() == "x"
    assert page.evaluate("Boolean(document.activeElement.closest('.cm-editor'))")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", LOOKED_AT)
def test_nothing_serious_stands_in_the_way_of_a_reader(
    visit: Callable[..., Any], path: str, theme: str
) -> None:
    if not AXE.is_file():
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("axe-core is not there: 'npm ci --ignore-scripts' in site/ brings it")
    page = visit(path, color_scheme=theme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    serious = [
        f"{rule['id']}: {[node['html'][:150] for node in rule['nodes'][:3]]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]
    assert not serious, "\n".join(serious)


def test_a_prediction_is_noted_once_and_for_all(visit: Callable[..., Any]) -> None:
    page = visit(CHAPTER)
    question = page.locator("[data-tl-question=tickets-no-lock]")
    question.locator("details[data-answer=wrong] summary").first.click()
    question.locator("details[data-answer=right] summary").click()
    page.wait_for_function("document.querySelectorAll('details[data-answer][open]').length === 1")
    noted = kept(page)
    assert noted["predictions"]["tickets-no-lock"]["right"] is False
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", noted["predictions"]["tickets-no-lock"]["at"])
    assert noted["version"] == 1 and noted["last"] == "07"
    page.reload()
    assert kept(page) == noted


def test_the_first_page_leads_to_where_the_reader_was(visit: Callable[..., Any]) -> None:
    page = visit("index.html")
    assert not page.locator("p.tl-continue").is_visible()
    page.goto(page.url.replace("index.html", CHAPTER))
    page.goto(page.url.replace(CHAPTER, "index.html"))
    page.locator("p.tl-continue a", has_text="Mutex and tickets").click()
    page.wait_for_url(f"**/{CHAPTER}")


def test_a_chapter_that_is_read_has_a_tick_and_the_next_one_is_offered(
    visit: Callable[..., Any],
) -> None:
    page = visit(CHAPTER)
    page.evaluate(
        "localStorage.setItem('threadlab', JSON.stringify({version: 1, last: '07', "
        "chapters: {'07': {read: true}}}))"
    )
    page.goto(page.url.replace(CHAPTER, "index.html"))
    assert page.locator(".sidebar-tree a.tl-read").all_inner_texts() == ["7 · Mutex and tickets"]
    assert "Daemon threads" in page.locator("p.tl-continue").inner_text()


def test_exercises_are_ticked_in_the_table_of_the_first_chapter(visit: Callable[..., Any]) -> None:
    page = visit("notebooks/00-start-here.html")
    page.locator("[data-tl-progress] summary").click()
    page.locator("[data-exercise='06:1']").click()
    assert "06:1" in kept(page)["exercises"]
    assert page.locator("[data-exercise='06:1']").get_attribute("aria-pressed") == "true"
    page.locator("[data-exercise='06:1']").click()
    assert kept(page)["exercises"] == {}


def test_what_cannot_be_read_counts_as_nothing(visit: Callable[..., Any]) -> None:
    page = visit("index.html")
    for broken in ("no JSON", "[]", '{"chapters": 3, "last": []}'):
        page.evaluate("text => localStorage.setItem('threadlab', text)", broken)
        page.goto(page.url.replace("index.html", CHAPTER))
        assert kept(page)["last"] == "07", broken


def test_the_stored_player_steps(visit: Callable[..., Any]) -> None:
    page = visit("notebooks/00-start-here.html")
    player = page.locator("[data-tl-player]").first
    player.locator("[data-do=first]").click()
    player.locator("[data-do=next]").click()
    assert player.locator("[data-words]").inner_text().startswith("step 1 of")


def test_the_search_finds_a_term(visit: Callable[..., Any]) -> None:
    page = visit("search.html?q=deadlock")
    page.locator("#search-results li a", has_text="Mutex and tickets").first.wait_for()
