"""The hook of calls: what is done to what code that is not the program's own gets to see.

The program's own functions, and the library's that are modelled, are just called: their points
are in them. For all others effects.py says what they touch.
"""

from __future__ import annotations

import functools
import operator
import types
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from greenlet import greenlet

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.footprints import Footprints
from threadlab.explorer.engine.log import SYNC, UNKNOWN
from threadlab.explorer.engine.marks import LIBRARY, MODELLED, Mark
from threadlab.explorer.engine.modes import ITEM_READ, LOOKS, READ, WRITE
from threadlab.explorer.engine.world import World
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.callbacks import with_callbacks_of
from threadlab.explorer.instrument.compared import comparing_of
from threadlab.explorer.instrument.hooks.containers import stepwise_of
from threadlab.explorer.instrument.hooks.namespaces import access_of, namespace_of
from threadlab.explorer.instrument.hooks.preparations import (
    NAMING,
    Arguments,
    Preparations,
    is_generated,
    preparations_of,
)
from threadlab.explorer.instrument.hooks.shared import Shared
from threadlab.explorer.instrument.names import Hook
from threadlab.explorer.instrument.stepwise import Twins
from threadlab.explorer.model.frames import telling_of
from threadlab.explorer.model.library import Library
from threadlab.explorer.objects import effects, kinds
from threadlab.explorer.objects.foreign import TAKEN, Take, Taker
from threadlab.explorer.objects.kinds import is_a, is_ours
from threadlab.explorer.objects.refused import REFUSED, TOLD
from threadlab.explorer.objects.table import EVERYTHING, effect_of

_FUNCTION, _METHOD = types.FunctionType, types.MethodType
_BUILTIN, _BUILTIN_METHOD = kinds.BUILTIN
_CALLER = operator.methodcaller
_GENERATOR, _PARTIAL, _NEW = types.GeneratorType, functools.partial, object.__new__
_ATTRIBUTES = {f.__name__: f for f in (getattr, setattr, hasattr, delattr)}
# Methods that take something out, of which the size tells whether they did.
_REMOVES = frozenset(("pop", "popleft", "popitem", "remove", "discard", "clear"))
_EXACT = (list, dict, set, deque)
# What no program gets hold of, wherever it comes from.
_SECRETS = (World, Fiber, Footprints, Library, greenlet)


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
    made: Callable[..., Any]


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

    namespace = namespace_of(shared, take, library.known)
    access = access_of(shared, namespace, library.known)
    # The library's builtins are the program's, hooks among them: they are made after these.
    twins = Twins(shared.world.footprints.sites, lambda: library.builtins)
    prepare = preparations_of(shared, taker, twins, namespace, access)
    tell = telling_of(shared.world, shared.refuse, take)
    call = _call_of(shared, taker, prepare, namespace, access, tell)
    refused_name = lambda name, value: shared.refuse(name)  # noqa: E731
    hooks = {names.CALL: call, names.FUNCTION: take, names.REFUSED: refused_name, names.TOLD: tell}
    return Calls(hooks, call, take, namespace, access, _making_of(shared, call))


def _call_of(
    shared: Shared,
    taker: Taker,
    prepare: Preparations,
    namespace: Callable[[int, Any], Any],
    access: Callable[[int, str, Arguments], None],
    tell: Callable[[str, Any], Any],
) -> Callable[..., Any]:
    """Return the hook of calls itself."""
    touch, world = shared.touch, shared.world
    log, compares = world.log, comparing_of(world, touch)
    append = log.append
    results, passed = taker.results, taker.passed
    stepwise = stepwise_of(shared)
    with_callbacks = with_callbacks_of(touch, append, taker)
    check, know = prepare.check, prepare.know
    of_function, of_class = prepare.of_function, prepare.of_class
    of_object, of_other = prepare.of_object, prepare.of_other

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
            touched, arguments, named, steps = of_function(site, function, arguments, named)
        elif cls is _BUILTIN or cls is _BUILTIN_METHOD:
            name = function.__name__
            if name in _ATTRIBUTES and function is _ATTRIBUTES[name]:
                if name == "getattr" and len(arguments) > 1 and arguments[1] in TOLD:
                    if len(arguments) == 3 and not hasattr(*arguments[:2]):
                        return arguments[2]
                    return tell(str(arguments[1]), arguments[0])
                access(site, name, arguments)
                return result(site, function(*arguments, **named))
            if name == "vars" and len(arguments) == 1:
                return namespace(site, arguments[0])
            if name == "dir" and len(arguments) == 1 and is_a(arguments[0], types.ModuleType):
                parts = function(*arguments)  # without what nobody can get
                return [part for part in parts if not names.is_hidden(part) and part not in REFUSED]
            if name in NAMING:
                if arguments and (missing := effects.missing_item(function, arguments)):
                    return result(site, made(site, *missing))
                check(function, arguments, named)
                know(site, function, arguments)
            arguments, named = passed(site, function, arguments, named)
            values = [*arguments, *named.values()] if named else arguments
            touched, steps = effects.of_builtin(function, values), None
        elif is_a(function, type):
            start = function.__init__
            if type(start) is _FUNCTION and (is_ours(start) or is_generated(start)):
                new = function.__new__
                if new is _NEW or type(new) is _FUNCTION:
                    return function(*arguments, **named)
            touched, arguments, named, steps = of_class(site, function, arguments, named)
        elif cls in TAKEN:
            return call(site, function._function, *arguments, **named)
        elif is_a(function, _PARTIAL) and cls.__call__ is _PARTIAL.__call__:
            keywords = {**function.keywords, **named}
            return call(site, function.func, *function.args, *arguments, **keywords)
        elif type(method := getattr(cls, "__call__", None)) is _FUNCTION:  # noqa: B004
            if is_ours(method):
                return function(*arguments, **named)
            touched, arguments, named, steps = of_object(site, function, method, arguments, named)
        elif cls is _CALLER and len(arguments) == 1 and not named:
            owner = arguments[0]
            key, given, keywords = _told_by(function)
            access(site, "getattr", (owner, key))
            return call(site, getattr(owner, key), *given, **keywords)
        else:
            touched, arguments, named, steps = of_other(site, function, arguments, named)
        if steps is not None:
            return result(site, steps(*arguments, **named))
        if not touched:
            return result(site, function(*arguments, **named))
        touch(site, touched)
        if touched[0][0] is UNKNOWN and world.endings is not None:
            world.endings.watch(arguments)  # as what gets a weak reference
        before = len(log)
        effect, fiber = effect_of(function), world.current
        within = fiber.within
        if effect.iterates:
            arguments, named = with_callbacks(site, function, touched, arguments, named)
        elif effect.inside == EVERYTHING and compares(touched, arguments):
            fiber.within = site, touched
        if cls is _BUILTIN and touched[0][1] == WRITE and touched[0][0] is function.__self__:
            arguments = tuple(stepwise(site, value, function.__self__) for value in arguments)
        removes = cls is _BUILTIN and function.__name__ in _REMOVES and len(touched) == 1
        size = len(function.__self__) if removes and type(function.__self__) in _EXACT else -1
        try:
            return result(site, function(*arguments, **named))
        finally:
            fiber.within = within
            if size >= 0 and size == len(function.__self__) and len(log) == before:
                _, owner, mode, item = log[-1]
                if mode not in LOOKS:  # it was not there: that was no more than a look
                    log[-1] = (site, owner, READ if mode == WRITE else ITEM_READ, item)
            # Where it has called the program's own code, others may have come in between.
            if len(log) != before or any(type(owner) is _GENERATOR for owner, _, _ in touched):
                for owner, mode, item in touched:
                    append((~site, owner, mode, item))

    made = _making_of(shared, call)

    def result(site: int, value: Any) -> Any:
        """What a call of Python's own gives the program."""
        act = results.get(type(value))
        return value if act is None else act(site, value)

    return call


def _told_by(caller: Any) -> tuple[str, Arguments, dict[str, Any]]:
    """The name of the method that a `methodcaller` calls, and the arguments that it calls it with.

    Its own text for pickles tells them.
    """
    made, given = caller.__reduce__()
    if is_a(made, _PARTIAL):
        return made.args[0], given, made.keywords
    return given[0], given[1:], {}


def _making_of(shared: Shared, call: Callable[..., Any]) -> Callable[..., Any]:
    """Return what makes `container[index]` in a defaultdict whose factory is Python code.

    Others may go on while that runs. Source: defdict_missing in Modules/_collectionsmodule.c, which
    does not look again.
    """
    touch, append = shared.touch, shared.world.log.append

    def made(site: int, container: Any, index: Any, begun: bool = False) -> Any:
        if begun:
            append((site, container, ITEM_READ, index))
        else:
            touch(site, [(container, ITEM_READ, index)])
        value = call(site, container.default_factory)
        touch(site, [effects.of_item(container, index, True)])
        container[index] = value
        return value

    return made
