"""You are the scheduler: a button for each thread, and the program as it stands."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets
from IPython.display import display

from threadlab.explorer.engine.world import Clock
from threadlab.explorer.source.find import text_of
from threadlab.explorer.source.text import Text
from threadlab.explorer.telling.stepping import Standing
from threadlab.lab.game import Game, places
from threadlab.lab.goals import goal_of
from threadlab.lab.panel import Controls
from threadlab.pictures.page import listing, page
from threadlab.pictures.steps import steps_of
from threadlab.pictures.table import TraceTable
from threadlab.words import say

MOST_BUTTONS = 24
_AUTO = {"width": "auto"}


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
    the program's variables, `output` and `done`; `words` ask for it in a sentence. See `step` for
    programs and clocks.

    Raises `ThreadlabError` if the source is not to be had or the goal can't be read.
    """
    text, wanted = text_of(program, entry), goal_of(goal, words)
    if wanted is not None:
        wanted.check(text)
    _Board(Game(text, goal=wanted, clock=clock)).show()


class _Board:
    """The buttons of a game, and the picture of where it stands as an output of its own."""

    def __init__(self, game: Game):
        self.game = game
        self.buttons = [self._button(i) for i in range(MOST_BUTTONS)]
        self.undo = self._command("play.undo", self._undo)
        self.reset = self._command("play.reset", self._reset)
        self.by = ipywidgets.ToggleButtons(
            options=[(say("play.by_statement"), True), (say("play.by_operation"), False)],
            value=game.by_statement,
            style={"button_width": "auto"},
        )
        self.by.observe(self._change_step, names="value")
        self.picture: Any = None

    def _button(self, index: int) -> ipywidgets.Button:
        button = ipywidgets.Button(layout=_AUTO)
        button.on_click(lambda _: self._go(index))
        return button

    def _command(self, key: str, action: Callable[[], None]) -> ipywidgets.Button:
        button = ipywidgets.Button(description=say(key), layout=_AUTO)

        def act(_: object) -> None:
            action()
            self.draw()

        button.on_click(act)
        return button

    def show(self) -> None:
        """Show the picture, and the buttons under it."""
        rows = [
            ipywidgets.HBox(self.buttons, layout={"flex_flow": "row wrap"}),
            ipywidgets.HBox(
                [self.undo, self.reset, ipywidgets.Label(say("play.click")), self.by],
                layout={"flex_flow": "row wrap", "align_items": "center"},
            ),
        ]
        standing = self.game.standing
        self._label(standing)
        display(Controls(rows, note=say("play.no_kernel")))
        self.picture = display(View(self.game, standing), display_id=True)

    def draw(self) -> None:
        """Draw everything again, as the game stands now."""
        standing = self.game.standing
        self.picture.update(View(self.game, standing))
        self._label(standing)

    def _label(self, standing: Standing) -> None:
        threads = standing.threads if not standing.done else ()
        for button, choice in zip(self.buttons, threads, strict=False):
            button.description = f"{choice.thread}: {self.game.upcoming(choice)}"
            button.tooltip = choice.source
            button.disabled = not choice.ready
            button.button_style = "primary" if choice.ready else ""
            button.layout.display = None
        for button in self.buttons[len(threads) :]:
            button.layout.display, button.disabled, button.description = "none", True, ""
        self.undo.disabled = self.reset.disabled = not self.game.moves

    def _go(self, index: int) -> None:
        threads = self.game.standing.threads
        if index < len(threads):
            self.game.go(threads[index].thread)
            self.draw()

    def _undo(self) -> None:
        self.game.undo()

    def _reset(self) -> None:
        self.game.reset()

    def _change_step(self, change: dict[str, Any]) -> None:
        self.game.by_statement = change["new"]


class View:
    """Where a game stands, as a page: goal, program, steps so far, output and schedule."""

    def __init__(self, game: Game, standing: Standing):
        self.game, self.standing = game, standing

    def _repr_html_(self) -> str:
        standing = self.standing
        shown = steps_of(standing.events)
        table = TraceTable(shown).html(player=True) if shown.steps else ""
        used = {event.file for event in standing.events}
        used |= {file for _, file, _ in places(standing)}
        program = listing(standing.sources, used, list(places(standing)))
        steps = f'<div class="tl-scroll tl-latest"><div>{table}</div></div>'
        output = (
            f'<pre class="tl-output">{escape(standing.output)}</pre>' if standing.output else ""
        )
        return page(
            f"{self._head()}{self._variables()}"
            f'<div class="tl-parts">{program}<div>{steps}{output}</div></div>{self._schedule()}'
        )

    def _head(self) -> str:
        parts = []
        if self.game.goal is not None:
            met = self.game.goal.met(self.standing)
            words = self.game.goal.words
            parts.append(_note(say("play.wanted", goal=words)))
            if met:
                parts.append(_note(say("play.met"), "good"))
        if self.standing.kind is not None:
            parts.append(_note(self.standing.message, "bad"))
        elif self.standing.done:
            parts.append(_note(say("play.done")))
        return "".join(parts)

    def _variables(self) -> str:
        cells = [
            f'<span class="tl-chip">{escape(name)} = <b>{escape(value)}</b></span>'
            for name, value in self.standing.variables.items()
        ]
        return f'<div class="tl-chips">{"".join(cells)}</div>' if cells else ""

    def _schedule(self) -> str:
        schedule = escape(self.standing.schedule)
        return (
            f'<div class="tl-schedule">{escape(say("play.schedule"))} <code>{schedule}</code></div>'
        )

    def __repr__(self) -> str:
        lines = [self.game.goal.words] if self.game.goal is not None else []
        lines += [f"{name} = {value}" for name, value in self.standing.variables.items()]
        lines += [f"{c.thread}: {self.game.upcoming(c)}" for c in self.standing.threads]
        return "\n".join(lines)


def _note(words: str, look: str = "plain") -> str:
    return f'<div class="tl-note tl-{look}">{escape(words)}</div>'
