"""Where in the program's text its threads stand."""

from __future__ import annotations

import sys

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.marks import runs_program


def user_line() -> tuple[str, int]:
    """The file and line of the program's own code that is running now; ("", 0) if there is none."""
    frame = sys._getframe(1)
    while frame is not None:
        if runs_program(frame):
            return frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back  # type: ignore[assignment]
    return "", 0


def line_of(fiber: Fiber) -> tuple[str, int]:
    """The file and line of the program's code in which `fiber` stands; ("", 0) before its first."""
    frame = fiber.greenlet.gr_frame if fiber.greenlet else None
    while frame is not None:
        if runs_program(frame):
            return frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back
    return "", 0
