"""The levels of the scheduler's game: a program to be broken by hand, then repaired and proved.

They are data, a file a level in book/en/levels, in the order of the files' names. A level's program
has two parts: the reader repairs the upper one, and the lower one, the scene, stays as it is. It
starts the threads and says what has to hold, so that nobody repairs a program by having it do
nothing. What a proof can't say is that as many threads run as before; that is looked at besides.
"""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.source.find import text_of
from threadlab.explorer.source.text import Text
from threadlab.lab.game import Game
from threadlab.lab.goals import goal_of
from threadlab.lab.runs import Verdict, explore, simulate
from threadlab.words import say

RUNS = 20_000  # of a proof; no level's repair needs a quarter of it
_EVER = 1e9  # seconds: a slow phone proves what a fast machine proves
_OWN_FAULTS = (
    "NameError", "TypeError", "AttributeError", "ImportError", "ModuleNotFoundError",
    "UnboundLocalError", "IndentationError", "SyntaxError", "RecursionError",
)  # fmt: skip


@dataclass(frozen=True)
class Repair:
    """The second stage: the `task`, a `hint`, and what is run in the place of main, if `also`.

    `when` has a sentence for a repair that fails, by the kind of its failure.
    """

    task: str
    hint: str
    also: str = ""
    when: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Level:
    """One level: its story, the two parts of its program, the goal, and what it teaches."""

    name: str
    number: int
    title: str
    story: str
    program: str
    scene: str
    goal: str
    words: str
    hint: str
    lesson: str
    repair: Repair

    @property
    def source(self) -> str:
        """The whole program, as it is played."""
        return f"{self.program}\n\n{self.scene}"

    @property
    def after(self) -> str:
        """What stays below a repair: the scene, and what is checked after it."""
        if not self.repair.also:
            return self.scene
        also = textwrap.indent(self.repair.also, "    ")
        return f"{self.scene}\n\ndef afterwards():\n{also}"

    def game(self) -> Game:
        """The level's game at its beginning."""
        goal = goal_of(self.goal, self.words)
        assert goal is not None
        text = text_of(self.source)
        goal.check(text)
        return Game(text, goal=goal)

    def to_prove(self, program: str) -> Text:
        """What has to be proved of `program`, a repair: everything with the lower part below."""
        return text_of(f"{program.rstrip()}\n\n{self.after}\n", self._entry)

    def as_data(self) -> dict[str, Any]:
        """What the page needs to know before Python has come; `par` is found by the game itself."""
        names = ("name", "number", "title", "story", "program", "scene", "goal", "words", "hint",
                 "lesson", "after")  # fmt: skip
        repair = {"task": self.repair.task, "hint": self.repair.hint}
        return {
            **{name: getattr(self, name) for name in names},
            "par": self.game().par, "repair": repair,
        }  # fmt: skip

    @property
    def _entry(self) -> str:
        return "afterwards" if self.repair.also else "main"


@dataclass(frozen=True)
class Judged:
    """What is to be said of a repair, and the `verdict` on it; None where nothing was searched."""

    accepted: bool
    words: str
    verdict: Verdict | None = None


def judge(level: Level, program: str) -> Judged:
    """Search a repaired program, and say whether it is proved and does what it did before.

    Raises `ThreadlabError` if it can't be read.
    """
    if program.split() == level.program.split():
        return Judged(False, say("level.unchanged"))
    text = level.to_prove(program)
    verdict = explore(text, runs=RUNS, seconds=_EVER)
    if verdict.status == "failed":
        return Judged(False, _why(level, verdict), verdict)
    if verdict.status != "proved":
        return Judged(False, say("level.survived", runs=verdict.runs), verdict)
    missing = _missing(level, program)
    return Judged(not missing, missing or say("level.proved", count=verdict.runs), verdict)


def _why(level: Level, verdict: Verdict) -> str:
    """The level's own sentence for a failure of this kind; a plain mistake is called one."""
    kind = verdict.kind or ""
    if kind == "unsupported":
        return verdict.message
    raised = [event.value for event in verdict.events if event.operation == "raise"]
    if kind == "exception" and raised and raised[-1] in _OWN_FAULTS:
        return say("level.mistake")
    return level.repair.when.get(kind) or say("level.broken")


def _missing(level: Level, program: str) -> str:
    """What a proved program lacks of what was there before; empty if it lacks nothing."""
    before = _started(text_of(level.source))
    after = _started(text_of(f"{program.rstrip()}\n\n{level.scene}\n"))
    return say("level.threads", count=after, before=before) if after < before else ""


def _started(text: Text) -> int:
    """How many threads a run of the program starts."""
    run = simulate(text)
    return len(
        {event.object for event in run.events if event.operation == "start" and event.object}
    )


@cache
def levels() -> tuple[Level, ...]:
    """All levels, in their order."""
    folder = files("threadlab.book").joinpath("en", "levels")
    found = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")),
        key=lambda entry: entry.name,
    )
    return tuple(
        _level(number, entry.name, entry.read_text(encoding="utf-8"))
        for number, entry in enumerate(found, 1)
    )


def level(name: str) -> Level:
    """The level `name`; raises `ThreadlabError` if there is none."""
    for each in levels():
        if each.name == name:
            return each
    raise ThreadlabError(say("level.unknown", name=name))


def _level(number: int, file: str, text: str) -> Level:
    table = tomllib.loads(text)
    repair = table.pop("repair")
    also = repair.pop("also", "").strip("\n")
    for part in ("program", "scene"):
        table[part] = table[part].strip("\n")
    name = file.removesuffix(".toml").partition("-")[2]
    return Level(name, number, **table, repair=Repair(also=also, **repair))
