"""From a function object to its program: the file or the cells that define what it uses."""

from __future__ import annotations

import functools
import linecache
import sys
import types
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.source import cells
from threadlab.explorer.source.needed import needed
from threadlab.explorer.source.text import Part, Text
from threadlab.explorer.source.transplant import Transplant
from threadlab.words import say

if TYPE_CHECKING:
    from threadlab.explorer.stage import Stage


def text_of_function(function: Callable[..., Any]) -> Text:
    """Find the program whose entry is `function`.

    Raises `ThreadlabError` if its source is not to be had.
    """
    inner: Any = function
    while isinstance(inner, (functools.partial, types.MethodType)):
        inner = inner.func if isinstance(inner, functools.partial) else inner.__func__
    inner = getattr(inner, "__wrapped__", inner) if not hasattr(inner, "__code__") else inner
    if not isinstance(inner, types.FunctionType):
        raise ThreadlabError(say("program.no_source", name=getattr(function, "__name__", function)))
    plain = inner is function and inner.__closure__ is None and inner.__name__ == inner.__qualname__
    plain = (
        plain and inner.__name__ != "<lambda>" and inner.__globals__.get(inner.__name__) is inner
    )
    file = inner.__code__.co_filename
    names = {inner.__name__} if plain else set(_globals_of(inner.__code__))
    behind = [inner]
    if not plain:
        more, used = _behind(function)
        behind += more
        names |= used
    if cells.is_cell(inner):
        homes = {_cell_text(each.__code__.co_filename): each.__code__.co_filename
                 for each in behind if cells.is_cell(each)}  # fmt: skip
        parts, missing = cells.parts_for(names, homes=homes)
        return _text(function, plain, parts, missing, inner)
    source = _source(file)
    if source is None:
        raise ThreadlabError(say("program.no_source", name=inner.__name__))
    (keep,), missing = needed([source], names, latest=False)
    sliced = _text(function, plain, (Part(source, file, keep),), missing, inner)
    module = sys.modules.get(inner.__module__)
    if inner.__module__ == "__main__" or module is None:
        return sliced
    package = getattr(module, "__package__", None) or ""
    whole = Text((Part(source, file),), sliced.entry, inner.__module__, package)
    whole = adopted(whole, {}, None if plain else function)
    return replace(whole, fallback=sliced)


def _is_the_shells(value: object) -> bool:
    """Whether `value` is what IPython has put in the place of a builtin: `exit` and `quit`."""
    module = sys.modules.get("IPython.core.autocall")
    return module is not None and isinstance(value, module.ExitAutocall)


def _text(
    function: Callable[..., Any],
    plain: bool,
    parts: tuple[Part, ...],
    missing: set[str],
    inner: types.FunctionType,
) -> Text:
    text = Text(parts, inner.__name__ if plain else "", "program")
    live = {name: inner.__globals__[name] for name in missing if name in inner.__globals__}
    return adopted(text, live, None if plain else function)


def adopted(
    text: Text, live: Mapping[str, Any], function: Callable[..., Any] | None = None
) -> Text:
    """`text` with live objects in place of the names that it does not define itself.

    The entry is `function` as it is, with its closure; else what the text says.
    """
    live = {name: value for name, value in live.items() if not _is_the_shells(value)}
    if not live and function is None:
        return text

    def before(stage: Stage) -> Callable[[], Any]:
        transplant = Transplant(stage)
        for name in sorted(live):
            stage.names[name] = transplant.take(live[name])
        return lambda: transplant.take(function) if function is not None else None

    return replace(text, before=before)


def _globals_of(code: types.CodeType) -> set[str]:
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= _globals_of(constant)
    return names


def _behind(function: Any) -> tuple[list[types.FunctionType], set[str]]:
    """The functions in closures, arguments and bound objects, and the global names they use."""
    functions: list[types.FunctionType] = []
    names: set[str] = set()
    seen: set[int] = set()
    todo: list[Any] = [function]
    while todo and len(seen) < 500:
        value = todo.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, types.FunctionType):
            functions.append(value)
            names |= _globals_of(value.__code__)
            for cell in value.__closure__ or ():
                try:
                    todo.append(cell.cell_contents)
                except ValueError:
                    continue
        elif isinstance(value, functools.partial):
            todo += [value.func, *value.args, *value.keywords.values()]
        elif isinstance(value, types.MethodType):
            todo += [value.__func__, value.__self__]
        elif isinstance(value, type):
            names.add(value.__qualname__)
            todo += [part for part in vars(value).values() if isinstance(part, types.FunctionType)]
        elif isinstance(value, (list, tuple, set, frozenset)):
            todo += value
        elif isinstance(value, dict):
            todo += value.values()
        elif hasattr(value, "__dict__") and not isinstance(value, types.ModuleType):
            todo += [type(value), *vars(value).values()]
    return functions, names


def _source(file: str) -> str | None:
    lines = linecache.getlines(file)
    if lines:
        return "".join(lines)
    path = Path(file)
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _cell_text(file: str) -> str:
    return "".join(linecache.getlines(file))
