"""Modelled modules and classes have the names that they have in the running Python, and no others.

A name that is not modelled is refused when it is used: a later Python brings new ones.
"""

from __future__ import annotations

import importlib
import sys
import threading

import pytest

from threadlab import explore
from threadlab.explorer import stage
from threadlab.explorer.model.missing import REAL
from threadlab.explorer.model.registry import MODULES
from threadlab.explorer.source.modules import has_text


@pytest.mark.parametrize("module", [name for name in MODULES if name != "concurrent"])
def test_every_public_name_of_a_module_can_be_named(module: str) -> None:
    names = [name for name in dir(importlib.import_module(module)) if name[0] != "_"]
    lines = "".join(f"    m.{name}\n" for name in names)
    verdict = explore(f"def main():\n    import {module} as m\n{lines}")
    assert verdict.status == "proved", verdict


def test_a_name_that_no_python_has_is_an_error_of_the_program() -> None:
    for line in ("import queue; queue.Cue", "from threading import Tread"):
        verdict = explore(f"def main():\n    {line}\n")
        assert verdict.kind == "exception", verdict


def test_a_name_that_only_a_later_python_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "turnstile", len, raising=False)
    verdict = explore("def main():\n    import threading; threading.turnstile('abc')\n")
    assert verdict.kind == "unsupported" and "threading.turnstile" in verdict.message, verdict
    monkeypatch.setattr(threading.Event, "flip", len, raising=False)
    verdict = explore("def main():\n    import threading; threading.Event().flip()\n")
    assert verdict.kind == "unsupported" and "Event.flip" in verdict.message, verdict


@pytest.mark.parametrize("name", REAL)
def test_every_attribute_of_a_primitive_is_there_or_refused(name: str) -> None:
    real = REAL[name]()
    for attribute in dir(real):
        verdict = explore(f"from threading import {name}\ndef main():\n    {name}().{attribute}\n")
        assert verdict.status == "proved" or verdict.kind == "unsupported", attribute


@pytest.mark.parametrize("name", REAL)
def test_no_primitive_has_a_public_attribute_that_this_python_has_not(name: str) -> None:
    known = [attribute for attribute in dir(REAL[name]()) if attribute[0] != "_"]
    verdict = explore(
        f"from threading import {name}\ndef main():\n"
        f"    found = [name for name in dir({name}()) if name[0] != '_']\n"
        f"    assert found == {sorted(known)}, found\n"
    )
    assert verdict.status == "proved", verdict


def test_what_a_thread_drops_when_it_ends_is_gone_and_not_refused() -> None:
    verdict = explore("""
import threading
def main():
    thread = threading.Thread(target=int, args=(1,))
    assert thread._args == (1,)
    thread.start()
    thread.join()
    assert not hasattr(thread, "_args") and not hasattr(thread, "_target")
""")
    assert verdict.status == "proved", verdict


CONTEXT = """
import threading
from contextvars import ContextVar, copy_context
place = ContextVar("place", default="nowhere")
seen = []
def look():
    seen.append(place.get())
    place.set(place.get() + "!")
def main():
    place.set("main")
    context = copy_context()
    threads = [threading.Thread(target=look, context=context)] + [threading.Thread(target=look)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert sorted(seen) == ["main", "nowhere"], seen
    assert place.get() == "main" and context[place] == "main!"
"""


def test_a_thread_runs_in_the_context_that_it_is_given() -> None:
    if sys.version_info >= (3, 14):
        assert explore(CONTEXT).status == "proved"
    else:
        verdict = explore(CONTEXT)
        assert verdict.kind == "exception" and "unexpected keyword" in verdict.message, verdict


def test_nothing_is_looked_for_around_a_module_that_is_in_no_package(monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(stage, "has_text", lambda name: asked.append(name) or has_text(name))
    verdict = explore("import json, math, threading, time\nassert math.pi > 3\n")
    assert verdict.passed
    assert "" not in asked
