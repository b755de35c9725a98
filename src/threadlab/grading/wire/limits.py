"""How much a submission may use, and where an instructor says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from threadlab.errors import ThreadlabError

MOST_EVENTS = 2000  # of a failing run that are told


@dataclass(frozen=True)
class Limits:
    """For each graded cell `seconds`; for a submission bytes of `memory` and `disk`, the number of
    `processes` (threads count too), and for each cell bytes of `output` that are kept.

    An assignment's notebook changes them in its metadata: {"threadlab": {"limits": {…}}}.
    """

    seconds: float = 30.0
    memory: int = 512 * 2**20
    processes: int = 256
    output: int = 64 * 2**10
    disk: int = 64 * 2**20

    @classmethod
    def of(cls, metadata: Mapping[str, Any]) -> Limits:
        """Read the limits of a notebook's metadata; raises `ThreadlabError` for odd ones."""
        given = metadata.get("threadlab", {}).get("limits", {})
        known = {field.name for field in fields(cls)}
        for name, value in given.items():
            if name not in known or isinstance(value, bool) or not isinstance(value, (int, float)):
                raise ThreadlabError(
                    f"The notebook's limit {name} = {value!r} is none: there are "
                    f"{', '.join(sorted(known))}, all of them numbers."
                )
            if value <= 0:
                raise ThreadlabError(f"The notebook's limit {name} must be above 0.")
        whole = {name: value if name == "seconds" else int(value) for name, value in given.items()}
        return cls(**whole)

    def data(self) -> dict[str, Any]:
        """The limits as JSON."""
        return asdict(self)
