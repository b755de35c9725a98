"""The board of a game: what the page draws is told in one message for each click."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from threadlab.explorer.telling.stepping import Standing, sampled
from threadlab.lab.game import Game, places
from threadlab.pictures.page import lines_of, listing, page, scrolled
from threadlab.pictures.steps import steps_of
from threadlab.pictures.table import TraceTable
from threadlab.words import say

_WORDS = ("label", "gone", "silent", "undo", "reset", "click", "by_statement", "by_operation",
          "output", "variables", "program", "trace", "copy", "copied")  # fmt: skip


class Board:
    """The buttons of a game and where it stands; `replay` makes the line that shows a schedule.

    What it shows is plain data, `contents` once and `state` after each press, so that a notebook
    and a page of the web draw it with the same script, board.js.
    """

    def __init__(
        self,
        game: Game,
        replay: Line,
        *,
        name: str = "",
        won: Callable[[Game], None] = lambda game: None,
    ):
        self.game = game
        self.replay = replay
        self.name = name
        self._won = won
        self._hint = self._hinted = ""
        self._finer = False
        words = {name: say(f"play.{name}") for name in _WORDS}
        self.words = words | {
            "hint": say("play.ask"), "task": task(game), "replay": replay.words
        }  # fmt: skip
        self.rows = rows(game)
        self.asked = game.goal is not None
        self.state = self._state()

    @property
    def contents(self) -> dict[str, Any]:
        """All that board.js asks for."""
        return {
            "words": self.words, "rows": self.rows, "asked": self.asked, "state": self.state
        }  # fmt: skip

    def act(self, what: dict[str, Any]) -> None:
        """Do what was pressed: go, undo, reset, hint, or by which steps a click goes."""
        game = self.game
        said, was_met = "", game.met
        if what["do"] != "by":  # by which a hint can be followed
            self._hint, self._hinted, self._finer = "", "", False
        if what["do"] == "go":
            game.go(what["thread"])
        elif what["do"] == "undo" and game.moves:
            game.undo()
            said = say("play.undone", last=game.last() or say("play.begin"))
        elif what["do"] == "reset":
            game.reset()
        elif what["do"] == "by":
            game.by_statement = what["statement"]
        elif what["do"] == "hint":
            hint = game.hint()
            self._hinted, self._hint, self._finer = hint.thread, hint.words, hint.operation
        self.state = self._state(said)
        if game.met and not was_met:
            self._won(game)

    def _state(self, said: str = "") -> dict[str, Any]:
        game, standing = self.game, self.game.standing
        verdict, look = verdict_of(game)
        steps = steps_of(standing.events)
        return {
            "score": score(game),
            "threads": list(map(vars, seats_of(game))),
            "hinted": self._hinted,
            "finer": self._finer and game.by_statement,
            "moves": len(game.moves),
            "by_statement": game.by_statement,
            "last": said or self._hint or game.last() or say("play.begin"),
            "thread": game.moves[-1][0] if game.moves else "",
            "verdict": verdict,
            "look": look,
            "variables": list(standing.variables.items()),
            "program": program(game, standing),
            "table": TraceTable(steps).html(player=True, narrow=True) if steps.steps else "",
            "output": standing.output,
            "replay": self.replay.of(standing.schedule),
        }


class Line:
    """How to show a run again: a line of code for a schedule, and what to do with it."""

    def __init__(self, form: str, words: str):
        self.form = form
        self.words = words

    def of(self, schedule: str) -> str:
        """The line for `schedule`."""
        return self.form.format(schedule=schedule)


class Seat:
    """A thread's button: what it says, and whether it can be pressed."""

    def __init__(self, thread: str, words: str, ready: bool, name: str):
        self.thread, self.words, self.ready, self.name = thread, words, ready, name


def seats_of(game: Game) -> list[Seat]:
    """A button for each thread that there is, was or will be: each keeps its place."""
    standing = game.standing
    now = {choice.thread: choice for choice in standing.threads}
    started = {event.object for event in standing.events if event.operation == "start"}
    seats = []
    for thread in dict.fromkeys((*game.labels, *now)):
        choice = now.get(thread)
        if choice is None:
            known = thread == "main" or thread in started
            words = say("play.has_ended" if known else "play.not_yet")
            seats.append(Seat(thread, words, False, thread))
        elif choice.ready and game.over:
            seats.append(Seat(thread, say("play.is_over"), False, choice.name))
        else:
            seats.append(Seat(thread, game.upcoming(choice), choice.ready, choice.name))
    return seats


def task(game: Game) -> str:
    """What is asked for."""
    if game.goal is None:
        return say("play.free")
    return say("play.wanted", goal=game.goal.words)


def score(game: Game) -> str:
    """The context switches so far, and those of a short way."""
    if game.par is None:
        return say("play.switches", count=game.switches)
    return say("play.par", count=game.switches, par=game.par)


def verdict_of(game: Game) -> tuple[str, str]:
    """How the game has ended, and how that looks: "good", "bad" or "plain"; empty before."""
    standing = game.standing
    if game.met:
        return f"{say('play.met', count=game.switches)} {say('play.met_par')}", "good"
    if standing.kind is not None:
        words = standing.message
        return (say("play.over", message=words) if game.goal is not None else words), "bad"
    if standing.done:
        return say("play.done" if game.goal is None else "play.missed"), "plain"
    return "", "plain"


def _used(game: Game, standing: Standing) -> set[str]:
    used = {event.file for event in standing.events} | sampled(game.text, game.clock).files
    return used | {file for _, file, _ in places(standing)}


def rows(game: Game) -> int:
    """How many lines the program takes."""
    standing = game.standing
    used = _used(game, standing)
    found = [len(lines_of(text)) for file, text in standing.sources.items() if file in used]
    return sum(found) + len(found)


def program(game: Game, standing: Standing) -> str:
    """The program, with the threads where they stand."""
    at = [] if standing.done else list(places(standing))
    return listing(standing.sources, _used(game, standing), at)


class View:
    """Where a game stands, as a page: goal, program, steps so far, output and schedule."""

    def __init__(self, game: Game, replay: Line):
        self.game, self.replay = game, replay

    def _repr_html_(self) -> str:
        game, standing = self.game, self.game.standing
        shown = steps_of(standing.events)
        table = TraceTable(shown).html(player=True, narrow=True) if shown.steps else ""
        verdict, look = verdict_of(game)
        notes = [_note(task(game)), _note(score(game))] + ([_note(verdict, look)] * bool(verdict))
        chips = "".join(
            f'<span class="tl-chip">{escape(name)} = <b>{escape(value)}</b></span>'
            for name, value in standing.variables.items()
        )
        output = (
            f'<pre class="tl-output">{escape(standing.output)}</pre>' if standing.output else ""
        )
        schedule = escape(self.replay.of(standing.schedule))
        return page(
            f'{"".join(notes)}<div class="tl-chips">{chips}</div><div class="tl-parts">'
            f"{program(game, standing)}"
            f"<div>{scrolled(table, say('play.trace'))}{output}</div></div>"
            f'<div class="tl-schedule">{escape(say("play.schedule"))} <code>{schedule}</code></div>'
        )

    def __repr__(self) -> str:
        lines = [task(self.game), score(self.game)]
        lines += [f"{name} = {value}" for name, value in self.game.standing.variables.items()]
        lines += [f"{seat.thread}: {seat.words}" for seat in seats_of(self.game)]
        return "\n".join(lines)


def _note(words: str, look: str = "plain") -> str:
    return f'<div class="tl-note tl-{look}">{escape(words)}</div>'
