"""The process in which a student's server runs: a program of its own, told what to do by a test.

    python -m threadlab.homework.server_host CONTROL MODULE.NAME HOME

It calls the test back at the port CONTROL of the loopback device, and does what the lines say that
it gets there, each of them JSON: {"do": "start", "port": 0}. HOME is the notebook's folder.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any


def main(control: int, target: str, home: str) -> None:
    """Serve the test until it hangs up; then end, whatever else is going on."""
    channel = socket.create_connection(("127.0.0.1", control))
    sys.path.append(home)
    before = set(threading.enumerate())
    module, _, name = target.rpartition(".")
    try:
        thing = getattr(import_module(module), name)
    except BaseException as error:
        _tell(channel, failed=_words(error))
        return
    _tell(channel, process=os.getpid())
    server: Any = None
    for text in channel.makefile("rb"):
        order = json.loads(text)
        try:
            if order["do"] == "start":
                server = thing(order["port"])
                port = server.port
                _tell(channel, port=port if type(port) is int else repr(port)[:100])
            elif order["do"] == "stop":
                server.stop()
                _tell(channel)
            elif order["do"] == "left":
                _tell(channel, threads=_left(before))
            elif order["do"] == "serve":
                _serve(channel, thing)
        except BaseException as error:
            _tell(channel, failed=_words(error))


def _serve(channel: socket.socket, serve: Any) -> None:
    """Call `serve` with one connection after the other, and tell how each call ended."""
    listener = socket.create_server(("127.0.0.1", 0))
    _tell(channel, port=listener.getsockname()[1])
    while True:
        connection, _ = listener.accept()
        try:
            serve(connection)
        except BaseException as error:
            traceback.print_exc()
            _tell(channel, served=_words(error))
            connection.close()  # after that there is no answer to wait for
        else:
            _tell(channel, served="")


def _left(before: set[threading.Thread]) -> list[str]:
    """Threads that have begun since, but for those of Python's own library."""
    found = []
    for thread in set(threading.enumerate()) - before:
        target = getattr(thread, "_target", None)
        if not str(getattr(target, "__module__", "")).startswith("multiprocessing."):
            found.append(thread.name)
    return sorted(found)


def _words(error: BaseException) -> str:
    """An error, and the line of the student's where it came up."""
    text = traceback.format_exception_only(error)[-1].strip()[:500]
    here = Path.cwd()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).parent == here:
            return f"{text} ({Path(frame.filename).name}, line {frame.lineno}: {frame.line})"
    return text


def _tell(channel: socket.socket, **words: Any) -> None:
    channel.sendall(json.dumps(words).encode() + b"\n")


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
    finally:
        os._exit(0)  # threads of the student's may still run
