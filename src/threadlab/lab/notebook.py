"""The lab's front in a notebook: IPython shows things, and widgets have the buttons."""

from __future__ import annotations

from typing import Any

from IPython.display import display

from threadlab.lab.board import Board
from threadlab.lab.board_widget import BoardWidget
from threadlab.lab.controls import Choice, Panel, Slider
from threadlab.lab.panel import choice, panel, slider


class Notebook:
    """Shows what the lab has in the output of the cell that is running."""

    def display(self, thing: Any) -> None:
        """Show a thing as it says itself."""
        display(thing)

    def bundle(self, bundle: dict[str, str], metadata: dict[str, Any]) -> None:
        """Show what is there in several forms."""
        display(bundle, metadata=metadata, raw=True)

    def board(self, board: Board) -> None:
        """Show a game with its buttons."""
        BoardWidget(board).show()

    def panel(self, shown: Panel) -> None:
        """Show a picture with its controls."""
        panel(shown.draw, **{name: _widget(control) for name, control in shown.controls.items()})


def _widget(control: Slider | Choice) -> Any:
    if isinstance(control, Slider):
        return slider(control.words, control.value, control.least, control.most)
    return choice(control.words, control.options, control.value)
