"""Updates that get lost."""

from __future__ import annotations

from typing import Any

import pytest

from threadlab import lost_updates

pytestmark = pytest.mark.usefixtures("only_this_build")


def test_with_a_lock_no_update_is_lost_and_with_a_sleep_half_of_them() -> None:
    found = lost_updates(["locked", "sleep"], times=2000)
    assert found.here["locked"] == 0
    assert 0 < found.here["sleep"] <= 50.1
    assert "with a lock: your machine" in repr(found)


def test_shapes_are_what_they_are_called() -> None:
    import dis

    from threadlab.experiments.lost_updates.job import add_call, add_locked, add_name

    def calls(function: Any) -> bool:
        return any(step.opname.startswith("CALL") and step.argval == 1
                   for step in dis.get_instructions(function)
                   if step.opname in ("CALL", "CALL_FUNCTION"))  # fmt: skip

    names = {function.__name__: function.__code__.co_names
             for function in (add_call, add_locked, add_name)}  # fmt: skip
    assert "int" in names["add_call"] and "int" in names["add_locked"]
    assert "int" not in names["add_name"] and calls(add_call)
