"""A bar where a line can be drawn again, and a few lines where it can't.

That the command of a class tells it, and not where it prints JSON: test_whole_class.py.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

PROGRAM = """
from threadlab.grading.classroom.progress import progress_of
with progress_of("tickets") as told:
    for done in range(1, 501):
        told(done, 500)
        if done == 250:
            told.say("The gradebook is locked.")
"""


def in_a_terminal(**environment):
    """What the program writes where its stderr is a terminal."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stderr=theirs, env=kept | {"TERM": "xterm"} | environment
    ) as process:
        os.close(theirs)
        text = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # how Linux says that nobody is at the other end
                break
            text += part
        assert process.wait() == 0
    os.close(ours)
    return text.decode().replace("\r\n", "\n")


def test_a_terminal_has_a_bar_that_is_drawn_again_and_ends_full():
    text = in_a_terminal()
    assert text.count("\r") > 2
    assert "100%" in text.rstrip().rpartition("\r")[2] and "500/500" in text
    assert "The gradebook is locked.\n" in text


@pytest.mark.parametrize("environment", [{"CI": "true"}, {"TERM": "dumb"}])
def test_a_terminal_that_nobody_looks_at_gets_lines(environment):
    text = in_a_terminal(**environment)
    assert "\r" not in text and len(text.splitlines()) <= 3


def test_a_log_gets_a_few_whole_lines():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    lines = done.stderr.splitlines()
    assert lines[0] == "The gradebook is locked." and len(lines) == 2
    assert lines[1].startswith("tickets: 100%") and "500/500" in lines[1]
