"""What is looked at before a call of code that is not the program's own, by what is called.

A function that is written in Python is executed step by step, if it touches anything that threads
may share (stepwise.py); what is written in C is one step.
"""

from __future__ import annotations

import functools
import operator
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from threadlab.explorer.engine.log import FIELDS, UNKNOWN
from threadlab.explorer.engine.modes import READ, WRITE
from threadlab.explorer.instrument.hooks.shared import Shared
from threadlab.explorer.instrument.stepwise import Twins
from threadlab.explorer.objects import effects, kinds, refused
from threadlab.explorer.objects.foreign import Taker
from threadlab.explorer.objects.kinds import is_a, is_ours

_FUNCTION, _METHOD = types.FunctionType, types.MethodType
_DUNDERS = {
    "__getattribute__": "getattr", "__setattr__": "setattr", "__delattr__": "delattr",
    "__get__": "getattr", "__set__": "setattr", "__delete__": "delattr",
}  # fmt: skip
_DEFINED = (type, types.FunctionType)
_DESCRIPTORS = (types.MemberDescriptorType, types.GetSetDescriptorType)
_BOUND_SLOT = types.MethodWrapperType
_SLOTS = (types.WrapperDescriptorType, _BOUND_SLOT)
# These get at attributes by name, or make code; refused.py looks at what they are called with.
_STATES = frozenset(["__getstate__", "__reduce__", "__reduce_ex__", "getmembers"])
NAMING = frozenset(
    ["get", "pop", "setdefault", "__getitem__", "getitem"]
) | _STATES.union(refused.FRAMES, refused.REFUSED)  # fmt: skip
_NAMING_TYPES = frozenset(
    map(id, (operator.attrgetter, operator.methodcaller, operator.itemgetter, types.FunctionType,
             types.CodeType))
)  # fmt: skip

Arguments = tuple[Any, ...]
Named = dict[str, Any]
# What a call touches, the arguments that it is made with, and what executes it step by step with
# these, if it is more than one step.
Prepared = tuple[list[effects.Touch], Arguments, Named, Callable[..., Any] | None]


@dataclass(frozen=True, slots=True)
class Preparations:
    """What prepares calls of Python's own, each with a site and what is called first.

    `check` refuses to call what would lead out of the program, and `know` gets to know the
    namespaces of objects that a function gives away. The others prepare a call as a whole: of a
    function or a method in Python, of a class, of an object with a `__call__` in Python (which
    comes second), and of all else.
    """

    check: Callable[[Any, Arguments, Named], None]
    know: Callable[[int, Any, Arguments], None]
    of_function: Callable[[int, Any, Arguments, Named], Prepared]
    of_class: Callable[[int, Any, Arguments, Named], Prepared]
    of_object: Callable[[int, Any, Any, Arguments, Named], Prepared]
    of_other: Callable[[int, Any, Arguments, Named], Prepared]


def preparations_of(
    shared: Shared,
    taker: Taker,
    twins: Twins,
    namespace: Callable[[int, Any], Any],
    access: Callable[[int, str, Arguments], None],
) -> Preparations:
    """Return what prepares calls; `namespace` and `access` are those of namespaces.py."""
    check, know = _checking_of(shared), _knowing_of(shared, namespace)
    of_function, of_class, of_object = _in_python(taker, twins, check, know)
    of_other = _in_c(taker, check, know, access)
    return Preparations(check, know, of_function, of_class, of_object, of_other)


def _checking_of(shared: Shared) -> Callable[[Any, Arguments, Named], None]:
    """Return what refuses to call a function that would lead out of the program."""

    def check(function: Any, arguments: Arguments, named: Named) -> None:
        found = refused.refused(function, arguments)
        if found or named.get("eval_str"):
            shared.refuse(found or "eval_str", "inner" if found else "exec")

    return check


def _knowing_of(
    shared: Shared, namespace: Callable[[int, Any], Any]
) -> Callable[[int, Any, Arguments], None]:
    """Return what gets to know the namespaces of objects that a function gives away."""

    def know(site: int, function: Any, arguments: Arguments) -> None:
        if kinds.name_of(function) in _STATES:
            for owner in (getattr(function, "__self__", None), *arguments):
                if kinds.own(owner) is not None:
                    namespace(site, owner)
                if kinds.is_object(owner):
                    shared.touch(site, [(owner, READ, FIELDS)])

    return know


def _in_python(
    taker: Taker,
    twins: Twins,
    check: Callable[[Any, Arguments, Named], None],
    know: Callable[[int, Any, Arguments], None],
) -> tuple[Callable[..., Prepared], ...]:
    """Return what prepares calls that may be of code in Python: of functions, classes, objects."""
    passed = taker.passed

    def told(
        function: Any, touches: Iterator[effects.Touch], named: Named
    ) -> tuple[list[effects.Touch], Any]:
        """What a call of `function` touches, and what executes it step by step.

        That is None if a call that touches this is one step. What is known to reach beyond the
        objects that it gets is: its steps would not show it. Of what has steps nobody asks what it
        touches as a whole, and that may be much.
        """
        first = next(touches, None)
        if first is None:
            return [], None
        thing = first[0]
        goes_far = is_a(thing, _DEFINED) and kinds.home_name(function) == "inspect"
        if thing is UNKNOWN or goes_far:  # where no program may
            return [first, *touches], None
        twin = twins.of(function, named)
        if twin is not None:
            return [], twin
        unread = [] if twins.has_text(function) else [(UNKNOWN, WRITE, None)]
        return [*unread, first, *touches], None

    def of_function(site: int, function: Any, arguments: Arguments, named: Named) -> Prepared:
        plain = function.__func__ if type(function) is _METHOD else function
        check(plain, arguments, named)
        know(site, function, arguments)
        arguments, named = passed(site, plain, arguments, named)
        bound = () if plain is function else (function.__self__,)
        touches = effects.of_foreign(function, [*bound, *arguments, *named.values()])
        touched, twin = told(plain, touches, named)
        return touched, arguments, named, twin and functools.partial(twin, *bound)

    def of_class(site: int, cls: Any, arguments: Arguments, named: Named) -> Prepared:
        start, new = cls.__init__, cls.__new__
        python = type(start) is _FUNCTION and not (is_ours(start) or is_generated(start))
        if id(cls) in _NAMING_TYPES:
            check(cls, arguments, named)
        arguments, named = passed(site, cls, arguments, named)
        given = [*arguments, *named.values()]
        if not python:  # … but a __new__ in C, as tuples have it, looks into what it is given.
            return effects.of_builtin(cls, given), arguments, named, None
        touches = effects.of_foreign(cls, given)
        if type(cls).__call__ is not type.__call__ or type(new) is _FUNCTION:
            return [*touches], arguments, named, None
        touched, twin = told(start, touches, named)
        return touched, arguments, named, twin and functools.partial(_make, cls, new, twin)

    def of_object(
        site: int, value: Any, method: Any, arguments: Arguments, named: Named
    ) -> Prepared:
        arguments, named = passed(site, method, arguments, named)
        touches = effects.of_foreign(method, [value, *arguments, *named.values()])
        touched, twin = told(method, touches, named)
        return touched, arguments, named, twin and functools.partial(twin, value)

    return of_function, of_class, of_object


def _in_c(
    taker: Taker,
    check: Callable[[Any, Arguments, Named], None],
    know: Callable[[int, Any, Arguments], None],
    access: Callable[[int, str, Arguments], None],
) -> Callable[[int, Any, Arguments, Named], Prepared]:
    """Return what prepares calls of what is neither a function nor a class: slots, C objects."""

    def of_other(site: int, function: Any, arguments: Arguments, named: Named) -> Prepared:
        check(function, arguments, named)
        arguments, named = taker.passed(site, function, arguments, named)
        know(site, function, arguments)
        cls = type(function)
        name = _DUNDERS.get(function.__name__) if cls in _SLOTS else None
        if name is None:
            touched = effects.of_builtin(function, [*arguments, *named.values()])
            touched.append((function, WRITE, None))
            return touched, arguments, named, None
        bound = (function.__self__,) if cls is _BOUND_SLOT else ()
        whose = (*bound, *arguments)
        if len(whose) > 1 and is_a(whose[0], _DESCRIPTORS):  # C.x.__get__(thing)
            whose = (whose[1], whose[0].__name__)
        access(site, name, whose)
        return [], arguments, named, None

    return of_other


def _make(cls: Any, new: Any, twin: Any, /, *arguments: Any, **named: Any) -> Any:
    """An object of `cls`, as a call of it makes one, whose `__init__` is executed step by step."""
    made = new(cls, *arguments, **named)
    if is_a(made, cls):
        twin(made, *arguments, **named)
    return made


def is_generated(function: Any) -> bool:
    """Whether a function of the library has been made for one class, as dataclasses make some."""
    return str(function.__code__.co_filename).startswith("<")
