"""What all figures have in common: how they look on white and on dark pages, and how they show."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from threadlab.extras import needed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK = "#808080"  # stands out on white and on JupyterLab's dark grey
_WIDE_INCHES = 7.4
_DOTS_AN_INCH = 110


class Drawn:
    """Something that matplotlib draws: whoever inherits says how high it is, and draws on axes.

    Its `__repr__` is to say in words what can be seen; a dataclass leaves that alone with
    `repr=False`, or has one of its own.
    """

    @property
    def inches(self) -> float:
        """How high the figure is."""
        raise NotImplementedError

    def draw(self, axes: Any) -> None:
        """Draw on the `axes` of a new figure, whose colours are seen to."""
        raise NotImplementedError

    def figure(self) -> Figure:
        """Draw it."""
        with needed():
            from matplotlib.figure import Figure

        figure = Figure(figsize=(_WIDE_INCHES, self.inches), layout="constrained")
        axes: Any = figure.add_subplot()
        self.draw(axes)
        for words in (axes.xaxis.label, axes.yaxis.label):
            words.set_color(INK)
        axes.tick_params(color=INK, labelcolor=INK, which="both")
        axes.spines[:].set_visible(False)
        axes.set_facecolor("none")
        figure.set_facecolor("none")
        return figure

    def _repr_png_(self) -> bytes:
        file = BytesIO()
        self.figure().savefig(file, format="png", dpi=_DOTS_AN_INCH)
        return file.getvalue()


class Charted:
    """A result that is shown as its chart, and in the chart's words where no picture can be seen.

    A dataclass inherits the words with `repr=False`.
    """

    def chart(self) -> Drawn:
        """The chart."""
        raise NotImplementedError

    def _repr_png_(self) -> bytes:
        return self.chart()._repr_png_()

    def __repr__(self) -> str:
        return repr(self.chart())
