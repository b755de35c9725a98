"""What a program sees of frames and of the code of functions: what can be told, as plain data.

Libraries ask for the name of who has called, or for how many arguments a function has. The real
frames and codes lead out of the program, so it gets these in their place.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.marks import MODELLED, runs_program
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.base import hidden
from threadlab.explorer.model.missing import Missing
from threadlab.explorer.objects.foreign import TAKEN

MARK = "@"
_TOLD = ("co_name", "co_qualname", "co_filename", "co_firstlineno", "co_flags", "co_argcount",
         "co_posonlyargcount", "co_kwonlyargcount", "co_varnames", "co_freevars",
         "co_cellvars")  # fmt: skip
_ATOMS = (str, int, float, bool, bytes, type(None))
_REAL = (types.CodeType, types.FrameType)


class Code:
    """The code of a function: what its head says."""

    __slots__ = (*_TOLD, "_world")

    def __init__(self, code: types.CodeType, world: World):
        for name in _TOLD:
            value = getattr(code, name)
            if type(value) is tuple:  # without variables of the rewriter's
                value = tuple(part for part in value if not part.startswith(MARK))
            object.__setattr__(self, name, value)
        _set_world(self, world)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("readonly attribute")

    def __getattr__(self, name: str) -> Any:
        if not hasattr(types.CodeType, name) or name[:1] == "_":
            raise AttributeError(f"'code' object has no attribute {name!r}")
        return Missing(f"__code__.{name}", _world_of(self))

    def __eq__(self, other: object) -> bool:
        return type(other) is Code and _key(self) == _key(other)

    def __hash__(self) -> int:
        return hash(_key(self))

    def __repr__(self) -> str:
        return f"<code object {self.co_name}, line {self.co_firstlineno}>"


_world_of, _set_world = hidden(Code, "_world")


def _key(code: Code) -> tuple[Any, ...]:
    return code.co_filename, code.co_firstlineno, code.co_qualname


class Frame:
    """The frame of a call: where it stands, and the frame of who has called."""

    __slots__ = ("_frame", "_world", "f_code", "f_globals", "f_lineno")

    def __init__(self, frame: types.FrameType, world: World):
        _set_frame(self, frame)
        _set_world_of_frame(self, world)
        self.f_lineno = frame.f_lineno
        self.f_code = Code(frame.f_code, world)
        # Variables of the program are looked at by other ways, which have points.
        names = frame.f_globals.items()
        self.f_globals = types.MappingProxyType(
            {name: value for name, value in names if name[:2] == "__" and type(value) in _ATOMS}
        )

    @property
    def f_back(self) -> Frame | None:
        """The frame of who has called; None at the end, or where that is not the program."""
        found = _program_frame(_frame_of(self).f_back)
        return None if found is None else Frame(found, _world_of_frame(self))


_frame_of, _set_frame = hidden(Frame, "_frame")
_world_of_frame, _set_world_of_frame = hidden(Frame, "_world")


def _program_frame(frame: types.FrameType | None) -> types.FrameType | None:
    while frame is not None and not runs_program(frame):
        frame = frame.f_back
    return frame


def frames_of(world: World) -> dict[str, Any]:
    """The functions of `sys` that tell of frames."""

    def getframe(depth: int = 0, /) -> Frame:
        frame = _program_frame(sys._getframe(1))
        for _ in range(depth):
            frame = frame and _program_frame(frame.f_back)
        if frame is None:
            raise ValueError("call stack is not deep enough")
        return Frame(frame, world)

    def getframemodulename(depth: int = 0) -> Any:
        try:
            return getframe(depth).f_globals.get("__name__")
        except ValueError:
            return None

    functions = {"_getframe": getframe, "_getframemodulename": getframemodulename}
    return {name: function for name, function in functions.items() if hasattr(sys, name)}


def telling_of(
    world: World, refuse: Callable[[str], Any], take: Callable[[int, Any], Any]
) -> Callable[[str, Any], Any]:
    """Return what gives a program `value.name`, for a name of refused.TOLD; it may end the run."""

    def tell(name: str, value: Any) -> Any:
        if type(value) in TAKEN:
            value = value._function
        if type(value) is types.MethodType and name == "__code__":
            value = value.__func__
        if type(value) is types.FunctionType and name == "__code__":
            return Code(value.__code__, world)
        if type(value) is types.TracebackType and name == "tb_frame":
            return Frame(value.tb_frame, world)
        if isinstance(value, (*_REAL, types.GeneratorType, types.CoroutineType)):
            return refuse(name)
        found = getattr(value, name)
        return refuse(name) if isinstance(found, _REAL) else take(0, found)

    return tell


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
