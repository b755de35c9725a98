"""The player: a run to be stepped through, in a notebook or on a static page.

Program, trace table and lanes, and a script of a few lines that moves through them: buttons, arrow
keys, space. Without the script everything is there to be read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files

from threadlab.events import Event
from threadlab.pictures.lanes import lanes
from threadlab.pictures.page import listing, page, scrolled
from threadlab.pictures.steps import Steps, steps_of
from threadlab.pictures.table import MOST_ROWS, Hidden, TraceTable
from threadlab.words import say

_BUTTONS = (("first", "«"), ("back", "‹"), ("play", "▶"), ("next", "›"), ("last", "»"))


@dataclass(frozen=True)
class Player:
    """A run to be stepped through: its events, and the text of its program by file."""

    events: Sequence[Event]
    sources: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[Hidden] = frozenset()

    def _repr_html_(self) -> str:
        shown = steps_of(self.events)
        table = TraceTable(shown, self.hidden, self.names)
        used = {file for step in shown.steps for file, _ in step.places.values()}
        picture = lanes(self.events, origin="simulated", player=True)
        body = (
            f"{_controls()}"
            f'<div class="tl-parts">{listing(self.sources, used)}'
            f"{scrolled(table.html(player=True), table.description)}</div>"
            f"{picture._repr_html_()}"
        )
        data = escape(json.dumps(self._data(shown), separators=(",", ":")))
        attributes = (
            f' data-tl-player="{data}" tabindex="0" role="group" data-lm-suppress-shortcuts="true"'
            f' aria-label="{escape(say("replay.label"))}"'
        )
        script = files("threadlab.pictures").joinpath("player.js").read_text(encoding="utf-8")
        return page(body, attributes) + f"<script>{script}</script>"

    def _data(self, shown: Steps) -> list[dict[str, str]]:
        """For each step where each thread stands, as places of the listing."""
        used = {file for step in shown.steps for file, _ in step.places.values()}
        files = (file for file in self.sources if file in used)
        numbers = {file: number for number, file in enumerate(files)}
        return [
            {
                thread: f"{numbers[file]}:{line}"
                for thread in shown.threads
                for file, line in [step.places.get(thread, ("", 0))]
                if file in numbers
            }
            | {"": step.event.thread}
            for step in shown.steps[:MOST_ROWS]
        ]

    def __repr__(self) -> str:
        return repr(TraceTable(steps_of(self.events), self.hidden, self.names))


def _controls() -> str:
    buttons = "".join(
        f'<button type="button" data-do="{name}" title="{escape(say(f"replay.{name}"))}" '
        f'aria-label="{escape(say(f"replay.{name}"))}">{sign}</button>'
        for name, sign in _BUTTONS
    )
    place = escape(say("replay.place", step="{step}", count="{count}"))
    return (
        f'<div class="tl-controls" hidden>{buttons}'
        f'<span aria-live="polite"><span data-words="{place}"></span>'
        '<span class="tl-aloud"></span></span></div>'
    )
