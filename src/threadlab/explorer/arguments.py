"""What may stand in a call of the explorer or behind a magic: anything else raises a sentence.

A wrong option, such as `seconds="5"` or `clock="real"`, is named; a call that does not fit at all
is answered by how it is made.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import wraps
from inspect import Parameter, signature
from typing import Any, ParamSpec, TypeVar

from threadlab.errors import ThreadlabError
from threadlab.words import say

CLOCKS = ("any", "exact")
_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")


def checked(function: Callable[_Asked, _Found]) -> Callable[_Asked, _Found]:
    """`function` as a reader calls it: with a `ThreadlabError` for a call that means nothing."""
    known = signature(function)

    @wraps(function)
    def call(*given: _Asked.args, **named: _Asked.kwargs) -> _Found:
        try:
            options = known.bind(*given, **named).arguments
        except TypeError as error:
            raise ThreadlabError(
                say("call.usage", name=function.__name__, message=error, usage=_usage(function))
            ) from None
        check(options)
        return function(*given, **named)

    return call


def check(options: Mapping[str, Any]) -> None:
    """Refuse the first of the options that means nothing; other names than those known may be."""
    for name, value in options.items():
        if name in _MEANT:
            _MEANT[name](name, value)


def _above_zero(name: str, value: Any) -> None:
    """Refuse what is no number of seconds in which something can happen."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= math.inf:
        raise ThreadlabError(say("call.above_zero", name=name, value=_short(value)))


def _count(name: str, value: Any) -> None:
    """Refuse what is no whole number from 1 on."""
    _whole(name, value, 1)


def _from_zero(name: str, value: Any) -> None:
    _whole(name, value, 0)


def _whole(name: str, value: Any, least: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ThreadlabError(say("call.whole", name=name, least=least, value=_short(value)))


def _clock(name: str, value: Any) -> None:
    if value not in CLOCKS:
        raise ThreadlabError(say("call.clock", value=_short(value)))


def _name(name: str, value: Any) -> None:
    if value is not None and not isinstance(value, str):
        raise ThreadlabError(say("call.text", name=name, value=_short(value)))


def _names(name: str, values: tuple[Any, ...]) -> None:
    for value in values:
        if not isinstance(value, str):
            raise ThreadlabError(say("call.variable", value=_short(value)))


_MEANT: dict[str, Callable[[str, Any], None]] = {
    "clock": _clock,
    "entry": _name,
    "goal": _name,
    "of": _names,
    "runs": _count,
    "seconds": _above_zero,
    "seed": _from_zero,
    "steps": _count,
    "words": _name,
}


def _usage(function: Callable[..., Any]) -> str:
    parts = []
    for name, parameter in signature(function).parameters.items():
        if parameter.kind is Parameter.VAR_POSITIONAL:
            parts.append(f"*{name}")
        elif parameter.kind is Parameter.KEYWORD_ONLY:
            parts.append(f"{name}={parameter.default!r}")
        elif parameter.kind is not Parameter.VAR_KEYWORD:
            parts.append(name)
    return f"{function.__name__}({', '.join(parts)})"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
