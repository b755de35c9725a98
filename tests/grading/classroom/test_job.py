"""One submission as a job: whatever breaks on the way is the result of that submission."""

from __future__ import annotations

import json
import os
import signal

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from support import ordinary
from support.graded import packed, printed, total
from support.sandbox import needs_sandbox
from threadlab.grading.classroom import job
from threadlab.grading.classroom.job import grade
from threadlab.grading.sandbox.client import NoSandbox
from threadlab.grading.wire.channel import Channel, Gone

pytestmark = needs_sandbox


@pytest.mark.parametrize("error", [RecursionError("deep"), MemoryError(), ValueError("<b>odd</b>")])
def test_whatever_breaks_the_judge_is_the_result_of_that_submission(
    original, plan, monkeypatch, error
):
    class Broken:
        def __init__(self, *_):
            pass

        def grade(self):
            raise error

    monkeypatch.setattr(job, "Judge", Broken)
    monkeypatch.setattr(job, "_sandbox", lambda sealed: None)
    answered = ordinary.answered(original, squares="squares = 'mine'")
    result = json.loads(grade(packed(plan, answered)))
    assert type(error).__name__ in result["unreadable"] and "<" not in result["unreadable"]
    assert "look at it yourself" in result["unreadable"]
    assert result["marks"] == {} and result["flags"] == []
    assert "squares = 'mine'" in [cell["source"] for cell in result["notebook"]["cells"]]


def test_what_means_stop_goes_through_and_a_lost_zygote_is_replaced(original, plan, monkeypatch):
    ends, given_up = [], []

    class Ends:
        def __init__(self, *_):
            pass

        def grade(self):
            ends.append(1)
            raise Gone("The other side has ended.")

    monkeypatch.setattr(job, "Judge", Ends)
    monkeypatch.setattr(job, "_sandbox", lambda sealed: None)
    monkeypatch.setattr(job, "_give_up_zygote", given_up.append)
    result = json.loads(grade(packed(plan, ordinary.answered(original))))
    assert "kept dying" in result["unreadable"]
    assert len(ends) == len(given_up) == job._TRIES

    def none(sealed):
        raise NoSandbox("There is none.")

    monkeypatch.setattr(job, "_sandbox", none)
    with pytest.raises(NoSandbox):
        grade(packed(plan, ordinary.answered(original)))


@pytest.mark.parametrize(
    "source",
    ["x = " + "-" * 3000 + "1", "x = " + "+".join(["1"] * 20_000),
     "if 0:\n    pass\n" + "elif 0:\n    pass\n" * 4000 + "x = 1", "[" * 300 + "]" * 300],
    ids=["minus", "sum", "elif", "brackets"],
)  # fmt: skip
def test_a_cell_that_no_parser_likes_ends_in_a_result(original, plan, source):
    notebook = ordinary.answered(original)
    notebook.cells.append(new_code_cell(source))
    result = json.loads(grade(packed(plan, notebook)))
    assert total(result) == 12 or result["unreadable"]


def test_halves_of_characters_and_floods_of_output_can_be_stored(original, plan, monkeypatch):
    notebook = ordinary.answered(original)
    notebook.cells.insert(0, new_code_cell("raise ValueError('half \\ud800 of one')"))
    notebook.cells.insert(1, new_code_cell("print('a' * 20000)"))
    monkeypatch.setattr(job, "_MOST_OUTPUT_BYTES", 15_000)
    data = grade(packed(plan, notebook))
    result = json.loads(data)
    nbformat.writes(nbformat.from_dict(result["notebook"])).encode("utf-8")
    assert total(result) == 12 and "aaaa" not in printed(result)
    assert "largest cells were left out" in " ".join(result["notes"])


@pytest.mark.parametrize("told", [0, 1, 3, 7, 20, 50])
def test_a_zygote_that_is_being_ended_counts_as_lost_before_the_system_says_so(
    original, plan, monkeypatch, told
):
    """Its rooms and its conversation go first, and a while later it has ended for its parent."""
    right = packed(plan, ordinary.answered(original))
    sandbox = job._sandbox(sealed=True)
    monkeypatch.setattr(sandbox._zygote, "poll", lambda: None)
    left = [told]
    send = Channel.send

    def kills(channel, message, files=()):
        if left and not left[0]:
            left.clear()
            os.kill(sandbox._zygote.pid, signal.SIGKILL)
            os.waitid(os.P_PID, sandbox._zygote.pid, os.WEXITED | os.WNOWAIT)
        elif left:
            left[0] -= 1
        send(channel, message, files)

    monkeypatch.setattr(Channel, "send", kills)
    result = json.loads(grade(right))
    assert left == []  # it was killed
    assert {mark["score"] == mark["most"] for mark in result["marks"].values()} == {True}
