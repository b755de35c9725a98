"""What is asked of greenlets, by themselves: run with the real ones, and with those of a page."""

from __future__ import annotations

import contextvars
import sys
from collections.abc import Callable, Iterator
from typing import Any


def checks() -> Iterator[tuple[str, Any]]:
    """What each check has found, by its name."""
    for check in (_values, _ends, _throws, _unstarted, _parents, _frames, _contexts, _many):
        try:
            yield check.__name__, check()
        except BaseException as error:
            yield check.__name__, f"{type(error).__name__}: {error}"


def _new(run: Callable[..., Any], parent: Any = None) -> Any:
    from greenlet import greenlet

    return greenlet(run, parent)


def _here() -> Any:
    from greenlet import getcurrent

    return getcurrent()


def _values() -> Any:
    hub = _here()
    got: list[Any] = []

    def run(*args: Any, **kwargs: Any) -> str:
        got.append((args, kwargs))
        for value in ((), (1,), (1, 2)):
            got.append(hub.switch(*value))
        got.append(hub.switch(1, two=2))
        return "end"

    other = _new(run)
    back = [other.switch(1, two=2), other.switch(), other.switch(5), other.switch(two=2)]
    back.append(other.switch("last"))
    return got, back, bool(other), other.dead


def _ends() -> Any:
    from greenlet import GreenletExit

    def leave() -> None:
        raise GreenletExit("out")

    def fail() -> None:
        raise ValueError("wrong")

    left = _new(leave).switch()
    try:
        _new(fail).switch()
    except ValueError as error:
        return type(left).__name__, str(left), str(error)
    return None


def _throws() -> Any:
    hub, told = _here(), []

    def run() -> str:
        try:
            hub.switch("parked")
        except KeyError as error:
            told.append(repr(error))
        try:
            hub.switch("again")
        finally:
            told.append("unwound")
        return "never"

    other = _new(run)
    steps = [other.switch(), other.throw(KeyError("key"))]
    left = other.throw()
    return steps, told, type(left).__name__, other.dead, other.switch("to the dead")


def _unstarted() -> Any:
    other = _new(lambda: "never")
    before = bool(other), other.dead, other.gr_frame
    left = other.throw()
    return before, type(left).__name__, bool(other), other.dead


def _parents() -> Any:
    hub, order = _here(), []

    def inner() -> str:
        order.append("inner")
        return "from inner"

    def outer() -> str:
        child = _new(inner)
        order.append(child.parent is _here())
        order.append(child.switch())
        return "from outer"

    other = _new(outer)
    return other.parent is hub, other.switch(), order


def _frames() -> Any:
    hub = _here()

    def deep(secret: str) -> None:
        hub.switch()

    def run() -> None:
        deep("known")

    other = _new(run)
    other.switch()
    frame, names = other.gr_frame, []
    while frame is not None:
        names.append((frame.f_code.co_name, frame.f_lineno > 0, frame.f_globals is globals()))
        frame = frame.f_back
    secret = other.gr_frame.f_locals["secret"]
    other.switch()
    return names, secret, other.gr_frame


def _contexts() -> Any:
    hub, variable = _here(), contextvars.ContextVar("variable", default="none")
    variable.set("hub")

    def run(name: str) -> str:
        before = variable.get()
        variable.set(name)
        hub.switch()
        return f"{before} {variable.get()}"

    first, second = _new(run), _new(run)
    first.switch("first")
    second.switch("second")
    return first.switch(), second.switch(), variable.get()


def _many() -> Any:
    hub, total = _here(), 0

    def run(number: int) -> int:
        try:
            raise LookupError(number)
        except LookupError:
            hub.switch()
            caught = sys.exc_info()[1]
            assert caught is not None and caught.args == (number,)
        return number

    all_of_them = [_new(run) for _ in range(50)]
    for number, one in enumerate(all_of_them):
        one.switch(number)
    for one in reversed(all_of_them):
        total += one.switch()
    return total, sys.exc_info()[1]
