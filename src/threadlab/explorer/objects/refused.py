"""What a program does not get to see: the ways that lead out of it, into Python and the explorer.

Its modules are copies: what they import themselves stays theirs, as `contextlib.os` would be the
real os. And a few names, wherever they are used, would lead to frames, codes and namespaces of
functions that are not the program's.
"""

from __future__ import annotations

import abc
import configparser
import enum
import functools
import inspect
import operator
import re
import sys
import types
import typing
import weakref
from collections.abc import Callable, Collection
from typing import Any

from greenlet import greenlet

from threadlab.explorer.engine.marks import Secret, is_library, is_program
from threadlab.explorer.objects import kinds
from threadlab.explorer.objects.foreign import TAKEN
from threadlab.explorer.objects.table import stands_for

_REFUSED_TEXT = """
    __subclasses__ __globals__ __builtins__ __code__ __closure__ cell_contents __loader__ __spec__
    f_back f_globals f_locals f_builtins f_code f_trace gi_frame gi_code cr_frame cr_code ag_frame
    ag_code tb_frame gr_frame _convert_
"""
REFUSED = frozenset(_REFUSED_TEXT.split())
TOLD = frozenset(["__code__", "f_code", "f_globals", "f_back", "tb_frame"])  # model/frames.py
_WORD = re.compile(r"\w+")
_NAMES = re.compile(r"(?!.*__)[\w.\[\], |]+")
# These get at attributes and names by texts; getattr and its kin are seen to by the hooks.
_BY_TEXT = frozenset(["get", "pop", "setdefault", "__getitem__", "getitem", "__get__"])
_GETTERS = (operator.attrgetter, operator.methodcaller, operator.itemgetter)
# What is written in C has a name that no program can change.
_IN_C = (
    types.BuiltinFunctionType, types.MethodWrapperType, types.MethodDescriptorType,
    types.WrapperDescriptorType, types.ClassMethodDescriptorType,
)  # fmt: skip
# These tell about the frame that calls them: here that would be the explorer's.
FRAMES = ("globals", "locals", "vars", "dir")
_MAKERS = (types.FunctionType, types.CodeType)


def _codes_of(*owners: Any) -> set[int]:
    """The ids of the code of functions, and of those that are defined in a class."""
    functions = [
        each
        for owner in owners
        for each in (vars(owner).values() if isinstance(owner, type) else (owner,))
        if isinstance(each, types.FunctionType)
    ]
    return {id(function.__code__) for function in functions}


# These evaluate annotations that are texts; singledispatch makes one for each function.
_REGISTERING = _codes_of(functools.singledispatchmethod.register) | {
    id(code) for code in functools.singledispatch.__code__.co_consts
    if isinstance(code, types.CodeType) and code.co_name == "register"
}  # fmt: skip
# These evaluate texts that stand for types, whatever they say.
_HINTING = _codes_of(typing.get_type_hints)
_CONVERT: Any = vars(enum.EnumMeta)["_convert_"]
_REFUSED_CODES = {
    **dict.fromkeys(_codes_of(typing.ForwardRef), "typing.ForwardRef"),
    **dict.fromkeys(_codes_of(_CONVERT), "_convert_"),
    **dict.fromkeys(_codes_of(configparser.RawConfigParser.read), "ConfigParser.read"),
}

# What a pure module has that does more than compute: it evaluates texts, opens files, walks over
# frames, or changes what the rest of the process uses.
_WITHHELD = {
    "ast": "main",
    "base64": "main encode decode",
    "calendar": "main",
    "contextlib": "chdir redirect_stdin",
    "copyreg": "pickle constructor add_extension remove_extension clear_extension_cache "
    "dispatch_table",
    "enum": "global_enum global_enum_repr global_flag_repr global_str",
    "inspect": "currentframe stack trace getouterframes getinnerframes getframeinfo "
    "getclosurevars getmodule getargvalues getlineno getgeneratorlocals getcoroutinelocals "
    "getasyncgenlocals getmembers_static get_annotations walktree",
    "tokenize": "main open",
    "typing": "ForwardRef evaluate_forward_ref",
    "typing_extensions": "ForwardRef evaluate_forward_ref get_annotations",
    "urllib.error": "HTTPError",
    "zoneinfo": "reset_tzpath",
}


def public(real: types.ModuleType) -> dict[str, Any]:
    """The names of a real module that a program may have, without the modules among them."""
    kept = ("__all__", "__doc__", "__name__", "__version__")
    withheld = _WITHHELD.get(real.__name__, "").split()
    found = {
        name: value
        for name, value in vars(real).items()
        if (name in kept or not name.startswith(("_", "@")))
        and not isinstance(value, types.ModuleType)
        and name not in withheld
    }
    also = {id(value) for name, value in found.items() if callable(value)}  # operator.__not__
    others = vars(real).items()
    return found | {name: value for name, value in others if name[:2] == "__" and id(value) in also}


# Names that Python itself looks for in a module, and does without as well.
_OF_NO_USE = frozenset(["__path__", "__getattr__", "__dir__", "__wrapped__", "__warningregistry__"])


def copy_of(
    real: types.ModuleType,
    take: Callable[[Any], Any],
    inner: Callable[[types.ModuleType], Any],
    absent: Callable[[str, str], Any],
) -> types.ModuleType:
    """A copy of `real` for programs: its functions as `take` gives them.

    A module in it is what `inner` makes of it, and `absent` stands for what is kept back.
    """
    module = types.ModuleType(real.__name__, real.__doc__)
    names = public(real)
    if real.__name__ in _CHANGED:
        names |= _CHANGED[real.__name__](take)
    for name, value in names.items():
        setattr(module, name, take(value))

    def find(name: str) -> Any:
        if name not in _OF_NO_USE and not name.startswith("@") and hasattr(real, name):
            value = getattr(real, name)
            if isinstance(value, types.ModuleType):
                if name.startswith("_"):
                    return absent(real.__name__, name)
                return inner(value)
            if not name.startswith("_") and name not in vars(
                real
            ):  # one that the module makes up when it is asked
                return take(value)
            return absent(real.__name__, name)
        raise AttributeError(f"module {real.__name__!r} has no attribute {name!r}")

    module.__getattr__ = find  # type: ignore[method-assign]
    if hasattr(real, "__path__"):
        module.__path__ = []
    return module


def refused(function: Any, arguments: Any) -> str:
    """The name that a call of `function`, one of Python's own, must not have; "" if there is none.

    >>> import operator
    >>> refused(operator.attrgetter, ("a.__globals__",))
    '__globals__'
    """
    cls = type(function)
    if cls is types.FunctionType:
        code = id(function.__code__)
        if code in _REGISTERING and any(map(_evaluates, arguments)):
            return "register"
        if (code in _HINTING or _is_extended(function)) and not _has_types(arguments):
            return "typing.get_type_hints"
        return _REFUSED_CODES.get(code) or _texts(arguments)
    if any(function is maker for maker in _MAKERS):
        return f"types.{function.__name__}"
    if cls in _IN_C:
        name = str(function.__name__)  # its own in C, whatever the program calls it
        if name in REFUSED or (name in FRAMES and not arguments):
            return name
        return _texts(arguments) if name in _BY_TEXT else ""
    return _texts(arguments) if any(function is getter for getter in _GETTERS) else ""


def _texts(arguments: Any) -> str:
    """The refused name that a text among `arguments` mentions; "" if there is none."""
    texts = (str.__str__(value) for value in arguments if issubclass(type(value), str))
    return next(filter(None, map(in_text, texts)), "")


def _evaluates(value: Any) -> bool:
    """Whether who asks for the type hints of `value` evaluates more than names."""
    hints = getattr(value, "__annotations__", None) or {}
    return any(type(text) is str and not _NAMES.fullmatch(text) for text in hints.values())


def _is_extended(function: Any) -> bool:
    """Whether a function is the `get_type_hints` of typing_extensions, if that is there."""
    extensions = sys.modules.get("typing_extensions")
    return extensions is not None and function is getattr(extensions, "get_type_hints", None)


def _has_types(arguments: Any) -> bool:
    """Whether what has annotations there is a plain one, and these are types and no texts."""
    value: Any = arguments[0] if arguments else None
    if type(value) in TAKEN:
        value = value._function
    if type(value) in (type, abc.ABCMeta):
        owners: Any = kinds.mro_of(value)
    elif type(value) in (types.FunctionType, types.MethodType, *_IN_C):
        owners = (value,)
    else:
        return False
    hints = [getattr(owner, "__annotations__", None) or {} for owner in owners]
    return all(type(each) is dict and all(map(_is_a_type, each.values())) for each in hints)


def _is_a_type(hint: Any) -> bool:
    if issubclass(type(hint), (str, typing.ForwardRef)):
        return False
    if type(hint) in (list, tuple):  # of a Callable
        return all(map(_is_a_type, hint))
    origin, parts = typing.get_origin(hint), typing.get_args(hint)  # of Python's own types alone
    if origin is typing.Literal:
        return True
    return all(map(_is_a_type, parts[:1] if origin is typing.Annotated else parts))


def in_text(text: str) -> str:
    """The refused name that `text` mentions, "" if there is none."""
    if "_" not in text:
        return ""
    return next((word for word in _WORD.findall(text) if word in REFUSED), "")


def fixed(owner: Any, key: str, modules: Collection[types.ModuleType]) -> bool:
    """Whether `owner`, a class, a function or a module, is Python's or the explorer's.

    A program that set its attribute `key` would change what others use, or its next run. `modules`
    are those that it has imported.
    """
    cls = type(owner)
    if cls in TAKEN or cls in _IN_C:
        return True
    if cls is types.FunctionType:
        return _is_fixed(owner)
    if issubclass(cls, types.ModuleType):
        names = types.ModuleType.__getattribute__(owner, "__dict__")
        if is_program(names) or key in _SETTABLE.get(names.get("__name__"), ()):
            return False
        return any(owner is module for module in modules)
    return issubclass(cls, type) and _is_fixed_class(owner, modules)


def settable(module: types.ModuleType) -> Collection[str]:
    """What a program may set in a module that is not its own."""
    return _SETTABLE.get(types.ModuleType.__getattribute__(module, "__name__"), ())


def _is_fixed(function: types.FunctionType) -> bool:
    """Whether a function is Python's or the explorer's, and was not made for the program.

    Decorators of the library make functions of the program's, and namedtuple and dataclass methods.
    """
    while type(inner := vars(function).get("__wrapped__")) is types.FunctionType:
        function = inner
    names, code = function.__globals__, function.__code__
    if is_program(names):
        return False
    if is_library(names) or kinds.is_explorers(function):
        return True
    generated = code.co_filename.startswith("<") and not code.co_filename.startswith("<frozen ")
    return "<locals>" not in code.co_qualname and not generated


def _is_fixed_class(cls: type, modules: Collection[types.ModuleType]) -> bool:
    """Whether a class is Python's or the explorer's: a module has it, or its methods are theirs."""
    if kinds.is_c_class(cls) or kinds.is_at_home(cls):
        return True
    home, name = kinds.home_of(cls)
    for module in modules:
        if module.__name__ == home and vars(module).get(name) is cls:
            return not is_program(vars(module))
    functions = [
        part
        for key, part in kinds.namespace_of(cls).items()
        if type(part) is types.FunctionType and key != "__hash__"  # which classes get (names.py)
    ]
    return any(is_library(f.__globals__) or kinds.is_explorers(f) for f in functions)


# What a program may set in a module that is not its own.
_SETTABLE = {
    "threading": ("excepthook",),
    "logging": ("raiseExceptions", "lastResort", "logThreads", "logProcesses"),
    "warnings": ("filters", "showwarning", "formatwarning"),
    "sys": ("stdout", "stderr", "stdin", "argv", "excepthook", "unraisablehook", "displayhook"),
}


def _inspect(take: Callable[[Any], Any]) -> dict[str, Any]:
    def getmembers(object: Any, predicate: Any = None) -> list[tuple[str, Any]]:
        """As inspect has it, without what is refused."""
        return [
            (name, take(value))
            for name, value in inspect.getmembers(object, predicate)
            if name not in REFUSED and not issubclass(type(value), (Secret, greenlet))
        ]

    return {"getmembers": getmembers}


class finalize(weakref.finalize):  # type: ignore[type-arg]  # noqa: N801
    """As weakref has it, but for the end of the process, which is not that of the program."""

    __slots__ = ()

    def __init__(self, obj: Any, func: Any, /, *arguments: Any, **named: Any):
        super().__init__(obj, func, *arguments, **named)
        self.atexit = False


stands_for(finalize, weakref.finalize)


_CHANGED: dict[str, Callable[[Callable[[Any], Any]], dict[str, Any]]] = {
    "inspect": _inspect,
    "weakref": lambda take: {"finalize": finalize},
}
