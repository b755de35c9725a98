"""Predictions and quizzes: one right answer each, which is what the program really does."""

from __future__ import annotations

import ast
import dataclasses
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import threadlab
from support.project import PROJECT
from threadlab.book import predictions
from threadlab.errors import ThreadlabError


@pytest.mark.parametrize("name", predictions.names("predictions"))
def test_a_prediction_has_one_right_answer_and_names_what_wrong_ones_believe(name: str) -> None:
    check_question(predictions.predict(name))
    ast.parse(predictions.predict(name).program)


def slips(table: dict[str, Any], kind: str) -> list[str]:
    """The keys of a file of questions that nobody reads."""
    if kind == "quizzes":
        rest = [key for key in table if key != "questions"]
        return rest + [slip for each in table["questions"] for slip in slips(each, "predictions")]
    fields = {field.name for field in dataclasses.fields(predictions.Question)} - {"name", "kind"}
    own = {field.name for field in dataclasses.fields(predictions.Answer)}
    answers = table.get("answers", [])
    return [*(table.keys() - fields), *(key for each in answers for key in each.keys() - own)]


@pytest.mark.parametrize("kind", ["predictions", "quizzes"])
def test_a_file_of_questions_says_nothing_that_is_not_read(kind: str) -> None:
    """A slip in a key was passed over: `befor` was no program's beginning."""
    for name in predictions.names(kind):
        unread = slips(predictions._load(kind, name), kind)
        assert not unread, f"{kind}/{name}.toml has keys that are none: {unread}"
    assert slips({"befor": "", "answers": [{"whi": ""}]}, "predictions") == ["befor", "whi"]


@pytest.mark.parametrize("name", predictions.names("quizzes"))
def test_each_question_of_a_quiz_has_one_right_answer(name: str) -> None:
    questions = predictions.quiz(name).questions
    for question in questions:
        assert sum(answer.right for answer in question.answers) == (0 if question.model else 1)
    assert len({question.name for question in questions}) == len(questions)


def test_a_belief_is_worded_alike_wherever_it_is_met() -> None:
    questions = [predictions.predict(name) for name in predictions.names("predictions")]
    for name in predictions.names("quizzes"):
        questions += predictions.quiz(name).questions
    beliefs = {answer.misconception for question in questions for answer in question.answers}
    spellings = Counter(belief.lower() for belief in beliefs if belief)
    assert [belief for belief, count in spellings.items() if count > 1] == []


def test_each_right_answer_is_what_the_program_does_in_every_schedule_and_no_wrong_one_is() -> None:
    for name in predictions.names("predictions"):
        question = predictions.predict(name)
        happens = _happens(question)
        for answer in question.answers:
            assert answer.outcomes, f"{name}: {answer.text!r} has no outcomes."
            says = f"In {name}, the answer {answer.text!r} is said to be"
            does = f"but the program has these outcomes: {sorted(happens)}."
            same = set(answer.outcomes) == happens
            assert same or not answer.right, f"{says} right, {does}"
            assert answer.right or not same, f"{says} wrong, {does}"


def _happens(question: predictions.Question) -> set[str]:
    """What the program can print: under every schedule, or as a script that is run once."""
    if question.how == "script":
        return {_as_script(question.source)}
    # so many seconds as no machine is too busy for
    found = threadlab.outcomes(question.source, clock=question.clock, seconds=600)
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
    html = question._repr_html_().partition("<script>")[0]
    assert html.count("<details") == 3


@pytest.mark.parametrize("folder", ["predictions", "quizzes"])
def test_no_sentence_of_a_question_shows_the_marks_of_its_mark_up(folder: str) -> None:
    """Twelve sentences were shown with the asterisks around the word that they stress."""
    for name in predictions.names(folder):
        for question in asked(folder, name):
            html = question._repr_html_().partition("<script>")[0]
            shown = re.sub(r"(?s)<(pre|code)\b.*?</\1>", "", html)
            assert not re.search(r"`|\*\w|\w\*", shown), (name, question.name)


def test_what_stands_in_backticks_is_code_whatever_stands_in_it() -> None:
    shown = "<code>a * b*c</code> is <em>no</em> sum, 3 * 4 is 12"
    assert predictions._marked_up("`a * b*c` is *no* sum, 3 * 4 is 12") == shown


def asked(folder: str, name: str) -> tuple[predictions.Question, ...]:
    """The questions of a quiz, or the one question of a prediction."""
    if folder == "predictions":
        return (predictions.predict(name),)
    return predictions.quiz(name).questions


def test_every_prediction_and_quiz_is_used_in_a_chapter() -> None:
    book = "".join(path.read_text() for path in (PROJECT / "notebooks").glob("*.ipynb"))
    for function, folder in (("predict", "predictions"), ("quiz", "quizzes")):
        used = set(re.findall(rf'tl\.{function}\(\\"([\w-]+)\\"\)', book))
        there = set(predictions.names(folder))
        assert not there - used, f"No chapter asks these {folder}: {sorted(there - used)}"
        assert not used - there, f"Chapters ask {folder} that are not there: {sorted(used - there)}"


def test_an_unknown_prediction_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(ThreadlabError, match=r"There is no 'nothing'.*tickets-no-lock"):
        predictions.predict("nothing")


@pytest.mark.parametrize("folder", ["predictions", "quizzes"])
def test_the_right_answer_stands_anywhere(folder: str) -> None:
    """It stood first in 6 of 64 predictions: who always took the second was right in 33."""
    places = Counter(
        [answer.right for answer in question.answers].index(True)
        for name in predictions.names(folder)
        for question in asked(folder, name)
        if len(question.answers) == 3
    )
    count = sum(places.values())
    assert count > 40
    for place in range(3):  # by chance it is farther off once in a hundred times
        assert abs(places[place] - count / 3) < 2.6 * (count * 2 / 9) ** 0.5, places


def test_the_answers_stand_in_the_same_order_for_everybody() -> None:
    texts = [answer.text for answer in predictions.predict("two-kettles").answers]
    assert [answer.text for answer in predictions.predict("two-kettles").answers] == texts
    again = subprocess.run(
        [sys.executable, "-c", "import threadlab as tl\n"
         "print([a.text for a in tl.predict('two-kettles').answers])"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert again.stdout.strip() == repr(texts)
    truth = predictions.quiz("06-true-or-false").questions[0].answers
    assert [answer.text for answer in truth] == ["True", "False"]
