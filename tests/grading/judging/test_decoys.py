"""Decoys: false twins of a test that has to fail."""

from __future__ import annotations

from threadlab.grading.judging.decoys import twins


def test_a_false_twin_differs_in_what_it_expects():
    import random

    body = "office = Office([1])  # 票\nassert office.buy() == 1, 'one'\nassert office.unsold() == []\n"
    made = {twins(body, random.Random(seed)) for seed in range(20)}
    assert {check for check, _ in made} == {body}
    assert {twin for _, twin in made} == {
        body.replace("== 1", "== 2"), body.replace("== []", "== [None]")
    }  # fmt: skip
    check, twin = twins("x = 1", random.Random(1))
    assert check.partition("==")[0] == twin.partition("==")[0] and check != twin
    assert eval(check.partition("assert ")[2]) and not eval(twin.partition("assert ")[2])
