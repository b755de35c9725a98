"""What is in a container, however it is gone through."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Any

import pytest

from threadlab.explorer.engine.log import FIELDS
from threadlab.explorer.engine.modes import READ
from threadlab.explorer.objects import effects
from threadlab.explorer.objects.parts import parts


class Mine:
    """An object of the program's."""


@pytest.mark.parametrize("base", [list, tuple, set, frozenset, deque, dict, OrderedDict])
def test_a_class_of_its_own_changes_nothing_about_what_is_in_it(base: Any) -> None:
    def unasked(*_: Any) -> Any:
        raise AssertionError("the class has been asked")

    names = ("__iter__", "__len__", "__getitem__", "__contains__", "keys", "values", "__eq__")
    own = type("Own", (base,), dict.fromkeys(names, unasked) | {"__hash__": None})
    items = {1: "a", 2: "b"} if issubclass(base, dict) else (1, 2)
    expected = [1, 2, "a", "b"] if issubclass(base, dict) else [1, 2]
    assert parts(base(items)) == expected
    assert parts(own(items)) == expected
    assert parts(object()) is None


@pytest.mark.parametrize("wrap", [list, tuple, lambda items: {"key": items}, deque])
def test_numbers_and_texts_around_it_hide_no_container(wrap: Any) -> None:
    inner, mine = [3], Mine()
    outer = [1, "two", None, wrap([4.0, inner, b"five", mine]), True]
    touched = effects.deep(outer)
    assert any(thing is inner and mode == READ for thing, mode, _ in touched)
    found = effects.records([outer], every=True)
    assert [(thing, item) for thing, _, item in found] == [(mine, FIELDS)]


def test_plain_data_alone_has_nothing_within() -> None:
    rows = [(1, "a"), (2, "b")]
    assert effects.records([1, "a", None]) == []
    assert effects.deep(3) == []
    assert all(thing is rows or thing in rows for thing, _, _ in effects.deep(rows))
