"""What sharing costs."""

from __future__ import annotations

import pytest

from threadlab import sharing
from threadlab.experiments.sharing.bench import _measured
from threadlab.experiments.sharing.result import SHAPES, TIMES, recorded_sharing, sharing_chart

pytestmark = pytest.mark.usefixtures("only_this_build")


def test_every_increment_arrives_in_each_shape() -> None:
    found = sharing(threads=3, times=2000)
    assert found.arrived
    assert set(found.here) == set(SHAPES)
    assert all(one > 0 and together > 0 for one, together in found.here.values())
    assert "a lock around each: 3 threads: your machine, CPython" in repr(found)
    assert "recorded" not in repr(found)


def test_recorded_figures_of_sharing_stand_beside_those_of_as_much_work() -> None:
    chart = sharing_chart(recorded_sharing(), 2, TIMES)
    assert "a lock around each: 2 threads" in repr(chart)
    assert "free-threaded 3.14 863 ms" in repr(chart)
    assert chart._repr_png_().startswith(b"\x89PNG")


def test_a_shape_that_was_measured_alone_is_drawn_alone() -> None:
    found = _measured("all", shapes=("local",), threads=2)
    assert "a local sum, merged at the end: 2 threads: your machine" in repr(found)
    assert "free-threaded 3.14 73 ms" in repr(found) and "a lock around each" not in repr(found)
