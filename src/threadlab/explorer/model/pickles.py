"""The modelled `pickle`: what it looks at, and objects of the program's own classes.

Python's pickle finds classes by the names of their modules, among which the program's are not. So
these are written as persistent ids, by number; and only what was written in the same run is read
with them. Of the library a few classes of plain data can be read, and no functions: what stands in
bytes must not call what it likes.
"""

from __future__ import annotations

import io
import pickle
import types
from typing import Any

from threadlab.explorer.engine.log import FIELDS, SYNC
from threadlab.explorer.engine.marks import MODELLED, is_program
from threadlab.explorer.engine.modes import NOTHING, READ, WRITE
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.imports import rest_of
from threadlab.explorer.model.missing import unsupported
from threadlab.explorer.objects import effects, kinds

_READABLE_TEXT = """
    builtins.set builtins.frozenset builtins.bytearray builtins.complex builtins.range
    builtins.slice builtins.object builtins.list builtins.dict builtins.tuple builtins.int
    collections.OrderedDict collections.defaultdict collections.Counter collections.deque
    datetime.datetime datetime.date datetime.time datetime.timedelta datetime.timezone
    decimal.Decimal fractions.Fraction uuid.UUID array.array array._array_reconstructor
    copyreg._reconstructor _codecs.encode
"""
_READABLE = frozenset(_READABLE_TEXT.split())
_CONSTANTS = ("HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL", "PickleError", "PicklingError",
              "UnpicklingError")  # fmt: skip


def _names(models: Models) -> dict[str, Any]:
    """The names of `pickle`."""
    world = models.world
    known: list[Any] = []  # functions and classes of the program's own, by their numbers
    made: set[bytes] = set()  # what was written in this run
    models.at_reset += [known.clear, made.clear]

    class Pickler(pickle.Pickler):
        """Writes functions and classes of the program's own as numbers."""

        def persistent_id(self, obj: Any) -> Any:
            if not _is_programs(obj):
                return None
            if "<locals>" in obj.__qualname__:
                raise AttributeError(f"Can't pickle local object {obj.__qualname__!r}")
            if obj.__name__ == "<lambda>":
                raise pickle.PicklingError(f"Can't pickle {obj!r}: attribute lookup failed")
            if obj not in known:
                known.append(obj)
            return known.index(obj)

    class Unpickler(pickle.Unpickler):
        """Reads what a `Pickler` has written in this run, and plain data."""

        trusted = False

        def persistent_load(self, pid: Any) -> Any:
            if not self.trusted or type(pid) is not int or not 0 <= pid < len(known):
                raise unsupported("pickle.loads", world)
            return known[pid]

        def find_class(self, module_name: str, global_name: str, /) -> Any:
            name = f"{module_name}.{global_name}"
            if module_name == "builtins" and _is_error(global_name):
                return super().find_class(module_name, global_name)
            if name not in _READABLE:
                raise unsupported(f"pickle.loads: {name}", world)
            return super().find_class(module_name, global_name)

    def dumps(
        obj: Any, protocol: Any = None, *, fix_imports: bool = True, buffer_callback: Any = None
    ) -> bytes:
        """Write an object as bytes: one step, but for methods of the program's own."""
        look(obj)
        before = world.n
        buffer = io.BytesIO()
        Pickler(buffer, protocol, fix_imports=fix_imports).dump(obj)
        if world.n != before:
            look(obj, begun=True)
        made.add(buffer.getvalue())
        return buffer.getvalue()

    def look(value: Any, *, begun: bool = False) -> None:
        if not begun:
            world.tick(SYNC)
            world.log.append((SYNC, None, NOTHING, "pickle"))
        touch(value, READ)

    def touch(value: Any, mode: int) -> None:
        objects: list[Any] = []
        for found in effects.reached([value], objects):
            world.log.append((~SYNC, found, mode, None))
        for found in objects:
            world.log.append((~SYNC, found, mode, FIELDS))

    def loads(data: Any, /, **named: Any) -> Any:
        """Read what `dumps` has written."""
        look(data)
        reader = Unpickler(io.BytesIO(data), **named)
        reader.trusted = bytes(data) in made
        value = reader.load()
        touch(value, WRITE)  # a method of the program's own may have found it, and not made it
        return value

    def dump(obj: Any, file: Any, protocol: Any = None, **named: Any) -> None:
        """Write an object to a file."""
        models.call(SYNC, file.write, dumps(obj, protocol, **named))

    def load(file: Any, **named: Any) -> Any:
        """Read an object from a file, of which the rest is left."""
        place = models.call(SYNC, file.tell)
        data = models.call(SYNC, file.read)
        mine = next((each for each in made if data.startswith(each)), data)
        models.call(SYNC, file.seek, place + len(mine))
        return loads(mine, **named)

    return {
        **{name: getattr(pickle, name) for name in _CONSTANTS},
        "dumps": dumps,
        "loads": loads,
        "dump": dump,
        "load": load,
        "__getattr__": rest_of("pickle", models),
    }


def _is_programs(value: Any) -> bool:
    """Whether a value is a function of the program's, or a class with a method of it."""
    if type(value) is types.FunctionType:
        return is_program(value.__globals__)
    return isinstance(value, type) and not kinds.is_at_home(value) and not kinds.is_c_class(value)


def _is_error(name: str) -> bool:
    found = vars(__import__("builtins")).get(name)
    return isinstance(found, type) and issubclass(found, BaseException)


PICKLE = Primitive("pickle", _names)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
