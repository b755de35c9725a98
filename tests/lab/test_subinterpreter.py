"""A subinterpreter for a moment."""

from __future__ import annotations

import subprocess
import sys

from threadlab.experiments.measurement import measure


def test_answers_come_from_a_thread_to_another_process() -> None:
    result = measure("latency", busy=0, interval=0.005, rounds=3).result
    assert result["sleep_ms"] >= 1 and result["answer_ms"] > 0


def test_a_subinterpreter_has_globals_of_its_own() -> None:
    program = (
        "from threadlab import in_subinterpreter\n"
        "colour = 'red'\n"
        "in_subinterpreter('colour = \"blue\"; print(colour, flush=True)')\n"
        "print(colour)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60
    )
    assert (run.stdout.split(), run.returncode) == (["blue", "red"], 0), run.stderr
