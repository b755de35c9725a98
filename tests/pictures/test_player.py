"""The player of a schedule."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from support.drawn import LOST, parse
from threadlab.pictures.page import _asked
from threadlab.pictures.player import Player
from threadlab.pictures.waiting import wait_for_graph


def test_the_player_knows_for_each_step_where_every_thread_stands() -> None:
    html = Player(LOST, {"p": "left = 1\n\n\nleft -= 1"})._repr_html_()
    data = json.loads(unescape(re.search('data-tl-player="(.*?)"', html)[1]))  # type: ignore[index]
    assert data[3] == {"main": "0:7", "T1": "0:4", "T2": "0:4", "": "T1"}
    assert html.count("data-step=") == len(data) == 6
    assert "http" not in re.sub(r'"http://www.w3.org/[^"]*"', "", html), "nothing is fetched"


def test_a_player_opens_at_the_first_step_and_a_page_without_script_shows_all() -> None:
    html = Player(LOST)._repr_html_()
    assert "let at = Math.min(1, last)" in html
    assert not re.search(r'class="[^"]*tl-later', html)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 12])
def test_a_deadlock_of_any_size_is_drawn_with_all_its_threads(count: int) -> None:
    holds = {f"lock {i}": f"T{i}" for i in range(count)}
    waits = {f"T{i}": f"lock {(i + 1) % count}" for i in range(count)} | {"main": "T0"}
    texts = [text.text for text in parse(wait_for_graph(holds, waits)).iter(
        "{http://www.w3.org/2000/svg}text")]  # fmt: skip
    assert {*holds, *waits, "main"} <= set(texts)


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("n = 0\nverdict = tl.explore(main)\nassert verdict.kind == 'deadlock'\nverdict", [0]),
        ("def main(): pass\ntl.play(main)", [0]),
        ("verdict = tl.explore(main); verdict\ntl.play(main, verdict.schedule)", []),
        ("found = tl.outcomes(main)\nprint(found)\nfound", [0, 1, 2]),
        ("tl.explore(main)\nn = 1\nn", [1, 2]),
    ],
)
def test_what_a_cell_asks_of_this_package_is_no_text_of_its_program(
    source: str, left: list[int]
) -> None:
    asked = {line for first, last in _asked(source) for line in range(first, last)}
    assert [line for line in range(source.count("\n") + 1) if line not in asked] == left
