"""What is reported by those who grade with other tools: right answers pass, and wrong ones fail.

Each pair stands in support/differential/pairs.py; with stock nbgrader beside it they are tried in
test_differential.py.
"""

from __future__ import annotations

import pytest

from support.differential.pairs import TOPICS
from support.judged import judged
from support.sandbox import needs_sandbox

pytestmark = needs_sandbox
PAIRS = [(topic, name) for topic, pairs in TOPICS.items() for name in pairs]


@pytest.mark.parametrize(("topic", "name"), PAIRS)
def test_a_right_answer_gets_its_points_and_a_wrong_one_none(topic, name):
    pair = TOPICS[topic][name]
    for who, most in (("right", 2.0), ("wrong", 0.0)):
        answer = getattr(pair, who)
        result = judged(
            pair.test, answer, locked=pair.given, skeleton=pair.skeleton, seconds=20.0,
            before=pair.before, files=pair.files,
        )  # fmt: skip
        mark = result["marks"]["test"]
        assert mark["score"] == pair.ours.get(who, most), (who, mark["message"], mark["flag"])
        waits = topic == "toothless" and "right" in pair.ours
        assert bool(result["flags"]) == waits, result["flags"]
