"""Whose code a module is: the program's, the library's over the model, or the model's own."""

from __future__ import annotations

from collections.abc import Mapping
from types import FrameType
from typing import Any


class Mark:
    """Says in a module's namespace whose code the module is; programs never get hold of one.

    The hooks have to know whose a function is each time that it is called. They look under "@…" in
    the function's globals, where a program can put what it likes: so it is the value that counts.
    """

    __slots__ = ("module",)

    def __init__(self, module: str = ""):
        self.module = module

    def __repr__(self) -> str:
        return "..."  # among the globals of a program that prints them: the same in each run


# "@program" has a mark for each of the program's own modules, whose code has points.
LIBRARY = Mark()  # "@library": modules of the standard library, executed over the model
MODELLED = Mark()  # "@modelled": the explorer's own, whose functions log what they do


def is_program(names: Mapping[str, Any]) -> bool:
    """Whether `names` are the globals of a module of the program's own."""
    return type(names.get("@program")) is Mark


class Secret:
    """A base of what no program gets hold of: the world, its threads, the library.

    Programs can't inherit from it, so that to be one of these says whose an object is.
    """

    __slots__ = ()


def runs_program(frame: FrameType) -> bool:
    """Whether `frame` executes code of the program's own, whatever is among its globals by now.

    It alone has the hooks among its builtins, which nobody sees and nobody can change.
    """
    return "@hide" in frame.f_builtins


def is_library(names: Mapping[str, Any]) -> bool:
    """Whether `names` are the globals of a library module that is executed over the model."""
    return names.get("@library") is LIBRARY


def is_modelled(names: Mapping[str, Any]) -> bool:
    """Whether `names` are the globals of a module of the explorer's model."""
    return names.get("@modelled") is MODELLED
