"""Figures that ship with the book: recorded on other machines, which the files name."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def recorded(name: str) -> list[dict[str, Any]]:
    """Return the recorded figures of a measurement, one dictionary for each build."""
    path = files("threadlab.experiments").joinpath("recorded_figures", f"{name}.toml")
    builds: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["builds"]
    return builds
