"""Whose turn it is."""

from __future__ import annotations

from typing import Any

import pytest

from threadlab import ThreadlabError, recorded_turns, turns
from threadlab.experiments.builds import Build
from threadlab.experiments.measurement import Measurement
from threadlab.experiments.turns.lanes import Lane, Turns
from threadlab.experiments.turns.result import _told
from threadlab.pictures.picture import Picture

WITH = Build("", "3.12.1", gil=True, cores=2)


WITHOUT = Build("", "3.14.0", gil=False, cores=2)


def told(build: Build, *threads: dict[str, Any]) -> Turns:
    result = {"threads": list(threads), "seconds": 0.06, "nap": 0.001}
    return _told(Measurement("turns", {"interval": 0.005}, result, build))


def test_with_a_gil_no_two_threads_are_executed_at_once() -> None:
    found = turns(computing=2, sleeping=1)
    assert len(found.lanes) == 3
    assert not found.build.gil or found.together < 0.05
    assert all(0 <= a <= b <= found.seconds for lane in found.lanes for a, b in lane.turns)
    assert "two threads" in repr(found) and "the longest wait was" in repr(found)


@pytest.mark.parametrize("wrong", [(0, 0), (5, 0), (1, 5), (-1, 1)])
def test_more_threads_than_can_be_drawn_are_refused_in_a_sentence(wrong: tuple[int, int]) -> None:
    with pytest.raises(ThreadlabError, match="at most 4 of each kind"):
        turns(*wrong)


def test_a_thread_is_kept_out_between_its_turns_and_after_its_naps() -> None:
    found = told(WITH, {"turns": [[0.0, 0.02], [0.03, 0.05]]}, {"naps": [[0.01, 0.025]]})
    computing, sleeping = found.lanes
    assert computing.kept_out == ((0.02, 0.03), (0.05, 0.06))
    assert sleeping.naps == ((0.01, 0.011),)
    assert sleeping.kept_out == ((0.0, 0.01), (0.011, 0.025))
    assert found.longest_wait == pytest.approx(0.014)


def test_turns_with_a_breath_between_them_are_one_unless_another_thread_took_it() -> None:
    pair = {"turns": [[0.0, 0.01], [0.0101, 0.02]]}
    assert len(told(WITH, pair).lanes[0].turns) == 1
    assert len(told(WITH, pair, {"turns": [[0.01005, 0.01006]]}).lanes[0].turns) == 2


def test_the_time_in_which_two_are_executed_at_once_is_told() -> None:
    found = told(WITHOUT, {"turns": [[0.0, 0.06]]}, {"turns": [[0.03, 0.06]]})
    assert found.together == pytest.approx(0.5)
    assert "no GIL: two threads or more at once in 50 % of the time" in repr(found)


def test_the_gil_has_a_lane_where_there_is_one() -> None:
    lanes = (Lane("1: computes", ((0.0, 0.01),), ((0.01, 0.02),)),)
    with_gil = Turns(lanes, 0.02, 0.005, WITH).picture()
    without = Turns(lanes, 0.02, 0.005, WITHOUT).picture()
    assert "the GIL" in with_gil.svg() and ">the GIL<" not in without.svg()
    assert "1: computes has the GIL from 0 s to 10 ms" in with_gil.svg()
    assert with_gil.height > without.height


def test_what_was_recorded_without_a_gil_is_drawn_as_from_elsewhere() -> None:
    found = recorded_turns()
    assert found.together > 0.9 and found.longest_wait < 0.001
    assert isinstance(found.picture(), Picture)
    assert "recorded on a two-core server, free-threaded 3.13" in found.picture().svg()
