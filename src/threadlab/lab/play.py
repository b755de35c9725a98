"""You are the scheduler: a button for each thread, and the program as it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.world import Clock
from threadlab.explorer.source.find import text_of
from threadlab.explorer.source.text import Text
from threadlab.lab.board import Board, Line
from threadlab.lab.front import front
from threadlab.lab.game import Game
from threadlab.lab.goals import goal_of
from threadlab.progress import note
from threadlab.words import say


def play(
    program: Callable[..., Any] | str | Text,
    goal: str | None = None,
    *,
    words: str | None = None,
    entry: str | None = None,
    clock: Clock = "any",
) -> None:
    """Show `program` with a button for each of its threads: each click lets one go on.

    `goal` is what to reach: "failure", "deadlock", "assertion", "exception" or an expression over
    the program's variables, `output`, `done` and `failed`; `words` ask for it in a sentence. See
    `step` for programs and clocks.

    Raises `ThreadlabError` if the source is not to be had or the goal can't be read.
    """
    text, wanted = text_of(program, entry), goal_of(goal, words)
    if wanted is not None:
        wanted.check(text)
    name = getattr(program, "__name__", "")
    game = Game(text, goal=wanted, clock=clock)

    def won(_: Game) -> None:
        if name:
            note("games", name)

    front().board(Board(game, line_for(program, clock), name=name, won=won))


def line_for(program: object, clock: Clock) -> Line:
    """The line that replays a schedule of `program`, for a cell of one's own or a classmate's."""
    name = getattr(program, "__name__", "")
    if name.isidentifier():
        exact = "" if clock == "any" else f', clock="{clock}"'
        return Line(f'tl.replay({name}, "{{schedule}}"{exact})', say("play.replay"))
    if isinstance(program, Text) and not program.entry:
        exact = "" if clock == "any" else f"--clock {clock} "
        return Line(f'%%check {exact}--schedule "{{schedule}}"', say("play.replay_cell"))
    return Line("{schedule}", say("play.schedule"))
