"""How much is tried of what there is more of than a run of the tests has time for.

`make test` tries a fixed share, the same each time; `make test SAMPLES=all` tries as much as was
tried by hand, which takes an hour or more.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path
from typing import TypeVar

import pytest

CHOSEN_WITH = (3, 11)
ALL = os.environ.get("SAMPLES") == "all"
Some = TypeVar("Some", int, list[Path])


def share(few: Some, many: Some) -> Some:
    """`few`, or `many` where all is to be tried."""
    return many if ALL else few


def seeds(few: int, many: int, too_large: Collection[int]) -> list[int]:
    """Numbers of random programs: `few`, without those that have more orders than a test tries.

    Of a program that is `too_large` nothing could be compared. With SAMPLES=all it is not known
    before which these are, and all of `many` are tried.
    """
    return list(range(many)) if ALL else [n for n in range(few) if n not in too_large]


def compared(found: object) -> bool:
    """Whether all orders could be tried; of what `seeds` has chosen they always can.

    On another Python than the one that they were chosen with, the library's own code may have more.
    """
    if found is None and sys.version_info[:2] != CHOSEN_WITH:
        pytest.skip("On this Python the program has more orders than a test tries.")
    assert ALL or found is not None, "The program is too large: leave it out."
    return found is not None
