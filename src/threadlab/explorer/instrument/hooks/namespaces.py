"""The hooks of attributes, and of the namespaces that they are in."""

from __future__ import annotations

import gc
import sys
import types
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.log import FIELDS
from threadlab.explorer.engine.marks import is_program
from threadlab.explorer.engine.modes import READ, WRITE
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.hooks.shared import Shared
from threadlab.explorer.instrument.names import Hook
from threadlab.explorer.objects import kinds, refused
from threadlab.explorer.objects.foreign import Taken
from threadlab.explorer.objects.kinds import is_a

_FIXED = (type, types.FunctionType, types.BuiltinFunctionType, types.ModuleType, Taken)
_SLOT = types.MemberDescriptorType
Modules = Callable[[], list[types.ModuleType]]  # those that the program has got so far


def hooks(
    shared: Shared, namespace: Callable[[int, Any], Any], modules: Modules
) -> dict[Hook, Callable[..., Any]]:
    """The hooks of attributes, with what `namespace_of` has made."""
    world, class_level, touch = shared.world, shared.class_level, shared.touch
    append = world.log.append
    holder = _holder_of(class_level)
    refuse_fixed = _refusal_of(shared, modules)

    def read(site: int, owner: Any) -> Any:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        if class_level:
            append((site, holder(owner, world.footprints.sites[site].key)))
        else:
            append((site, owner))
        return owner

    def write(site: int, owner: Any) -> Any:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        append((site, owner))
        if is_a(owner, _FIXED):
            key = world.footprints.sites[site].key
            refuse_fixed(owner, key, "{owner}.{key} = …")
            if is_a(owner, type):
                class_level.add(key)
        return owner

    def fields(site: int, owner: Any) -> Any:
        touch(site, [(owner, WRITE, FIELDS)])
        return owner

    def hide() -> None:
        """Take the hooks out of a module's sight, as its first statement: it has them by now."""
        sys._getframe(1).f_globals.pop("__builtins__", None)

    return {
        names.ATTRIBUTE_READ: read, names.ATTRIBUTE_WRITE: write,
        names.NAMESPACE: namespace, names.NAMESPACE_WRITE: fields, names.HIDE: hide,
    }  # fmt: skip


def namespace_of(shared: Shared, take: Callable[[int, Any], Any]) -> Callable[[int, Any], Any]:
    """Return what gives `vars(owner)`: what is done to it is done to the attributes of `owner`.

    `take` is how a program gets a value that may be a function of somebody else's.
    """
    namespaces = shared.world.footprints.namespaces

    def namespace(site: int, owner: Any) -> Any:
        if is_a(owner, types.ModuleType) and not is_program(vars(owner)):
            return {name: take(site, value) for name, value in refused.public(owner).items()}
        found = vars(owner)
        inner = gc.get_referents(found)[0] if is_a(found, types.MappingProxyType) else found
        if not is_a(owner, types.ModuleType):
            namespaces.setdefault(id(inner), (owner, inner))
        return found

    return namespace


def access_of(
    shared: Shared, namespace: Callable[[int, Any], Any], modules: Modules
) -> Callable[[int, str, tuple[Any, ...]], None]:
    """Return what logs `getattr` and its kin, under the same key as attributes written out."""
    class_level, touch, refuse = shared.class_level, shared.touch, shared.refuse
    holder = _holder_of(class_level)
    refuse_fixed = _refusal_of(shared, modules)

    def access(site: int, name: str, arguments: tuple[Any, ...]) -> None:
        if len(arguments) < 2 or not isinstance(arguments[1], str):
            return
        owner, key = arguments[:2]
        mode = READ if name in ("getattr", "hasattr") else WRITE
        if str.__str__(key) in refused.REFUSED:  # whatever a str of the program's own says
            refuse(str.__str__(key))
        if mode == WRITE:
            if is_a(owner, _FIXED):
                refuse_fixed(owner, key, name + "({owner}, {key!r})")
            if is_a(owner, type):
                class_level.add(key)
        elif key == "__dict__":
            namespace(site, owner)
        touched = holder(owner, key) if mode == READ else owner
        touch(site, [(touched, mode, ("attribute", key))])

    return access


def _holder_of(class_level: set[str]) -> Callable[[Any, str], Any]:
    """Return what finds the class whose attribute is meant, where the object has none itself."""

    def holder(owner: Any, name: str) -> Any:
        if name not in class_level:
            return owner
        if not is_a(owner, type) and name in (kinds.own(owner) or ()):
            return owner
        for cls in (owner if is_a(owner, type) else type(owner)).__mro__:
            if name in vars(cls):
                return owner if type(vars(cls)[name]) is _SLOT else cls
        return owner

    return holder


def _refusal_of(shared: Shared, modules: Modules) -> Callable[[Any, str, str], None]:
    """Return what refuses to set an attribute of what is not the program's; it says how."""

    def refuse_fixed(owner: Any, key: str, how: str) -> None:
        if refused.fixed(owner, key, modules()):
            shared.refuse(how.format(owner=getattr(owner, "__name__", ""), key=key), "fixed")

    return refuse_fixed
