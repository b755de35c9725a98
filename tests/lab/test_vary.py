"""Programs whose constants are varied by sliders, and panels that redraw."""

from __future__ import annotations

from typing import Any

import ipywidgets
import pytest

from support.office import OFFICE
from threadlab.errors import ThreadlabError
from threadlab.explorer.source.find import text_of
from threadlab.lab import panel, panels
from threadlab.lab.vary import constant, vary, with_constants


def test_constants_of_a_program_are_found_and_changed_where_they_stand() -> None:
    text = text_of(OFFICE)
    assert constant(text, "BUYERS") == 5 and constant(text, "WAY") == "safe"
    varied = with_constants(text, {"BUYERS": 12, "WAY": "“quick”"})
    assert constant(varied, "BUYERS") == 12 and constant(varied, "WAY") == "“quick”"
    assert constant(text, "BUYERS") == 5
    assert len(varied.parts[0].source.splitlines()) == len(text.parts[0].source.splitlines())


@pytest.mark.parametrize("name", ["NOBODY", "left", "TICKETS"])
def test_what_is_no_constant_cannot_be_varied(name: str) -> None:
    with pytest.raises(ThreadlabError, match=f"sets no global {name} to a number or a string"):
        vary(OFFICE, **{name: (1, 3)})


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"BUYERS": (3, 1)}, "BUYERS needs a smallest and a largest whole number"),
        ({"BUYERS": 5}, "or a list of values"),
        ({"WAY": (1, 3)}, "WAY needs"),
        ({"WAY": "quick"}, "WAY needs"),
        ({"show": "outcome", "BUYERS": (1, 3)}, "“outcome” can't be shown"),
    ],
)
def test_what_can_not_be_varied_like_that_is_said_in_a_sentence(wrong: Any, words: str) -> None:
    with pytest.raises(ThreadlabError, match=words):
        vary(OFFICE, **wrong)


@pytest.mark.parametrize(
    ("show", "words"),
    [
        ("run", "Timeline with 6 lanes"), ("outcomes", "outcome"), ("verdict", "Proved"),
    ],
)  # fmt: skip
def test_a_program_is_varied_by_sliders(
    show: Any, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Any] = []
    monkeypatch.setattr(
        "threadlab.lab.notebook.panel",
        lambda run, **controls: drawn.append((run, controls)),
    )
    vary(OFFICE, show=show, BUYERS=(1, 12), WAY=["safe", "quick"])
    run, controls = drawn[0]
    assert isinstance(controls["BUYERS"], ipywidgets.IntSlider)
    assert (controls["BUYERS"].value, controls["BUYERS"].max) == (5, 12)
    assert controls["WAY"].value == "safe"
    count = 5 if show == "run" else 2
    assert words in run(BUYERS=count, WAY="quick")._repr_html_()


def test_a_panel_draws_first_and_again_at_each_change(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []

    class Handle:
        def update(self, drawn: object) -> None:
            shown.append(drawn)

    def display(what: object, display_id: bool = False) -> Handle:
        shown.append(what)
        return Handle()

    monkeypatch.setattr(panel, "display", display)
    number = panel.slider("number", 3, 1, 9)
    panel.panel(lambda number: f"picture of {number}", number=number)
    controls = shown.pop()
    assert isinstance(controls, ipywidgets.VBox)
    assert "Run this cell" in controls._repr_mimebundle_()["text/html"]
    number.value = 5
    assert shown == ["picture of 3", "picture of 5"]


def test_a_crowd_of_real_threads_is_counted_and_joined() -> None:
    import threading

    before = threading.active_count()
    picture = panels.draw_crowd(3, seconds=0)
    assert picture.note.startswith("3 threads slept")
    assert threading.active_count() == before
