"""Where the lab shows what it has: a notebook, or a page of the web edition.

What a game or a panel is does not depend on that. Whoever shows them puts a front in place, once;
without one it is the notebook's, which brings the widgets with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from threadlab.lab.board import Board
    from threadlab.lab.controls import Panel


class Front(Protocol):
    """What can be shown."""

    def display(self, thing: Any) -> None:
        """Show a thing as it says itself, by `_repr_html_` or its text."""

    def bundle(self, bundle: dict[str, str], metadata: dict[str, Any]) -> None:
        """Show what is there in several forms, by their MIME types, with data for programs."""

    def board(self, board: Board) -> None:
        """Show a game with its buttons."""

    def panel(self, panel: Panel) -> None:
        """Show a picture with its controls."""


_fronts: list[Front] = []


def front() -> Front:
    """The front that is in place."""
    if not _fronts:
        from threadlab.lab.notebook import Notebook

        use(Notebook())
    return _fronts[-1]


def use(shows: Front) -> None:
    """Put a front in place."""
    _fronts[:] = [shows]
