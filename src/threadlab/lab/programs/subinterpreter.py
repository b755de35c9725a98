"""A subinterpreter for a moment, by whichever module this version of Python has for them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.words import say

# Public since 3.14; before that there is only the private module that it is made of.
_PRIVATE = ("_interpreters", "_xxsubinterpreters")


def in_subinterpreter(source: str) -> None:
    """Run the text of a program in a new subinterpreter of this process, and end that.

    What it prints goes to the standard output of the process, so call it in a script, and not in a
    kernel, whose cells show something else.

    Raises `ThreadlabError` where Python has no subinterpreters.
    """
    try:
        interpreters: Any = import_module("concurrent.interpreters")
    except ImportError:
        _before_3_14(source)
        return
    one = interpreters.create()
    try:
        one.exec(source)
    finally:
        one.close()


def _before_3_14(source: str) -> None:
    for name in _PRIVATE:
        try:
            module: Any = import_module(name)
        except ImportError:
            continue
        one = module.create()
        try:
            module.run_string(one, source)
        finally:
            module.destroy(one)
        return
    raise ThreadlabError(say("subinterpreter.none"))
