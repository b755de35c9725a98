"""One submission of a notebook from bytes to bytes: what every executor runs.

    {"plan": …, "file": …, "files": {…}, "sealed": true}  →  {"notebook": …, "marks": …, …}

A pure function: the same job gives the same result, on any machine, with nothing but this package.
"""

from __future__ import annotations

import base64
import json
import threading
from contextlib import suppress
from typing import Any

from threadlab.errors import ThreadlabError, in_words
from threadlab.grading.intake.plan import Plan
from threadlab.grading.intake.prepare import Prepared, empty, prepare
from threadlab.grading.judging.coverage import EMERGENCY_SECONDS
from threadlab.grading.judging.judge import Judge, Outcome
from threadlab.grading.judging.pictures import picture
from threadlab.grading.sandbox.client import NoSandbox, Sandbox
from threadlab.grading.wire.channel import NoAnswer
from threadlab.grading.wire.deadline import TooLong, within
from threadlab.homework.checks import CHECK_SECONDS
from threadlab.words import say

_MOST_OUTPUT_BYTES = 64 * 2**20  # of all outputs of a notebook
_PICTURE_SECONDS = 10.0  # of work, to draw what a room has told
_TRIES = 5  # sandboxes for one submission
_local = threading.local()


def patience(job: bytes) -> float:
    """Seconds that no honest submission takes: each of its cells stops by itself long before.

    Its own cells take ten times the seconds of one, together, and may be run again; a graded one
    is tried in two rooms at most. A machine may be busy enough for the emergency of one check, and
    no honest one of them works for long.
    """
    plan = Plan.of(json.loads(job)["plan"])
    seconds = max(plan.limits.seconds, 2 * CHECK_SECONDS)
    tests = [cell for cell in plan.cells if cell.test]
    busy = EMERGENCY_SECONDS if any(cell.is_check for cell in tests) else 0
    return 60 + busy + 30 * plan.limits.seconds + 2 * seconds * len(tests)


def grade(job: bytes) -> bytes:
    """Prepare, run and judge; raises `NoSandbox` where that would not be safe.

    Whatever else goes wrong is the result of this submission: no marks, and a sentence why.
    """
    order = json.loads(job)
    plan = Plan.of(order["plan"])
    failed = order.get("problem", "")
    prepared, outcome = None, Outcome()
    try:
        if not failed:
            files = {name: base64.b64decode(text) for name, text in order["files"].items()}
            prepared = prepare(base64.b64decode(order["file"]), plan, files)
            outcome = _judged(order["sealed"], plan, prepared, files, order.get("modules", []))
    except NoSandbox:  # for nobody, so it has to be put right first
        raise
    except ThreadlabError as error:
        failed = str(error)
    except Exception as error:  # the last resort: no notebook may stop those of others
        failed = say("grading.judge_failed", error=in_words(error))
    if prepared is None:
        prepared = empty(plan, failed)
    _wait_if_unsure(plan, prepared, outcome)
    notes = list(prepared.notes)
    if not order["sealed"]:
        notes.append("graded without a sandbox")
    result = {
        "notebook": _notebook(plan, prepared, outcome),
        "marks": {name: mark.data() | {"verdict": None} for name, mark in outcome.marks.items()},
        "flags": outcome.flags,
        "notes": notes,
        "unreadable": failed,
        "unsure": prepared.unsure,
    }
    _shorten(result)
    # What came out of a room may have halves of characters, which no file takes.
    return json.dumps(result, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")


def _wait_if_unsure(plan: Plan, prepared: Prepared, outcome: Outcome) -> None:
    """Leave the tests that have failed to a person, where an answer may stand in another cell."""
    names = [cell.id for cell in plan.cells]
    for name, mark in outcome.marks.items():
        before = names[: names.index(name)]
        answers = [each for each in prepared.unsure if each in before and not plan[each].grade]
        if answers and not mark.flag and mark.score is not None and mark.score < mark.most:
            mark.flag = say("grading.elsewhere", names=", ".join(answers))
            outcome.flags.append(f"{name}: {mark.flag}")


def _judged(
    sealed: bool, plan: Plan, prepared: Prepared, files: dict[str, bytes], modules: list[str]
) -> Outcome:
    """The judge's outcome; where the sandbox is lost on the way, all is done again with another.

    Without its sandbox a room ends, which looks as if the student's program had ended itself.
    """
    for _ in range(_TRIES):
        sandbox = _sandbox(sealed)
        try:
            outcome = Judge(sandbox, plan, prepared, files, modules).grade()
            if sandbox.alive:
                return outcome
        except NoAnswer:
            pass
        _give_up_zygote(sealed)
    raise ThreadlabError(say("grading.judge_lost"))


def _shorten(result: dict[str, Any]) -> None:
    """Leave out the largest outputs of a notebook that nobody could open."""
    cells = result["notebook"]["cells"]
    sizes = {
        number: len(json.dumps(cell["outputs"]))
        for number, cell in enumerate(cells)
        if cell.get("outputs")
    }
    left = 0
    while sum(sizes.values()) > _MOST_OUTPUT_BYTES:
        largest = max(sizes, key=lambda number: sizes[number])
        left += sizes.pop(largest)
        cells[largest]["outputs"] = []
    if left:
        result["notes"].append(say("grading.no_outputs", size=f"{left / 2**20:.0f}"))


def _sandbox(sealed: bool) -> Sandbox:
    """This thread's sandbox, begun anew if it has ended."""
    sandboxes: dict[bool, Sandbox] = _local.__dict__.setdefault("sandboxes", {})
    for left in reversed(range(_TRIES)):
        if sealed in sandboxes and sandboxes[sealed].alive:
            break
        try:
            sandboxes[sealed] = Sandbox(sealed=sealed)
        except NoAnswer as error:
            if not left:
                raise NoSandbox(f"The sandbox does not start here. {error}") from None
    return sandboxes[sealed]


def warm() -> None:
    """Have this thread's sandbox begin; what is in its way is said when there is a job."""
    with suppress(ThreadlabError):
        _sandbox(sealed=True)


def _give_up_zygote(sealed: bool) -> None:
    if (sandbox := _local.__dict__.get("sandboxes", {}).pop(sealed, None)) is not None:
        sandbox.close()


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
            with suppress(TooLong), within(_PICTURE_SECONDS):
                cell["outputs"].append(picture(mark.verdict, plan[name]))
    return notebook
