"""The modelled `dis`: it writes what is in the program's own text, without scheduling points."""

from __future__ import annotations

import dis
import io
import types
from collections.abc import Iterator
from typing import Any

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import MODELLED, is_program
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.imports import rest_of
from threadlab.explorer.objects.foreign import TAKEN


def _names(models: Models) -> dict[str, Any]:
    """The names of `dis`."""

    def write(x: Any = None, *, file: Any = None, **options: Any) -> None:
        """Write the instructions of a function, a class or a text."""
        text = io.StringIO()
        for title, code in _written(models, x):
            print(end=title, file=text)
            dis.dis(code, file=text, **options)
            print(end="\n" if title else "", file=text)
        stream = models.module("sys").stdout if file is None else file
        models.call(SYNC, stream.write, text.getvalue())

    return {
        "dis": write,
        **{name: getattr(dis, name) for name in ("opname", "opmap", "stack_effect")},
        "__getattr__": rest_of("dis", models),
    }


def _written(models: Models, value: Any) -> Iterator[tuple[str, Any]]:
    """What `dis` is to be asked for, each with a title: the parts of a class, or all else."""
    if type(value) in TAKEN:
        value = value._function
    if not isinstance(value, type):
        yield "", _code(models, value)
        return
    for name, part in sorted(vars(value).items()):
        part = getattr(part, "__func__", part)
        if type(part) is types.FunctionType and is_program(part.__globals__):
            yield f"Disassembly of {name}:\n", _code(models, part)


def _code(models: Models, value: Any) -> Any:
    """The code of a function of the program's as its author has written it."""
    if type(value) is types.MethodType:
        value = value.__func__
    if type(value) is not types.FunctionType or not is_program(value.__globals__):
        return value
    code = value.__code__
    source = models.texts.get(code.co_filename)
    if source is None:
        return value
    todo = [compile(source, code.co_filename, "exec", dont_inherit=True)]
    while todo:
        found = todo.pop()
        if (found.co_firstlineno, found.co_name) == (code.co_firstlineno, code.co_name):
            return found
        todo += [part for part in found.co_consts if isinstance(part, types.CodeType)]
    return value


DIS = Primitive("dis", _names)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
