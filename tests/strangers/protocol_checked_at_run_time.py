"""Handlers are asked whether they fit a protocol before they are called.

source: https://docs.python.org/3/library/typing.html#typing.runtime_checkable
verdict: proved
"""

import threading
from typing import Protocol, runtime_checkable


@runtime_checkable
class Handler(Protocol):
    def handle(self, text: str) -> None: ...


class Keeps:
    def __init__(self):
        self.kept = []

    def handle(self, text):
        self.kept.append(text)


def call(handler, text):
    if isinstance(handler, Handler):
        handler.handle(text)


def main():
    keeps = Keeps()
    threads = [threading.Thread(target=call, args=(h, "x")) for h in (keeps, keeps, object())]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert keeps.kept == ["x", "x"]
