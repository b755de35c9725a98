"""What is measured: run by any interpreter from 3.11 on, with no package installed but this one.

Reads one job as JSON from its input, prints JSON lines: {"done": …, "of": …} now and then, and in
the end {"result": …}, or {"error": …} with a sentence. A job is a dictionary with "job", its name,
and the arguments of `run` in the job.py of the folder of that name: (**arguments) -> dict for JSON.

All of it is imported as `experiments.…` there, from the folder of the package, so that neither
threadlab nor what it needs is loaded: jobs import each other and this relatively, and the standard
library.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path

from .base import say

_EXPERIMENTS = __name__.rpartition(".")[0]


def jobs() -> list[str]:
    """The names of all jobs, those of their folders with dashes: "lost-updates" and others."""
    files = Path(__file__).parent.parent.glob("*/job.py")
    return sorted(file.parent.name.replace("_", "-") for file in files)


def build() -> dict[str, object]:
    """Which interpreter this is: its version, whether it has a GIL, and the cores it may use."""
    has_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    version = ".".join(map(str, sys.version_info[:3]))
    return {"version": version, "gil": has_gil, "cores": cores, "system": sys.platform}


def do(name: str, arguments: dict[str, object]) -> dict[str, object]:
    """Do the job `name`. Raises `KeyError` with the names that there are if it is none of them."""
    if name not in jobs():
        raise KeyError(f"there is no job {name!r}; there are {', '.join(jobs())}")
    job = import_module(f"{_EXPERIMENTS}.{name.replace('-', '_')}.job")
    found: dict[str, object] = job.run(**arguments)
    return found


def main() -> None:
    """Do the job that stands in the input."""
    job = json.loads(sys.stdin.readline() or "{}")
    try:
        name = job.pop("job", "")
        result = do(name, job) if name else {}
    except Exception as error:
        say({"error": f"{type(error).__name__}: {error}"})
        raise SystemExit(1) from None
    say({"result": result, "build": build()})
