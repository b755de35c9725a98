"""A hundred threads that take one each."""

from __future__ import annotations

from threadlab import measure


def test_a_hundred_threads_that_take_one_each() -> None:
    assert measure("take-one", threads=20, pause=0.0, locked=True).result["left"] == 0
    assert 0 < measure("take-one", threads=20, pause=0.05, locked=False).result["left"] < 20
