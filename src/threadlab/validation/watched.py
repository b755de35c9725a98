"""The kernel's side of validating: what a notebook prints is kept in bounds, and where it is known.

Run by the kernel before all cells (execution.py), from this file alone. Whoever waits in vain asks
it by a signal where it is, as an interrupt is no answer from code that does not listen.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from typing import Any, TextIO

VARIABLE = "THREADLAB_VALIDATING"  # the file that the stack is written to
MOST_PRINTED = 200_000  # characters of a cell: more of them nobody reads, and no one keeps up with


class _Bounded:
    """A stream that is silent once a cell has written too much."""

    def __init__(self, stream: TextIO):
        self._stream = stream
        self.left = MOST_PRINTED

    def write(self, text: str) -> int:
        """Write what there is room for."""
        if self.left > 0:
            self._stream.write(text[: self.left])
        self.left -= len(text)
        return len(text)

    def writelines(self, lines: Any) -> None:
        """Write each of `lines`."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def watch(shell: Any) -> None:
    """Begin to watch the kernel whose `shell` this is."""
    path = os.environ.pop(VARIABLE, "")
    if not path:
        return
    # it stays open for as long as the kernel lives
    stack = open(path, "w")  # noqa: SIM115, PTH123
    faulthandler.enable(stack)
    if hasattr(faulthandler, "register"):  # not on Windows
        faulthandler.register(signal.SIGUSR1, file=stack, all_threads=True)
    streams = _Bounded(sys.stdout), _Bounded(sys.stderr)
    sys.stdout, sys.stderr = streams

    def anew(*_: Any) -> None:
        for stream in streams:
            stream.left = MOST_PRINTED

    shell.events.register("pre_run_cell", anew)
