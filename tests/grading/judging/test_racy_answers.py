"""A racy answer takes no mark of a check, wherever its race is hidden.

benchmarks/attacks.py tries all of them, through the whole of the grading; here is a share, against
the search itself.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.carriers import CHECK, LOCKED, answers
from support.false_locks import TRUE_LOCKS
from support.judged import judged
from support.samples import share
from support.sandbox import needs_sandbox
from threadlab.errors import ThreadlabError
from threadlab.explorer.search.explore import searched
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage
from threadlab.grading.judging.suspicion import suspicions

ANSWERS = answers()
KINDS = ("a way out", "unseen", "kept", "by name", "a false lock")
EVERY = share(8, 1)
SHARE = [key for number, key in enumerate(ANSWERS) if key[0] in KINDS or number % EVERY == 0]


def checked(answer, *, runs=100):
    """What a check of an answer has come to."""
    text = text_of(answer + CHECK, None)
    text = replace(text, parts=tuple(replace(part, exact=True) for part in text.parts))
    return searched(stage(text, steps=2000), seconds=10, runs=runs, least=runs).tell()


def takes_the_mark(answer, **options):
    """Whether a machine would give it."""
    try:
        verdict = checked(answer, **options)
    except ThreadlabError:
        return False
    return bool(verdict.passed and verdict.enough and not verdict.unknown) and not suspicions(
        answer
    )


def test_an_answer_with_a_lock_takes_the_mark():
    assert takes_the_mark(LOCKED)


@pytest.mark.parametrize("name", TRUE_LOCKS)
def test_one_whose_lock_is_called_otherwise_takes_it_as_well(name):
    assert takes_the_mark(TRUE_LOCKS[name])


@pytest.mark.parametrize("kind, name", SHARE)
def test_an_answer_without_a_lock_does_not(kind, name):
    assert not takes_the_mark(ANSWERS[kind, name])


@pytest.mark.parametrize("name", [name for kind, name in ANSWERS if kind == "noise"][:-1])
def test_noise_hides_no_race_from_a_check_of_few_runs(name):
    assert checked(ANSWERS["noise", name], runs=20).status == "failed"


FIRST_RUN_ONLY = """
import csv
from threading import Lock, Thread
class Office:
    def __init__(self, seats):
        self.left, self.sold, self.lock = seats, [], Lock()
        self.first = csv.field_size_limit() == 131072
        csv.field_size_limit(9)
    def sell(self):
        left = self.left
        if left > 0:
            self.left = left - 1
            self.sold.append(left)
    def buy(self):
        if self.first:
            self.sell()
        else:
            with self.lock:
                self.sell()
"""


def test_what_is_kept_in_a_library_is_put_back_before_the_next_run():
    """Who could tell the first run from the others would race in that one only."""
    verdict = checked(FIRST_RUN_ONLY)
    assert verdict.status == "failed" and verdict.kind in ("assertion", "nondeterministic")


def test_a_name_of_a_thread_is_a_variable():
    verdict = checked(ANSWERS["a carrier", "the name of a thread by its old methods"])
    assert verdict.status == "failed" and verdict.kind == "assertion"


def test_a_class_that_others_use_becomes_no_dataclass_unseen():
    assert checked(ANSWERS["kept", "whether a class is a dataclass"]).kind == "unsupported"


# What is racy in threads and does its work before they begin.
HANDED_OVER = {
    "a property": "@property\n    def buy(self):\n        return self.sell()",
    "a property by its name": "buy = property(lambda self: self.sell())",
    "an attribute that is not there": "def __getattr__(self, name):\n        return self.sell()",
}
EARLY = """
class Office:
    def __init__(self, seats):
        self.left, self.sold = seats, []
    def sell(self):
        left = self.left
        if left > 0:
            self.left = left - 1
            self.sold.append(left)
        return lambda: None
    {buy}
"""


@needs_sandbox
@pytest.mark.parametrize("name", HANDED_OVER)
def test_work_that_is_done_when_a_check_hands_it_over_waits_for_a_person(name):
    answer = EARLY.format(buy=HANDED_OVER[name])
    result = judged(f"%%check\n{CHECK}", answer, skeleton="pass")
    mark = result["marks"]["test"]
    assert mark["score"] == 0 and "looked up" in mark["flag"], mark


@needs_sandbox
def test_a_property_that_a_check_reads_does_not():
    answer = LOCKED.replace("self.sold", "self.tickets") + (
        "    @property\n    def sold(self):\n        return list(self.tickets)\n"
    )
    result = judged(f"%%check\n{CHECK}", answer, skeleton="pass")
    assert result["marks"]["test"]["score"] == 2 and not result["flags"], result
