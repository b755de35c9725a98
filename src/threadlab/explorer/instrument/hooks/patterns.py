"""The hooks of `match`: what a pattern asks of its subject, with a point at each look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.hooks.shared import Shared
from threadlab.explorer.instrument.names import Hook
from threadlab.explorer.model.missing import Missing
from threadlab.explorer.model.private import MAPPING, SELF, SEQUENCE
from threadlab.explorer.objects import effects

_ABSENT = object()


def hooks(shared: Shared, access: Callable[[int, str, tuple[Any, ...]], None]) -> dict[Hook, Any]:
    """The hooks of patterns; `access` logs that an attribute is looked at (namespaces.py)."""
    touch = shared.touch

    def is_a(subject: Any, cls: Any) -> bool:
        if not isinstance(cls, (type, Missing)):
            raise TypeError("called match pattern must be a class")
        return isinstance(subject, cls)  # type: ignore[arg-type]

    def named(site: int, subject: Any, name: str) -> Any:
        access(site, "getattr", (subject, name))
        return getattr(subject, name, _ABSENT)

    def placed(site: int, subject: Any, cls: type, index: int, count: int) -> Any:
        arguments = getattr(cls, "__match_args__", None)
        if arguments is None and cls.__flags__ & SELF and count == 1:
            return subject
        allowed = len(arguments) if arguments is not None else int(bool(cls.__flags__ & SELF))
        if count > allowed:
            raise TypeError(
                f"{cls.__name__}() accepts {allowed} positional sub-pattern"
                f"{'' if allowed == 1 else 's'} ({count} given)"
            )
        assert arguments is not None
        return named(site, subject, arguments[index])

    def look(site: int, subject: Any) -> None:
        touched = effects.looks(subject)
        if touched:
            touch(site, touched)

    def sequence(site: int, subject: Any, count: int, star: int) -> list[Any] | None:
        if not type(subject).__flags__ & SEQUENCE:
            return None
        look(site, subject)
        length = len(subject)
        if length < count - 1 if star >= 0 else length != count:
            return None
        look(site, subject)  # others may change it between the test and the taking apart
        items = list(subject)
        if star < 0:
            if len(items) != count:
                few = f"not enough values to unpack (expected {count}, got {len(items)})"
                many = f"too many values to unpack (expected {count})"
                raise ValueError(many if len(items) > count else few)
            return items
        after = count - 1 - star
        if len(items) < count - 1:
            least = f"expected at least {count - 1}, got {len(items)}"
            raise ValueError(f"not enough values to unpack ({least})")
        end = len(items) - after
        return [*items[:star], items[star:end], *items[end:]]

    def mapping(site: int, subject: Any, keys: tuple[Any, ...], rest: bool) -> list[Any] | None:
        if not type(subject).__flags__ & MAPPING:
            return None
        look(site, subject)
        if len(subject) < len(keys):
            return None
        if keys:
            look(site, subject)
        found = [subject.get(key, _ABSENT) for key in keys]
        if any(value is _ABSENT for value in found):
            return None
        if rest:
            look(site, subject)
            found.append({key: value for key, value in subject.items() if key not in keys})
        return found

    return {
        names.CLASS_PATTERN: is_a, names.KEYWORD_PATTERN: named, names.POSITION_PATTERN: placed,
        names.SEQUENCE_PATTERN: sequence, names.MAPPING_PATTERN: mapping, names.ABSENT: _ABSENT,
    }  # fmt: skip
