"""An exception of a student's as plain data."""

from __future__ import annotations

import contextlib
import linecache
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
        trace = error.__traceback__
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if "ipykernel" in file or "<ipython-input" in file:
                line = trace.tb_lineno or 0
                code = linecache.getline(file, line).strip()
            trace = trace.tb_next
    return {"type": str(kind.__name__)[:100], "text": text[:4000], "line": line,
            "code": code[:300]}  # fmt: skip
