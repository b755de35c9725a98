"""An exception of a student's as plain data."""

from __future__ import annotations

import contextlib
import traceback
from typing import Any


def describe(error: BaseException) -> dict[str, Any]:
    """An exception in plain words: its type, text and the last place in the student's cells."""
    kind = type(error)
    try:
        text = str(error)
    except BaseException:
        text = ""
    line, code = 0, ""
    with contextlib.suppress(BaseException):
        for frame in traceback.extract_tb(error.__traceback__):
            if "ipykernel" in frame.filename or "<ipython-input" in frame.filename:
                line, code = frame.lineno or 0, frame.line or ""
    return {"type": str(kind.__name__)[:100], "text": text[:4000], "line": line,
            "code": code[:300]}  # fmt: skip
