"""What a program changes in Python's library is put back: for its next run, and for the kernel."""

from __future__ import annotations

import contextlib
import csv
import decimal
import gc
import importlib
import io
import locale
import os
import random
import sys
import threading
import types
import warnings
from abc import ABCMeta
from collections import Counter
from enum import Enum
from typing import Any

import pytest

from threadlab import explore, simulate
from threadlab.explorer.model import settings
from threadlab.explorer.model.standard import PURE
from threadlab.explorer.objects import refused, unknown

MODULES = sorted(
    name for name in PURE if importlib.util.find_spec(name) and name != "typing_extensions"
)
# Each sets something and says how it is looked at; run after run it has to be found as it was.
SETTERS = {
    "os": "os.environ['A'] = '1'",
    "sys.path": "sys.path.append('x')",
    "sys.implementation": "sys.implementation.name = 'other'",
    "switch interval": "sys.setswitchinterval(1)",
    "first weekday": "calendar.setfirstweekday(6)",
    "mdays": "calendar.mdays.append(1)",
    "filters": "warnings.simplefilter('error')",
    "filter": "warnings.filterwarnings('ignore', 'x')",
    "no filters": "warnings.resetwarnings()",
    "field": "csv.field_size_limit(10)",
    "dialect": "csv.register_dialect('mine', delimiter=';')",
    "no dialect": "csv.unregister_dialect('excel')",
    "default context": "decimal.DefaultContext.prec = 3",
    "flags": "decimal.ExtendedContext.traps[decimal.Inexact] = True",
    "context": "decimal.getcontext().prec = 3",
    "registry": "collections.abc.Sized.register(int)",
    "numbers": "numbers.Number.register(str)",
    "repr": "reprlib.aRepr.maxlist = 1",
    "keywords": "keyword.kwlist.append('x')",
    "entities": "html.entities.name2codepoint['x'] = 1",
    "tokens": "tokenize.EXACT_TOKEN_TYPES.clear()",
    "random": "random.seed(1); random.random()",
    "overload": "typing.overload(lambda: 0)",
    "colors": "string.Formatter().format('{}', 1)",
}
IMPORTS = """
import calendar, collections.abc, csv, decimal, html.entities, keyword, numbers, os, random
import reprlib, string, sys, tokenize, typing, warnings
"""
ARGUMENTS = [(), (1,), (0,), ("error",), ("x", None), (1, 2), ("x",), (True,), ([],), ({},)]
LOOK = """
def look():
    return repr((
        dict(os.environ), sys.path, sys.implementation.name, sys.getswitchinterval(),
        calendar.firstweekday(), calendar.mdays, warnings.filters, csv.field_size_limit(),
        csv.list_dialects(), decimal.DefaultContext, decimal.ExtendedContext.traps,
        decimal.getcontext(), isinstance(1, collections.abc.Sized),
        isinstance("", numbers.Number), reprlib.aRepr.maxlist, keyword.kwlist,
        len(html.entities.name2codepoint), len(tokenize.EXACT_TOKEN_TYPES),
    ))
"""


def deep(value: Any, depth: int, seen: set[int]) -> Any:
    """What can be seen of a value, with items and attributes, by identity where it is no atom."""
    if isinstance(value, (int, float, complex, str, bytes, type(None))):
        return repr(value)
    if id(value) in seen or not depth or isinstance(value, (type, Enum, types.FunctionType)):
        return id(value)
    seen.add(id(value))
    if isinstance(value, dict):
        return [(id(key), deep(item, depth - 1, seen)) for key, item in value.items()]
    if isinstance(value, (set, frozenset)):
        return sorted(map(repr, value))
    if isinstance(value, (list, tuple)):
        return [deep(item, depth - 1, seen) for item in value]
    if isinstance(value, types.ModuleType):
        return value.__name__
    inner = getattr(value, "__dict__", None)
    return [id(value), deep(inner, depth - 1, seen) if type(inner) is dict else repr(type(value))]


def kernel() -> dict[str, Any]:
    """The settings of the process that anybody could notice."""
    found: dict[str, Any] = {
        "environ": {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"},
        "path": list(sys.path), "locale": locale.setlocale(0),
        "random": random.getstate(), "switch": sys.getswitchinterval(), "gc": gc.get_threshold(),
        "recursion": sys.getrecursionlimit(), "stack": threading.stack_size(),
        "hooks": [sys.excepthook, threading.excepthook, sys.stdout, sys.stderr, sys.gettrace()],
        "field": csv.field_size_limit(), "dialects": sorted(csv.list_dialects()),
        "contexts": [repr(context) for context in (decimal.DefaultContext, decimal.BasicContext,
                     decimal.ExtendedContext, decimal.getcontext())],
        "implementation": vars(sys.implementation).copy(),
    }  # fmt: skip
    for name in MODULES:
        module = importlib.import_module(name)
        seen: set[int] = set()
        for key, value in list(vars(module).items()):
            if key[0] != "_":
                found[f"{name}.{key}"] = deep(value, 4, seen)
            if isinstance(value, ABCMeta) and settings._abc._get_dump(value)[0]:
                registered = settings._abc._get_dump(value)[0]
                found[f"{name}.{key} registry"] = {
                    cls.__qualname__ for ref in registered if (cls := ref()) is not None
                }
    return found


_left: dict[Any, dict[str, Any]] = {}  # what the last case of a test has left the next one finds


@pytest.fixture(autouse=True)
def nothing_leaks(request):
    for name in MODULES:  # their submodules, too, before it is looked at them
        importlib.import_module(name)
    Counter("a").most_common(1)  # from Python 3.14 on it imports heapq when it is first asked
    with warnings.catch_warnings():
        before = _left.pop(request.function, None) or kernel()
        yield
        after = kernel()
    _left.clear()
    _left[request.function] = after
    assert {name: (before.get(name), value) for name, value in after.items()
            if value != before.get(name)} == {}  # fmt: skip


@pytest.mark.parametrize("what", SETTERS)
def test_each_run_finds_what_the_first_one_has_found(what):
    setter = SETTERS[what]
    before = repr_of_look()
    text = f"""{IMPORTS}{LOOK}
import threading
n, first = 0, {before!r}
def work():
    global n
    n += 1
def main():
    assert look() == first, look()
    {setter}
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""
    assert explore(text).status == "proved", explore(text)


def repr_of_look() -> str:
    run = simulate(f"{IMPORTS}{LOOK}\ndef main(): print(look())")
    assert run.kind is None, run.message
    return run.output.rstrip("\n")


TOGETHER = 6  # functions that are tried in one program


def calling(name: str, keys: list[str]) -> str:
    """A program that calls functions of a module with everything that comes to mind."""
    functions = ", ".join(f"{name}.{key}" for key in keys)
    return f"""
import {name}
def tried():
    for function in [{functions}]:
        for arguments in {ARGUMENTS!r}:
            try:
                function(*arguments)
            except Exception:
                pass
def main():
    tried()
"""


@pytest.mark.parametrize("name", MODULES)
def test_no_function_of_a_module_that_only_computes_leaves_anything_behind(name):
    module = importlib.import_module(name)
    names = [key for key, value in vars(module).items() if key[0] != "_" and callable(value)]
    names = [key for key in names if key not in ("main", "breakpoint")]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for start in range(0, len(names), TOGETHER):
            some = names[start : start + TOGETHER]
            if explore(calling(name, some), runs=2, seconds=5).status != "proved":
                for key in some:  # one that has ended the program has hidden the others
                    explore(calling(name, [key]), runs=2, seconds=5)
    if issubclass(type(module), types.ModuleType):
        for key, value in vars(module).items():
            if type(value) in (list, dict, set) and key[0] != "_":
                explore(f"import {name}\ndef main(): {name}.{key}.clear()", runs=2)


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.filterwarnings("ignore")
def test_what_changes_a_setting_is_known_to_do_so(name):
    """Of all that programs can call, only what is hidden (objects/unknown.py) leaves something."""
    module = importlib.import_module(name)
    kept = settings.Settings()
    kept.keep(module)
    before = kernel()
    quiet = contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO())

    def call() -> None:
        for function in refused.public(module).values():
            if callable(function) and not unknown.touches(function):
                for arguments in ARGUMENTS:
                    with contextlib.suppress(Exception):
                        function(*arguments)

    thread = threading.Thread(target=call)  # which has contexts of its own
    try:
        with quiet[0], quiet[1]:
            thread.start()
            thread.join()
        after = kernel()
        assert [key for key in before if before[key] != after[key]] == []
    finally:
        kept.restore()


def test_the_test_would_notice():
    before = kernel()
    csv.field_size_limit(5)
    try:
        assert kernel() != before
    finally:
        csv.field_size_limit(before["field"])
