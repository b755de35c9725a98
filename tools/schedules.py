"""Compare what the explorer finds with each Python: verdicts, schedules and how many were run.

    python tools/schedules.py                 the supported Pythons that this machine has
    python tools/schedules.py --get           looks into Debian's archive for those that it has not
    python tools/schedules.py --list          what this Python finds, as JSON

A schedule that somebody notes down is to mean the same wherever it is replayed. The programs are
those of tests/programs. Each Python gets an environment in build/pythons with nothing but greenlet.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import lock
import pythons

ROOT = Path(__file__).resolve().parent.parent
MOST_RUNS, MOST_RUNS_FOR_OUTCOMES = 1500, 300  # budgets by runs: seconds differ between machines
LONGEST = 3600.0
# Programs of which Pythons need not run equally many schedules, and why.
EXPECTED = {
    "pool_map": "from 3.12 on a worker looks into the queue before it says that it is idle",
}


def found() -> dict[str, Any]:
    """What this Python finds of each program."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
    from threadlab.explorer import explore, outcomes

    result = {}
    for known in import_module("support.corpus").programs():
        options: Any = {"clock": known.clock, "seconds": LONGEST}
        verdict = explore(known.source, runs=MOST_RUNS, **options)
        seen = outcomes(known.source, runs=MOST_RUNS_FOR_OUTCOMES, **options)
        result[known.name] = {
            "verdict": verdict.kind or verdict.status,
            "schedule": verdict.schedule,
            "runs": verdict.runs,
            "outcomes": [[outcome.output, outcome.kind, outcome.schedule] for outcome in seen],
        }
    return result


def environment(python: Path, version: str) -> Path:
    """An environment of `python` with the greenlet of the lock; its interpreter."""
    home = pythons.UNPACKED / f"greenlet-{version}"
    inside = home / "bin" / "python"
    pin = re.search(r"^greenlet==\S+$", lock.LOCK.read_text(), re.M)
    assert pin is not None
    if not (home / "ready").is_file():
        subprocess.run([python, "-m", "venv", "--clear", home], check=True)
        subprocess.run([inside, "-m", "pip", "install", "--quiet", pin[0]], check=True)
        (home / "ready").touch()
    return inside


def ask(version: str, get: bool) -> dict[str, Any] | None:
    """What the Python of this `version` finds; None if there is none."""
    try:
        python = pythons.get(version) if get else pythons.find(version)
    except pythons.NoPythonError as error:
        print(error)
        return None
    if python is None:
        print(f"There is no Python {version} on this machine.")
        return None
    command = [str(environment(python, version)), __file__, "--list"]
    variables = os.environ | {"PYTHONHASHSEED": "random"}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=variables)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def main(arguments: list[str]) -> int:
    """Ask each Python; return 1 if two of them differ."""
    if "--list" in arguments:
        print(json.dumps(found()))
        return 0
    first, newest = lock.OLDEST[1], lock.newest(lock.LOCK.read_text())[1]
    answers = {}
    for minor in range(first, newest + 1):
        answer = ask(f"3.{minor}", "--get" in arguments)
        if answer is not None:
            answers[f"3.{minor}"] = answer
    if not answers:
        return 0
    different = [name for name in next(iter(answers.values())) if differs(name, answers)]
    one = next(iter(answers.values()))
    strings = sum(len(each["outcomes"]) for each in one.values())
    print(
        f"{len(one)} programs, {strings} schedules of outcomes, the same with Python "
        f"{', '.join(answers)}{f', but for {len(different)}' if different else ''}."
    )
    return int(bool(different))


def differs(name: str, answers: dict[str, dict[str, Any]]) -> bool:
    """Whether Pythons found different things of a program; says what."""
    groups: dict[str, list[str]] = {}
    runs = {version: answer[name].pop("runs") for version, answer in answers.items()}
    for version, answer in answers.items():
        groups.setdefault(json.dumps(answer[name]), []).append(version)
    if len(groups) > 1:
        print(f"{name} differs.")
        for text, versions in groups.items():
            print(f"    {', '.join(versions)}: {text}")
    if len({*runs.values()}) > 1:
        counts = ", ".join(f"{count} with {version}" for version, count in runs.items())
        print(f"{name} takes {counts}: {EXPECTED.get(name, 'nobody knows why')}.")
        return len(groups) > 1 or name not in EXPECTED
    return len(groups) > 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
