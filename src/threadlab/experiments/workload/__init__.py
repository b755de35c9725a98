"""What is measured: run by any interpreter from 3.11 on, with no package installed but this one.

Reads one job as JSON from its input, prints JSON lines: {"done": …, "of": …} now and then, and in
the end {"result": …}, or {"error": …} with a sentence. A job is a dictionary with "job", a name of
`JOBS`, and the arguments of the function that stands there.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module

from .base import say

# The name of a job, its module here, and the function in it: (**arguments) -> dict for JSON.
JOBS = {
    "tasks": ("tasks", "run_tasks"),
    "start-cost": ("starting", "run_start_cost"),
    "lost-updates": ("losing", "run_lost_updates"),
    "latency": ("waiting", "run_latency"),
    "sharing": ("sharing", "run_sharing"),
    "turns": ("turning", "run_turns"),
    "take-one": ("taking", "run_take_one"),
    "buffer": ("buffering", "run_buffer"),
    "box-office": ("selling", "run_box_office"),
    "servers": ("clients", "run_servers"),
    "tasks-by-count": ("tasks", "run_tasks_by_count"),
    "speed-up": ("teams", "run_speed_up"),
    "mix": ("teams", "run_mix"),
}


def build() -> dict[str, object]:
    """Which interpreter this is: its version, whether it has a GIL, and the cores it may use."""
    has_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    version = ".".join(map(str, sys.version_info[:3]))
    return {"version": version, "gil": has_gil, "cores": cores, "system": sys.platform}


def do(name: str, arguments: dict[str, object]) -> dict[str, object]:
    """Do the job `name`."""
    module, function = JOBS[name]
    found: dict[str, object] = getattr(import_module(f"{__name__}.{module}"), function)(**arguments)
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
