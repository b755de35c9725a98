"""How figures are drawn and told."""

from __future__ import annotations

import pytest

from threadlab.experiments.chart import Chart
from threadlab.experiments.curves import Curve, Curves
from threadlab.words import say


def test_charts_say_all_values_in_words_and_draw_ranges() -> None:
    chart = Chart({"a": "first", "b": "second"}, {"here": {"a": 3}, "there": {"a": (1, 9), "b": 0}},
                  "unit", sign=" %")  # fmt: skip
    assert repr(chart).splitlines() == ["unit", "first: here 3 %, there 1–9 %", "second: there 0 %"]
    assert [text.get_text() for text in chart.figure().axes[0].texts] == ["3 %", "1–9 %", "0 %"]


def test_bars_that_a_row_has_are_centred_on_it() -> None:
    chart = Chart({"a": "both", "b": "one"}, {"x": {"a": 1}, "y": {"a": 2, "b": 3}}, "unit")
    bars = [bar.get_y() + bar.get_height() / 2 for bar in chart.figure().axes[0].patches]
    assert bars == pytest.approx([1.2, 0.8, 0.0])


def test_a_recorded_build_looks_the_same_whatever_was_measured_here() -> None:
    recorded = {say("measuring.recorded", build=str(n)): {"a": n} for n in (1, 2, 3)}
    looks = set()
    for count in range(3):
        here = {say("measuring.here", build=str(n)): {"a": n} for n in range(count)}
        chart = Chart({"a": "row"}, here | recorded, "unit")
        looks.add(tuple(chart.look(name) for name in recorded))
        assert len({chart.look(name) for name in chart.series}) == len(chart.series)
    assert len(looks) == 1


def test_curves_say_their_points_at_whole_numbers() -> None:
    curve = Curve("law", ((1, 1.0), (1.5, 1.4), (2, 1.75)), "#000000", "dashed")
    words = repr(Curves((curve,), "workers", "speed-up"))
    assert words == "speed-up / workers\nlaw: 1.00 (1), 1.75 (2)"
