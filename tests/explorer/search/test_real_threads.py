"""No run of real threads, switched between any two bytecodes, ends as the search says none does.

The programs are put together by lot out of what students do with data (support/dealings.py).
"""

from __future__ import annotations

import random

import pytest

from support import random_programs
from support.dealings import DATA, DATA_HEAD, OBJECTS, OBJECTS_HEAD
from support.oracle import all_outcomes
from support.real import SECONDS, real_outcomes
from support.samples import share
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

PROGRAMS = share(16, 1500)
RUNS = share(30, 100)
MOST = 400  # runs of the search; of programs that need more nothing is compared
KINDS = ((DATA_HEAD, DATA), (OBJECTS_HEAD, DATA + OBJECTS))
COMPOUND = [
    "with L:", "try:", "for i in range(2):", "if x:", "for v in list(l):", "while x < 1:",
    "for v in l:", "for k in d:", "if 'k' not in d:", "if l:",
]  # fmt: skip


def statement(dice: random.Random, depth: int, pool: list[str]) -> list[str]:
    if dice.random() < 0.8 or depth == 2:
        return [dice.choice(pool)]
    head = dice.choice(COMPOUND)
    body = [line for _ in range(dice.randint(1, 2)) for line in statement(dice, depth + 1, pool)]
    after = []
    if head == "try:":
        after = ["except Exception as error:", "    log.append(type(error).__name__)"]
    if head == "while x < 1:":
        body.append("x += 1")
    if head == "for v in l:":
        body = ["log.append(v)"]
    return [head, *(f"    {line}" for line in body), *after]


def program(seed: int) -> str:
    """Two or three threads that do a few of the above, of a kind, so that they meet."""
    dice = random.Random(f"real {seed}")
    count = dice.choice([2, 2, 2, 3])
    head, known = KINDS[seed % 2]
    pool = dice.sample(known, dice.choice([4, 6, 8] if seed % 2 == 0 else [1, 3, 5]))
    near = dice.randrange(len(known))
    pool += known[near : near + 6]
    lines = [head]
    for number in range(count):
        lines += [f"def work{number}():", "    global x, y, d, s, l, ba, bag, dq, tr, ar"]
        for _ in range(dice.randint(1, 3 if count == 2 else 2)):
            lines += [f"    {line}" for line in statement(dice, 0, pool)]
    works = "".join(f"work{number}, " for number in range(count))
    lines += [
        f"threads = [threading.Thread(target=work) for work in ({works})]",
        "for thread in threads: thread.start()",
        "for thread in threads: thread.join()",
        "log.append(x)",
    ]
    return "\n".join(lines)


def compare(text: str, most: int) -> None:
    """Compare runs of real threads with what the search finds."""
    found = all_outcomes(stage(text_of(text), steps=500), most=most)
    if found is None or any(kind == "unsupported" for kind, *_ in found):
        return  # too many orders to try them all, or nothing that could be compared
    ended = {
        (state, "".join(sorted("".join(printed))))
        for kind, _, state, printed in found
        if kind is None
    }
    fails = any(kind is not None for kind, *_ in found)
    runs = real_outcomes(text, RUNS, 2 if fails else SECONDS)  # one that fails may wait for ever
    assert fails or len(runs) == RUNS
    for failed, state, printed in runs:
        if failed:
            assert fails, failed
        else:
            assert (tuple(sorted(state.items())), "".join(sorted(printed))) in ended


@pytest.mark.parametrize("seed", range(PROGRAMS))
def test_no_outcome_of_real_threads_is_missed(seed: int) -> None:
    compare(program(seed), MOST)


@pytest.mark.parametrize("seed", range(share(12, 1000)))
def test_no_outcome_of_real_locks_and_queues_is_missed(seed: int) -> None:
    text = random_programs.program(seed)
    if "daemon=True" in text:
        return  # what those do after main has ended is seen by nobody
    for seconds, fewer in (("0.1", "0.004"), ("0.2", "0.006"), ("0.3", "0.008"), ("(2)", "(0.02)")):
        text = text.replace(seconds, fewer)
    compare(text, MOST)
