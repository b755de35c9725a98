"""What every run can show, whether it was simulated or recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from threadlab.events import Event
from threadlab.pictures.axis import Axis
from threadlab.pictures.lanes import lanes
from threadlab.pictures.picture import Picture
from threadlab.pictures.player import Player
from threadlab.pictures.table import Hidden, TraceTable, trace_table


class _Record(Protocol):
    @property
    def events(self) -> tuple[Event, ...]: ...
    @property
    def elapsed(self) -> float: ...
    @property
    def names(self) -> Mapping[str, str]: ...
    @property
    def sources(self) -> Mapping[str, str]: ...
    @property
    def origin(self) -> Literal["simulated", "recorded"]: ...


class Traced:
    """The pictures of a run: lanes, trace table and player, from its one list of events."""

    def lanes(self: _Record, axis: Axis = "auto") -> Picture:
        """Draw a bar for each thread, against time or against steps ("time", "steps").

        With "auto" a run in which no virtual time passes is drawn against its steps.
        """
        return lanes(self.events, origin=self.origin, until=self.elapsed or None, axis=axis)

    def table(self: _Record, hide: Sequence[Hidden] = ()) -> TraceTable:
        """Return the trace table: a row for each step, a column for each thread and variable.

        `hide` are cells to be predicted: the name of a column, or (step, column).
        """
        return trace_table(self.events, hide=hide, names=self.names)

    def player(self: _Record, hide: Sequence[Hidden] = ()) -> Player:
        """Return the run with its program, to be stepped through."""
        hidden = trace_table(self.events, hide=hide).hidden
        return Player(self.events, self.sources, self.names, frozenset(hidden))
