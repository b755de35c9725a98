"""Decoys: copies of a check that nobody can pass."""

from __future__ import annotations

from threadlab.grading.judging.decoys import with_decoy


def test_a_decoy_differs_in_what_it_expects():
    import random

    body = "office = Office([1])  # 票\nassert office.buy() == 1, 'one'\nassert office.unsold() == []\n"
    made = {with_decoy(body, random.Random(seed)) for seed in range(20)}
    assert {check for check, _ in made} == {body}
    assert {decoy for _, decoy in made} == {
        body.replace("== 1", "== 2"), body.replace("== []", "== [None]")
    }  # fmt: skip
    check, decoy = with_decoy("x = 1", random.Random(1))
    assert check.partition("==")[0] == decoy.partition("==")[0] and check != decoy
    assert eval(check.partition("assert ")[2]) and not eval(decoy.partition("assert ")[2])
