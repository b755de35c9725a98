"""The greenlets of a page: as much of the package `greenlet` as the explorer asks for.

Nothing compiled for WebAssembly can copy its own stack, but the browser can put one aside (JSPI,
the JavaScript Promise Integration). So each greenlet is a call of Python on a stack of its own. To
switch is to resolve the promise on which the other one waits, and then to wait on one's own.

`install` puts this module in the place of `greenlet`; it works in Pyodide alone.
"""

from __future__ import annotations

import contextvars
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

_JAVASCRIPT = """(() => {
  const wakes = [];
  const wake = (number) => {
    const go = wakes[number];
    wakes[number] = undefined;
    go();
  };
  return {
    swap(me, other) {
      const parked = new Promise((go) => { wakes[me] = go; });
      wake(other);
      return parked;
    },
    start(me, other, begin) {
      const parked = new Promise((go) => { wakes[me] = go; });
      begin.callPromising(other);
      return parked;
    },
    wake,
  };
})()"""


class GreenletExit(BaseException):
    """Ends a greenlet without being an error: its parent gets it as a value."""


class Place:
    """A frame of a greenlet that is parked, with what may still be asked of it.

    Python keeps the ends of its chain of frames on the C stack. That of a parked greenlet has been
    overwritten since, so `f_back` of its real frames must not be followed: the chain is noted
    before the switch. What a frame holds itself lies elsewhere and can be read at any time.
    """

    __slots__ = ("_frame", "f_back")

    def __init__(self, frame: FrameType, back: Place | None):
        self._frame = frame
        self.f_back = back

    def __getattr__(self, name: str) -> Any:
        return getattr(self._frame, name)


class greenlet:  # noqa: N801
    """A call that can be put aside in its midst, and gone on with later."""

    __slots__ = ("__weakref__", "_frames", "_number", "_state", "parent", "run")
    _made = 0

    def __init__(
        self, run: Callable[..., Any] | None = None, parent: greenlet | None = None
    ) -> None:
        self.run = run
        self.parent = parent if parent is not None else _stacks.current
        self._number = greenlet._made
        greenlet._made += 1
        self._state = _NEW
        self._frames: list[FrameType] = []

    def __bool__(self) -> bool:
        return self._state == _ALIVE

    @property
    def dead(self) -> bool:
        """Whether it has come to its end."""
        return self._state == _DEAD

    @property
    def gr_frame(self) -> Place | None:
        """Where it is parked, the innermost frame first; None if it is not."""
        place = None
        for frame in reversed(self._frames):
            place = Place(frame, place)
        return place

    def switch(self, *args: Any, **kwargs: Any) -> Any:
        """Go on there until somebody switches back; return what that one has handed over."""
        return _stacks.go(self, args, kwargs, None)

    def throw(
        self,
        kind: type[BaseException] | BaseException = GreenletExit,
        value: Any = None,
        traceback: Any = None,
    ) -> Any:
        """Go on there with an exception that comes out of the call at which it is parked."""
        if isinstance(kind, BaseException):
            error = kind
        elif isinstance(value, BaseException):
            error = value
        else:
            error = kind() if value is None else kind(value)
        return _stacks.go(self, (), {}, error.with_traceback(traceback))


_NEW, _ALIVE, _DEAD = range(3)


class _Stacks:
    """Who is running, and what is handed over from one to the other."""

    def __init__(self) -> None:
        self.current: Any = None
        self._args: tuple[Any, ...] = ()
        self._kwargs: dict[str, Any] = {}
        self._error: BaseException | None = None
        self._begins: greenlet | None = None

    def connect(self) -> None:
        """Get hold of the browser's side. Whoever calls is the first greenlet."""
        from pyodide.code import run_js
        from pyodide.ffi import create_proxy, run_sync

        self._javascript = run_js(_JAVASCRIPT)
        self._wait = run_sync
        self._begin = create_proxy(self._bottom)
        self.current = greenlet()
        self.current._state = _ALIVE

    def go(
        self,
        target: greenlet,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        error: BaseException | None,
    ) -> Any:
        """Park the current greenlet and go on with `target`."""
        me = self.current
        if error is not None and target._state != _ALIVE:
            # one that has not begun will not begin any more; a way out is no error then
            target._state = _DEAD
            if isinstance(error, GreenletExit):
                args, error = (error,), None
        while target._state == _DEAD:
            target = target.parent
        self._args, self._kwargs, self._error = args, kwargs, error
        if target is not me:
            me._frames = _frames()
            self.current = target
            if target._state == _NEW:
                target._state = _ALIVE
                self._begins = target
                parked = self._javascript.start(me._number, target._number, self._begin)
            else:
                parked = self._javascript.swap(me._number, target._number)
            self._wait(parked)
            me._frames = []
        return self._taken()

    def _taken(self) -> Any:
        """What the other one has handed over, as a call returns it."""
        args, kwargs, error = self._args, self._kwargs, self._error
        self._args, self._kwargs, self._error = (), {}, None
        if error is not None:
            raise error
        if kwargs:
            return (args, kwargs) if args else kwargs
        return args[0] if len(args) == 1 else args

    def _bottom(self, _: int) -> None:
        """The first call on a new stack: run the greenlet that begins, then go to its parent."""
        me = self._begins
        assert me is not None and me.run is not None
        args, kwargs, run = self._args, self._kwargs, me.run
        self._args, self._kwargs, self._begins = (), {}, None
        error: BaseException | None = None
        value: Any = None
        try:
            value = contextvars.Context().run(run, *args, **kwargs)
        except GreenletExit as way_out:
            value = way_out
        except BaseException as raised:
            error = raised
        me._state, me.run = _DEAD, None
        target: Any = me.parent
        while target._state == _DEAD:
            target = target.parent
        self._args, self._error, self.current = (value,), error, target
        self._javascript.wake(target._number)


_stacks = _Stacks()
_BOTTOM = _Stacks._bottom.__code__


def getcurrent() -> greenlet:
    """The greenlet that is running."""
    return _stacks.current  # type: ignore[no-any-return]


def _frames() -> list[FrameType]:
    """The frames of the greenlet that is about to be parked, the innermost first."""
    frame: FrameType | None = sys._getframe(3)
    frames: list[FrameType] = []
    while frame is not None and frame.f_code is not _BOTTOM:
        frames.append(frame)
        frame = frame.f_back
    return frames


def install() -> None:
    """Have `import greenlet` find this module from now on."""
    _stacks.connect()
    sys.modules["greenlet"] = sys.modules[__name__]
