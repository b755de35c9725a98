"""What a panel is: a function that draws, and a control for each of the values that it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Slider:
    """A control over the whole numbers from `least` to `most`, with `words` in front of it."""

    words: str
    value: int
    least: int
    most: int


@dataclass(frozen=True)
class Choice:
    """A list to choose from: pairs of what is shown and what it means, and which is chosen."""

    words: str
    options: Sequence[tuple[str, Any]]
    value: Any


@dataclass(frozen=True)
class Panel:
    """`draw` takes one value for each of the `controls`, by name; it returns what can be shown."""

    draw: Callable[..., Any]
    controls: Mapping[str, Slider | Choice]

    @property
    def first(self) -> Any:
        """What is shown before anything was moved."""
        return self.draw(**{name: control.value for name, control in self.controls.items()})
