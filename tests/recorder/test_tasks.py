"""Recorded tasks of an event loop."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from threadlab import record_tasks
from threadlab.errors import ThreadlabError
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


def test_what_a_lane_waits_for_has_a_name_that_asyncio_s_users_know() -> None:
    async def meal() -> None:
        await asyncio.gather(rest(), rest())
        await asyncio.create_task(rest())
        await asyncio.get_running_loop().run_in_executor(None, len, "abc")

    async def main() -> Recording:
        with record_tasks() as recording:
            await asyncio.create_task(meal())
        return recording

    found = lanes(asyncio.run(main()))
    waits = {awaited for operation, awaited in found["meal"] if operation == "wait"}
    assert waits == {"Future"}  # it said FutureIter, a name that no page of the library has


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
    with pytest.raises(ThreadlabError, match="No event loop is running here"), record_tasks():
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
