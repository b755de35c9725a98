"""Servers of several designs with many clients."""

from __future__ import annotations

from typing import Any

import pytest

from threadlab import servers
from threadlab.errors import ThreadlabError
from threadlab.experiments.measurement import measure
from threadlab.experiments.servers import designs
from threadlab.experiments.servers.bench import server_bench
from threadlab.experiments.servers.result import DESIGNS, REQUESTS, Service, recorded_servers

pytestmark = pytest.mark.usefixtures("only_this_build")


@pytest.mark.parametrize("design", DESIGNS)
def test_every_client_gets_every_answer_by_each_design(design: Any) -> None:
    served = servers([design], clients=3)[design]
    assert [len(pairs) for pairs in served.clients] == [REQUESTS] * 3
    assert served.late == 0
    for pairs in served.clients:
        times = [moment for pair in pairs for moment in pair]
        assert times == sorted(times)


def test_designs_are_those_that_there_are_servers_for() -> None:
    assert set(DESIGNS) == set(designs.DESIGNS)


def test_an_unknown_design_is_a_sentence() -> None:
    with pytest.raises(ThreadlabError, match="The measurement failed: "):
        measure("servers", design="magic", clients=1, requests=1, think=0,
                work="empty", amount=0)  # fmt: skip


def test_waits_are_added_up_for_each_client() -> None:
    quick, slow = ((0.0, 0.25), (0.5, 0.75)), ((0.0, 2.0),)
    served = Service((slow, quick, quick))
    assert served.waits == [0.5, 0.5, 2.0]
    assert (served.median, served.slowest, served.seconds, served.rate) == (0.5, 2.0, 2.0, 2.5)
    assert "one client was not served" in Service((quick,), late=1).words()
    assert Service(()).rate == Service(()).median == 0


def test_a_load_picture_has_a_row_for_each_client_and_says_all_in_words() -> None:
    picture = recorded_servers().picture()
    bars = [each for each in picture.elements if 'fill="url(#hatch)"' in each]
    assert len(bars) == len(DESIGNS) * 12 * REQUESTS + 1  # and the legend
    assert "load from 12 clients" in picture.description
    assert "one after the other: 115 answers per second" in repr(recorded_servers())


def test_the_bench_shows_the_recorded_figures_first(benches: list[Any]) -> None:
    server_bench()
    assert benches[0].first.build == "recorded, CPython 3.12"
    assert set(benches[0].controls) == {"designs", "clients", "work"}
    values = {name: control.value for name, control in benches[0].controls.items()}
    assert set(benches[0].job(**values | {"designs": ("loop",), "clients": 1}).services) == {
        "one after the other"
    }
