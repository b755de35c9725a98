"""Programs that are varied, seats, panels, predictions, and the words that readers see."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import ipywidgets
import pytest
from support.project import PROJECT

import threadlab
from threadlab.book import predictions
from threadlab.errors import ThreadlabError
from threadlab.explorer.stage import text_of
from threadlab.lab import panel, panels
from threadlab.lab.seats import draw_sale, seats
from threadlab.lab.vary import constant, vary, with_constants
from threadlab.words import _catalogue, say

OFFICE = """
from threading import Thread
from time import sleep

TICKETS, SEATS = 3, None
BUYERS = 5
WAY = "safe"
left, sold = TICKETS, []

def buy(buyer):
    global left
    seat = left
    sleep(0.1)
    left = seat - 1
    sold.append((seat, buyer))

def main():
    for buyer in range(BUYERS):
        Thread(target=buy, args=(buyer,)).start()
    return TICKETS, sold
"""


def test_seats_say_with_words_and_not_only_with_colours() -> None:
    svg = seats([(3, "A"), (3, "B")], tickets=3).svg()
    assert "×2" in svg and "Seat 3: A, B" in svg and "Seat 1: free" in svg
    assert "2 tickets sold for only one seat, 2 free!" in svg
    assert "2 tickets sold, each seat once, 0 free." in seats([(1, "A"), (2, "B")], 2).svg()


def test_a_sale_is_drawn_as_seats_above_lanes() -> None:
    run = threadlab.simulate(OFFICE)
    picture = draw_sale(run)
    assert picture.description.startswith("5 tickets sold for only one seat, 2 free!")
    assert "Timeline with 6 lanes" in picture.description
    assert picture.height > run.lanes().height


def test_constants_of_a_program_are_found_and_changed_where_they_stand() -> None:
    text = text_of(OFFICE)
    assert constant(text, "BUYERS") == 5 and constant(text, "WAY") == "safe"
    varied = with_constants(text, {"BUYERS": 12, "WAY": "“quick”"})
    assert constant(varied, "BUYERS") == 12 and constant(varied, "WAY") == "“quick”"
    assert constant(text, "BUYERS") == 5
    assert len(varied.parts[0].source.splitlines()) == len(text.parts[0].source.splitlines())


@pytest.mark.parametrize("name", ["NOBODY", "left", "TICKETS"])
def test_what_is_no_constant_cannot_be_varied(name: str) -> None:
    with pytest.raises(ThreadlabError, match=f"sets no global {name} to a number or a text"):
        vary(OFFICE, **{name: (1, 3)})


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"BUYERS": (3, 1)}, "BUYERS needs a smallest and a largest whole number"),
        ({"BUYERS": 5}, "or a list of values"),
        ({"WAY": (1, 3)}, "WAY needs"),
        ({"WAY": "quick"}, "WAY needs"),
        ({"show": "outcome", "BUYERS": (1, 3)}, "“outcome” is nothing that can be shown"),
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
        "threadlab.lab.vary.panel",
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


@pytest.mark.parametrize("name", predictions.names("predictions"))
def test_a_prediction_has_one_right_answer_and_names_what_wrong_ones_believe(name: str) -> None:
    check_question(predictions.predict(name))
    ast.parse(predictions.predict(name).program)


@pytest.mark.parametrize("name", predictions.names("quizzes"))
def test_each_question_of_a_quiz_has_one_right_answer(name: str) -> None:
    questions = predictions.quiz(name).questions
    for question in questions:
        assert sum(answer.right for answer in question.answers) == (0 if question.model else 1)
    assert len({question.name for question in questions}) == len(questions)


def test_each_right_answer_is_what_the_program_does_in_every_schedule_and_no_wrong_one_is() -> None:
    for name in predictions.names("predictions"):
        question = predictions.predict(name)
        happens = _happens(question)
        for answer in question.answers:
            assert answer.outcomes, f"{name}: {answer.text}"
            assert (set(answer.outcomes) == happens) == answer.right, (name, answer.text, happens)


def _happens(question: predictions.Question) -> set[str]:
    """What the program can print: under every schedule, or as a script that is run once."""
    if question.how == "script":
        return {_as_script(question.source)}
    found = threadlab.outcomes(question.source, clock=question.clock, seconds=30)
    assert found.complete, question.name
    return {_told(outcome) for outcome in found}


def _as_script(source: str) -> str:
    """What the program prints as a script, "!" and the error's name after one that fails."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "main.py")
        path.write_text(source, encoding="utf-8")
        run = subprocess.run([sys.executable, "-u", path.name], cwd=folder, capture_output=True,
                             text=True, timeout=60, check=False)  # fmt: skip
    error = re.search(r"^(\w+(Error|Exit|Interrupt))\b", run.stderr, re.MULTILINE)
    return f"{run.stdout}!{error[1]}" if run.returncode and error else run.stdout


def _told(outcome: threadlab.Outcome) -> str:
    """What was printed, and "!" with the name of the failure."""
    if outcome.kind is None:
        return outcome.output
    error = re.search(r"\b(\w+Error)\b", outcome.message)
    return f"{outcome.output}!{error[1] if error else outcome.kind}"


def check_question(question: predictions.Question) -> None:
    assert len(question.answers) == 3
    assert sum(answer.right for answer in question.answers) == 1
    assert all(bool(answer.misconception) != answer.right for answer in question.answers)
    html = question._repr_html_()
    assert html.count("<details") == 3
    assert "`" not in html


def test_every_prediction_and_quiz_is_used_in_a_chapter() -> None:
    book = "".join(path.read_text() for path in (PROJECT / "notebooks").glob("*.ipynb"))
    for function, folder in (("predict", "predictions"), ("quiz", "quizzes")):
        used = set(re.findall(rf'tl\.{function}\(\\"([\w-]+)\\"\)', book))
        assert used == set(predictions.names(folder))


def test_an_unknown_prediction_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(ThreadlabError, match=r"There is no 'nothing'.*tickets-no-lock"):
        predictions.predict("nothing")


def test_every_sentence_is_used_and_every_one_used_is_there() -> None:
    modules = set((PROJECT / "src").rglob("*.py")) - {PROJECT / "src/threadlab/words.py"}
    source = "".join(path.read_text() for path in sorted(modules))
    catalogue = _catalogue()
    strings = re.findall(r'"(\w+)\.([^"\s]+)"', re.sub(r"\{[^{}\s]*?'[^{}]*?\}", "{}", source))
    asked = {f"{table}.{name}" for table, name in strings if table in catalogue}
    patterns = [re.sub(r"\\\{.*?\\\}", ".*", re.escape(key)) for key in asked]
    for table, sentences in catalogue.items():
        for name in sentences:
            key = f"{table}.{name}".removesuffix("_one")
            assert any(re.fullmatch(pattern, key) for pattern in patterns), f"{key} is not used"
    for key in asked:
        table, name = key.split(".", 1)
        assert "{" in name or name in catalogue[table], f"{key} is missing"


def test_one_is_said_differently_from_many() -> None:
    assert say("lanes.more", count=1) == "… and one more thread"
    assert say("lanes.more", count=2) == "… and 2 more threads"
    with pytest.raises(KeyError, match=r"lanes\.nothing"):
        say("lanes.nothing")


def test_what_a_reader_imports_is_there_and_loaded_late() -> None:
    for name in threadlab.__all__:
        assert callable(getattr(threadlab, name))
    assert set(threadlab.__all__) <= set(dir(threadlab))
    with pytest.raises(
        AttributeError, match=r"threadlab has no 'nothing'; it offers Outcome, Outcomes, "
    ):
        threadlab.nothing  # noqa: B018


def test_importing_the_package_is_light() -> None:
    code = "import sys, threadlab; print([m for m in sys.modules if m.split('.')[0] in " \
           "('ipywidgets', 'matplotlib', 'nbgrader', 'IPython', 'numpy')])"  # fmt: skip
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
