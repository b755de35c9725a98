"""What is not known: code whose effects reach beyond the objects that it gets.

Two calls of such code conflict, whatever they are: both touch the *unknown*, one thing in the log.
So the search tries them in both orders. What it can't do is to try them in all orders with what is
known, a comparison after the class of an object was changed, say: where somebody has called such
code beside other threads, nothing is proved (World.note_unknown).
"""

from __future__ import annotations

import importlib
import sys
import tomllib
import types
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from functools import lru_cache, reduce
from pathlib import Path
from typing import Any

from threadlab.explorer.engine.log import UNKNOWN
from threadlab.explorer.engine.marks import is_library, is_modelled, is_program
from threadlab.explorer.engine.modes import WRITE
from threadlab.explorer.objects.kinds import BUILTIN, home_of

ALWAYS = "always"  # as the item of an unknown touch: it counts also where there is one thread
_CONTAINERS = (list, dict, set)
_DATA_TEXT = """
    __doc__ __name__ __annotations__ __dict__ __wrapped__ __all__
    __version__ __author__ __file__ __text_signature__ __signature__
"""
_DATA = frozenset(_DATA_TEXT.split())
# What is seen of a function where it is written out.
_TEXT_OF_FUNCTIONS = frozenset(["__module__", "__qualname__"])

_mro = type.__dict__["__mro__"].__get__
_namespace = type.__dict__["__dict__"].__get__
_modules: set[str] = set()
_names: dict[str, bool] = {}  # those that are hidden, and whether they are always so
_hidden: dict[int, bool] = {}  # … by the id of what has been resolved
_kept: list[Any] = []
_answers: dict[int, tuple[bool, bool]] = {}  # (hidden, always) by the id of what lasts
_methods: dict[tuple[type, str], tuple[bool, bool]] = {}
_handing: set[types.CodeType] = set()
_CODE = types.CodeType
_CACHE = type(lru_cache(int))
_KNOWN, _HIDDEN = (False, False), (True, False)


def _read() -> None:
    text = Path(__file__).with_name("known.toml").read_text(encoding="utf-8")
    for group in tomllib.loads(text)["known"]:
        _modules.update(group["modules"].split())
        always = group.get("always", "").split()
        _names.update((name, name in always) for name in group.get("hidden", "").split())
        for name in group.get("handing", "").split():
            made = _find_name(importlib.import_module(name.partition(".")[0]), name)
            inner = made.__func__ if isinstance(made, staticmethod) else made
            _handing.update(part for part in inner.__code__.co_consts if type(part) is _CODE)


def _find_name(module: types.ModuleType, name: str) -> Any:
    """What stands in a module under the rest of `name`, "module.Class.method" say."""
    _, *outer, last = name.split(".")
    owner: Any = reduce(getattr, outer, module)
    return vars(owner)[last] if isinstance(owner, type) else getattr(owner, last)


_read()


def resolved() -> Iterator[tuple[str, Any]]:
    """The hidden names whose modules are there, and what they stand for."""
    for name in _names:
        module = sys.modules.get(name.partition(".")[0])
        if module is not None:
            with suppress(AttributeError, KeyError):  # a part of a package that is not there yet
                yield name, _find_name(module, name)


def _learn(module: str) -> None:
    """Look up the hidden names again, now that `module` may have come."""
    if module not in _seen:
        _seen.add(module)
        for name, value in resolved():
            if id(value) not in _hidden:
                _kept.append(value)
                _hidden[id(value)] = _names[name]
                _methods.clear()


_seen: set[str] = set()


def touches(function: Any) -> list[tuple[Any, int, Any]]:
    """What a call of `function`, which is in no table, touches besides the objects that it gets."""
    hidden, always = _answer(function)
    return [(UNKNOWN, WRITE, ALWAYS if always else None)] if hidden else []


def changes_behaviour(owner: Any, name: str) -> bool:
    """Whether setting the attribute `name` of `owner` changes more than that attribute.

    Another class, other bases or another `__len__`: whoever uses the object goes another way, and
    nobody knows who does.
    """
    if name == "__class__":
        return True
    if issubclass(type(owner), Enum):
        return name[:1] == "_"
    if not issubclass(type(owner), (type, types.FunctionType)):
        return False
    if issubclass(type(owner), types.FunctionType) and name in _TEXT_OF_FUNCTIONS:
        return False
    return name[:2] == "__" and name[-2:] == "__" and name not in _DATA


def is_everybodys(owner: Any) -> bool:
    """Whether Python itself looks up in `owner` what each thread begins with."""
    decimal = sys.modules.get("decimal")
    return decimal is not None and owner is decimal.DefaultContext


def _answer(function: Any) -> tuple[bool, bool]:
    """Whether a call of `function` is unknown, and whether always."""
    cls = type(function)
    if cls is types.MethodType:
        if _is_of_a_module(function.__self__):
            return _HIDDEN
        function = function.__func__
        cls = type(function)
    if cls in BUILTIN or cls is types.MethodWrapperType:
        owner = function.__self__
        if type(owner) is _CACHE:  # of the library's: a program's are made in Python (model/)
            return True, True
        if not issubclass(type(owner), (types.ModuleType, type)):
            return _of_method(type(owner), function.__name__)
    answer = _answers.get(id(function))
    if answer is None:
        answer = _find(function)
        if _lasts(function):
            _answers[id(function)] = answer
            _kept.append(function)
    return answer


def _lasts(function: Any) -> bool:
    """Whether `function` is one that a module has, so that an answer is worth keeping."""
    if issubclass(type(function), type):
        home, name = home_of(function)
    elif type(function) in (types.FunctionType, *BUILTIN):  # of all else the program may be asked
        home, name = function.__module__, function.__name__
    else:
        return False
    names = getattr(sys.modules.get(home), "__dict__", {}) if type(home) is str else {}
    return names.get(name) is function


def _find(function: Any) -> tuple[bool, bool]:
    cls = type(function)
    if cls is types.FunctionType:
        home = function.__globals__.get("__name__")
        file = function.__code__.co_filename  # "<string>" is made for one class, by a dataclass say
        made = file[:1] == "<" and not file.startswith("<frozen")
        if made or is_program(function.__globals__) or _is_ours(function.__globals__):
            return _KNOWN
    elif cls in BUILTIN:
        owner = function.__self__
        if issubclass(type(owner), type):
            return _of_method(_home_in(owner, function.__name__), function.__name__)
        home = owner.__name__ if issubclass(type(owner), types.ModuleType) else owner.__module__
        if issubclass(type(owner), type):
            function = _in_class(owner, function.__name__) or function
    elif cls in (types.MethodDescriptorType, types.WrapperDescriptorType,
                 types.ClassMethodDescriptorType):  # fmt: skip
        return _of_method(function.__objclass__, function.__name__)
    elif issubclass(cls, type):
        return _of_class(function)
    else:
        return _of_class(cls)
    _learn(home if type(home) is str else "")
    if id(function) in _hidden:
        return True, _hidden[id(function)]
    if cls is types.FunctionType and function.__code__ not in _handing and _keeps(function):
        return _HIDDEN
    return _KNOWN if home in _modules else _HIDDEN


def _of_class(cls: type) -> tuple[bool, bool]:
    """Whether making an object of `cls`, or calling one, is unknown."""
    for base in _mro(cls):
        home = _namespace(base).get("__module__") or base.__module__
        _learn(home if type(home) is str else "")
        if id(base) in _hidden:
            return True, _hidden[id(base)]
        if type(home) is str and home not in _modules and not _is_made(base):
            return _HIDDEN
    return _KNOWN


def _of_method(cls: type, name: str) -> tuple[bool, bool]:
    """Whether a method in C of objects of `cls` is unknown."""
    answer = _methods.get((cls, name))
    if answer is None:
        answer = _HIDDEN if name == "__setstate__" else _of_class(cls)
        for base in _mro(cls):
            if name in (names := _namespace(base)):
                if id(names[name]) in _hidden:
                    answer = True, _hidden[id(names[name])]
                break
        if not _is_made(cls):
            _methods[cls, name] = answer
    return answer


def _home_in(owner: Any, name: str) -> type:
    """The class in C to which a method that is bound to the class `owner` belongs."""
    bases: list[type] = [*_mro(owner), *_mro(type(owner))]
    return next(
        (
            base
            for base in bases
            if getattr(_namespace(base).get(name), "__objclass__", None) is base
        ),
        type(owner),
    )


def _is_made(cls: type) -> bool:
    """Whether a class was made by Python code, whose methods are asked when they are called."""
    return bool(cls.__flags__ & (1 << 9)) and not any(
        type(part) in (types.MethodDescriptorType, types.WrapperDescriptorType)
        and part.__objclass__ is cls
        for part in _namespace(cls).values()
    )


def _in_class(cls: type, name: str) -> Any:
    """What stands under `name` in a class or one that it inherits from; None if nothing does."""
    return next((_namespace(base)[name] for base in _mro(cls) if name in _namespace(base)), None)


def _is_of_a_module(value: Any) -> bool:
    """Whether an object is one that a module of Python's own has for all."""
    home = type(value).__module__
    if type(home) is not str or home not in _modules:
        return False
    names = getattr(sys.modules.get(home), "__dict__", {})
    return any(value is other for other in names.values())


def _keeps(function: types.FunctionType, depth: int = 4) -> bool:
    """Whether a function of the library keeps a container among its variables."""
    for cell in function.__closure__ or ():
        try:
            value = cell.cell_contents
        except ValueError:
            continue
        if issubclass(type(value), _CONTAINERS) or type(value).__module__ == "weakref":
            return True
        inner = type(value) is types.FunctionType and not _is_ours(value.__globals__)
        if inner and depth and not is_program(value.__globals__) and _keeps(value, depth - 1):
            return True
    return False


def _is_ours(names: Any) -> bool:
    home = names.get("__name__")
    ours = type(home) is str and home.startswith("threadlab.explorer.")
    return ours or is_library(names) or is_modelled(names)


importlib.import_module("abc")  # so that its names are there from the start
