"""You are the scheduler: a button for each thread, and the program as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.arguments import checked
from threadlab.explorer.bindings import Bindings
from threadlab.explorer.engine.world import Clock
from threadlab.explorer.source.find import text_of
from threadlab.explorer.source.text import Text, parsed
from threadlab.explorer.telling.stepping import sampled
from threadlab.lab.board import Board, Line
from threadlab.lab.front import front
from threadlab.lab.game import Game
from threadlab.lab.goals import goal_of
from threadlab.progress import note
from threadlab.words import say


@checked
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

    Raises `ThreadlabError` if the source is not to be had, if the goal can't be read, or if the
    program uses a name that nothing has defined, as when a cell above was not run.
    """
    text, wanted = text_of(program, entry), goal_of(goal, words)
    if lacking := _lacking(text, clock):
        raise ThreadlabError(say("play.missing", names=", ".join(lacking)))
    if wanted is not None:
        wanted.check(text)
    name = getattr(program, "__name__", "")
    game = Game(text, goal=wanted, clock=clock)

    def won(_: Game) -> None:
        if name:
            note("games", name)

    front().board(Board(game, line_for(program, clock), name=name, won=won))


def _lacking(text: Text, clock: Clock) -> list[str]:
    """The names for want of which the program fails, and which no order of its steps brings."""
    missing = set(sampled(text, clock).missing)
    for part in text.parts if missing else ():
        bindings = Bindings(parsed(part.source))
        if bindings.stars or bindings.reaches_namespace:  # then any name may get a meaning
            return []
        missing -= set(_brought(bindings))
    return sorted(missing)


def _brought(bindings: Bindings) -> Iterator[str]:
    """The globals to which something gives a meaning that does not ask for the old one first."""
    for scope in bindings.of.values():
        for name, places in scope.bindings.items():
            of_module = scope is bindings.module or name in scope.globals
            if of_module and name not in scope.early and any(each.gives for each in places):
                yield name


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
