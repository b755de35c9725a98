"""What is not modelled: it can be imported, and who uses it learns so, with the line."""

from __future__ import annotations

from typing import Any

from threadlab.explorer.engine.fiber import Unsupported
from threadlab.explorer.engine.lines import user_line
from threadlab.explorer.engine.world import World
from threadlab.words import say

_USES = (
    "call", "mro_entries", "enter", "exit", "iter", "next", "len", "getitem", "setitem", "contains",
    "add", "sub", "mul", "truediv", "radd", "rsub", "rmul", "lt", "le", "gt", "ge", "setattr",
    "bool", "int", "float", "index",
)  # fmt: skip
_HINTS = ("open", "input", "socket", "fork", "process", "asyncio", "exec", "explore")
_FAMILIES = {
    "os.fork": "fork", "subprocess": "process", "multiprocessing": "process", "socket": "socket",
    "asyncio": "asyncio", "eval": "exec", "compile": "exec", "threadlab": "explore",
    **{hint: hint for hint in _HINTS},
}  # fmt: skip


class Missing:
    """Stands for something that is not modelled; whoever uses it learns so, with the line."""

    __slots__ = ("_name", "_world")

    def __init__(self, name: str, world: World):
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_world", world)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(f"{self._name}.{name}", self._world)

    def __repr__(self) -> str:
        return f"<{self._name}, which is not modelled>"

    def __or__(self, other: Any) -> Missing:
        """A type hint such as `Path | None` uses nothing."""
        return self

    __ror__ = __or__


def _refuse(self: Missing, *_: Any, **__: Any) -> Any:
    raise unsupported(self._name, self._world)


for _name in _USES:
    setattr(Missing, f"__{_name}__", _refuse)


def unsupported(name: str, world: World, hint: str = "") -> Unsupported:
    """The end of an exploration that has met `name`, with a hint where there is one."""
    hint = hint and " " + say(f"unsupported.{hint}")
    for start, family in _FAMILIES.items():
        if name == start or name.startswith(f"{start}."):
            hint = " " + say(f"unsupported.{family}")
            break
    file, line = user_line()
    world.unsupported = world.unsupported or Unsupported(
        say("unsupported.name", name=name) + hint, file, line
    )
    return world.unsupported
