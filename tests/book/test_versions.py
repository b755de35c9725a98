"""What the book says of versions of Python, tried on the one that runs these tests.

Nothing but the standard library is needed, so that any newer Python with pytest can run this file.
"""

from __future__ import annotations

import gc
import inspect
import multiprocessing
import os
import queue
import subprocess
import sys
import threading
from concurrent import futures
from importlib.util import find_spec
from pathlib import Path

import pytest

NOW = sys.version_info[:2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="what is said of Linux")
since_3_14 = pytest.mark.skipif(NOW < (3, 14), reason="what is said of 3.14 and later")


@linux
def test_linux_forks_up_to_3_13_and_has_a_forkserver_from_3_14_on() -> None:
    default = "fork" if NOW < (3, 14) else "forkserver"
    assert multiprocessing.get_context().get_start_method() == default


@linux
@pytest.mark.filterwarnings("ignore")
def test_a_fork_beside_threads_is_warned_of_from_3_12_on() -> None:
    program = (
        "import os, threading; e = threading.Event(); threading.Thread(target=e.wait).start()\n"
        "if not os.fork(): os._exit(0)\ne.set(); os.wait()"
    )
    run = subprocess.run([sys.executable, "-W", "always", "-c", program], capture_output=True,
                         text=True, check=True)  # fmt: skip
    assert ("may lead to deadlocks in the child" in run.stderr) == (NOW >= (3, 12))
    assert ("This process (pid=" in run.stderr) == (NOW >= (3, 12))


@linux
@pytest.mark.filterwarnings("ignore")
def test_a_forked_child_gets_fresh_locks_for_logging_and_none_of_ones_own() -> None:
    program = """
import logging, os, threading
taken, done = threading.Event(), threading.Event()
mine, handler = threading.Lock(), logging.StreamHandler()
def hold():
    with mine, handler.lock:
        taken.set(), done.wait()
threading.Thread(target=hold).start()
taken.wait()
if not os.fork():
    print(handler.lock.acquire(blocking=False), mine.acquire(blocking=False), flush=True)
    os._exit(0)
os.wait(), done.set()
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == "True False\n"


@linux
def test_a_daemon_of_a_parent_that_is_killed_lives_on() -> None:
    program = """
import os, signal
from multiprocessing import get_context
listen, alive = os.pipe()
def child():
    os.close(alive)
    os.read(listen, 1)  # until the parent is gone
    print("lives on", flush=True)
get_context("fork").Process(target=child, daemon=True).start()
os.kill(os.getpid(), signal.SIGKILL)
"""
    run = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True,
                         check=False)  # fmt: skip
    assert (run.returncode, run.stdout) == (-9, "lives on\n")


@linux
def test_the_system_learns_the_names_of_threads_from_3_14_on() -> None:
    names = []

    def look() -> None:
        known = Path(f"/proc/self/task/{threading.get_native_id()}/comm")
        names.append(known.read_text(encoding="utf-8").strip())

    thread = threading.Thread(target=look, name="Ann, the first of her name")
    thread.start()
    thread.join()
    assert (names == ["Ann, the first"]) == (NOW >= (3, 14))


def test_the_collector_begins_with_the_youngest_after_700_objects_and_since_3_13_after_2000() -> (
    None
):
    assert gc.get_threshold()[0] == (700 if NOW < (3, 13) else 2000)


def test_a_queue_can_be_shut_down_from_3_13_on_and_hands_out_what_is_there() -> None:
    shelf: queue.Queue[str] = queue.Queue()
    assert hasattr(shelf, "shutdown") == (NOW >= (3, 13))
    if NOW >= (3, 13):
        ended = queue.ShutDown  # type: ignore[attr-defined]
        shelf.put("rice")
        shelf.shutdown()  # type: ignore[attr-defined]
        with pytest.raises(ended):
            shelf.put("soup")
        assert shelf.get() == "rice"
        with pytest.raises(ended):
            shelf.get()


def test_the_cores_that_a_process_may_use_are_counted_from_3_13_on() -> None:
    assert hasattr(os, "process_cpu_count") == (NOW >= (3, 13))
    if NOW >= (3, 13):
        allowed = os.process_cpu_count()  # type: ignore[attr-defined]
        with futures.ThreadPoolExecutor() as pool:
            assert pool._max_workers == min(32, allowed + 4)


def test_map_can_be_kept_from_running_ahead_from_3_14_on() -> None:
    has_it = "buffersize" in inspect.signature(futures.Executor.map).parameters
    assert has_it == (NOW >= (3, 14))


def test_interpreters_have_a_module_and_a_pool_from_3_14_on() -> None:
    assert (find_spec("concurrent.interpreters") is not None) == (NOW >= (3, 14))
    assert hasattr(futures, "InterpreterPoolExecutor") == (NOW >= (3, 14))


@since_3_14
def test_bytes_are_shared_between_interpreters_on_purpose_and_a_token_in_a_queue_is_a_lock() -> (
    None
):
    from concurrent import interpreters  # type: ignore[attr-defined]

    board = memoryview(bytearray(8)).cast("q")
    turn = interpreters.create_queue()
    turn.put("turn")

    def clerk() -> None:
        mine = interpreters.create()
        mine.prepare_main(board=board, turn=turn)
        mine.exec("for _ in range(500):\n    turn.get(); board[0] = board[0] + 1; turn.put(1)")
        mine.close()

    pair = [threading.Thread(target=clerk) for _ in range(2)]
    for each in pair:
        each.start()
    for each in pair:
        each.join()
    assert board[0] == 1000
