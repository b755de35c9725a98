"""Functions that are not the program's own, taken as values: each call of one has its point.

    list(map(sold.append, names))       stack.callback(sold.append, name)

Here C code calls C code, and when it does nobody has asked the hooks. So whenever a program gets
hold of such a function without calling it at once (as an attribute, as a builtin's name, from an
import or as the result of a call) what it gets is one of these, which call it by way of the hook:
whoever calls them, and however late, what is touched then is logged then.
"""

from __future__ import annotations

import abc
import functools
import operator
import types
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.marks import MODELLED, Mark
from threadlab.explorer.objects.kinds import is_ours
from threadlab.explorer.objects.table import effect_of

_ATOMS = frozenset((int, str, float, bool, bytes, type(None)))
_BY_NAME = (getattr, setattr, hasattr, delattr, globals, locals, vars, dir)
# Written in C: bound to their object, and those that become bound when they are looked up.
_BOUND = (
    types.BuiltinFunctionType, types.MethodWrapperType, types.ClassMethodDescriptorType,
    operator.attrgetter, operator.itemgetter, operator.methodcaller, functools.partial,
)  # fmt: skip
_UNBOUND = (types.MethodDescriptorType, types.WrapperDescriptorType)

# Functions are expected here; a class is one, too: `map(list, [shared])` looks into `shared`.
_KEYWORDS = frozenset(("key", "func", "function", "callback", "repl", "default", "object_hook"))


class Taken:
    """Stands for a function; calling it is an operation of the program at `site`."""

    __slots__ = ("__weakref__", "_call", "_function", "_plain", "_site")

    def __init__(self, function: Any, site: int, call: Callable[..., Any]):
        self._function, self._site, self._call = function, site, call
        owner = getattr(function, "__self__", None)
        self._plain = isinstance(function, (type, types.BuiltinFunctionType)) and (
            owner is None or isinstance(owner, (types.ModuleType, str, type))
        )
        self._plain = self._plain and not any(function is other for other in _BY_NAME)

    def __call__(self, /, *arguments: Any, **named: Any) -> Any:
        """Call the function by way of the hook."""
        if self._plain and not named:  # numbers and texts can't be shared: map(int, texts)
            for value in arguments:
                if type(value) not in _ATOMS:
                    break
            else:
                return self._function(*arguments)
        return self._call(self._site, self._function, *arguments, **named)

    def at(self, site: int) -> Taken:
        """The same, as something that the program has got at `site`."""
        return type(self)(self._function, site, self._call)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._function, name)

    @property
    def __class__(self) -> Any:
        return type(self._function)

    @__class__.setter
    def __class__(self, _: Any) -> None:
        raise TypeError("a function stays a function")

    def __eq__(self, other: object) -> Any:
        return self._function == (other._function if type(other) in TAKEN else other)  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash(self._function)

    def __repr__(self) -> str:
        return repr(self._function)

    def __copy__(self) -> Taken:
        return self

    def __deepcopy__(self, _: Any) -> Taken:
        return self


class TakenMethod(Taken):
    """One that is bound to an object when it is looked up in its class, as functions are."""

    __slots__ = ()

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        return Taken(self._function.__get__(instance, owner), self._site, self._call)


for _cls in (Taken, TakenMethod):  # also this is what the function says of itself
    _cls.__doc__ = property(lambda self: self._function.__doc__)  # type: ignore[assignment]

TAKEN = frozenset((Taken, TakenMethod))
Take = Callable[[int, Any], Any]


class Taker:
    """Gives out the functions of one world: `call` is its hook, `module` finds its modules.

    `refuse` is called with the name of what no program gets hold of, an object of a class that is
    among `secrets`.
    """

    def __init__(
        self,
        call: Callable[..., Any],
        module: Callable[[types.ModuleType], Any],
        refuse: Callable[[str], Any],
        secrets: tuple[type, ...],
    ):
        self._call, self._module, self._refuse = call, module, refuse
        results: dict[type, Take] = dict.fromkeys(_BOUND, self._bound)
        results |= dict.fromkeys(_UNBOUND, self._unbound)
        results |= {types.MethodType: self._method, types.ModuleType: self._of_module}
        results |= dict.fromkeys((*secrets, Mark), self._secret)
        # What to do with values of a class: with results of calls, and with all others.
        self.results = results
        self.values = results | {types.FunctionType: self._function}
        self._passed = self.values | dict.fromkeys(TAKEN, self._again)
        self._passed |= {type: self._class, abc.ABCMeta: self._class}
        del self._passed[Mark]  # who goes through `globals()` asks for its type: no harm in that

    def take(self, site: int, value: Any) -> Any:
        """What the program gets where it would get `value`, as a value and not to be called."""
        act = self.values.get(type(value))
        return value if act is None else act(site, value)

    def passed(
        self, site: int, function: Any, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments of a call of `function`, with which it can do what it likes."""
        table = self._passed
        for value in arguments:
            if type(value) in table:
                break
        else:
            if not named:
                return arguments, named
        place = effect_of(function).calls
        new = []
        for number, value in enumerate(arguments):
            act = table.get(type(value))
            if act is not None and (act != self._class or number == place):
                value = act(site, value)
            new.append(value)
        for key, value in named.items():
            act = table.get(type(value))
            if act is not None and (act != self._class or key in _KEYWORDS):
                named[key] = act(site, value)
        return tuple(new), named

    def _bound(self, site: int, value: Any) -> Taken:
        return Taken(value, site, self._call)

    def _unbound(self, site: int, value: Any) -> Taken:
        return TakenMethod(value, site, self._call)

    def _function(self, site: int, value: Any) -> Any:
        return value if is_ours(value) else TakenMethod(value, site, self._call)

    def _method(self, site: int, value: Any) -> Any:
        function = value.__func__
        ours = is_ours(function) if type(function) is types.FunctionType else callable_(function)
        return value if ours else Taken(value, site, self._call)

    def _again(self, site: int, value: Taken) -> Taken:
        return value if value._site else value.at(site)

    def _class(self, site: int, value: type) -> Taken:
        return Taken(value, site, self._call)

    def _of_module(self, site: int, value: types.ModuleType) -> Any:
        return self._module(value)

    def _secret(self, site: int, value: Any) -> Any:
        return self._refuse(type(value).__name__)


def callable_(function: Any) -> bool:
    """Whether calling `function`, no plain one, calls code that has points of its own."""
    return type(getattr(type(function), "__call__", None)) is types.FunctionType  # noqa: B004


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
