"""What stands behind `%%check`: read by the magic in a notebook, and by a room that grades one."""

from __future__ import annotations

import argparse
import functools
import shlex
from typing import TYPE_CHECKING, Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.source.needed import loaded
from threadlab.words import say

if TYPE_CHECKING:
    from threadlab.explorer.search.explore import Searched
    from threadlab.explorer.source.rewritten import Prepared
    from threadlab.explorer.source.text import Text

CHECK_SECONDS = 30.0  # of work, where a check does not say how many; graded, never more
MOST_SCHEDULES = 20_000  # of a search
LEAST_SCHEDULES = 300  # of one that ends before it has covered all, where a check says no number


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
    """The options of the check `source`: clock, seed, seconds, runs, least, schedule.

    One that asks for `elapsed()` is checked with the exact clock. The number of runs that a check
    says is the least as well as the most that are made, unless they cover everything before.
    """
    options = _parser(
        "exact" if "elapsed" in source and "elapsed" in loaded(source) else "any"
    ).read(line)
    options.least = LEAST_SCHEDULES if options.runs is None else options.runs
    options.runs = MOST_SCHEDULES if options.runs is None else options.runs
    return options


@functools.cache
def _parser(clock: str) -> MagicParser:
    parser = MagicParser("check", clock)
    parser.add_argument("--schedule", default="")
    parser.add_argument("--seconds", type=float, default=CHECK_SECONDS)
    parser.add_argument("--runs", type=int)
    return parser


def search_check(
    text: Text, options: argparse.Namespace, seconds: float, prepared: Prepared | None = None
) -> Searched:
    """Search for a schedule in which the check `text` does not hold; it may be `prepared`."""
    # who only wants to know how long a check may take does without a search
    from threadlab.explorer.search.explore import searched

    return searched(
        text,
        clock=options.clock,
        seconds=seconds,
        runs=options.runs,
        least=options.least,
        seed=options.seed,
        prepared=prepared,
    )
