"""Programs that nobody here thought of: what is asked, reported and taught in public.

Each file of tests/strangers is written anew after an idea that stands elsewhere; its head names
the place, and the verdict that was found by reasoning before the explorer was asked. `NOT_YET` has
those that still get a wrong one, by the kind of fault: who mends a kind takes its rows away.

    PYTHONPATH=tests python tests/explorer/test_strangers.py [FOLDER or FILE …]   prints the table
"""

from __future__ import annotations

import importlib.util
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.project import PROJECT
from threadlab import explore

STRANGERS = PROJECT / "tests" / "strangers"
RUNS = 5_000  # a budget by runs: a verdict does not hang on how busy a machine is
FEWER = 500  # for those that are undecided with RUNS: their runs are the long ones
SECONDS = 300  # only against a search that never comes back: the machine may be busy
UNDECIDED, MISSED = "undecided", "broken, and only said to be no proof"
UNSOUND, ALARM = "unsound", "wrong alarm"
MISSING, CRASH = "unsupported", "error of the explorer"
NOT_YET: dict[str, tuple[str, str]] = {
    "bits_weak_reference_kept": (UNDECIDED, "nobody knows when an object ends"),
    "lc1116_zero_even_odd_turn": (UNDECIDED, "busy waiting for a turn"),
    "lc1188_bounded_queue_semaphores": (UNDECIDED, "semaphores and a deque, five threads"),
    "lc1195_fizzbuzz_condition": (UNDECIDED, "who looks in vain between two steps"),
    "lib_blinker_send": (UNDECIDED, "receivers are kept by weak references"),
    "lib_pydispatcher_send": (UNDECIDED, "receivers are kept by weak references"),
    "lib_pykka_actor_counts": (UNDECIDED, "actors are kept by weak references"),
    "look_condition_waiters": (MISSING, "the waiters of a condition, a private part of it"),
    "motw_lock_noblock": (UNDECIDED, "a loop of sleeps and try-locks"),
    "so_stoppable_thread": (UNDECIDED, "a loop of sleeps until an event"),
    "so_timer_thread_event": (UNDECIDED, "a loop of timed-out waits"),
}  # fmt: skip


@dataclass(frozen=True)
class Stranger:
    """A program; `verdicts` are those that are right for it, `needs` what must be installed.

    From the Python `before` on, such as 3.14, the library that it is about is another one.
    """

    name: str
    source: str
    verdicts: tuple[str, ...]
    clock: str
    needs: str
    before: str


def strangers(places: list[Path]) -> list[Stranger]:
    """The programs of files and folders; heads are docstrings or comments."""
    files = [f for p in places for f in (sorted(p.glob("*.py")) if p.is_dir() else [p])]
    return [_stranger(file) for file in files]


def _stranger(file: Path) -> Stranger:
    source = file.read_text(encoding="utf-8")

    def told(what: str, default: str = "") -> str:
        found = re.search(rf"^(?:# )?(?:{what}): (.+)$", source, re.M)
        return found[1].strip() if found else default

    verdicts = tuple(told("verdict|expect").split(" or "))
    assert verdicts != ("",), f"{file} does not say what its verdict is."
    return Stranger(file.stem, source, verdicts, told("clock", "any"), told("needs"),
                    told("before"))  # fmt: skip


def verdict_of(stranger: Stranger, runs: int = RUNS) -> tuple[str, str, int]:
    """What the explorer says of a program: the verdict, the message, the number of runs."""
    try:
        verdict = explore(stranger.source, clock=stranger.clock, runs=runs, seconds=SECONDS)
    except BaseException as error:  # a KeyboardInterrupt of the program's own, too
        return "came out", repr(error), 0
    return verdict.kind or verdict.status, verdict.message, verdict.runs


def at_hand(library: str) -> bool:
    """Whether a library lies where its text is taken for a part of the program.

    That is not where the project's own packages are: `pip install --no-deps --target FOLDER`.
    """
    spec = importlib.util.find_spec(library) if library else None
    found = [] if spec is None else [spec.origin or "", *(spec.submodule_search_locations or ())]
    return not library or (found != [] and not any("site-packages" in place for place in found))


ALL = strangers([STRANGERS])
BY_NAME = {stranger.name: stranger for stranger in ALL}


def expected(stranger: Stranger):
    if stranger.name not in NOT_YET:
        return pytest.param(stranger, id=stranger.name)
    mark = pytest.mark.xfail(strict=True, reason=": ".join(NOT_YET[stranger.name]))
    return pytest.param(stranger, marks=mark, id=stranger.name)


@pytest.mark.parametrize("stranger", [expected(stranger) for stranger in ALL])
def test_a_stranger_gets_the_right_verdict(stranger):
    if not at_hand(stranger.needs):
        pytest.skip(f"{stranger.needs} lies in no folder of PYTHONPATH")
    if stranger.before and sys.version_info >= tuple(map(int, stranger.before.split("."))):
        pytest.skip(f"The library is another one from {stranger.before} on.")
    fault, _ = NOT_YET.get(stranger.name, ("", ""))
    found, message, _ = verdict_of(stranger, FEWER if fault == UNDECIDED else RUNS)
    assert found in stranger.verdicts, f"{found}: {message}"


def test_what_is_not_right_yet_is_a_stranger():
    assert set(NOT_YET) <= set(BY_NAME)
    undecided = [name for name, (fault, _) in NOT_YET.items() if fault == UNDECIDED]
    assert [name for name in undecided if BY_NAME[name].verdicts != ("proved",)] == []


def test_every_stranger_says_where_it_comes_from():
    assert [s.name for s in ALL if not re.search(r"^source: https?://\S+$", s.source, re.M)] == []


def test_about_half_of_the_strangers_are_right_programs():
    right = sum(stranger.verdicts == ("proved",) for stranger in ALL)
    assert 0.4 < right / len(ALL) < 0.6


def main(arguments: list[str]) -> None:
    """Print a row for each program, and how many were right."""
    rows = strangers([Path(argument) for argument in arguments] or [STRANGERS])
    wrong = 0
    for row in rows:
        if not at_hand(row.needs):
            print(f"--  {row.name:44} {row.needs} lies in no folder of PYTHONPATH")
            continue
        begun = time.process_time()
        found, message, runs = verdict_of(row)
        right = found in row.verdicts
        wrong += not right
        seconds = time.process_time() - begun
        print(
            f"{'   ' if right else 'NO '} {row.name:44} {' or '.join(row.verdicts):12} {found:16}"
            f" {runs:6,} runs {seconds:5.1f} s  {'' if right else ' '.join(message.split())}",
            flush=True,
        )
    print(f"{len(rows)} programs, {wrong} not right")


if __name__ == "__main__":
    main(sys.argv[1:])
