"""Figures of several builds beside each other: measured here, and recorded on other machines."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from threadlab.words import say

Values = TypeVar("Values")


@cache
def recorded(name: str) -> list[dict[str, Any]]:
    """Return the recorded figures of an experiment, one dictionary for each build, with its name.

    They ship with the book, in the folder of the experiment: `name` is the folder's, with dashes.
    """
    path = files("threadlab.experiments").joinpath(name.replace("-", "_"), "recorded.toml")
    builds: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["builds"]
    return builds


def recorded_series(name: str, words: str = "measuring.recorded") -> dict[str, dict[str, Any]]:
    """The recorded figures as series of a chart, by what is said of their builds in `words`.

    Where processes were forked, their figure is that of "processes", too.
    """
    series = {}
    for build in recorded(name):
        also = {"processes": build["fork"]} if "fork" in build else {}
        series[say(words, build=build["name"])] = build | also
    return series


def measured_series(measured: Mapping[str, Values]) -> dict[str, Values]:
    """Figures of this machine as series of a chart; they come by the names of builds."""
    return {say("measuring.here", build=name): values for name, values in measured.items()}
