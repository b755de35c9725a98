"""What test cells say about a student's server: it runs for real, in a process of its own."""

from __future__ import annotations

import os

import pytest

from threadlab.homework import census, server_process, servers
from threadlab.homework.modules import fresh, written
from threadlab.homework.servers import Server, told
from threadlab.homework.workshop import workshop

STATION = """
import os, threading

def serve(connection):
    number = 0
    for line in connection.makefile("rb"):
        number += 1
        if line == b"crash\\n":
            raise KeyError("Pluto")
        if line == b"WHO\\n":
            line = b"%d %d\\n" % (os.getpid(), threading.get_native_id())
        connection.sendall(b"%d %s" % (number, line.upper()))
    connection.close()
"""

THREADS = """
import socket, threading
from some_station import serve

class Threads:
    daemon = True

    def __init__(self, port):
        self.listener = socket.create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.work, name="door", daemon=True).start()

    def work(self):
        while True:
            line, _ = self.listener.accept()
            self.serve(line)

    def serve(self, line):
        threading.Thread(target=serve, args=[line], name="ship").start()

    def stop(self):
        pass

class OneAtATime(Threads):
    def serve(self, line):
        serve(line)
"""

PROCESSES = """
import multiprocessing
from some_station import serve
from some_threads import Threads

class Processes(Threads):
    start_method = "spawn"

    def serve(self, line):
        context = multiprocessing.get_context(self.start_method)
        child = context.Process(target=serve, args=[line], daemon=True)
        child.start()
        line.close()

    def stop(self):
        for child in multiprocessing.active_children():
            child.kill()
            child.join()

class Forked(Processes):
    start_method = "fork"

class ByServer(Processes):
    start_method = "forkserver"
"""

METHODS = ["Processes"] + (["Forked", "ByServer"] if os.name == "posix" else [])
needs_proc = pytest.mark.skipif(not census.known(), reason="there is no /proc here")


@pytest.fixture(autouse=True)
def modules():
    """The modules as a student's cells write them."""
    written_ones = {"some_station": STATION, "some_threads": THREADS, "some_processes": PROCESSES}
    for name, text in written_ones.items():
        (workshop() / f"{name}.py").write_text(text, encoding="utf-8")
    yield
    for name in written_ones:
        (workshop() / f"{name}.py").unlink()


@pytest.fixture
def hurry(monkeypatch):
    """Wait less long for what will not come."""
    monkeypatch.setattr(server_process, "PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(server_process, "_SLOWER", 0)
    monkeypatch.setattr(servers, "_SETTLED_SECONDS", 0.1)


def test_many_are_asked_at_once():
    with Server("some_threads.Threads") as server:
        callers = server.call(9)
        assert server.ask(callers, b"hi") == [b"1 HI"] * 9
        assert server.ask(callers, b"hi") == [b"2 HI"] * 9


def test_nobody_is_waited_for_longer_than_the_deadline(hurry):
    with Server("some_threads.OneAtATime") as server:
        silent, caller = server.call(2)
        assert server.ask([caller], b"hi") == ["no answer within 0.3 s"]
        silent.hang_up()
        assert server.answers(caller, 1) == [b"1 HI"]
        assert server.end([caller]) == ["no end"]


def test_the_rest_comes_after_a_half_close():
    with Server("some_station.serve") as server:
        [caller] = server.call()
        server.say([caller], b"one\ntwo\nth")
        server.say([caller], b"ree\n")
        assert server.rest(caller) == b"1 ONE\n2 TWO\n3 THREE\n"
        assert server.served() == "returned"


def test_an_abrupt_end_is_one_at_the_server():
    with Server("some_station.serve") as server:
        [caller] = server.call()
        server.ask([caller], b"hi")
        caller.cut_off()
        assert "ConnectionResetError" in server.served()


def test_an_error_of_the_function_is_told_with_its_line():
    with Server("some_station.serve") as server:
        answers = server.ask(server.call(), b"crash")
    assert "because serve raised KeyError: 'Pluto' (some_station.py, line 9" in str(answers[0])


def test_a_slow_one_gets_everything_in_the_end():
    with Server("some_station.serve") as server:
        [caller] = server.call(slow=True)
        server.flood(caller, (b"x" * 99_999 + b"\n") * 60)
        caller.reads = True
        assert {len(answer) for answer in server.answers(caller, 60)} == {100_001, 100_002}


def test_threads_say_who_they_are():
    with Server("some_threads.Threads") as server:
        assert server.who(server.call(5)) == ["in a thread of its own"] * 5


@pytest.mark.parametrize("name", METHODS)
def test_processes_say_who_they_are_and_are_gone_after_stop(name):
    with Server(f"some_processes.{name}") as server:
        callers = server.call(2)
        assert server.who(callers) == ["in a process of its own"] * 2
        server.kill(callers[0])
        assert server.end(callers[:1]) == ["an orderly end"]
        assert server.ask(callers[1:], b"hi") == [b"2 HI"]
        assert server.stop() == "returned"
        assert server.left() == ["the thread door"]


ORPHANS = """
import multiprocessing, os, time
from some_threads import Threads

def leave_a_child():
    if os.fork() == 0:
        time.sleep(60)
    os._exit(0)

class Orphans(Threads):
    def stop(self):
        child = multiprocessing.get_context("fork").Process(target=leave_a_child)
        child.start()
        child.join()
"""


@needs_proc
def test_a_process_that_has_lost_its_parent_is_left_too(hurry):
    (workshop() / "some_processes.py").write_text(ORPHANS, encoding="utf-8")
    with Server("some_processes.Orphans") as server:
        assert server.left() == ["the thread door"]
        assert server.stop() == "returned"
        thread, process = server.left()
        assert thread == "the thread door" and process.startswith("the process ")


@needs_proc
def test_a_lie_about_the_process_is_found():
    liar = STATION.replace("os.getpid()", "1").replace("threading.get_native_id()", "1")
    (workshop() / "some_station.py").write_text(liar, encoding="utf-8")
    with Server("some_threads.Threads") as server:
        where = server.who(server.call(1))
    assert where == ["in process 1, which the server did not start"]


def test_what_stop_leaves_is_named(hurry):
    with Server("some_threads.Threads") as server:
        server.ask(server.call(1), b"hi")
        assert server.stop() == "returned"
        assert server.left() == ["the thread door", "the thread ship"]
        assert "OSError" in server.start_again()


@needs_proc
def test_what_is_not_given_back_is_counted(hurry):
    with Server("some_threads.Threads") as server:
        before = server.holds()
        server.ask(server.call(4), b"hi")
        assert server.grown(before, 9) == []
        assert server.grown(before, 3) == [
            "4 more threads than before",
            "4 more sockets than before",
        ]


def test_a_module_that_nobody_has_written_is_asked_for():
    with pytest.raises(AssertionError, match="run the cell that begins with %%program"):
        written("nobody")


def test_a_class_that_fails_is_told_with_its_line():
    text = "class Broken:\n    def __init__(self, port):\n        self.port = prot\n"
    (workshop() / "some_threads.py").write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError, match=r"'prot' is not defined.*some_threads.py, line 3"):
        Server("some_threads.Broken").__enter__()


def test_what_a_server_prints_is_shown_where_a_test_fails(capsys):
    (workshop() / "some_station.py").write_text("print('ahoy')\n" + STATION, encoding="utf-8")
    with pytest.raises(AssertionError), Server("some_station.serve") as server:
        assert server.ask(server.call(), b"hi") == [b"1 BYE"]
    assert capsys.readouterr().out == "What some_station.py has printed:\nahoy\n"
    with Server("some_station.serve") as server:
        server.call()
    assert capsys.readouterr().out == ""


def test_a_module_is_run_as_it_is_written_now():
    for value in (1, 2):
        (workshop() / "some_station.py").write_text(f"x = {value}\n", encoding="utf-8")
        assert fresh("some_station").x == value


def test_answers_are_told_briefly():
    assert told([b"1 HI", b"1 HI", "no end"]) == "2 × b'1 HI', no end"
    assert told([b"x" * 1000]) == f"{b'x' * 40!r}… (1,000 bytes)"
