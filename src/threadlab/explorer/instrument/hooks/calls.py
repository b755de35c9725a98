"""The hook of calls: what is done to what code that is not the program's own gets to see.

The program's own functions, and the library's that are modelled, are just called: their points
are in them. For all others effects.py says what they touch.
"""

from __future__ import annotations

import functools
import operator
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from greenlet import greenlet

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.footprints import Footprints
from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import LIBRARY, MODELLED, Mark
from threadlab.explorer.engine.modes import WRITE
from threadlab.explorer.engine.world import World
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.hooks.containers import stepwise_of
from threadlab.explorer.instrument.hooks.namespaces import access_of, namespace_of
from threadlab.explorer.instrument.hooks.shared import Shared
from threadlab.explorer.instrument.names import Hook
from threadlab.explorer.model.library import Library
from threadlab.explorer.objects import effects, kinds, refused
from threadlab.explorer.objects.foreign import TAKEN, Take, Taker
from threadlab.explorer.objects.kinds import is_a, is_ours

_FUNCTION, _METHOD, _BUILTIN = types.FunctionType, types.MethodType, types.BuiltinFunctionType
_GENERATOR, _PARTIAL, _NEW = types.GeneratorType, functools.partial, object.__new__
_ATTRIBUTES = {f.__name__: f for f in (getattr, setattr, hasattr, delattr)}
_DUNDERS = {
    "__getattribute__": "getattr", "__setattr__": "setattr", "__delattr__": "delattr",
    "__get__": "getattr", "__set__": "setattr", "__delete__": "delattr",
}  # fmt: skip
_DESCRIPTORS = (types.MemberDescriptorType, types.GetSetDescriptorType)
_BOUND_SLOT = types.MethodWrapperType
_SLOTS = (types.WrapperDescriptorType, _BOUND_SLOT)
# These get at attributes by name, or make code; refused.py looks at what they are called with.
_STATES = frozenset(["__getstate__", "__reduce__", "__reduce_ex__", "getmembers"])
_NAMING = frozenset(
    ["get", "pop", "setdefault", "__getitem__", "getitem"]
) | _STATES.union(refused.FRAMES, refused.REFUSED)  # fmt: skip
_NAMING_TYPES = frozenset(
    map(id, (operator.attrgetter, operator.methodcaller, operator.itemgetter, types.FunctionType,
             types.CodeType))
)  # fmt: skip
# What no program gets hold of, wherever it comes from.
_SECRETS = (World, Fiber, Footprints, Library, greenlet)

Arguments = tuple[Any, ...]
Named = dict[str, Any]
# What a call touches, and the arguments that it is made with.
Prepared = tuple[list[effects.Touch], Arguments, Named]


@dataclass(frozen=True, slots=True)
class Calls:
    """The hooks of calls, and what they are made of that others need too.

    `call` is the hook, `take` what gives out a value that may be a function of somebody else's;
    `namespace` and `access` are those of namespaces.py.
    """

    hooks: dict[Hook, Callable[..., Any]]
    call: Callable[..., Any]
    take: Take
    namespace: Callable[[int, Any], Any]
    access: Callable[[int, str, Arguments], None]


def calls_of(shared: Shared, deep: Callable[[int, Any], Any], library: Library) -> Calls:
    """The hooks of calls, in a program that has the modules of `library`."""

    def later(site: int, function: Any, /, *arguments: Any, **named: Any) -> Any:
        """As `call`, where it is not the program that calls: it may look at what it gets."""
        return deep(site, call(site, function, *arguments, **named))

    taker = Taker(later, library.own, shared.refuse, _SECRETS)
    values = taker.values

    def take(site: int, value: Any) -> Any:
        act = values.get(type(value))
        return value if act is None else act(site, value)

    namespace = namespace_of(shared, take)
    access = access_of(shared, namespace, library.known)
    call = _call_of(shared, taker, namespace, access)
    refused_name = lambda name, value: shared.refuse(name)  # noqa: E731
    hooks = {names.CALL: call, names.FUNCTION: take, names.REFUSED: refused_name}
    return Calls(hooks, call, take, namespace, access)


def _call_of(
    shared: Shared,
    taker: Taker,
    namespace: Callable[[int, Any], Any],
    access: Callable[[int, str, Arguments], None],
) -> Callable[..., Any]:
    """Return the hook of calls itself."""
    touch, log = shared.touch, shared.world.log
    append = log.append
    results, passed = taker.results, taker.passed
    stepwise = stepwise_of(shared)
    check, know = _checking_of(shared), _knowing_of(namespace)
    of_function, of_class, of_other = _preparations(taker, check, know, access)

    def call(site: int, function: Any, /, *arguments: Any, **named: Any) -> Any:
        cls = type(function)
        if cls is _FUNCTION or cls is _METHOD:
            plain = function if cls is _FUNCTION else function.__func__
            if type(plain) is not _FUNCTION:
                return call(site, plain, function.__self__, *arguments, **named)
            marks = plain.__globals__  # as engine/marks.py has it, without a call
            if ("@modelled" in marks and marks["@modelled"] is MODELLED) or (
                "@program" in marks and type(marks["@program"]) is Mark
            ):
                return function(*arguments, **named)
            if "@library" in marks and marks["@library"] is LIBRARY:
                if not hasattr(function, "visible"):
                    touch(SYNC, effects.of_library(function, arguments))
                return function(*arguments, **named)
            touched, arguments, named = of_function(site, function, arguments, named)
        elif cls is _BUILTIN:
            name = function.__name__
            if name in _ATTRIBUTES and function is _ATTRIBUTES[name]:
                access(site, name, arguments)
                return result(site, function(*arguments, **named))
            if name == "vars" and len(arguments) == 1:
                return namespace(site, arguments[0])
            if name in _NAMING:
                check(function, arguments, named)
                know(site, function, arguments)
            arguments, named = passed(site, function, arguments, named)
            values = [*arguments, *named.values()] if named else arguments
            touched = effects.of_builtin(function, values)
        elif is_a(function, type):
            start = function.__init__
            if type(start) is _FUNCTION and (is_ours(start) or _is_generated(start)):
                new = function.__new__
                if new is _NEW or type(new) is _FUNCTION:
                    return function(*arguments, **named)
            touched, arguments, named = of_class(site, function, arguments, named)
        elif cls in TAKEN:
            return call(site, function._function, *arguments, **named)
        elif is_a(function, _PARTIAL) and cls.__call__ is _PARTIAL.__call__:
            keywords = {**function.keywords, **named}
            return call(site, function.func, *function.args, *arguments, **keywords)
        elif type(method := getattr(cls, "__call__", None)) is _FUNCTION:  # noqa: B004
            if is_ours(method):
                return function(*arguments, **named)
            arguments, named = passed(site, method, arguments, named)
            touched = effects.of_foreign(method, [function, *arguments, *named.values()])
        else:
            touched, arguments, named = of_other(site, function, arguments, named)
        if not touched:
            return result(site, function(*arguments, **named))
        touch(site, touched)
        before = len(log)
        if cls is _BUILTIN and touched[0][1] == WRITE and touched[0][0] is function.__self__:
            arguments = tuple(stepwise(site, value, function.__self__) for value in arguments)
        try:
            return result(site, function(*arguments, **named))
        finally:
            # Where it has called the program's own code, others may have come in between.
            if len(log) != before or any(type(owner) is _GENERATOR for owner, _, _ in touched):
                for owner, mode, item in touched:
                    append((~site, owner, mode, item))

    def result(site: int, value: Any) -> Any:
        """What a call of Python's own gives the program."""
        act = results.get(type(value))
        return value if act is None else act(site, value)

    return call


def _checking_of(shared: Shared) -> Callable[[Any, Arguments, Named], None]:
    """Return what refuses to call a function that would lead out of the program."""

    def check(function: Any, arguments: Arguments, named: Named) -> None:
        found = refused.refused(function, arguments)
        if found or named.get("eval_str"):
            shared.refuse(found or "eval_str", "inner" if found else "exec")

    return check


def _knowing_of(
    namespace: Callable[[int, Any], Any],
) -> Callable[[int, Any, Arguments], None]:
    """Return what gets to know the namespaces of objects that a function gives away."""

    def know(site: int, function: Any, arguments: Arguments) -> None:
        if kinds.name_of(function) in _STATES:
            for owner in (getattr(function, "__self__", None), *arguments):
                if kinds.own(owner) is not None:
                    namespace(site, owner)

    return know


def _preparations(
    taker: Taker,
    check: Callable[[Any, Arguments, Named], None],
    know: Callable[[int, Any, Arguments], None],
    access: Callable[[int, str, Arguments], None],
) -> tuple[Callable[[int, Any, Arguments, Named], Prepared], ...]:
    """Return what prepares calls of Python's own: of its functions, its classes, and all else."""
    passed = taker.passed

    def of_function(site: int, function: Any, arguments: Arguments, named: Named) -> Prepared:
        plain = function.__func__ if type(function) is _METHOD else function
        check(plain, arguments, named)
        know(site, function, arguments)
        arguments, named = passed(site, plain, arguments, named)
        bound = () if plain is function else (function.__self__,)
        touched = effects.of_foreign(function, [*bound, *arguments, *named.values()])
        return touched, arguments, named

    def of_class(site: int, cls: Any, arguments: Arguments, named: Named) -> Prepared:
        start = cls.__init__
        python = type(start) is _FUNCTION and not (is_ours(start) or _is_generated(start))
        if id(cls) in _NAMING_TYPES:
            check(cls, arguments, named)
        arguments, named = passed(site, cls, arguments, named)
        # … but a __new__ in C, as tuples have it, looks into what it is given.
        touches = effects.of_foreign if python else effects.of_builtin
        return touches(cls, [*arguments, *named.values()]), arguments, named

    def of_other(site: int, function: Any, arguments: Arguments, named: Named) -> Prepared:
        check(function, arguments, named)
        arguments, named = passed(site, function, arguments, named)
        know(site, function, arguments)
        cls = type(function)
        name = _DUNDERS.get(function.__name__) if cls in _SLOTS else None
        if name is None:
            touched = effects.of_builtin(function, [*arguments, *named.values()])
            touched.append((function, WRITE, None))
            return touched, arguments, named
        bound = (function.__self__,) if cls is _BOUND_SLOT else ()
        whose = (*bound, *arguments)
        if len(whose) > 1 and is_a(whose[0], _DESCRIPTORS):  # C.x.__get__(thing)
            whose = (whose[1], whose[0].__name__)
        access(site, name, whose)
        return [], arguments, named

    return of_function, of_class, of_other


def _is_generated(function: Any) -> bool:
    """Whether a function of the library has been made for one class, as dataclasses make some."""
    return str(function.__code__.co_filename).startswith("<")
