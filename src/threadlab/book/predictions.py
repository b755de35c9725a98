"""Predictions and quizzes: a question, answers to open, and what each answer would mean.

They are data, in predictions/*.toml and quizzes/*.toml beside this module, and become HTML that
needs no kernel and no script: an answer opens when it is chosen, and the others close.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Literal

from threadlab.errors import ThreadlabError
from threadlab.explorer.engine.world import Clock
from threadlab.words import say

SETUP = "from threading import Barrier, Lock, RLock, Thread\nfrom time import perf_counter, sleep\n"


@dataclass(frozen=True)
class Answer:
    """What could be answered, whether it is right, and why; a wrong one names its misconception.

    `outcomes` are all the outputs that the program can have if the answer is right, "!" and the
    name of an error or "deadlock" at the end of one that fails. A test runs the program under
    every schedule: they hold for the right answer, and for no other.
    """

    text: str
    why: str
    right: bool = False
    misconception: str = ""
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question with its answers; `program` is the code that it asks about, if any.

    What the program needs `before` it and `after` it to be run is not shown; `clock` is that of
    `explore`. A program with `how` "script" is one of processes, sockets or coroutines, which are
    not simulated: the test runs it for real. An open question has no answers to choose from but a
    `model` of one.
    """

    name: str
    question: str
    answers: tuple[Answer, ...]
    program: str = ""
    before: str = ""
    after: str = ""
    clock: Clock = "any"
    how: Literal["explore", "script"] = "explore"
    model: str = ""
    kind: Literal["predictions", "quizzes"] = "predictions"

    @property
    def source(self) -> str:
        """The whole program; one that is explored begins with the first lines of every chapter."""
        if self.how == "script":
            return "\n".join([self.before, self.program, self.after])
        return "\n".join([SETUP, self.before, self.program, self.after])

    def _repr_html_(self) -> str:
        parts = [f'<p style="margin:8px 0"><strong>{_marked_up(self.question)}</strong></p>']
        if self.program:
            parts.insert(
                0, f'<pre style="padding:8px 12px;{_FRAME};{_MONO}">{escape(self.program)}</pre>'
            )
        parts += map(self._answer_html, self.answers)
        if self.model:
            parts.append(self._model_html())
        return (
            f'<div class="threadlab-question" data-tl-question="{self.name}" '
            f'data-kind="{self.kind}" style="max-width:46em">{"".join(parts)}</div>{self._script()}'
        )

    def _script(self) -> str:
        """What notes which answer was chosen; in a quiz it stands once."""
        return SCRIPT if self.kind == "predictions" else ""

    def _answer_html(self, answer: Answer) -> str:
        mark = say("question.right" if answer.right else "question.wrong")
        named = say("question.misconception", name=answer.misconception)
        belief = f" <em>{_marked_up(named)}</em>" if answer.misconception else ""
        return (
            f'<details name="{escape(self.name)}" '
            f'data-answer="{"right" if answer.right else "wrong"}" '
            f'style="margin:4px 0;padding:4px 12px;{_FRAME}">'
            f'<summary style="cursor:pointer">{_marked_up(answer.text)}</summary>'
            f'<p style="margin:6px 0"><strong>{mark}</strong> {_marked_up(answer.why)}{belief}</p>'
            "</details>"
        )

    def _model_html(self) -> str:
        return (
            f'<details style="margin:4px 0;padding:4px 12px;{_FRAME}">'
            f'<summary style="cursor:pointer">{say("question.model")}</summary>'
            f'<p style="margin:6px 0">{_marked_up(self.model)}</p></details>'
        )

    def __repr__(self) -> str:
        return self.question


@dataclass(frozen=True)
class Quiz:
    """Several questions, one under the other; who has come to a quiz of the day has read so far."""

    questions: tuple[Question, ...]
    name: str = ""

    def _repr_html_(self) -> str:
        parts = "".join(question._repr_html_() for question in self.questions)
        chapter = f' data-tl-chapter="{self.name}"' if self.name.isdecimal() else ""
        return f"<div{chapter}>{parts}</div>{SCRIPT}"

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.questions))


_MONO = "font-family:var(--jp-code-font-family,ui-monospace,monospace);font-size:0.92em"
_CODE = files("threadlab.book").joinpath("answers.js")
SCRIPT = f"<script>{_CODE.read_text(encoding='utf-8')}</script>"
_FRAME = "border:1px solid rgba(128,128,128,0.45);border-radius:6px"


_MARKS = re.compile(r"`(?P<code>[^`]+)`|\*(?P<em>[^*\s](?:[^*`]*[^*`\s])?)\*")


def _marked_up(words: str) -> str:
    """`words` as HTML: between backticks it is code, between asterisks it is stressed."""
    return _MARKS.sub(
        lambda found: f"<{found.lastgroup}>{found.group(found.lastgroup or 0)}</{found.lastgroup}>",
        escape(words, quote=False),
    )


def predict(name: str) -> Question:
    """Return the prediction `name`, to be shown as the last line of a cell.

    Raises `ThreadlabError` with the names that there are if it is not one of them.
    """
    return _question(_load("predictions", name), name)


def quiz(name: str) -> Quiz:
    """Return the quiz `name`, such as "04": the questions at the end of that chapter."""
    table = _load("quizzes", name)
    questions = table["questions"]
    found = (_question(entry, f"{name}-{i}", "quizzes") for i, entry in enumerate(questions))
    return Quiz(tuple(found), name)


def names(folder: str) -> list[str]:
    """Return the names in `folder`, "predictions" or "quizzes", sorted."""
    entries = files("threadlab.book").joinpath("en", folder).iterdir()
    return sorted(entry.name.removesuffix(".toml") for entry in entries if ".toml" in entry.name)


def _load(folder: str, name: str) -> dict:  # type: ignore[type-arg]
    path = files("threadlab.book").joinpath("en", folder, f"{name}.toml")
    if not path.is_file():
        known = ", ".join(names(folder))
        raise ThreadlabError(say("question.unknown", name=name, folder=folder, known=known))
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _question(
    table: dict,  # type: ignore[type-arg]
    name: str,
    kind: Literal["predictions", "quizzes"] = "predictions",
) -> Question:
    answers = [
        Answer(**answer | {"outcomes": tuple(answer.get("outcomes", ()))})
        for answer in table.get("answers", ())
    ]
    if len(answers) > 2:  # true and false stand in their order
        answers.sort(key=lambda answer: _place(name, answer))
    more = {key: table[key] for key in ("before", "after", "clock", "how", "model") if key in table}
    program = table.get("program", "").strip("\n")
    return Question(name, table["question"], tuple(answers), program, **more, kind=kind)


def _place(name: str, answer: Answer) -> bytes:
    """What the answers are sorted by: as good as chance, and the same for everybody for ever."""
    return hashlib.sha256(f"{name}:{answer.text}".encode()).digest()
