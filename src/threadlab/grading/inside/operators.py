"""What a test's own statements ask by operators, answered by plain data; what can't be, is noted.

A method that a student has written may say that it equals everything. Nothing that is plain data is
asked by such a method; an object is, since a test may be about that, and a person looks.
"""

from __future__ import annotations

import collections
import contextlib
import enum
import fractions
import functools
import operator
import pathlib
import sys
import types
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from threadlab.grading.wire.values import NotPlain, decode, each, encode

_ATOMS = frozenset({int, float, complex, str, bytes, bool, type(None), type(...)})
_HOLDERS = (list, tuple, set, frozenset, collections.deque)
_PAIRS: type = type({}.items())
_PARTED: dict[str, type] = {kind.__name__: kind for kind in (*_HOLDERS, dict, _PAIRS)}
_LIKE: dict[Any, tuple[type, ...]] = {dict: (collections.Counter, collections.OrderedDict),
         set: (frozenset,), frozenset: (set,)}  # fmt: skip
_ORDER = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "Eq": operator.eq, "NotEq": operator.ne, "Lt": operator.lt, "LtE": operator.le,
    "Gt": operator.gt, "GtE": operator.ge, "Is": operator.is_, "IsNot": operator.is_not,
    "In": lambda item, items: item in items, "NotIn": lambda item, items: item not in items,
}  # fmt: skip
_SUMS = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift",
         "rshift", "and", "or", "xor")  # fmt: skip
_OPERATIONS: dict[str, Callable[..., Any]] = {
    "Add": operator.add, "Sub": operator.sub, "Mult": operator.mul, "MatMult": operator.matmul,
    "Div": operator.truediv, "FloorDiv": operator.floordiv, "Mod": operator.mod,
    "Pow": operator.pow, "LShift": operator.lshift, "RShift": operator.rshift,
    "BitAnd": operator.and_, "BitOr": operator.or_, "BitXor": operator.xor,
    "USub": operator.neg, "UAdd": operator.pos, "Invert": operator.invert,
    "iAdd": operator.iadd, "iSub": operator.isub, "iMult": operator.imul,
    "iMatMult": operator.imatmul, "iDiv": operator.itruediv, "iFloorDiv": operator.ifloordiv,
    "iMod": operator.imod, "iPow": operator.ipow, "iLShift": operator.ilshift,
    "iRShift": operator.irshift, "iBitAnd": operator.iand, "iBitOr": operator.ior,
    "iBitXor": operator.ixor, "divmod": divmod, "abs": abs, "round": round,
    "int": int, "float": float, "index": operator.index,
}  # fmt: skip
_METHODS = {
    "order": _ORDER,
    "membership": (*_ORDER, "__contains__", "__iter__", "__getitem__"),
    "items": (*_ORDER, "__contains__"),
    "number": (
        *(f"__{side}{name}__" for name in _SUMS for side in ("", "r", "i")),
        "__neg__", "__pos__", "__abs__", "__invert__", "__round__", "__int__", "__float__",
        "__index__", "__trunc__",
    ),
    "truth": ("__bool__",),
}  # fmt: skip
# The library's own methods, which were there before any student's code.
_LIBRARY = frozenset(
    id(method)
    for kind in (
        *vars(pathlib).values(), *vars(fractions).values(), *vars(collections).values(),
        *vars(enum).values(), uuid.UUID,
    )
    if isinstance(kind, type)
    for method in vars(kind).values()
)  # fmt: skip
_SLOTS = (types.WrapperDescriptorType, types.MethodDescriptorType, types.BuiltinFunctionType)
_MOST_LEVELS = 10  # of objects in objects
_Kinds = Iterable[Callable[[], Any]]
# Functions of the interpreter's own; what is written in Python is guarded as a text.
_BUILT_IN = (types.BuiltinFunctionType, types.MethodWrapperType, types.WrapperDescriptorType,
             types.MethodDescriptorType, operator.methodcaller)  # fmt: skip


class Operators:
    """The operators of one test cell; `strangers` are the names of classes that had a say.

    `owned` are the names of the instructor's classes: they say nothing by themselves, but pass on
    what they are asked to what is in them.
    """

    def __init__(self) -> None:
        self.strangers: dict[str, None] = {}
        self.owned: frozenset[str] = frozenset()

    def taken(self) -> list[str]:
        """The classes that had a say since the last time."""
        found = list(self.strangers)[:5]
        self.strangers.clear()
        return found

    def holds(self, kinds: _Kinds, left: Any, *pairs: Any) -> Any:
        """Evaluate a chain of comparisons: `holds((), a, "Eq", b, "Lt", c)`."""
        result: Any = True
        for name, right in zip(pairs[::2], pairs[1::2], strict=True):
            result = self._one(kinds, name, left, right)
            if len(pairs) > 2 and not result:
                return result
            left = right
        return result

    def operand(self, kinds: _Kinds, value: Any, what: str, *there: Any) -> Any:
        """A value that an operator is about to ask, or a `function` that is about to be.

        What is `added` is so to something that is `there` and is asked first.
        """
        if what == "added":
            self._note(kinds, there, "number")
            return value
        if type(value) in _ATOMS:
            return value
        if what == "function":
            return self.guarded(value, kinds)
        if any(issubclass(type(value), kind) for kind in (int, float, str)):
            try:
                return decode(encode(value))
            except NotPlain:
                pass
        if what != "picked":
            self._note(kinds, _objects(value) if what == "items" else [value], what)
        return value

    def operate(self, kinds: _Kinds, sign: str, *values: Any) -> Any:
        """What an operator gives; who gave plain data by a method of an answer's is noted."""
        result = _OPERATIONS[sign](*values)
        if _is_data(result):
            self._note(kinds, values, "number")
        return result

    def calculate(self, sign: str, *values: Any) -> Any:
        """What an operator gives; whoever has a say in it is noted."""
        self._note((), values, "number")
        for value in values:
            if issubclass(type(value), (set, frozenset, dict)):
                self._note((), _objects(value), "items")
        return _OPERATIONS[sign](*values)

    def guarded(self, function: Any, kinds: _Kinds = ()) -> Any:
        """A function that compares, and sees what it is given; anything else as it is."""
        if not isinstance(function, _BUILT_IN):
            return function

        def asking(*given: Any, **named: Any) -> Any:
            values = [self.operand(kinds, value, "items") for value in given]
            return function(
                *values,
                **{name: self.operand(kinds, each, "items") for name, each in named.items()},
            )

        return functools.update_wrapper(asking, function, functools.WRAPPER_ASSIGNMENTS, ())

    def look_into(self, *objects: Any) -> None:
        """See what is in objects of the instructor's classes that are about to be compared."""
        for value in objects:
            for part in _objects(value):
                if str(type(part).__name__) in self.owned:
                    self._note((), self._inside(part), "order")

    def _inside(self, value: Any, depth: int = 0) -> Iterator[Any]:
        """The objects that one of the instructor's has, and passes a question on to."""
        for name in _attributes(value):
            try:
                held = object.__getattribute__(value, name)
            except AttributeError:
                continue
            for part in _objects(held):
                if str(type(part).__name__) not in self.owned:
                    yield part
                elif depth < _MOST_LEVELS:
                    yield from self._inside(part, depth + 1)

    def _one(self, kinds: _Kinds, name: str, left: Any, right: Any) -> Any:
        if name in ("Is", "IsNot"):
            return _SIGNS[name](left, right)
        if name in ("In", "NotIn") and type(left) in _ATOMS and type(right) is dict:
            there = any(type(key) is type(left) and key == left for key in right)
            return there is (name == "In")
        try:
            return each(name, *(_plain(side) for side in (left, right)))
        except (NotPlain, ValueError):
            pass
        objects = [*_objects(left), *_objects(right)]
        self._note(kinds, objects, "membership" if name in ("In", "NotIn") else "order")
        self.look_into(*objects)
        return _SIGNS[name](left, right)

    def _note(self, kinds: _Kinds, objects: Iterable[Any], what: str) -> None:
        """Note the classes among `objects` whose methods a student has written.

        A test may ask objects of `kinds`, which it has made itself.
        """
        known: list[Any] = []
        for value in objects:
            kind = type(value)
            if _is_installed(kind):
                continue
            if not any(map(_is_written, (_method(kind, name) for name in _METHODS[what]))):
                continue
            known = known or [_class(given) for given in kinds]
            if not any(kind is given for given in known):
                self.strangers[str(kind.__name__)[:100]] = None


def parts(value: Any, kind: str) -> list[Any] | None:
    """The items of a list, say, or one that compares as a list does; None for anything else."""
    base: Any = _PARTED[kind]
    equal = _method(type(value), "__eq__")
    if not issubclass(type(value), base) or equal not in {
        _method(known, "__eq__") for known in (base, *_LIKE.get(base, ()))
    }:
        return None
    return list(dict.items(value) if base is dict else base.__iter__(value))


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal, their items each with its own.

    Of objects of two kinds neither decides alone, nor in the other's place; data equals data only.
    """
    kind = next((name for name, base in _PARTED.items() if issubclass(type(one), base)), None)
    mine, others = (parts(side, kind) if kind else None for side in (one, other))
    if mine is not None and others is not None:
        if kind in ("list", "tuple", "deque"):
            return len(mine) == len(others) and all(map(same, mine, others))
        return _covers(mine, others) and _covers(others, mine)
    if type(one) in _ATOMS or type(other) in _ATOMS:
        try:
            return each("Eq", _plain(one), _plain(other)) is True
        except (NotPlain, ValueError):
            return False
    if type(one) is type(other):
        return bool(one == other)
    return _says(one, other) and _says(other, one)


def _covers(there: list[Any], wanted: list[Any]) -> bool:
    return all(any(same(one, item) for one in there) for item in wanted)


def _says(one: Any, other: Any) -> bool:
    """Whether the class of `one` itself says that it equals the other."""
    found = _method(type(one), "__eq__")(one, other)
    return found is not NotImplemented and bool(found)


def _attributes(value: Any) -> Iterator[str]:
    """The names under which an object has something, without asking it."""
    with contextlib.suppress(AttributeError):
        yield from list(object.__getattribute__(value, "__dict__"))
    for kind in type.mro(type(value)):
        slots = vars(kind).get("__slots__", ())
        yield from (slots,) if isinstance(slots, str) else (str(name) for name in slots)


def _is_data(value: Any) -> bool:
    try:
        encode(value)
    except NotPlain:
        return False
    return True


def _plain(value: Any) -> Any:
    return value if type(value) in _ATOMS else decode(encode(value))


def _class(given: Callable[[], Any]) -> Any:
    try:
        return given()
    except NameError:
        return None


def _method(kind: type, name: str) -> Any:
    return next((vars(base)[name] for base in type.mro(kind) if name in vars(base)), None)


def _is_written(method: Any) -> bool:
    """Whether `method` is no slot of a type written in C, and none of the library's."""
    return method is not None and not isinstance(method, _SLOTS) and id(method) not in _LIBRARY


def _is_installed(kind: type) -> bool:
    """Whether `kind` is a class of NumPy's or of a package like it, found where that has it.

    Who has changed such a package has meddled with modules, for which a judge looks.
    """
    module = sys.modules.get(str(kind.__module__))
    origin = str(getattr(getattr(module, "__spec__", None), "origin", ""))
    return "site-packages" in origin and vars(module).get(kind.__name__) is kind


def _objects(value: Any, depth: int = 0) -> Iterator[Any]:
    """What is in lists, dictionaries and the like and is none itself."""
    base = next((held for held in (*_HOLDERS, dict) if issubclass(type(value), held)), None)
    if base is None or depth > 10 or type(value) in _ATOMS:
        if type(value) not in _ATOMS:
            yield value
        return
    if type(value) is not base:
        yield value
    parts = (part for pair in dict.items(value) for part in pair) if base is dict else (
        base.__iter__(value))  # fmt: skip
    for part in parts:
        if type(part) not in _ATOMS:
            yield from _objects(part, depth + 1)
