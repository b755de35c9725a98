"""What may stand behind each magic: read here, by the lab and by the pages of the site alike."""

from __future__ import annotations

import argparse
from typing import Any

from threadlab.explorer.search.budget import MOST_RUNS, MOST_SECONDS
from threadlab.homework.checks import MagicParser, check_parser

_CLOCKS = {"explore": "any", "simulate": "exact", "play": "any"}


def options_of(name: str, line: str) -> argparse.Namespace:
    """The options of %%explore, %%simulate or %%play, each with its value or its default.

    Raises `ThreadlabError` with those that there are where one is none.
    """
    return _parser(name).read(line)


def said_options(name: str, line: str, body: str) -> dict[str, Any]:
    """Those that the line behind a magic says, and nothing for a magic that explores nothing."""
    if name == "check":
        parser = check_parser(body)
        clock = {"clock": "exact"} if parser.get_default("clock") == "exact" else {}
    elif name in _CLOCKS:
        parser, clock = _parser(name), {}
    else:
        return {}
    return clock | vars(parser.without_defaults().read(line))


def _parser(name: str) -> MagicParser:
    parser = MagicParser(name, _CLOCKS[name])
    if name == "play":
        parser.add_argument("--goal")
    elif name == "explore":
        parser.add_argument("--seconds", type=float, default=MOST_SECONDS)
        parser.add_argument("--runs", type=int, default=MOST_RUNS)
    return parser
