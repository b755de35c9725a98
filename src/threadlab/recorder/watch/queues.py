"""Queues while something is recorded: what is put in and got out, and who has to wait."""

from __future__ import annotations

import queue
from time import perf_counter
from typing import Any

from threadlab.recorder.watch.base import Function, Watch

_SHOWN = (int, float, str, bool, bytes, type(None))


def watch_queues(watch: Watch) -> None:
    """Watch `put` and `get` of queues."""

    def put(real: Function) -> Function:
        def call(line: Any, item: Any, *arguments: Any, **named: Any) -> None:
            moment = perf_counter()  # whoever gets the item may be sooner with the note of it
            try:
                real(line, item, block=False)
            except queue.Full:
                watch.note("wait", line)
                try:
                    real(line, item, *arguments, **named)
                except queue.Full:
                    watch.note("wake", line)
                    raise
                moment = perf_counter()
            watch.note("put", line, _text(item), moment)

        return call

    def get(real: Function) -> Function:
        def call(line: Any, *arguments: Any, **named: Any) -> Any:
            try:
                item = real(line, block=False)
            except queue.Empty:
                watch.note("wait", line)
                try:
                    item = real(line, *arguments, **named)
                except queue.Empty:
                    watch.note("wake", line)
                    raise
            watch.note("get", line, _text(item))
            return item

        return call

    watch.wrap(queue.Queue, "put", put)
    watch.wrap(queue.Queue, "get", get)


def _text(item: Any) -> str:
    """A short text of plain values; other objects are not asked."""
    return repr(item)[:40] if type(item) in _SHOWN else ""
