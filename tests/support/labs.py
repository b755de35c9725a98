"""A lab that really runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Lab:
    """A JupyterLab that answers at `url`; `link` makes an address with its token."""

    url: str
    token: str
    log: Path
    pid: int = 0

    def link(self, path: str) -> str:
        return f"{self.url}{path}{'&' if '?' in path else '?'}token={self.token}"
