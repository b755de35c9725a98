"""What the system's own tool says about processes: `ps`, or `tasklist` on Windows."""

from __future__ import annotations

import os
import subprocess

from threadlab.errors import ThreadlabError
from threadlab.words import say


def ps_command(*pids: int) -> list[str]:
    """Return the command that lists the processes with these numbers on this system."""
    if os.name == "nt":
        wanted = " or ".join(f"ProcessId={pid}" for pid in pids)
        return [
            "powershell", "-NoProfile", "-Command",
            f'Get-CimInstance Win32_Process -Filter "{wanted}" | '
            "Format-Table ProcessId, ParentProcessId, Name",
        ]  # fmt: skip
    return ["ps", "-o", "pid,ppid,stat,comm", "-p", ",".join(map(str, pids))]


def ps(*pids: int) -> None:
    """Print the command that lists these processes with their parents, and what it says.

    On Windows PowerShell is asked, since `tasklist` does not tell the parent.
    """
    command = ps_command(*pids)
    print("$", " ".join(command))
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise ThreadlabError(say("script.no_tool", tool=command[0])) from error
    print(said.stdout.strip("\n"))
