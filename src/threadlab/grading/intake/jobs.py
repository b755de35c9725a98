"""What a job is: a submission of one notebook as bytes, and a name for all that matters in it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from threadlab.grading.intake.plan import Plan

VERSION = 4  # raised when the same bytes may give another result


def make_job(
    plan: Plan, file: bytes, files: dict[str, bytes], *, given: Iterable[str] = (),
    sealed: bool = True, problem: str = "",
) -> bytes:  # fmt: skip
    """Pack a submission: the notebook file and the other files that belong to it.

    Those that are `given` are the instructor's: their modules are imported before all others. With
    a `problem` there is no file that could be read: the result will say so.
    """
    order: dict[str, Any] = {
        "plan": plan.data(),
        "file": base64.b64encode(file).decode(),
        "files": {name: base64.b64encode(data).decode() for name, data in files.items()},
        "sealed": sealed,
    }
    if modules := sorted({name.partition("/")[0].removesuffix(".py") for name in given
                          if name.endswith(".py")}):  # fmt: skip
        order["modules"] = modules
    if problem:
        order["problem"] = problem
    return json.dumps(order, sort_keys=True).encode()


def digest(job: bytes) -> str:
    """A name of the job and of everything that its result depends on."""
    return hashlib.sha256(b"%d " % VERSION + job).hexdigest()
