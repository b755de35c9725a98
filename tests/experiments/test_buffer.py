"""Producers, a buffer and consumers."""

from __future__ import annotations

from threadlab import buffer


def test_a_buffer_never_holds_more_than_it_has_room_for_and_all_is_used_up() -> None:
    found = buffer(3, 2, 4, items=30, produce=0.0001, consume=0.0005)
    assert found.levels[-1][1] == 0 and len(found.levels) == 61
    # The count is made after the put, when a consumer may have taken one more already.
    assert found.highest <= 4 + 3
    assert "All items were used up" in repr(found)
    assert found._repr_png_().startswith(b"\x89PNG")
