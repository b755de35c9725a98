"""Processes as /proc shows them."""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep

PATIENCE_SECONDS = 30.0  # a killed process of a busy machine has still to be scheduled to end


def running_in_group(group: int) -> list[str]:
    """The processes of a group that run still, on Linux; ended ones wait for somebody to ask."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = file.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue  # it has ended meanwhile
        if int(its_group) == group and state != "Z":
            found.append(file.parent.name)
    return found


def left_in_group(group: int) -> list[str]:
    """The processes of a group that run still although they had time to end."""
    deadline = monotonic() + PATIENCE_SECONDS
    while (found := running_in_group(group)) and monotonic() < deadline:
        sleep(0.01)
    return found


def is_running(process: int) -> bool:
    """Whether a process has not ended; one that has waits for somebody to ask."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
