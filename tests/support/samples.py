"""How much is tried of what there is more of than a run of the tests has time for.

`make test` tries a fixed share, the same each time; `make test SAMPLES=all` tries as much as was
tried by hand, which takes an hour or more.
"""

from __future__ import annotations

import os

ALL = os.environ.get("SAMPLES") == "all"


def share(few: int, many: int) -> int:
    """`few`, or `many` where all is to be tried."""
    return many if ALL else few
