"""What a program does not get to see: the ways that lead out of it, into Python and the explorer.

Its modules are copies: what they import themselves stays theirs, as `contextlib.os` would be the
real os. And a few names, wherever they are used, would lead to frames, codes and namespaces of
functions that are not the program's.
"""

from __future__ import annotations

import inspect
import re
import sys
import types
import weakref
from collections.abc import Callable, Collection
from typing import Any

from threadlab.explorer.engine.marks import is_program
from threadlab.explorer.objects import kinds
from threadlab.explorer.objects.table import stands_for

_REFUSED_TEXT = """
    __subclasses__ __globals__ __builtins__ __code__ __closure__ cell_contents __loader__ __spec__
    f_back f_globals f_locals f_builtins f_code f_trace gi_frame gi_code cr_frame cr_code ag_frame
    ag_code tb_frame gr_frame _convert_
"""
REFUSED = frozenset(_REFUSED_TEXT.split())
_WORD = re.compile(r"\w+")
_NAMES = re.compile(r"(?!.*__)[\w.\[\], |]+")
# These get at attributes and names by texts; getattr and its kin are seen to by the hooks.
_BY_TEXT = frozenset(
    ["get", "pop", "setdefault", "__getitem__", "getitem", "attrgetter", "methodcaller",
     "itemgetter", "__get__"]
)  # fmt: skip
# These tell about the frame that calls them: here that would be the explorer's.
FRAMES = ("globals", "locals", "vars", "dir")
_MAKERS = (types.FunctionType, types.CodeType)

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
    "typing": "get_type_hints ForwardRef evaluate_forward_ref",
    "typing_extensions": "get_type_hints ForwardRef evaluate_forward_ref get_annotations",
    "zoneinfo": "reset_tzpath",
}


def public(real: types.ModuleType) -> dict[str, Any]:
    """The names of a real module that a program may have, without the modules among them."""
    kept = ("__all__", "__doc__", "__name__", "__version__")
    withheld = _WITHHELD.get(real.__name__, "").split()
    return {
        name: value
        for name, value in vars(real).items()
        if (name in kept or not name.startswith(("_", "@")))
        and not isinstance(value, types.ModuleType)
        and name not in withheld
    }


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
        if not name.startswith("_") and hasattr(real, name):
            value = getattr(real, name)
            if isinstance(value, types.ModuleType):
                return inner(value)
            if name not in vars(real):  # one that the module makes up when it is asked
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
    name = getattr(function, "__name__", "")
    if name in REFUSED or (name in FRAMES and not arguments):
        return str(name)
    if any(function is maker for maker in _MAKERS):
        return f"types.{name}"
    foreign = type(function) is types.FunctionType
    if name in _BY_TEXT or foreign:
        for value in arguments:
            if issubclass(type(value), str) and (found := in_text(str.__str__(value))):
                return found
    if foreign and function.__qualname__.startswith("ForwardRef."):
        return "typing.ForwardRef"
    if foreign and name == "register":  # evaluates the annotations that are texts
        for value in arguments:
            for text in (getattr(value, "__annotations__", None) or {}).values():
                if type(text) is str and not _NAMES.fullmatch(text):
                    return "register"
    return ""


def in_text(text: str) -> str:
    """The refused name that `text` mentions, "" if there is none."""
    if "_" not in text:
        return ""
    return next((word for word in _WORD.findall(text) if word in REFUSED), "")


def fixed(owner: Any, key: str, ours: Callable[[Any], bool], modules: Collection[Any]) -> bool:
    """Whether `owner`, a class, a function or a module, is Python's or the explorer's.

    A program that set its attribute `key` would change what others use. `ours` tells the program's
    functions, `modules` are those that it has imported.
    """
    if type(owner) is types.FunctionType:
        return not ours(owner) and _is_standard(owner.__module__)
    if type(owner).__module__ == "threadlab.explorer.objects.foreign":
        return True
    if issubclass(type(owner), types.ModuleType):
        names = types.ModuleType.__getattribute__(owner, "__dict__")
        if is_program(names) or key in _SETTABLE.get(names.get("__name__"), ()):
            return False
        return any(owner is module for module in modules)
    if not issubclass(type(owner), type):
        return False
    home = type.__dict__["__module__"].__get__(owner)
    return _is_standard(home) and (kinds.is_from(owner, [home]) or kinds.is_modelled_class(owner))


def _is_standard(home: object) -> bool:
    """Whether a function or class of the module `home` is Python's or the explorer's."""
    if not isinstance(home, str) or home in ("__main__", "program"):
        return False
    if home.startswith("threadlab.explorer."):
        # namedtuple takes the module of its caller, the hook, for that of its class.
        return not home.startswith("threadlab.explorer.instrument.hooks.")
    return home.partition(".")[0] in sys.stdlib_module_names


_SECRET = (
    "greenlet",
    *(f"threadlab.explorer.{name}" for name in ("engine.fiber", "engine.world", "model.library")),
)
# What a program may set in a module that is not its own.
_SETTABLE = {
    "threading": ("excepthook",),
    "sys": ("stdout", "stderr", "stdin", "argv", "excepthook", "unraisablehook", "displayhook"),
}


def _inspect(take: Callable[[Any], Any]) -> dict[str, Any]:
    def getmembers(object: Any, predicate: Any = None) -> list[tuple[str, Any]]:
        """As inspect has it, without what is refused."""
        return [
            (name, take(value))
            for name, value in inspect.getmembers(object, predicate)
            if name not in REFUSED and type(value).__module__ not in _SECRET
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
