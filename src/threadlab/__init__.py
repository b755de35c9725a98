"""Threadlab: a course on Python concurrency in Jupyter notebooks.

Importing the package is cheap: what a notebook asks for is loaded when it asks.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# What a reader imports with `from threadlab import …`, and the module where it lives.
_PUBLIC = {
    "Stopwatch": "threadlab.trace.stopwatch",
    "crowd": "threadlab.lab.panels",
    "kettles": "threadlab.lab.panels",
    "predict": "threadlab.lab.predictions",
    "quiz": "threadlab.lab.predictions",
    "sale": "threadlab.lab.seats",
    "schedule": "threadlab.lab.seats",
    "sell": "threadlab.lab.office",
    "start_costs": "threadlab.lab.costs",
    "ticket_office": "threadlab.lab.panels",
    "wait_for_graph": "threadlab.trace.waiting",
}

__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(
        f"threadlab has no '{name}'; it offers {', '.join(__all__)} and its submodules."
    )


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
