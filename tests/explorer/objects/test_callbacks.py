"""C code that calls a function for each item: one step with another in C, several with Python's."""

from __future__ import annotations

import pytest

from threadlab import explore, outcomes

PROGRAM = """
import bisect, functools, itertools, operator, threading
class Number:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n < other.n
    def __gt__(self, other): return self.n > other.n
    def __repr__(self): return str(self.n)
def own(n): return n
def pair(a, b): return a
def long(text): return len(text) > 3
rows = [3, 1, 2]
numbers = [Number(2), Number(1)]
stock = {{"tea": 3, "cake": 5}}
def main():
    def change():
        {change}
    thread = threading.Thread(target=change)
    thread.start()
    try:
        result = {look}
    except (RuntimeError, ValueError) as error:
        result = type(error).__name__
    thread.join()
    print(result)
"""
ADD, APPEND = "stock['jam'] = 9", "rows.append(4)"
LENGTH = "print(len(rows) + len(numbers))"
# What is done, what is changed meanwhile, and all that can come of it.
ONE_STEP = [
    ("max(stock, key=stock.get)", ADD, {"cake", "jam"}),
    ("min(stock, key=stock.__getitem__)", ADD, {"tea"}),
    ("max(stock, key=len)", ADD, {"cake"}),
    ("max(stock)", ADD, {"tea"}),
    ("max(stock.items(), key=operator.itemgetter(1))", ADD, {"('cake', 5)", "('jam', 9)"}),
    ("sorted(stock, key=stock.get)", ADD, {"['tea', 'cake']", "['tea', 'cake', 'jam']"}),
    ("functools.reduce(operator.add, stock)", ADD, {"teacake", "teacakejam"}),
    ("rows.sort() or rows[0]", APPEND, {"1"}),
    ("rows.sort(key=str) or rows[0]", APPEND, {"1"}),
    ("rows.sort(key=operator.neg) or rows[-1]", APPEND, {"1", "4"}),
    ("rows.sort(key=operator.neg)", LENGTH, {"5 None"}),
    ("bisect.insort(rows, 5) or rows.index(5)", "rows.clear()", {"0", "3", "ValueError"}),
    ("bisect.insort(rows, 5, key=operator.neg) or len(rows)", "rows.clear()", {"0", "1", "4"}),
    ("sorted(rows, key=own)[0]", APPEND, {"1"}),
    ("sorted(numbers)", LENGTH, {"5 [1, 2]"}),
]
STEPS = [
    ("max(stock, key=own)", ADD, {"tea", "RuntimeError"}),
    ("min(stock, key=lambda name: -len(name))", ADD, {"cake", "RuntimeError"}),
    ("functools.reduce(pair, stock)", ADD, {"tea", "RuntimeError"}),
    ("rows.sort(key=own) or rows[0]", APPEND, {"1", "ValueError"}),
    ("rows.sort(key=functools.cmp_to_key(lambda a, b: a - b))", APPEND, {"None", "ValueError"}),
    ("rows.sort(key=own)", LENGTH, {"2 None", "5 None"}),
    ("numbers.sort()", LENGTH, {"3 None", "5 None"}),
    ("max(numbers)", "numbers.append(Number(7))", {"2", "7"}),
    ("list(map(own, stock))[:1]", ADD, {"['tea']", "RuntimeError"}),
    ("list(filter(long, stock))", ADD, {"['cake']", "RuntimeError"}),
    ("next(filter(long, stock))", ADD, {"cake", "RuntimeError"}),
    ("list(itertools.starmap(pair, stock.items()))[:1]", ADD, {"['tea']", "RuntimeError"}),
    ("list(itertools.accumulate(stock, pair))[-1]", ADD, {"tea", "RuntimeError"}),
    (
        "bisect.insort(rows, 5, key=own) or len(rows)",
        "rows.clear()",
        {"0", "1", "4", ""},
    ),  # nothing is printed after an IndexError
    (
        "bisect.insort(numbers, Number(0)) or numbers[0]",
        "numbers.insert(0, Number(-1))",
        {"-1", "0"},
    ),
    # What goes through others has begun when it is made.
    ("len(list(map(len, stock)))", ADD, {"2", "3", "RuntimeError"}),
    ("len(list(zip(stock, 'abc')))", ADD, {"2", "3", "RuntimeError"}),
    ("len(list(iter(stock)))", ADD, {"2", "3", "RuntimeError"}),
]


def shown(look, change):
    found = outcomes(PROGRAM.format(look=look, change=change))
    assert found.complete
    return {" ".join(text.split("\n")).strip() for text in found.outputs}


@pytest.mark.parametrize(("look", "change", "results"), ONE_STEP)
def test_c_code_that_calls_c_code_is_one_step(look, change, results):
    assert shown(look, change) == results


@pytest.mark.parametrize(("look", "change", "results"), STEPS)
def test_others_go_on_while_c_code_calls_python_code(look, change, results):
    assert shown(look, change) == results


MAKERS = {
    "def make(): return [0]": ("make", "assertion"),
    "def make(size): return [0] * size": ("partial(make, 1)", "assertion"),
    "class make(list): pass": ("make", "proved"),
    "class make:\n    def __init__(self): pass": ("make", "assertion"),
    "class Own:\n    def make(self): return [0]": ("Own().make", "assertion"),
    "": ("list", "proved"),
    " ": ("Lock", "proved"),
}


@pytest.mark.parametrize("text", MAKERS)
def test_others_go_on_while_python_code_makes_what_a_defaultdict_lacks(text: str) -> None:
    factory, expected = MAKERS[text]
    verdict = explore(f"""
from collections import defaultdict
from functools import partial
from threading import Lock, Thread
{text}
made = defaultdict({factory})
found = []
def work(): found.append(made["a"])
threads = [Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert found[0] is found[1]
""")
    assert (verdict.kind or verdict.status) == expected, verdict.message
