"""The board of a game in a notebook: board.js over the kernel's messages."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython.display import display

from threadlab.lab.board import Board, View
from threadlab.pictures.page import STYLE
from threadlab.words import say

_HERE = Path(__file__).parent
_CSS = STYLE.removeprefix("<style>").removesuffix("</style>")


class BoardWidget(anywidget.AnyWidget):
    """A board whose buttons can be pressed, with a picture of it where no kernel runs."""

    _esm = (_HERE / "board.js").read_text(encoding="utf-8")
    _css = _CSS + (_HERE / "board.css").read_text(encoding="utf-8")
    state = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    rows = traitlets.Int().tag(sync=True)
    asked = traitlets.Bool().tag(sync=True)

    def __init__(self, board: Board):
        self.board = board
        super().__init__(**board.contents)
        self.on_msg(lambda _, what, __: self.act(what))

    def act(self, what: dict[str, Any]) -> None:
        """Do what was pressed, and show where that leads."""
        self.board.act(what)
        self.state = self.board.state

    def show(self) -> None:
        """Show the board; a page without a kernel shows what stands here first, and a sentence."""
        display(self)
        display(_NoKernel())

    def _repr_mimebundle_(self, **options: Any) -> Any:
        live: Any = super()._repr_mimebundle_(**options)
        bundle = live[0] if isinstance(live, tuple) else live
        view = View(self.board.game, self.board.replay)
        return {**bundle, "text/plain": repr(view), "text/html": view._repr_html_()}


# What stands under a board is hidden as long as there is a live one above.
_HIDING = (
    "<style>.jp-OutputArea:has(.tl-game) .tl-no-kernel{display:none}"
    ".jp-OutputArea:has(.tl-no-kernel) .jupyter-widgets:not(:has(*)){display:none}</style>"
)


class _NoKernel:
    """What a board needs, where there is none."""

    def _repr_html_(self) -> str:
        return f'{_HIDING}<p class="tl-no-kernel"><em>{escape(repr(self))}</em></p>'

    def __repr__(self) -> str:
        return say("play.no_kernel")
