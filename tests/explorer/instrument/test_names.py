"""What a name is called decides nothing: a program whose names are a library's is told the same."""

from __future__ import annotations

import pytest

from threadlab.explorer import explore

MODULES = ("math", "time", "queue", "threading", "random", "itertools", "collections", "functools")
# {name} has attributes that change: as a class, as a parameter, as a variable of a function.
CLASS = """
from threading import Thread
class {name}:
    left = 1
sold = 0
def buy():
    global sold
    if {name}.left:
        {name}.left -= 1
        sold += 1
def main():
    threads = [Thread(target=buy) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert sold == 1
"""
PARAMETER = """
from threading import Thread
class Stock:
    def __init__(self): self.left = 1
sold = []
def buy({name}):
    if {name}.left:
        {name}.left -= 1
        sold.append(1)
def main():
    stock = Stock()
    threads = [Thread(target=buy, args=(stock,)) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert len(sold) == 1
"""
CALLED = """
import threading
from threading import {name}
sold = []
def buy({name}):
    if not sold:
        {name}(1)
def main():
    threads = [threading.Thread(target=buy, args=(sold.append,)) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert len(sold) == 1
"""
RENAMED = """
import threading as {name}
n = 0
def work():
    global n
    n += 1
def main():
    threads = [{name}.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n == 2
"""


@pytest.mark.parametrize("name", ["stock", *MODULES])
@pytest.mark.parametrize("text", [CLASS, PARAMETER, RENAMED], ids=["class", "parameter", "alias"])
def test_a_name_that_a_module_has_is_not_that_module(text, name):
    found, innocent = explore(text.format(name=name)), explore(text.format(name="stock"))
    assert (found.kind, found.runs) == ("assertion", innocent.runs)


@pytest.mark.parametrize("name", ["Lock", "Event", "Semaphore", "Thread"])
def test_a_parameter_with_the_name_of_a_primitive_is_whatever_it_is_given(name):
    assert explore(CALLED.format(name=name)).kind == "assertion"


def test_a_module_that_is_imported_twice_is_still_that_module():
    text = RENAMED.format(name="threading")
    assert explore(f"import threading\n{text}").runs == explore(text).runs


def test_a_class_that_says_it_comes_from_the_library_is_the_programs():
    text = CLASS.format(name="Stock").replace("left = 1", "__module__ = 'decimal'\n    left = 1")
    assert explore(text).kind == "assertion"
