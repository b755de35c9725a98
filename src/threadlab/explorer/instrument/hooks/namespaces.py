"""The hooks of attributes, and of the namespaces that they are in."""

from __future__ import annotations

import contextlib
import gc
import sys
import types
import typing
from collections.abc import Callable
from enum import Flag
from typing import Any

from threadlab.explorer.engine.endings import thing_of, trace_of
from threadlab.explorer.engine.log import FIELDS, SYNC, UNKNOWN, Attribute
from threadlab.explorer.engine.marks import is_program
from threadlab.explorer.engine.modes import READ, WRITE
from threadlab.explorer.engine.world import World
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.hooks.shared import Shared
from threadlab.explorer.instrument.known import FILLED_UNSEEN
from threadlab.explorer.instrument.names import Hook
from threadlab.explorer.model import missing
from threadlab.explorer.model.base import hidden
from threadlab.explorer.objects import effects, kinds, refused, unknown
from threadlab.explorer.objects.foreign import Taken
from threadlab.explorer.objects.kinds import OPAQUE, is_a

_RAISED = tuple(map(Attribute, ("__traceback__", "__context__", "__cause__")))
_ANNOTATED = type(typing.Annotated[int, 0]).__mro__
_ALIASES = (types.GenericAlias, [cls for cls in _ANNOTATED if "__getattr__" in vars(cls)][-1])
_LOOKED_UP_BY_OTHERS = (type, types.FunctionType, *_ALIASES)
_FIXED = (*_LOOKED_UP_BY_OTHERS, types.BuiltinFunctionType, types.ModuleType, Taken)
_OF_FLAGS = frozenset(["_value2member_map_", "_missing_"])
Modules = Callable[[], list[types.ModuleType]]  # those that the program has got so far


def hooks(
    shared: Shared,
    namespace: Callable[[int, Any], Any],
    take: Callable[[int, Any], Any],
    modules: Modules,
) -> dict[Hook, Callable[..., Any]]:
    """The hooks of attributes, with what `namespace_of` has made; `take` as there."""
    world, class_level, touch = shared.world, shared.class_level, shared.touch
    log = world.log
    append = log.append
    sites, kind_by_class, kind_of = world.footprints.sites, kinds.by_class, kinds.kind
    inherited = _inherited_of(append)
    refuse_fixed = _refusal_of(shared, modules)
    share = _sharing_of(shared)

    def read(site: int, owner: Any) -> Any:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        append((site, owner))
        if class_level and (key := sites[site].key) in class_level:
            inherited(site, owner, key)
        return owner

    def write(site: int, owner: Any) -> Any:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        append((site, owner))
        if is_a(owner, _FIXED):
            key = sites[site].key
            refuse_fixed(owner, key, "{owner}.{key} = …")
            if is_a(owner, _LOOKED_UP_BY_OTHERS):
                class_level.add(key)
            if is_a(owner, _ALIASES):
                append((~site, owner.__origin__, WRITE, Attribute(key)))
            if unknown.changes_behaviour(owner, key):
                append((~site, UNKNOWN, WRITE, None))
                world.note_unknown(site)
        elif kind_by_class.get(type(owner), OPAQUE) == OPAQUE == kind_of(owner):
            append((~site, owner, WRITE, None))  # its attributes may be in C: settings, say
            if unknown.is_everybodys(owner):
                append((~site, UNKNOWN, WRITE, None))
                world.note_unknown(site)
        return owner

    def by_attribute(site: int, owner: Any) -> Any:
        try:
            return namespace(site, owner)
        except TypeError:  # it has none: as `vars` says it, and not as the attribute does
            return owner.__dict__

    def fields(site: int, owner: Any, *names: Any) -> Any:
        if sites[site].key == "__dict__":
            share(site, owner, *names)
            return owner
        touched: list[effects.Touch] = [(owner, WRITE, FIELDS)]
        if unknown.changes_behaviour(owner, sites[site].key):
            touched.append((UNKNOWN, WRITE, None))
        touch(site, touched)
        return owner

    def ask(site: int, owner: Any) -> Any:
        touch(site, [(owner, WRITE, FIELDS)])
        before = len(log)
        annotations = owner.__annotations__
        if len(log) != before:  # others may have asked while they were evaluated
            append((~site, owner, WRITE, FIELDS))
        return take(site, annotations)

    def unseen(site: int, owner: Any) -> Any:
        if touched := _unseen(sites[site].key, owner):
            touch(site, touched)
        return owner

    def raised(site: int, error: Any) -> Any:
        if _is_made_by_program(error):
            error = error()  # as Python does it next
        missing.raised(error)
        if is_a(error, BaseException):
            for part in _RAISED:
                append((~site, error, WRITE, part))
        return error

    def hide() -> None:
        """Take the hooks out of a module's sight, as its first statement: it has them by now."""
        sys._getframe(1).f_globals.pop("__builtins__", None)

    return {
        names.ATTRIBUTE_READ: read, names.ATTRIBUTE_WRITE: write,
        names.NAMESPACE: by_attribute, names.NAMESPACE_WRITE: fields, names.HIDE: hide,
        names.ANNOTATIONS: ask, names.UNSEEN: unseen, names.RAISED: raised,
    }  # fmt: skip


def _is_made_by_program(error: Any) -> bool:
    """Whether `error` is a class of exceptions that says itself which of them is raised."""
    if not (is_a(error, type) and issubclass(error, BaseException)):
        return False
    return is_a(getattr(kinds.in_class(error, "__new__"), "__func__", None), types.FunctionType)


def _unseen(key: str, owner: Any) -> list[effects.Touch]:
    """What a look at `key` looks at that changes unseen: of enumerations, only flags have such."""
    if key == "__suppress_context__":  # which setting a cause sets
        return [(owner, READ, Attribute("__cause__"))]
    if is_a(owner, types.GeneratorType):
        return [(owner, READ, None)]
    known = key in _OF_FLAGS and not (is_a(owner, type) and issubclass(owner, Flag))
    return [] if known else [(UNKNOWN, WRITE, None)]


class _Names(dict[str, Any]):
    """The names of a module of Python's own, as `vars` gives them: what may be set is set there."""

    __slots__ = ("_get", "_set")

    def __getitem__(self, key: str) -> Any:
        return _getter(self)(key, super().__getitem__(key))

    def __setitem__(self, key: str, value: Any) -> None:
        _setter(self)(key, value)
        super().__setitem__(key, value)

    def __delitem__(self, key: str) -> None:
        _setter(self)(key, None, True)

    def update(self, *others: Any, **named: Any) -> None:
        """Set each, as the program could by itself."""
        for key, value in dict(*others, **named).items():
            self[key] = value

    def __ior__(self, other: Any) -> _Names:  # type: ignore[override, misc]
        self.update(other)
        return self

    def setdefault(self, key: str, default: Any = None) -> Any:
        """What is there, or the default, which can't be set where there is nothing."""
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key: str, *_: Any) -> Any:
        """Refuse to take it away."""
        del self[key]

    def clear(self) -> None:
        """Refuse to take all away."""
        del self["*"]

    def popitem(self) -> Any:
        """Refuse to take one away."""
        del self["*"]


_getter, _put_getter = hidden(_Names, "_get")
_setter, _put_setter = hidden(_Names, "_set")


def _names_of(
    shared: Shared, take: Callable[[int, Any], Any], modules: Modules
) -> Callable[[int, types.ModuleType], _Names]:
    """Return what gives the names of a module that is not the program's own."""
    world = shared.world
    refuse_fixed = _refusal_of(shared, modules)

    def names(site: int, owner: types.ModuleType) -> _Names:
        settable = refused.settable(owner)

        def get(key: str, value: Any) -> Any:
            if key not in settable:
                return value
            world.log.append((~SYNC, owner, READ, Attribute(key)))
            return getattr(owner, key)

        def set_(key: str, value: Any, removed: bool = False) -> None:
            how = "del vars({owner})[{key!r}]" if removed else "vars({owner})[{key!r}] = …"
            refuse_fixed(owner, key, how)
            world.log.append((~SYNC, owner, WRITE, Attribute(key)))
            setattr(owner, key, value)

        found = _Names((name, take(site, value)) for name, value in refused.public(owner).items())
        _put_getter(found, get)
        _put_setter(found, set_)
        return found

    return names


def namespace_of(
    shared: Shared, take: Callable[[int, Any], Any], modules: Modules
) -> Callable[[int, Any], Any]:
    """Return what gives `vars(owner)`: what is done to it is done to the attributes of `owner`.

    `take` is how a program gets a value that may be a function of somebody else's.
    """
    names = _names_of(shared, take, modules)
    touch, namespaces = shared.touch, shared.world.footprints.namespaces
    trace = trace_of(shared.world)

    def namespace(site: int, owner: Any) -> Any:
        if is_a(owner, types.ModuleType) and not is_program(vars(owner)):
            return names(site, owner)
        if not is_a(owner, types.ModuleType):
            touched: list[effects.Touch] = [(owner, READ, Attribute("__dict__"))]
            if is_a(owner, type) and issubclass(owner, Flag):  # and what it has kept unseen
                touched.append((UNKNOWN, WRITE, None))
            touch(site, touched)  # it can get another one
            found = vars(owner)
            inner = gc.get_referents(found)[0] if is_a(found, types.MappingProxyType) else found
            namespaces.setdefault(id(inner), (trace(owner), inner))
        return vars(owner)

    return namespace


def access_of(
    shared: Shared, namespace: Callable[[int, Any], Any], modules: Modules
) -> Callable[[int, str, tuple[Any, ...]], None]:
    """Return what logs `getattr` and its kin, under the same key as attributes written out."""
    class_level, touch, refuse = shared.class_level, shared.touch, shared.refuse
    inherited = _inherited_of(shared.world.log.append)
    refuse_fixed = _refusal_of(shared, modules)
    share = _sharing_of(shared)

    def access(site: int, name: str, arguments: tuple[Any, ...]) -> None:
        if len(arguments) < 2 or not isinstance(arguments[1], str):
            return
        owner, key = arguments[:2]
        mode = READ if name in ("getattr", "hasattr") else WRITE
        known = str.__str__(key) in refused.REFUSED  # whatever a str of the program's own says
        if known and name != "hasattr":  # it may ask whether there is such a thing
            refuse(str.__str__(key))
        if mode == WRITE:
            if is_a(owner, _FIXED):
                refuse_fixed(owner, key, name + "({owner}, {key!r})")
            if is_a(owner, _LOOKED_UP_BY_OTHERS):
                class_level.add(key)
        elif key == "__dict__":
            with contextlib.suppress(TypeError):  # not all objects have one
                namespace(site, owner)
        if mode == WRITE and key == "__dict__":
            share(site, owner, arguments[2] if len(arguments) > 2 else None)
            return
        touched: list[effects.Touch] = [(owner, mode, Attribute(key))]
        if str.__str__(key) in FILLED_UNSEEN:
            touched += _unseen(str.__str__(key), owner)
        if mode == WRITE and unknown.changes_behaviour(owner, str.__str__(key)):
            touched.append((UNKNOWN, WRITE, None))
        touch(site, touched)
        if mode == READ and key in class_level:
            inherited(site, owner, key)

    return access


def _sharing_of(shared: Shared) -> Callable[..., None]:
    """Return what is called when an object is about to get `names` for its namespace.

    Others may have them already: then an attribute of one of them is an attribute of all. Names
    that were made for it nobody has, and they are not given. Nobody knows what becomes of an
    object that was others' before: what it shares would depend on when it is asked.
    """
    world = shared.world
    footprints, log = world.footprints, world.log
    namespaces, trace = footprints.namespaces, trace_of(world)

    def share(site: int, owner: Any, *given: Any) -> None:
        old = kinds.own(owner)
        held = namespaces.get(id(old))
        leaves = (
            held is not None and thing_of(held[0]) is not owner and not (given and given[0] is old)
        )
        touched: list[effects.Touch] = [(owner, WRITE, FIELDS)]
        known = not given
        for space in given:
            if is_a(space, dict):
                touched.append((space, WRITE, None))
                known = not _others_have_touched(world, owner, old)
        if leaves or not known:
            touched.append((UNKNOWN, WRITE, None))
        shared.touch(site, touched)
        for space in given:
            if is_a(space, dict):
                footprints.join(
                    log, trace(owner), namespaces.setdefault(id(space), (space, space))[0]
                )
                log.append((~site, owner, WRITE, FIELDS))

    return share


def _others_have_touched(world: World, *things: Any) -> bool:
    """Whether a thread that is not the current one has touched one of `things` in this run."""
    begin, ids = 0, {id(thing) for thing in things if thing is not None}
    for segment in world.segments:
        if segment.fiber != world.current.index:
            for entry in world.log[begin : segment.end]:
                if type(entry) is not int and id(thing_of(entry[1])) in ids:
                    return True
        begin = segment.end
    return False


def _inherited_of(append: Callable[[Any], None]) -> Callable[[int, Any, str], None]:
    """Return what logs who is asked for a name, where an object has none itself: its classes.

    A method asks its function, what `super` gives the classes of its object, and an alias such as
    `Box[int]` what it stands for.
    """

    def inherited(site: int, owner: Any, name: str) -> None:
        if is_a(owner, types.MethodType):
            append((~site, owner.__func__, READ, Attribute(name)))
            return
        if is_a(owner, super):
            owner = owner.__self_class__ or object
        while is_a(owner, _ALIASES):
            owner = owner.__origin__
            append((~site, owner, READ, Attribute(name)))
        if name in ((vars(owner) if is_a(owner, type) else kinds.own(owner)) or ()):
            return
        classes = kinds.mro_of(type(owner))
        if is_a(owner, type):
            classes = (*kinds.mro_of(owner), *classes)
        for cls in classes:
            append((~site, cls, READ, Attribute(name)))
            if name in vars(cls):
                return

    return inherited


def _refusal_of(shared: Shared, modules: Modules) -> Callable[[Any, str, str], None]:
    """Return what refuses to set an attribute of what is not the program's; it says how."""

    def refuse_fixed(owner: Any, key: str, how: str) -> None:
        if refused.fixed(owner, key, modules()):
            shared.refuse(how.format(owner=getattr(owner, "__name__", ""), key=key), "fixed")

    return refuse_fixed
