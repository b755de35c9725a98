"""What stands behind `%%check`: read by the magic in a notebook, and by a room that grades one."""

from __future__ import annotations

import argparse
import functools
import shlex
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.source.needed import loaded
from threadlab.words import say

CHECK_SECONDS = 30.0  # of a search, where a check does not say how long; graded, never longer
MOST_SCHEDULES = 20_000  # of a search


class MagicParser(argparse.ArgumentParser):
    """The options that every magic of ours has; a wrong one raises `ThreadlabError`."""

    def __init__(self, name: str, clock: str):
        super().__init__(prog=f"%%{name}", add_help=False)
        self.add_argument("--clock", choices=("any", "exact"), default=clock)
        self.add_argument("--seed", type=int, default=0)

    def read(self, line: str) -> argparse.Namespace:
        """What stands on the line behind the magic."""
        return self.parse_args(shlex.split(line))

    def error(self, message: str) -> Any:
        """Say which option is none, and which there are."""
        raise ThreadlabError(
            say("magics.option", message=message, usage=self.format_usage().strip())
        )


def check_options(line: str, source: str) -> argparse.Namespace:
    """The options of the check `source`: clock, seed, seconds, runs, schedule.

    One that asks for `elapsed()` is checked with the exact clock.
    """
    return _parser("exact" if "elapsed" in loaded(source) else "any").read(line)


@functools.cache
def _parser(clock: str) -> MagicParser:
    parser = MagicParser("check", clock)
    parser.add_argument("--schedule", default="")
    parser.add_argument("--seconds", type=float, default=CHECK_SECONDS)
    parser.add_argument("--runs", type=int, default=MOST_SCHEDULES)
    return parser
