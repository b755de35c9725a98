"""Recordings of real threads: what they show, and that nothing is left behind."""

from __future__ import annotations

import _thread
import builtins
import queue
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore, Thread
from time import sleep
from types import SimpleNamespace

import pytest

from threadlab import Recording, ThreadlabError, record
from threadlab.pictures.spans import spans

office = Lock()
nested = RLock()
rooms = {"red": Lock(), "blue": [Lock()]}
kept: list[object] = []


class Account:
    def __init__(self) -> None:
        self.lock = Lock()


account = Account()


def closed_over() -> object:
    hidden = Lock()

    def use() -> None:
        with hidden:
            pass

    return use


use_hidden = closed_over()


def done(recording: Recording, thread: str) -> list[tuple[str, str]]:
    return [(e.operation, e.object) for e in recording.events if e.thread == thread]


def run(*threads: Thread) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_thread_starts_works_and_ends() -> None:
    def work() -> None:
        with office:
            sleep(0)
        print("done", 1)

    with record() as recording:
        run(Thread(target=work, name="cook"))
    assert done(recording, "cook") == [
        ("start", ""), ("acquire", "office"), ("sleep", ""), ("wake", ""),
        ("release", "office"), ("print", ""), ("exit", ""),
    ]  # fmt: skip
    mine = done(recording, "main")
    assert mine[0] == ("start", "cook") and mine[-1] == ("join", "cook")
    assert [event.value for event in recording.events if event.operation == "print"] == ["done 1"]
    times = [event.time for event in recording.events]
    assert times == sorted(times) and times[-1] <= recording.elapsed


def test_who_has_to_wait_is_drawn_waiting_for_that_lock() -> None:
    got_it = Event()

    def second() -> None:
        got_it.set()
        with office:
            pass

    with record() as recording:
        thread = Thread(target=second, name="second")
        with office:
            thread.start()
            got_it.wait()
            while not any(  # until it stands at the lock, which only it can say
                note.operation == "wait" and note.object == "office"
                for note in peek(recording, thread)
            ):
                pass
        thread.join()
    assert done(recording, "second")[1:] == [
        ("set", "got_it"), ("wait", "office"), ("acquire", "office"),
        ("release", "office"), ("exit", ""),
    ]  # fmt: skip
    states = [
        (span.state, span.reason) for span in spans(recording.events) if span.thread == "second"
    ]
    assert ("waiting", "office") in states
    assert "second: waiting for office" in recording._repr_html_()


def peek(recording: Recording, thread: Thread) -> Iterator[SimpleNamespace]:
    """What a thread has noted so far, seen from within its recording."""
    proxy = globals()["office"]
    notes = proxy.acquire.__closure__
    for cell in notes:
        if isinstance(cell.cell_contents, list) and cell.cell_contents:
            for note in list(cell.cell_contents):
                if isinstance(note, tuple) and note[1] == thread.ident:
                    name = "office" if note[3] is proxy else str(note[3])
                    yield SimpleNamespace(operation=note[2], object=name)


def test_locks_are_found_wherever_the_program_keeps_them() -> None:
    made = Lock()
    with record() as recording:
        for lock in (office, rooms["red"], rooms["blue"][0], account.lock, made):  # type: ignore[index]
            with lock:  # type: ignore[union-attr]
                pass
        use_hidden()  # type: ignore[operator]
    taken = [event.object for event in recording.events if event.operation == "acquire"]
    # A lock that only a local variable holds, made before the recording, stays as it is.
    assert taken == ["office", "rooms['red']", "rooms['blue'][0]", "account.lock", "hidden"]


def test_locks_that_are_made_meanwhile_are_recorded_and_real_afterwards() -> None:
    with record() as recording:
        kept[:] = [Lock(), RLock(), threading.Lock()]
        for lock in kept:
            with lock:  # type: ignore[attr-defined]
                pass
    taken = [event.object for event in recording.events if event.operation == "acquire"]
    assert taken == ["kept[0]", "kept[1]", "kept[2]"]
    assert [type(lock) for lock in kept] == [type(Lock()), type(RLock()), type(Lock())]


def test_a_lock_may_be_taken_again_refused_and_waited_for_in_vain() -> None:
    with record() as recording:
        with nested, nested:
            assert not nested.acquire(timeout=0) or nested.release() is None
        office.acquire()
        assert office.locked()
        assert not office.acquire(blocking=False)
        assert not office.acquire(timeout=0)
        office.release()
        with pytest.raises(RuntimeError):
            office.release()
    operations = [e.operation for e in recording.events if e.object == "office"]
    assert operations == ["acquire", "wait", "wake", "release", "release"]


def test_signals_and_queues() -> None:
    event, gate, line = Event(), Barrier(2), queue.Queue(1)
    permits, bounded, bell = Semaphore(1), BoundedSemaphore(1), Condition()

    def other() -> None:
        gate.wait()
        event.wait()
        line.get()
        with permits, bounded:
            pass
        with bell:
            bell.notify_all()

    with record() as recording:
        thread = Thread(target=other, name="other")
        thread.start()
        gate.wait()
        event.set()
        event.wait()
        line.put(7)
        thread.join()
        with bell:
            bell.wait(0)
        with pytest.raises(queue.Empty):
            line.get_nowait()
    theirs = done(recording, "other")
    for operation in (("wake", "gate"), ("get", "line"), ("acquire", "permits"),
                      ("release", "bounded"), ("acquire", "bell"), ("notify", "bell")):  # fmt: skip
        assert operation in theirs
    mine = done(recording, "main")
    assert ("set", "event") in mine and ("put", "line") in mine and ("wait", "event") not in mine
    assert [e.value for e in recording.events if e.operation == "put"] == ["7"]
    assert not any("lock" in name for _, name in theirs + mine), "no locks of the library's own"


def test_pools_are_threads_and_processes_are_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    # Under nbval pytest's main module may be another one, which spawn could not start from.
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None, raising=False)
    with record() as recording:
        with ThreadPoolExecutor(2, thread_name_prefix="pool") as pool:
            list(pool.map(abs, [1, 2]))
        process = get_context("spawn").Process(target=abs, args=(1,), name="child")
        process.start()
        process.join()
    assert ("exit", "") in done(recording, "pool_0")
    assert done(recording, "child") == [("start", ""), ("exit", "")]
    assert ("join", "child") in done(recording, "main")


def test_threads_of_one_name_and_threads_that_go_on() -> None:
    stop, started = Event(), Barrier(3)

    def work() -> None:
        started.wait()
        stop.wait()

    with record() as recording:
        threads = [Thread(target=work, name="same") for _ in range(2)]
        for thread in threads:
            thread.start()
        started.wait()
    stop.set()
    for thread in threads:
        thread.join()
    names = {event.thread for event in recording.events}
    assert names == {"main", "same", "same (2)"}
    assert not any(event.operation == "exit" for event in recording.events)
    ends = {span.thread: span.end for span in spans(recording.events)}
    assert ends["same"] == ends["same (2)"] == recording.events[-1].time, "drawn to the end"


def everything() -> list[object]:
    watched = (threading.Thread, Condition, Event, Barrier, Semaphore, BoundedSemaphore,
               queue.Queue, BaseProcess)  # fmt: skip
    found: list[object] = [value for owner in watched for value in vars(owner).values()]
    found += [time.sleep, builtins.print, threading.Lock, threading.RLock, sys.getprofile()]
    found += [threading.getprofile(), threading.gettrace(), sys.gettrace()]
    found += [value for name, value in globals().items() if name != "kept"]
    return [*found, *rooms.values(), rooms["blue"][0], account.lock, sleep, Lock]  # type: ignore[index]


@pytest.mark.parametrize("error", [None, ValueError, KeyboardInterrupt])
def test_nothing_is_patched_afterwards(error: type[BaseException] | None) -> None:
    before = everything()
    try:
        with record():
            assert any(one is not other for one, other in zip(before, everything(), strict=True))
            if error is not None:
                raise error
    except (ValueError, KeyboardInterrupt):
        pass
    assert all(one is other for one, other in zip(before, everything(), strict=True))
    assert not office.locked()


def test_an_error_in_the_block_goes_on_and_the_recording_is_there() -> None:
    with pytest.raises(ZeroDivisionError), record() as recording:
        run(Thread(target=int, name="one"))
        print(1 / 0)
    assert done(recording, "one") == [("start", ""), ("exit", "")]


def test_a_recording_within_a_recording_is_refused() -> None:
    with record(), pytest.raises(ThreadlabError, match="End that block"), record():
        pass
    with record():
        pass  # the refusal has left nothing locked


def test_too_much_is_counted_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threadlab.recorder.record.MOST_OPERATIONS", 10)
    with record() as recording:
        for _ in range(20):
            sleep(0)
    assert len(recording.events) == 10 and recording.lost == 30
    assert "30 operations are not drawn" in recording._repr_html_()


def test_the_programs_namespace_is_found_through_an_exit_stack() -> None:
    with ExitStack() as stack:
        recording = stack.enter_context(record())
        with office:
            pass
    assert [e.object for e in recording.events if e.operation == "acquire"] == ["office"]


# A thread of somebody else's: its code lies where the library's does.
ELSEWHERE = """
import threading, time
def go_on(stop, ready):
    while not stop.is_set():
        time.sleep(0)
        helper = threading.Thread(target=len, args=("",), name="helper")
        helper.start()
        helper.join()
        ready.set()
"""


def test_threads_of_the_library_are_not_drawn_whoever_records() -> None:
    library: dict[str, object] = {"__name__": "kernel", "__file__": queue.__file__}
    exec(compile(ELSEWHERE, queue.__file__, "exec"), library)
    stop, ready, recordings = Event(), Event(), []

    def work() -> None:
        with record() as recording:
            run(Thread(target=sleep, args=(0,), name="mine"))
            ready.clear()
            ready.wait()
        recordings.append(recording)
        ended.release()

    ended = _thread.allocate_lock()
    ended.acquire()
    kernel = Thread(target=library["go_on"], args=(stop, ready), name="kernel")
    kernel.start()
    reader = Thread(target=work, name="a thread of the kernel's that runs a cell")
    reader.start()
    ended.acquire()
    stop.set()
    kernel.join()
    assert {event.thread for event in recordings[0].events} == {"main", "mine"}


def test_an_empty_recording_can_be_drawn() -> None:
    with record() as recording:
        pass
    assert "Recorded timeline" in repr(recording)
