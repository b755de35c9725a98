"""The reader as the scheduler: what was chosen so far, where that leads, and how to go back.

Nothing of the program is kept running: a state is its list of choices, and taking one back is
forgetting it.
"""

from __future__ import annotations

from collections.abc import Iterator

from threadlab.explorer.engine.world import Clock
from threadlab.explorer.source.text import Text
from threadlab.explorer.telling.stepping import Choice, Standing, step_text
from threadlab.lab.goals import Goal
from threadlab.story import did
from threadlab.words import say

MOST_OPERATIONS = 60  # of one statement


class Game:
    """One program, stepped through by hand: `moves` are tuples of choices, one for each click."""

    def __init__(self, text: Text, *, goal: Goal | None = None, clock: Clock = "any"):
        self.text = text
        self.goal = goal
        self.clock = clock
        self.by_statement = True
        self.moves: list[tuple[str, ...]] = []
        self._words: dict[tuple[str, ...], str] = {}

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
        """Whether the goal is reached."""
        return self.goal is not None and self.goal.met(self.standing)

    def _after(self, choices: tuple[str, ...]) -> Standing:
        return step_text(self.text, choices, clock=self.clock)

    def go(self, thread: str) -> None:
        """Let `thread` do one statement or operation; one that can't go on stays where it is."""
        now = _choice(self.standing, thread)
        if now is None or not now.ready:
            return
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
            if standing.done or following is None or not following.ready:
                break
            same = self.by_statement and (following.file, following.line) == place
            if following.operation != "end" and (not same or following.operation == ""):
                break
            move.append(thread)
        self.moves.append(tuple(move))

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
            return did(event)
        return say("play.goes_on")


def _choice(standing: Standing, thread: str) -> Choice | None:
    return next((choice for choice in standing.threads if choice.thread == thread), None)


def _is_thread(choice: Choice) -> bool:
    return choice.waits_for == say("waits.end", thread=choice.owner)


def places(standing: Standing) -> Iterator[tuple[str, str, int]]:
    """Where each thread stands: its label, the file and the line of its next statement."""
    for choice in standing.threads:
        if choice.line:
            yield choice.thread, choice.file, choice.line
