"""Recorded tasks, and many waits by threads and coroutines."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from threadlab import record_tasks, wait_times
from threadlab.errors import ThreadlabError
from threadlab.experiments import waits as module
from threadlab.recorder.recording import Recording


async def rest(seconds: float = 0.01) -> str:
    await asyncio.sleep(seconds)
    return "rested"


def lanes(recording: Recording) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for event in recording.events:
        found.setdefault(event.thread, []).append((event.operation, event.object))
    return found


def test_a_task_is_a_lane_that_sleeps_and_waits() -> None:
    async def main() -> Recording:
        with record_tasks() as recording:
            bell = asyncio.Event()
            task = asyncio.create_task(bell.wait(), name="listener")
            await asyncio.gather(rest(), rest())
            bell.set()
            await task
        return recording

    found = lanes(asyncio.run(main()))
    assert list(found) == ["listener", "rest", "rest (2)"]
    assert found["listener"] == [("start", ""), ("wait", "Event.wait"), ("wake", ""), ("exit", "")]
    assert found["rest"] == [("start", ""), ("sleep", "sleep"), ("wake", ""), ("exit", "")]


def test_cancelled_tasks_and_failing_ones_end_their_lanes_and_raise_as_ever() -> None:
    async def fail() -> None:
        raise ValueError("no")

    async def main() -> Recording:
        with record_tasks() as recording:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(asyncio.create_task(rest(9), name="slow"), 0.01)
            with pytest.raises(ValueError, match="no"):
                await asyncio.create_task(fail())
        return recording

    found = lanes(asyncio.run(main()))
    assert found["slow"][-1] == found["fail"][-1] == ("exit", "")


def test_afterwards_tasks_are_made_as_before() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        before = loop.get_task_factory()
        with record_tasks() as recording:
            second = record_tasks()
            with pytest.raises(ThreadlabError, match="already"):
                second.__enter__()
        assert loop.get_task_factory() is before
        assert await asyncio.create_task(rest(0)) == "rested"
        assert recording.events == ()

    asyncio.run(main())


def test_without_a_loop_there_is_a_sentence() -> None:
    with pytest.raises(ThreadlabError, match="No event loop runs here"), record_tasks():
        pass


def test_a_servers_own_tasks_are_not_drawn_but_its_clients_are() -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readline())
        writer.close()

    async def call(address: Any) -> bytes:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"hello\n")
        answer = await reader.readline()
        writer.close()
        return answer

    async def main() -> Recording:
        with record_tasks() as recording:
            async with await asyncio.start_server(echo, "127.0.0.1", 0) as server:
                task = asyncio.create_task(call(server.sockets[0].getsockname()))
                assert await task == b"hello\n"
        return recording

    assert set(lanes(asyncio.run(main()))) == {"call", "echo"}


def test_waits_are_measured_by_number_and_drawn_beside_the_recorded_ones() -> None:
    found = wait_times([1, 5, 50], seconds=0.01, most_threads=5)
    assert list(found.seconds["threads"]) == [1, 5]
    assert list(found.seconds["asyncio"]) == [1, 5, 50]
    assert all(spent >= 0.01 for times in found.seconds.values() for spent in times.values())
    assert "recorded" not in repr(found)  # those are of longer waits
    usual = module.Waits({"asyncio": {10: 0.2}}, module.WAIT, "here")
    assert "coroutines, asyncio, recorded, CPython 3.12: 10: 0.20 s" in repr(usual)
    assert usual._repr_png_().startswith(b"\x89PNG")


def test_what_would_take_long_one_after_the_other_is_computed() -> None:
    chart = module.many_waits(["serial", "asyncio"], 100, 0.1)
    assert "one after the other, computed" in chart.rows["serial"]
    assert next(iter(chart.series.values()))["serial"] == 10
    assert "class" not in repr(chart)


def test_the_bench_shows_the_classs_experiment_first(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []

    class Shown(module.Bench):
        def show(self) -> None:
            made.append(self)

    monkeypatch.setattr(module, "Bench", Shown)
    module.wait_bench()
    assert "the class's laptop 3.01 s" in repr(made[0].first)
    assert "CPython 3.12 2.03 s" in repr(made[0].first)
    values = {name: control.value for name, control in made[0].controls.items()}
    assert (values["waits"], values["seconds"]) == module.CLASS
    assert set(values["kinds"]) == {"threads", "asyncio"}
