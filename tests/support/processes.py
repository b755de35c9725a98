"""Processes as /proc shows them."""

from __future__ import annotations

from pathlib import Path


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


def is_running(process: int) -> bool:
    """Whether a process has not ended; one that has waits for somebody to ask."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
