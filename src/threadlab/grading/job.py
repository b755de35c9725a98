"""One submission of a notebook from bytes to bytes: what every executor runs.

    {"plan": …, "file": …, "files": {…}, "sealed": true}  →  {"notebook": …, "marks": …, …}

A pure function: the same job gives the same result, on any machine, with nothing but this package.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from typing import Any

from threadlab.grading.judge import Judge, Outcome
from threadlab.grading.pictures import picture
from threadlab.grading.plan import Plan
from threadlab.grading.prepare import Prepared, Unreadable, empty, prepare
from threadlab.grading.room import Zygote

VERSION = 1  # raised when the same bytes may give another result
_local = threading.local()


def make_job(plan: Plan, file: bytes, files: dict[str, bytes], *, sealed: bool = True) -> bytes:
    """Pack a submission: the notebook file and the other files that belong to it."""
    return json.dumps(
        {
            "plan": plan.data(),
            "file": base64.b64encode(file).decode(),
            "files": {name: base64.b64encode(data).decode() for name, data in files.items()},
            "sealed": sealed,
        },
        sort_keys=True,
    ).encode()


def digest(job: bytes) -> str:
    """A name of the job and of everything that its result depends on."""
    return hashlib.sha256(b"%d " % VERSION + job).hexdigest()


def grade(job: bytes) -> bytes:
    """Prepare, run and judge; raises `NoSandbox` where that would not be safe."""
    order = json.loads(job)
    plan = Plan.of(order["plan"])
    files = {name: base64.b64decode(text) for name, text in order["files"].items()}
    unreadable = ""
    try:
        prepared = prepare(base64.b64decode(order["file"]), plan)
    except Unreadable as error:
        unreadable = str(error)
        prepared = empty(plan, unreadable)
    outcome = Outcome()
    if not unreadable:
        judge = Judge(_zygote(order["sealed"]), plan, prepared, files)
        outcome = judge.grade()
    notes = list(prepared.notes)
    if not order["sealed"]:
        notes.append("graded without a sandbox")
    result = {
        "notebook": _notebook(plan, prepared, outcome),
        "marks": {name: mark.data() | {"verdict": None} for name, mark in outcome.marks.items()},
        "flags": outcome.flags,
        "notes": notes,
        "unreadable": unreadable,
    }
    return json.dumps(result, sort_keys=True).encode()


def _zygote(sealed: bool) -> Zygote:
    """This thread's zygote, begun anew if it has ended."""
    zygotes: dict[bool, Zygote] = _local.__dict__.setdefault("zygotes", {})
    if sealed not in zygotes or not zygotes[sealed].alive:
        zygotes[sealed] = Zygote(sealed=sealed)
    return zygotes[sealed]


def _notebook(plan: Plan, prepared: Prepared, outcome: Outcome) -> dict[str, Any]:
    """The notebook that the instructor sees, with outputs and pictures."""
    notebook = prepared.notebook(plan)
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] != "code":
            continue
        cell["outputs"] = outcome.outputs.get(number, [])
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        mark = outcome.marks.get(name)
        if mark is not None and mark.verdict is not None:
            cell["outputs"].append(picture(mark.verdict, plan[name]))
    return notebook
