"""A picture with controls under it: move one, and the picture is drawn again.

The picture is an output of its own, stored in the notebook, so that a page without a kernel shows
what the reader of a running one sees first; the controls leave a line there that says how to get
them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
from IPython.display import display

from threadlab.words import say

_LABEL = {"description_width": "10em"}
_WIDE = ipywidgets.Layout(width="min(32em, 100%)")


def slider(words: str, value: int, least: int, most: int) -> ipywidgets.IntSlider:
    """Return a slider over whole numbers, with `words` in front of it."""
    return ipywidgets.IntSlider(
        value=value, min=least, max=most, description=words, style=_LABEL, layout=_WIDE
    )


def choice(
    words: str, options: Sequence[tuple[str, Any]], value: Any = None
) -> ipywidgets.Dropdown:
    """Return a list to choose from; `options` are pairs of what is shown and what it means.

    The first one is chosen, or that which means `value`.
    """
    chosen = options[0][1] if value is None else value
    return ipywidgets.Dropdown(
        options=options, value=chosen, description=words, style=_LABEL, layout=_WIDE
    )


def several(
    words: str, options: Sequence[tuple[str, Any]], chosen: Collection[Any]
) -> ipywidgets.SelectMultiple:
    """Return a list from which several may be chosen; `options` are pairs as in `choice`.

    At first those are that mean one of `chosen`.
    """
    return ipywidgets.SelectMultiple(
        options=options, value=[meant for _, meant in options if meant in chosen],
        rows=len(options), description=words, style=_LABEL, layout=_WIDE,
    )  # fmt: skip


def notches(words: str, numbers: Sequence[int], value: int) -> ipywidgets.SelectionSlider:
    """Return a slider that stops at these `numbers` only."""
    return ipywidgets.SelectionSlider(
        options=numbers, value=value, description=words, style=_LABEL, layout=_WIDE
    )


class _Names(anywidget.AnyWidget):
    """Gives sliders their names, which ipywidgets shows and does not tell."""

    _esm = (Path(__file__).parent / "names.js").read_text(encoding="utf-8")


class Controls(ipywidgets.VBox):
    """The controls, with a sentence in their place where no kernel runs."""

    def __init__(self, controls: Sequence[Any], note: str = ""):
        super().__init__([*controls, _Names(layout={"display": "none"})])
        self.add_class("tl-named")
        self._note = note or say("panel.no_kernel")

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**options)
        words = f"<em>{escape(self._note)}</em>"
        return bundle | {"text/plain": self._note, "text/html": words}


def panel(draw: Callable[..., Any], *, lazy: bool = False, **controls: Any) -> None:
    """Show `draw(**values)` and the `controls` under it; draw again whenever one changes.

    `draw` returns anything that a notebook can show and takes one value for each control, by
    name. With `lazy`, a slider draws when it is let go, not on the way.
    """
    picture = display(draw(**{name: control.value for name, control in controls.items()}),
                      display_id=True)  # fmt: skip

    def redraw(_: object) -> None:
        values = {name: control.value for name, control in controls.items()}
        picture.update(draw(**values))

    for control in controls.values():
        if lazy and hasattr(control, "continuous_update"):
            control.continuous_update = False
        control.observe(redraw, names="value")
    display(Controls(list(controls.values())))
