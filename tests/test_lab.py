"""The ticket office, the panels, the predictions and the measurements."""

from __future__ import annotations

import ast
import re
from itertools import permutations
from typing import Any

import ipywidgets
import pytest
from conftest import PROJECT

import threadlab
from threadlab.errors import ThreadlabError
from threadlab.lab import panel, panels, predictions
from threadlab.lab.office import RULES, Rule, play, sell
from threadlab.lab.seats import draw_sale, schedule
from threadlab.words import _catalogue, say

RIGHT_RULES = ("all", "data-only")


@pytest.mark.parametrize("rule", RULES)
def test_only_two_rules_never_sell_a_seat_twice(rule: Rule) -> None:
    sales = [sell(buyers, tickets, rule) for buyers in range(1, 13) for tickets in range(1, 21)]
    assert all(sale.is_right for sale in sales) == (rule in RIGHT_RULES)


@pytest.mark.parametrize("rule", RULES)
def test_events_are_in_order_and_a_lock_has_one_owner(rule: Rule) -> None:
    sale = sell(7, 4, rule)
    assert [event.time for event in sale.events] == sorted(event.time for event in sale.events)
    owner: dict[str, str] = {}
    for event in sale.events:
        if event.operation == "acquire":
            assert event.object not in owner
            owner[event.object] = event.thread
        elif event.operation == "release":
            assert owner.pop(event.object) == event.thread
    assert not owner
    ended = [event.thread for event in sale.events if event.operation == "exit"]
    assert sorted(ended) == sorted({event.thread for event in sale.events})


def test_a_hundred_buyers_as_in_the_class() -> None:
    broken, slow, quick = (
        sell(100, 100, rule, line=0.0005) for rule in ("none", "all", "data-only")
    )
    assert (broken.left, slow.left, quick.left) == (99, 0, 0)
    assert broken.elapsed < 0.2 and quick.elapsed < 0.3
    assert 10 <= slow.elapsed < 10.2


def test_without_a_lock_every_interleaved_schedule_sells_twice() -> None:
    orders = {"".join(order) for order in permutations("AABB")}
    assert len(orders) == 6
    assert {order for order in orders if play(order).is_right} == {"AABB", "BBAA"}


def test_with_a_lock_every_possible_schedule_is_right() -> None:
    right = refused = 0
    for order in {"".join(order) for order in permutations("AAAABBBB")}:
        try:
            assert play(order, rule="all").is_right
            right += 1
        except ThreadlabError as error:
            assert "waits for the lock" in str(error)
            refused += 1
    assert (right, refused) == (2, 68)


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("", "A schedule is a row of letters"),
        ("A1", "A schedule is a row of letters"),
        ("AAAB", "Step 3 lets A go on, but A is done already"),
        ("AAB", "B still has lines to do"),
        ("AB", "A, B still have lines to do"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused_with_a_sentence(letters: str, words: str) -> None:
    with pytest.raises(ThreadlabError, match=words):
        play(letters)


def test_a_blocked_buyer_cannot_go_on() -> None:
    with pytest.raises(
        ThreadlabError, match="Step 2 lets B go on, but B waits for the lock that A"
    ):
        play("ABAABBBA", rule="all")


def test_a_schedule_is_shown_with_its_verdict() -> None:
    assert schedule("ABAB").sold_twice
    assert "Broken: 2 tickets sold for only one seat." in schedule("ABAB")._repr_html_()
    assert "Right: one ticket sold, once." in schedule("AA BB")._repr_html_()


def test_seats_say_with_words_and_not_only_with_colours() -> None:
    svg = draw_sale(sell(5, 3)).svg()
    assert "×5" in svg and "Seat 3: 1, 2, 3, 4, 5" in svg and "Seat 1: free" in svg


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


def test_kettles_boil_at_once_only_with_threads() -> None:
    assert "from 0 to 0.3 s" in panels.draw_kettles(8, threads=True).description
    assert "from 0 to 2.4 s" in panels.draw_kettles(8, threads=False).description


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
        assert sum(answer.right for answer in question.answers) == 1
    assert len({question.name for question in questions}) == len(questions)


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
        AttributeError, match=r"threadlab has no 'nothing'; it offers Recording, Run, "
    ):
        threadlab.nothing  # noqa: B018


def test_importing_the_package_is_light() -> None:
    import subprocess
    import sys

    code = "import sys, threadlab; print([m for m in sys.modules if m.split('.')[0] in " \
           "('ipywidgets', 'matplotlib', 'nbgrader', 'IPython', 'numpy')])"  # fmt: skip
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
