"""What is reported by those who grade with other tools: right answers pass, and wrong ones fail.

Each pair stands in support/differential/, in pairs.py and, by kinds of course, in courses/; with
stock nbgrader beside it they are tried in test_differential.py.
"""

from __future__ import annotations

import pytest

from support.differential import courses
from support.differential.pairs import TOPICS
from support.judged import judged
from support.samples import ALL
from support.sandbox import needs_sandbox

pytestmark = needs_sandbox
PAIRS = [(topic, name) for topic, pairs in TOPICS.items() for name in pairs]
COURSES = courses.topics()
# What once cost right answers their points, each for a reason of its own.
FOUND = (
    "classes/account", "classes/bag", "classes/bag-from-function", "classes/dataclass",
    "classes/vector", "categories/ordered", "dates/parsed", "frames/column", "given/added-to",
    "given/beside-what-is-asked", "given/expected-is-changed", "given/given-anew",
    "given/left-alone", "given/numbers-in-place", "given/of-a-library",
    "given/printed-by-its-options", "iterators/generator", "iterators/own-iterator", "magics/timeit-with-setup",
    "numeric/rank-and-shape", "odd/main-guard", "otter/exec-text", "seeds/legacy-numpy",
    "source/input-before-last", "source/previous-cell", "tables/save-load", "texts/pattern-itself",
    "types-of-columns/nullable", "typing/hints",
)  # fmt: skip
OF_COURSES = [
    f"{topic}/{name}" for topic, pairs in COURSES.items() if topic not in courses.CONNECTED
    for name in pairs if ALL or f"{topic}/{name}" in FOUND
]  # fmt: skip


@pytest.mark.parametrize(("topic", "name"), PAIRS)
def test_a_right_answer_gets_its_points_and_a_wrong_one_none(topic, name):
    pair = TOPICS[topic][name]
    for who, most in (("right", 2.0), ("wrong", 0.0)):
        answer = getattr(pair, who)
        result = judged(
            pair.test, answer, locked=pair.given, skeleton=pair.skeleton, seconds=20.0,
            before=pair.before, files=pair.files, solution=pair.right,
        )  # fmt: skip
        mark = result["marks"]["test"]
        assert mark["score"] == pair.ours.get(who, most), (who, mark["message"], mark["flag"])
        waits = topic == "toothless" and "right" in pair.ours
        assert bool(result["flags"]) == waits, result["flags"]


@pytest.mark.parametrize("place", OF_COURSES)
def test_so_it_is_in_courses_of_many_kinds(place):
    topic, _, name = place.partition("/")
    pair = COURSES[topic][name]
    for who in courses.ANSWERS:
        if not (answer := getattr(pair, who)):
            continue
        result = judged(
            pair.test, answer, locked=pair.given, skeleton=pair.skeleton, seconds=20.0,
            before=pair.before, files=pair.files, solution=pair.right,
        )  # fmt: skip
        mark = result["marks"]["test"]
        assert mark["score"] == courses.expected(pair, who), (who, mark["message"], mark["flag"])
        assert bool(result["flags"]) == pair.why.get(who, "").endswith("a person sees")


def test_no_course_is_left_out():
    if lacking := courses.lacking():
        packages = ", ".join(sorted({name for needed in lacking.values() for name in needed}))
        pytest.skip(f"{len(lacking)} notebooks of courses need {packages}, which is not installed")
    assert set(courses.NEEDED) | set(courses.CONNECTED) <= COURSES.keys()
