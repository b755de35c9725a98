"""`Server`: a student's server in a process of its own, and the clients that a test has there.

    with Server("by_threads.ThreadServer") as server:
        ann, ben = server.call(2)
        answers = server.ask([ann, ben], b"hi")
    assert answers == [b"1 HI", b"1 HI"], f"Two clients said hi and got {told(answers)}."

What a server does is a value for the test to compare: a word such as "returned" where all is well,
or else a sentence. What makes a test pointless, such as a module that can't be imported, raises
`AssertionError`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from time import monotonic, sleep
from typing import Any

from threadlab.homework import census
from threadlab.homework.callers import ORDERLY, Caller, pump, told
from threadlab.homework.server_process import ServerProcess, kill
from threadlab.words import say

__all__ = ["Caller", "Server", "told"]

OWN_THREAD = "in a thread of its own"  # where a client is served
OWN_PROCESS = "in a process of its own"
OPEN = "no end"  # how a connection did not end
_TIMES = 4  # as long as a test waits, for a server that is at work all the time
_AT_WORK = 0.05  # of a processor
_GROUP = 4  # clients that call in one moment
_MOMENT_SECONDS = 0.2
_LOOK_SECONDS = 0.005
_STILL_SECONDS = 0.15 if census.known() else 0.6  # without work: it waits
_SETTLED_SECONDS = 2.0  # within which what has ended is gone


class Server:
    """A server of the class or function `target`, "module.name", on `port` (0: any that is free).

    A class is called with the port; it has to have the attribute `port`, and `stop()`. A function
    is called with one connection after the other. The process ends with the block, and what it has
    printed is shown if the block ends with an error.
    """

    def __init__(self, target: str, *, port: int = 0):
        self.target = target
        self.name = target.rpartition(".")[2]
        self.port = port
        self.callers: list[Caller] = []

    def __enter__(self) -> Server:
        """Start the process and in it the server."""
        self._process = ServerProcess(self.target)
        try:
            self._start(self.port)
        except BaseException:
            self._process.end(printing=True)
            raise
        return self

    def __exit__(self, kind: Any, *_: Any) -> None:
        for caller in self.callers:
            caller.line.close()
        self._process.end(printing=kind is not None)

    def _start(self, port: int) -> None:
        process = self._process
        reply = process.must(
            process.order(do="serve") if self._is_function else process.order(do="start", port=port)
        )
        if type(reply["port"]) is not int or not 0 < reply["port"] < 2**16:
            raise AssertionError(say("checks.no_port", name=self.name, port=reply["port"]))
        if port not in (0, reply["port"]):
            raise AssertionError(say("checks.other_port", port=port, found=reply["port"]))
        self.port = reply["port"]

    @property
    def process(self) -> int:
        """The number of the server's process."""
        return self._process.number

    @property
    def _is_function(self) -> bool:
        return not self.name[:1].isupper()

    def call(self, count: int = 1, *, slow: bool = False) -> list[Caller]:
        """Let `count` clients call, and return them when all are connected, if they ever are.

        A `slow` one reads nothing until its `reads` is set, and there is little room for answers.
        """
        crowd: list[Caller] = []
        quick = True
        for number in range(1, count + 1):
            crowd.append(Caller(self.port, slow=slow))
            if quick and (number % _GROUP == 0 or number == count):
                quick = self._settle(crowd)
        self.callers += crowd
        return crowd

    def _settle(self, crowd: Sequence[Caller]) -> bool:
        """Wait until all are connected and, for a moment, until the server has accepted them.

        With a short backlog the system lets those who call too fast try again after a second, and
        a short backlog is no mistake. Return False if that takes too long.
        """
        self._pump(crowd, lambda: all(caller.connected or caller.ended for caller in crowd))
        deadline = monotonic() + _MOMENT_SECONDS
        while census.waiting(self.port) and monotonic() < deadline:
            sleep(0.001)
        return all(caller.connected for caller in crowd)

    def say(self, callers: Iterable[Caller], data: bytes) -> None:
        """Let each client send `data` as it is, and wait until the system has taken it."""
        crowd = list(callers)
        for caller in crowd:
            caller.send(data)
        self._pump(crowd, lambda: all(caller.sent for caller in crowd))

    def flood(self, caller: Caller, data: bytes) -> None:
        """Let a slow client send `data`; wait until the server can't go on, as nobody reads.

        What the system has not taken is sent while the test waits for something else. Where the
        system does not tell what a process is doing, wait for a while.
        """
        caller.send(data)
        deadline, since = monotonic() + self._process.patience / 2, monotonic()
        while monotonic() < deadline and monotonic() - since < _STILL_SECONDS:
            self._pump([caller], lambda: False, _LOOK_SECONDS)
            sleep(_LOOK_SECONDS)
            if not all(map(census.is_idle, self._process.family())):
                since = monotonic()

    def ask(self, callers: Iterable[Caller], message: bytes) -> list[bytes | str]:
        """Let each client send a message; return the answers, or why there is none.

        No client ends its connection before each of them has its answer, or the time is up.
        """
        crowd = list(callers)
        for caller in crowd:
            caller.send(message + b"\n")
        return self.hear(crowd)

    def hear(self, callers: Iterable[Caller]) -> list[bytes | str]:
        """Return the next answer to each client, or why there is none."""
        return [found[0] for found in self._lines_of(list(callers), 1)]

    def answers(self, caller: Caller, count: int) -> list[bytes | str]:
        """Return the next `count` answers to a client; the last item says why some are missing."""
        return self._lines_of([caller], count)[0]

    def _lines_of(self, crowd: Sequence[Caller], count: int) -> list[list[bytes | str]]:
        found: dict[int, list[bytes | str]] = {place: [] for place in range(len(crowd))}

        def done() -> bool:
            for place, caller in enumerate(crowd):
                while len(found[place]) < count and (line := caller.line_at_hand()) is not None:
                    found[place].append(line)
            return all(len(found[place]) == count or caller.ended
                       for place, caller in enumerate(crowd))  # fmt: skip

        self._pump(crowd, done)
        done()
        for place, caller in enumerate(crowd):
            if len(found[place]) < count:
                found[place].append(self._why(caller))
        return list(found.values())

    def _why(self, caller: Caller) -> str:
        """Say why a client has no answer."""
        if not caller.ended and caller.unfinished:
            return say(
                "checks.no_newline", begin=told([caller.unfinished]), seconds=self._process.seconds
            )
        if not caller.ended:
            return say("checks.no_answer", seconds=self._process.seconds)
        if self._is_function and (error := self._process.hear(1).get("served")):
            return say("checks.raised_by", name=self.name, error=error)
        return caller.ended

    def rest(self, caller: Caller) -> bytes | str:
        """Let a client say that this was all (SHUT_WR); return all that comes until the end.

        If the connection does not end, or ends abruptly, return a sentence that says so.
        """
        caller.send(b"", last=True)
        ended = self.end([caller])[0]
        rest = caller.rest_at_hand()
        if ended == ORDERLY:
            return rest
        return say("checks.rest", size=f"{len(rest):,}", ended=ended)

    def end(self, callers: Iterable[Caller]) -> list[str]:
        """Wait for the ends of connections that the server has to end; say how they ended.

        That is "an orderly end", "an abrupt end", or "no end" where there was none in time.
        """
        crowd = list(callers)
        self._pump(crowd, lambda: all(caller.ended for caller in crowd))
        return [caller.ended or OPEN for caller in crowd]

    def _pump(self, crowd: Iterable[Caller], done: Callable[[], bool], seconds: float = 0) -> None:
        """Send and receive until `done()`, or for `seconds`.

        By default that is as long as a test waits, and longer while the server is at work.
        """
        everybody = {*crowd, *(caller for caller in self.callers if caller.wants_to_write)}
        if seconds:
            pump(everybody, done, seconds)
            return
        for _ in range(_TIMES):
            before = self._process.worked()
            if pump(everybody, done, self._process.patience):
                return
            if self._process.worked() - before < _AT_WORK * self._process.patience:
                return

    def who(self, callers: Iterable[Caller]) -> list[str]:
        """Ask each client's server WHO it is; say where it is, as far as the system confirms it.

        That is "in a thread of its own" or "in a process of its own", or else a sentence.
        """
        crowd = list(callers)
        answers = [_numbers(answer) for answer in self.ask(crowd, b"WHO")]
        counted = Counter(map(tuple, answers))
        pids = Counter(answer[0] for answer in answers if len(answer) == 2)
        family = census.descendants(self.process)
        return [self._where(caller, answer, counted, pids, family)
                for caller, answer in zip(crowd, answers, strict=True)]  # fmt: skip

    def _where(
        self,
        caller: Caller,
        answer: list[int],
        counted: Counter[tuple[int, ...]],
        pids: Counter[int],
        family: set[int],
    ) -> str:
        if len(answer) != 2:
            return say("checks.who_odd")
        process, thread = answer
        if process == self.process:
            if census.known() and thread not in census.threads(process):
                return say("checks.no_such_thread", thread=thread)
            return say("checks.shared_thread") if counted[process, thread] > 1 else OWN_THREAD
        if process not in family:
            return say("checks.no_such_process", process=process)
        caller.process = process
        return say("checks.shared_process") if pids[process] > 1 else OWN_PROCESS

    def kill(self, caller: Caller) -> None:
        """Kill the process that serves a client, if it is one of its own."""
        if caller.process in census.descendants(self.process):
            kill(caller.process)

    def served(self) -> str:
        """Where the target is a function: wait until it returns, and say how that went."""
        reply = self._process.hear()
        if "late" in reply:
            return say("checks.not_returned", name=self.name, seconds=self._process.seconds)
        if "ended" in reply:
            return self._process.gone
        return say("checks.raised", error=reply["served"]) if reply["served"] else "returned"

    def stop(self) -> str:
        """Call the server's `stop()`; return "returned", or what happened instead."""
        reply = self._process.order(do="stop")
        if "late" in reply:
            return say("checks.not_returned", name="stop()", seconds=self._process.seconds)
        if "ended" in reply:
            return self._process.gone
        return say("checks.raised", error=reply["failed"]) if "failed" in reply else "returned"

    def start_again(self) -> str:
        """Start a server on the same port; return "listening", or what happened instead."""
        reply = self._process.order(do="start", port=self.port)
        return "listening" if reply.get("port") == self.port else self._trouble(reply)

    def _trouble(self, reply: dict[str, Any]) -> str:
        if "failed" in reply:
            return say("checks.raised", error=reply["failed"])
        if "port" in reply:
            return say("checks.elsewhere", port=reply["port"])
        return say("checks.not_returned", name=self.name, seconds=self._process.seconds)

    def holds(self) -> dict[str, int]:
        """The numbers of threads, processes and sockets that the server has at the moment."""
        return {
            "threads": len(census.threads(self.process)),
            "processes": len(census.descendants(self.process)),
            "sockets": census.sockets(self.process),
        }

    def grown(self, before: dict[str, int], most: int) -> list[str]:
        """Say of what the server holds over `most` more than `before`, and does not give it back.

        Only Linux tells; elsewhere nothing has grown.
        """
        deadline = monotonic() + self._process.patience / 2
        while True:
            more = {name: count - before[name] for name, count in self.holds().items()}
            found = [say("checks.grown", count=count, name=say(f"checks.{name}"))
                     for name, count in more.items() if count > most]  # fmt: skip
            if not found or monotonic() > deadline:
                return found
            sleep(0.02)  # until what has ended is gone

    def left(self) -> list[str]:
        """After `stop()`: name the threads and processes that there still are."""
        deadline = monotonic() + _SETTLED_SECONDS
        while True:
            reply = self._process.order(do="left")
            found = [say("checks.left_thread", name=name) for name in reply.get("threads", [])]
            if not found and len(census.threads(self.process) - self._process.threads) > 0:
                found.append(say("checks.left_thread", name="?"))
            processes = census.descendants(self.process)
            found += [say("checks.left_process", process=process) for process in sorted(processes)]
            if not found or monotonic() > deadline:
                return found
            sleep(0.02)


def _numbers(answer: bytes | str) -> list[int]:
    """The pid and the thread's number in an answer "3 4711 4713"; empty if it is another one."""
    parts = answer.split() if isinstance(answer, bytes) else []
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return []
    return [int(part) for part in parts[1:]]
