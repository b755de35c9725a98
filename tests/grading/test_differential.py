"""Beside stock nbgrader: a corpus of notebooks graded by both, and a reason for each difference."""

from __future__ import annotations

import pytest

from support.differential import courses, shipped
from support.differential.beside import compare
from support.differential.forms import FORMS
from support.differential.own import hand_in, lay_out
from support.differential.pairs import TOPICS as SMALL
from support.graded import Here
from support.samples import ALL
from support.sandbox import needs_sandbox

# Stock nbgrader enters submissions with the one; its notebooks lead to the other: not ours to mend.
pytestmark = [
    needs_sandbox,
    pytest.mark.filterwarnings("ignore:Cell is missing an id field"),
    pytest.mark.filterwarnings("ignore:Object of type <Submitted.*not in session"),
]
COURSES = courses.topics()
TOPICS = SMALL | COURSES
FEW = ("stderr", "partial", "endings", "given")
FEW_SHIPPED = ("autotest-hidden",)
FEW_FORMS = ("delimiters",)


def reasons_of(topics):
    return {
        (topic, who, topic, f"{name}-test"): reason
        for topic in topics
        for name, pair in TOPICS[topic].items()
        for who, reason in (courses.reasons(pair) if topic in COURSES else pair.why).items()
        if reason
    }


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    work = tmp_path_factory.mktemp("differential")
    topics = list(TOPICS) if ALL else FEW
    names = list(shipped.ASSIGNMENTS) if ALL else FEW_SHIPPED
    for name in names:
        shipped.lay_out(work / "course", name)
    for topic in topics:
        lay_out(work / "course", topic, TOPICS[topic])
        for who in courses.ANSWERS if topic in COURSES else ("right", "wrong"):
            hand_in(work / "course", topic, TOPICS[topic], who)
    reasons = {place: why for place, why in shipped.REASONS.items() if place[0] in names}
    reasons |= reasons_of(topics)
    found = compare(work / "course", work, executor=Here(), reasons=reasons)
    print(found.text())
    return found


def test_each_difference_from_stock_nbgrader_has_a_reason(table):
    assert not table.unexplained, table.text()
    assert not table.stale


def test_right_answers_get_their_points_and_wrong_ones_none(table):
    wrong = {}
    for row in table.rows:
        topic, who, _, cell = row.place
        if topic not in TOPICS or not cell.endswith("-test"):
            continue
        pair = TOPICS[topic][cell.removesuffix("-test")]
        expected = courses.expected(pair, who)
        if row.ours is None or row.ours.score != expected:
            wrong["/".join(row.place)] = f"{row.ours}, and not {expected}: {row.said}"
    assert not wrong, "\n".join(f"{place}: {what}" for place, what in wrong.items())


@pytest.mark.parametrize("name", FORMS if ALL else FEW_FORMS)
def test_a_notebook_is_graded_in_whatever_form_it_comes(name, tmp_path):
    form = FORMS[name]
    form.lay_out(tmp_path / "course", name)
    found = compare(tmp_path / "course", tmp_path, executor=Here())
    tests = [row for row in found.rows if row.place[3] in ("f-test", "g-test")]
    assert len(tests) == 2 * len(form.submitted)
    for row in tests:
        assert row.ours is not None, row
        assert row.ours.score == form.points(row.place[1], row.place[3]), row
    different = [row for row in found.rows if not row.equal]
    assert bool(different) == bool(form.why), found.text()
