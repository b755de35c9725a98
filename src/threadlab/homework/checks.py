"""What stands behind `%%check`: read by the magic in a notebook, and by a room that grades one."""

from __future__ import annotations

import argparse
import shlex
from typing import TYPE_CHECKING, NoReturn

from threadlab.errors import ThreadlabError
from threadlab.explorer.arguments import check
from threadlab.explorer.source.needed import loaded
from threadlab.words import say

if TYPE_CHECKING:
    from threadlab.explorer.search.explore import Searched
    from threadlab.explorer.source.rewritten import Prepared
    from threadlab.explorer.source.text import Text

CHECK_SECONDS = 30.0  # of work, where a check does not say how many; graded, never more
MOST_SCHEDULES = 20_000  # of a search
LEAST_SCHEDULES = 300  # of one that ends before it has covered all, where a check says no number


class LineParser(argparse.ArgumentParser):
    """Reads the line behind a magic; what is no option of it raises `ThreadlabError`."""

    def __init__(self, name: str):
        super().__init__(prog=f"%%{name}", add_help=False)

    def read(self, line: str) -> argparse.Namespace:
        """What stands on the line behind the magic."""
        try:
            words = shlex.split(line)
        except ValueError as error:  # a quotation without an end
            self.error(str(error))
        return self.parse_args(words)

    def error(self, message: str) -> NoReturn:
        """Say which option is none, and which there are."""
        usage = " ".join(self.format_usage().split()).removeprefix("usage: ")
        raise ThreadlabError(say("magics.option", message=message, usage=usage))


class MagicParser(LineParser):
    """The options that every magic has that runs its cell in virtual time."""

    def __init__(self, name: str, clock: str):
        super().__init__(name)
        self.add_argument("--clock", choices=("any", "exact"), default=clock)
        self.add_argument("--seed", type=int, default=0)

    def read(self, line: str) -> argparse.Namespace:
        """What stands on the line; a number that means nothing raises `ThreadlabError`, too."""
        options = super().read(line)
        check({name: value for name, value in vars(options).items() if value is not None})
        return options

    def without_defaults(self) -> MagicParser:
        """The same, but what it reads has those options only that the line says."""
        for action in self._actions:
            action.default = argparse.SUPPRESS
        return self


def check_options(line: str, source: str) -> argparse.Namespace:
    """The options of the check `source`: clock, seed, seconds, runs, least, schedule.

    One that asks for `elapsed()` is checked with the exact clock. The number of runs that a check
    says is the least as well as the most that are made, unless they cover everything before.
    """
    options = check_parser(source).read(line)
    options.least = LEAST_SCHEDULES if options.runs is None else options.runs
    options.runs = MOST_SCHEDULES if options.runs is None else options.runs
    return options


def check_parser(source: str) -> MagicParser:
    """What reads the line of the check `source`."""
    exact = "elapsed" in source and "elapsed" in loaded(source)
    parser = MagicParser("check", "exact" if exact else "any")
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
    from threadlab.explorer.stage import stage

    ready = stage(text, clock=options.clock, seed=options.seed, prepared=prepared)
    return searched(ready, seconds=seconds, runs=options.runs, least=options.least)
