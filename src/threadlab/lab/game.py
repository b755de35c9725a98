"""The reader as the scheduler: what was chosen so far, where that leads, and how to go back.

Nothing of the program is kept running: a state is its list of choices, and taking one back is
forgetting it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from threadlab.explorer.engine.world import Clock
from threadlab.explorer.source.text import Text
from threadlab.explorer.telling.stepping import Choice, Standing, sampled, step_text
from threadlab.explorer.telling.ways import switches, way
from threadlab.lab.goals import Goal
from threadlab.story import did
from threadlab.words import say

MOST_OPERATIONS = 60  # of one statement
MOST_PARTS = 4  # of what one click has done, told in words


@dataclass(frozen=True)
class Hint:
    """The `thread` that is to go on, and the hint in words; no thread if there is no way.

    `operation` says that it is to go on by one operation, where a click goes by a statement.
    """

    thread: str
    words: str
    operation: bool = False


class Game:
    """One program, stepped through by hand: `moves` are tuples of choices, one for each click."""

    def __init__(self, text: Text, *, goal: Goal | None = None, clock: Clock = "any"):
        self.text = text
        self.goal = goal
        self.clock = clock
        self.by_statement = True
        self.moves: list[tuple[str, ...]] = []
        self._words: dict[tuple[str, ...], str] = {}
        self._hinted: tuple[str, ...] | None = None  # all choices of the way that was hinted at

    @property
    def choices(self) -> tuple[str, ...]:
        """All choices so far, one for each operation."""
        return tuple(choice for move in self.moves for choice in move)

    @property
    def standing(self) -> Standing:
        """Where the program stands."""
        return self._after(self.choices)

    @property
    def met(self) -> bool:
        """Whether the goal is reached, or was by an earlier click that still stands."""
        if self.goal is None:
            return False
        return any(self.goal.met(standing) for standing in self._on_the_way())

    @property
    def over(self) -> bool:
        """Whether nobody goes on: the program has ended or failed, or the goal is reached."""
        standing = self.standing
        return standing.done or standing.kind is not None or self.met

    @property
    def switches(self) -> int:
        """How often another thread went on than the one before."""
        return switches(self.choices)

    @cached_property
    def par(self) -> int | None:
        """The switches of a short way to the goal; None without a goal, or if none was found."""
        if self.goal is None:
            return None
        found = self._way(())
        return None if found is None else switches(found)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The threads that the program is known to have, those that are not there yet included."""
        return sampled(self.text, self.clock).threads

    def _on_the_way(self) -> Iterator[Standing]:
        choices: tuple[str, ...] = ()
        yield self._after(choices)
        for move in self.moves:
            choices += move
            yield self._after(choices)

    def _after(self, choices: tuple[str, ...]) -> Standing:
        return step_text(self.text, choices, clock=self.clock)

    def _way(self, choices: tuple[str, ...]) -> tuple[str, ...] | None:
        assert self.goal is not None
        is_failure = self.goal.is_failure
        return way(self.text, choices, self.goal.met, clock=self.clock, during=not is_failure)

    def go(self, thread: str) -> None:
        """Let `thread` do one statement or operation; one that can't go on stays where it is."""
        move = self._move(thread, self.by_statement)
        if move and not self.over:
            self.moves.append(move)

    def _move(self, thread: str, by_statement: bool) -> tuple[str, ...]:
        """The choices that a click on `thread` makes; none if it can't go on."""
        now = _choice(self.standing, thread)
        if now is None or not now.ready:
            return ()
        choices = self.choices
        move = [thread]
        if now.operation != "begin":
            place = (now.file, now.line)
        else:  # where a thread begins is its function's head: its first statement comes after
            standing = self._after((*choices, thread))
            place = next(
                ((e.file, e.line) for e in reversed(standing.events)
                 if e.thread == thread and e.line), ("", 0),
            )  # fmt: skip
        while len(move) < MOST_OPERATIONS:
            standing = self._after((*choices, *move))
            following = _choice(standing, thread)
            if standing.done or standing.kind or following is None or not following.ready:
                break
            same = by_statement and (following.file, following.line) == place
            if following.operation != "end" and (not same or following.operation == ""):
                break
            move.append(thread)
        return tuple(move)

    def hint(self) -> Hint:
        """Say which click leads on towards the goal."""
        if self.goal is None or self.met:
            return Hint("", "")
        known = self._hinted
        if known is None or known[: len(self.choices)] != self.choices:
            found = None if self.over else self._way(self.choices)
            known = self._hinted = None if found is None else (*self.choices, *found)
        if known is None:
            return Hint("", say("play.hint_back" if self.moves else "play.hint_none"))
        onwards = known[len(self.choices) :]
        thread = onwards[0]
        move = self._move(thread, self.by_statement)
        operation = move != onwards[: len(move)]
        key = "play.hint_operation" if operation else "play.hint"
        return Hint(thread, say(key, thread=thread), operation)

    def undo(self) -> None:
        """Take the last click back."""
        if self.moves:
            self.moves.pop()

    def reset(self) -> None:
        """Go back to the beginning."""
        self.moves.clear()

    def upcoming(self, choice: Choice) -> str:
        """What `choice` would do next, in words; or what it waits for."""
        if not choice.ready:
            if choice.owner and choice.owner != choice.thread and not _is_thread(choice):
                return say("play.waits_for", thing=choice.waits_for, owner=choice.owner)
            return say("play.waits", thing=choice.waits_for)
        key = (*self.choices, choice.thread)
        if key not in self._words:
            self._words[key] = self._look(key, choice)
        return self._words[key]

    def _look(self, key: tuple[str, ...], choice: Choice) -> str:
        """The first thing that the thread does after the choice, without what it would find."""
        if choice.operation == "end":
            return say("play.ends")
        if choice.operation in ("read", "write"):
            return say(f"play.{choice.operation}s", object=choice.object)
        before = len(self.standing.events)
        for event in self._after(key).events[before:]:
            begins = event.operation == "start" and not event.object
            if event.thread != choice.thread or begins:
                continue
            if event.operation in ("read", "write"):
                return say(f"play.{event.operation}s", object=event.object)
            if event.operation == "join":  # which it does: the other one has ended
                return say("play.sees_end", thread=event.object)
            return did(replace(event, result=""))
        return say("play.goes_on")

    def last(self) -> str:
        """What the last click has done, in words; empty before the first one."""
        if not self.moves:
            return ""
        thread = self.moves[-1][0]
        before = len(self._after(self.choices[: -len(self.moves[-1])]).events)
        parts = [
            did(event)
            for event in self.standing.events[before:]
            if event.thread == thread
            and event.operation != "exit"
            and (event.operation != "start" or event.object)
        ]
        if len(parts) > MOST_PARTS:
            parts = [*parts[: MOST_PARTS - 1], "…"]
        ended = _choice(self.standing, thread) is None
        parts += [say("play.has_ended")] if ended else []
        return say("play.last", thread=thread, did=", ".join(parts) or say("play.went_on"))


def _choice(standing: Standing, thread: str) -> Choice | None:
    return next((choice for choice in standing.threads if choice.thread == thread), None)


def _is_thread(choice: Choice) -> bool:
    return choice.waits_for == say("waits.end", thread=choice.owner)


def places(standing: Standing) -> Iterator[tuple[str, str, int]]:
    """Where each thread stands: its label, the file and the line of its next statement."""
    for choice in standing.threads:
        if choice.line:
            yield choice.thread, choice.file, choice.line
