"""The modelled `pathlib`: paths as texts. What asks the file system ends the exploration."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.imports import rest_of
from threadlab.explorer.model.missing import unsupported

_PURE = ("PurePath", "PurePosixPath", "PureWindowsPath")


def _names(models: Models) -> dict[str, Any]:
    """The names of `pathlib`: those that are pure are the real ones."""

    def refuse(name: str) -> Callable[..., Any]:
        def call(*_: Any, **__: Any) -> Any:
            raise unsupported(f"pathlib.Path.{name}", models.world)

        call.__name__ = name
        return call

    pure = type(pathlib.PurePath())
    asking = {
        name: refuse(name)
        for name in {*dir(pathlib.Path)} - {*dir(pure)}
        if name[0] != "_" or name in ("__enter__", "__exit__")
    }
    path = type("Path", (pure,), {"__slots__": (), "__module__": "pathlib", **asking})
    names = {name: getattr(pathlib, name) for name in _PURE}
    real = {"PosixPath": path} if pure is pathlib.PurePosixPath else {"WindowsPath": path}
    return {**names, **real, "Path": path, "__getattr__": rest_of("pathlib", models)}


PATHS = Primitive("pathlib", _names)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
