"""Functions of Python's own that are called late, and by others: each call has its point."""

from __future__ import annotations

import ast
import re

import pytest

from support.oracle import all_outcomes, outcome
from support.samples import share
from threadlab.explorer import explore
from threadlab.explorer.engine.policies import Dice
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

DICE = share(20, 150)  # random runs of each program

PROGRAM = """
import bisect, collections, contextlib, contextvars, functools, heapq, inspect, itertools, operator
import re
import threading, types, weakref
from functools import partial, reduce
from operator import methodcaller, setitem
{before}
class Office:
    def __init__(self):
        self.free, self.sold = [7], []
        self.lock = {lock}

    def buy(self):
        free, sold = self.free, self.sold
        with self.lock:
            {body}

def main():
    office = Office()
    threads = [threading.Thread(target=office.buy) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(office.sold) == 1
"""
# How many are left, in ways that look, and how one is sold: in each pair the look is hidden.
LOOKS = {
    "next of map": "next(map(len, [free]))",
    "a loop over map": "[n for n in map(len, [free])][0]",
    "a bound method": "next(itertools.starmap(free.__len__, [()]))",
    "map of a class": "len(next(map(list, [free])))",
    "map of str": "0 if next(map(str, [free])) == '[]' else 1",
    "map of an imported function": "next(map(operator.length_hint, [free]))",
    "filter": "len(list(filter(free.count, [7])))",
    "filterfalse": "1 - len(list(itertools.filterfalse(free.count, [7])))",
    "starmap": "next(itertools.starmap(len, [(free,)]))",
    "takewhile": "len(list(itertools.takewhile(free.__contains__, [7])))",
    "dropwhile": "1 - len(list(itertools.dropwhile(free.__contains__, [7])))",
    "accumulate": "list(itertools.accumulate([free, 0], lambda a, b: len(a)))[-1]",
    "accumulate of C": "list(itertools.accumulate([free, 7], operator.countOf))[-1]",
    "groupby": "sum(k for k, _ in itertools.groupby([7], free.count))",
    "reduce": "reduce(operator.countOf, [free, 7])",
    "functools.reduce": "functools.reduce(list.count, [free, 7])",
    "iter with a sentinel": "next(iter(free.__len__, -1))",
    "any of map": "int(any(map(free.count, [7])))",
    "sum of map": "sum(map(free.count, [7]))",
    "key of min": "int(min([7, 8], key=free.__contains__) == 8)",
    "key of sorted": "int(sorted([7, 8], key=free.__contains__)[0] == 8)",
    "key of sort": "(lambda xs: (xs.sort(key=free.count), xs[0] == 8)[1])([7, 8])",
    "key of a class": "int(max([free, [9]], key=bool) is free)",
    "partial": "functools.partial(len, free)()",
    "map of a partial": "next(itertools.starmap(partial(len, free), [()]))",
    "methodcaller": "operator.methodcaller('__len__')(free)",
    "map of a methodcaller": "next(map(methodcaller('count', 7), [free]))",
    "attrgetter of a method": "next(map(operator.attrgetter('count')(free), [7]))",
    "getattr": "next(map(getattr(free, 'count'), [7]))",
    "getattr by map": "next(map(getattr, [free], ['count']))(7)",
    "a class's dictionary": "next(map(vars(list)['count'], [free], [7]))",
    "a method type": "next(map(types.MethodType(list.count, free), [7]))",
    "operator.call": "next(map(operator.call, [free.__len__]))",
    "a defaultdict": "collections.defaultdict(free.__len__)[0]",
    "re.sub": "int(re.sub('x', (lambda m: str(next(map(len, [free])))), 'x'))",
    "heapq": "int(heapq.nsmallest(1, [7, 8], key=free.__contains__)[0] == 8)",
    "bisect": "1 - bisect.bisect([7], 0, key=free.count)",
    "a context": "contextvars.copy_context().run(free.__len__)",
    "a class in a context": "len(contextvars.copy_context().run(list, free))",
    "finalize": "weakref.finalize(self, free.__len__)()",
    "finalize of a class": "len(weakref.finalize(self, tuple, free)())",
    "a special method": "len(type('Peek', (), {'__len__': free.__len__})())",
    "a special method of a class": "len(Peek(free))",
    "a property": "Seen(free).left",
    "cmp_to_key": "int(sorted([[8], free], key=functools.cmp_to_key(operator.lt))[0] is not free)"
    " - 1 or next(map(len, [free]))",
    "a pool": "pool_of(free.__len__)",
    "a pool of a class": "len(pool_of(list, free))",
    "a cache": "functools.cache(free.__len__)()",
    "a static method": "next(map(type('S', (), {'f': staticmethod(len)}).f, [free]))",
    "chain of iterables": "len(list(itertools.chain.from_iterable([free])))",
    "next of a chain": "int(next(itertools.chain.from_iterable([free]), 0) == 7)",
    "sum of lists": "len(sum([free], []))",
    "a list in a list": "int([free] != [[]])",
    "a list in a text": "int(f'{[free]}' != '[[]]')",
    "a list in a dictionary's text": "int(str({'free': free}) != str({'free': []}))",
    "print to a file": "printed(free)",
    "any of a generator": "any(box for box in [free])",
    "any of a generator function": "any(boxes(free))",
    "any of what a function returns": "any(map(lambda _: free, [1]))",
    "any of what a named function returns": "any(map(functools.partial(same, free), [1]))",
    "any of attributes": "any(map(operator.attrgetter('free'), [self]))",
    "any of attributes by getattr": "any(map(getattr, [self], ['free']))",
    "any of items": "any(map(operator.itemgetter(0), [[free]]))",
    "any of a method's results": "any(map([free].__getitem__, [0]))",
    "any of an iterator": "any(iter([free]))",
    "any of a dictionary's values": "any({1: free}.values())",
    "sum of an iterator": "sum(iter([free]), [])",
    "in an iterator": "[] not in iter([free])",
    "sorted by what __lt__ returns": "len(sorted([Less(free), Less([])])[0].items) or True"
    " and next(map(len, [free]))",
    "a member that inspect finds": "len(type('P', (), {'__len__': dict(inspect.getmembers("
    "free))['__len__']})())",
    "a member in a loop over all": "membered(free)",
    "filter without a function": "len(list(filter(None, [free])))",
    "filter by a function": "len(list(filter(lambda _: free, [1])))",
    "filter of a generator": "len(list(filter(None, (box for box in [free]))))",
    "a chain of a generator": "len(list(itertools.chain.from_iterable(box for box in [free])))",
    "starmap of arguments": "len(list(itertools.starmap(lambda *a: 1, [free])) and "
    "list(itertools.starmap(lambda *a: a, [free]))[0])",
    "accumulate of lists": "len(list(itertools.accumulate([[], free]))[-1])",
    "all of a list": "int(all([free]))",
    "max of lists": "int(max([free, [1]]) is free)",
    "a dictionary of pairs": "len(dict(enumerate([*map(tuple, [free])]))[0])",
    "a tuple in a tuple": "int((1, (2, free)) != (1, (2, [])))",
    "a list in a list, by in": "int([] not in [free])",
    "a list in a list, by count": "1 - [free].count([])",
    "a list in a record": "int(Record(free) != Record([]))",
    "a list in a record with slots": "int(Slotted(free) != Slotted([]))",
    "a list in an exception": "int(str(ValueError(free)) != '[]')",
    "a list in an exception's text": "int(f'{ValueError(free)}' != '[]')",
    "a list in a namespace": "int(types.SimpleNamespace(a=free) != types.SimpleNamespace(a=[]))",
    "a copy by a slice": "copied(free)",
    "a list of one's own": "len(Snap(free))",
    "a tuple of one's own": "len(Pair(free))",
    "a UserList of one's own": "len(Users(free))",
    "an annotation": "annotated(free)",
    "an annotation in a class": "noted(free)",
    "a chain of comparisons": "int(not ([free] == [[]] == [[]]))",
    "a tuple that has it": "int([] not in (free,))",
    "a class body's match": "matched(free)",
    "what a comprehension sets": "indexed(free)",
    "an own iterator": "len([x for x in Bag(free)])",
    "an own iterator that is unpacked": "len([*Bag(free)])",
}
USES = "import io\nfrom dataclasses import dataclass"
# Each look has those that it names, as most of the time would be spent in reading all of them.
BEFORE = """
@dataclass
class Record:
    items: list
@dataclass(slots=True)
class Slotted:
    items: list
class Peek:
    def __init__(self, items):
        type(self).__len__ = items.__len__
class Seen:
    def __init__(self, items):
        self.items = items
    left = property(operator.methodcaller('peek'))
    def peek(self):
        return next(map(len, [self.items]))
class Bag:
    def __init__(self, items):
        self.items = items
    def __iter__(self):
        return iter(self.items)
class Snap(list):
    def __init__(self, items):
        super().__init__(items)
class Pair(tuple):
    def __init__(self, items):
        pass
class Users(collections.UserList):
    pass
def copied(items):
    new = []
    new[:] = items
    return len(new)
def annotated(items):
    def f(x: len(items)) -> None: pass
    return f.__annotations__['x']
def noted(items):
    class A:
        x: len(items)
    return A.__annotations__['x']
def matched(items):
    class A:
        match items:
            case [x]: pass
            case _: x = 0
    return A.x
def indexed(items):
    found = [0, 0]
    [0 for found[len(items)] in [1]]
    return found[1]
def membered(items):
    for name, value in inspect.getmembers(items):
        if name == '__len__':
            class P:
                __len__ = value
    return len(P())
class Less:
    def __init__(self, items):
        self.items = items
    def __lt__(self, other):
        return self.items
def boxes(box):
    yield box
def same(value, _):
    return value
def pool_of(f, *arguments):
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(f, *arguments).result()
def printed(items):
    file = io.StringIO()
    print(items, file=file)
    return 0 if file.getvalue() == '[]\\n' else 1
"""
HELPERS = [(node.name, ast.unparse(node)) for node in ast.parse(BEFORE).body]  # type: ignore[attr-defined]
TAKES = {
    "map": "list(map(free.__delitem__, [0])); list(map(sold.append, [7]))",
    "iter": "next(iter(free.pop, None)); sold.append(7)",
    "filter": "list(filter(sold.append, [free.pop()]))",
    "starmap": "list(itertools.starmap(operator.delitem, [(free, 0)])); sold.append(7)",
    "starmap of a slice": "list(itertools.starmap(setitem, [(free, slice(0, 1), [])])); "
    "sold.append(7)",
    "reduce": "reduce(operator.iadd, [[7]], sold); free.clear()",
    "ExitStack": "with contextlib.ExitStack() as s: s.callback(free.__delitem__, 0); "
    "s.callback(sold.append, 7)",
    "finalize": "weakref.finalize(self, free.pop)(); sold.append(7)",
    "partial": "partial(free.__delitem__, 0)(); partial(sold.append, 7)()",
    "methodcaller": "methodcaller('pop')(free); sold.append(7)",
    "re.sub": "re.sub('7', lambda m: str(sold.append(7)), str(free.pop()))",
    "re.sub of a method": "free.pop(); re.compile('7').sub(sold.append, '7')",
    "a factory": "collections.defaultdict(free.pop)[0]; sold.append(7)",
    "a decorator": "@sold.append\n            def f(): free.pop()\n            f = sold[-1]; f()",
    "a special method": "x = type('Pop', (), {'__call__': free.pop})()(); sold.append(x)",
    "a comprehension's target": "[0 for free[:] in [[]]]; sold.append(7)",
    "del of several": "del (free[0],); sold.append(7)",
    "a class body": "class A: x = free[:] = []\n            sold.append(7)",
    "an annotation": "def f(x: free.pop()): pass\n"
    "            f.__annotations__; sold.append(7)",
    "a thread": "t = threading.Thread(target=free.pop); t.start(); t.join(); sold.append(7)",
}  # fmt: skip


EACH = share(3, 1)  # of so many of them one is run by dice


def text(look: str, take: str, lock: str) -> str:
    body = f"if not ({look}): return\n            "
    if take.startswith("with"):
        head, _, tail = take.partition(": ")
        take = f"{head}:\n                {tail}"
    named = look.replace("Peek(", "Peek( membered(")  # which names its special method in a class
    parts = [part for name, part in HELPERS if re.search(rf"\b{name}\b", named)]
    before = "\n".join([USES, *parts])
    return (
        PROGRAM.replace("{before}", before).replace("{lock}", lock).replace("{body}", body + take)
    )


ALL = [
    *((look, "free.pop(); sold.append(7)") for look in LOOKS.values()),
    *(("len(free)", take) for take in TAKES.values()),
]
NAMES = [f"look: {name}" for name in LOOKS] + [f"take: {name}" for name in TAKES]


@pytest.mark.parametrize(("look", "take"), ALL, ids=NAMES)
def test_a_call_that_comes_late_is_found_to_race(look: str, take: str) -> None:
    verdict = explore(text(look, take, "contextlib.nullcontext()"), entry="main")
    assert verdict.kind in ("assertion", "exception"), verdict


@pytest.mark.parametrize(("look", "take"), ALL[::EACH], ids=NAMES[::EACH])
def test_every_random_outcome_is_one_that_is_found(look: str, take: str) -> None:
    ready = stage(text_of(text(look, take, "contextlib.nullcontext()"), "main"), steps=20_000)
    found = all_outcomes(ready, 3000)
    assert found is not None
    for seed in range(DICE):
        ready.run((), Dice(seed))
        assert outcome(ready) in found, f"seed {seed}"


@pytest.mark.parametrize(("look", "take"), ALL, ids=NAMES)
def test_under_a_lock_it_is_proved(look: str, take: str) -> None:
    verdict = explore(text(look, take, "threading.Lock()"), entry="main", seconds=20)
    if "Peek(" in look:  # gives a class another method: nobody knows who goes by that
        assert verdict.status == "survived" and "type(self).__len__ in line" in verdict.message
    else:
        assert verdict.status == "proved", verdict


def test_an_iterator_is_looked_at_where_it_is_used_up() -> None:
    for use in ("[*it]", "list(it)", "[x for x in it]", "tuple(it)", "(lambda *a: a)(*it)"):
        text = """
import threading
xs, seen = [1], None
it = iter(xs)
def look():
    global seen
    seen = list({use})
def add():
    xs.append(2)
def main():
    threads = [threading.Thread(target=work) for work in (look, add)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1]
"""
        assert explore(text.replace("{use}", use), entry="main").kind == "assertion", use


def test_a_function_as_a_value_costs_no_schedules() -> None:
    text = """
import threading
total, lock = 0, threading.Lock()
def work():
    global total
    rows = [[1, 2], [3]]
    step = sum(map(len, rows)) + len(sorted(rows, key=len)) - 4
    with lock:
        total += step
def main():
    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert total == 3
"""
    verdict = explore(text, entry="main")
    assert (verdict.status, verdict.runs) == ("proved", 1), verdict


COUNTS = """
import array, inspect, operator, sys, threading
{counter}
def main():
    threads = [threading.Thread(target=work) for work in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {n} in {right}
"""
# Increments that hide what they read or write; with what holds if they are not interrupted.
INCREMENTS = {
    "globals by name": ("n = 0\ndef one(): globals()['n'] = globals()['n'] + 1\n"
                        "def other():\n    global n\n    n += 1", "n"),
    "names by globals": ("n = 0\ndef one(): sys.exc_info(); globals().update(n=n + 1)\n"
                         "def other():\n    global n\n    n += 1", "n"),
    "a slot": ("class C: __slots__ = ('n',)\no = C()\no.n = 0\n"
               "def one(): C.n.__set__(o, C.n.__get__(o) + 1)\nother = one", "o.n"),
    "a slot of a slot": ("class C: __slots__ = ('n',)\no = C()\no.n = 0\nget = type(C.n).__get__\n"
                         "def one(): type(C.n).__set__(C.n, o, get(C.n, o) + 1)\nother = one",
                         "o.n"),
    "a state": ("class C: pass\no = C()\no.n = 0\ndef one():\n    d = o.__reduce_ex__(2)[2]\n"
                "    d['n'] = d['n'] + 1\ndef other(): o.n += 1", "o.n"),
    "members": ("class C: pass\no = C()\no.n = 0\ndef one():\n"
                "    d = dict(inspect.getmembers(o))['__dict__']\n    d['n'] = d['n'] + 1\n"
                "def other(): o.n += 1", "o.n"),
    "a view of bytes": ("b = bytearray(1)\ndef one(): memoryview(b)[0] = memoryview(b)[0] + 1\n"
                        "def other(): b[0] += 1", "b[0]"),
    "a view of an array": ("b = array.array('i', [0])\n"
                           "def one(): memoryview(b)[0] = memoryview(b)[0] + 1\nother = one",
                           "b[0]"),
    "locals": ("def make():\n    n = 0\n    def one():\n        nonlocal n\n"
               "        v = locals()['n']\n        n = v + 1\n    def get(): return n\n"
               "    return one, get\none, get = make()\nother = one", "get()"),
    "a module's names": ("import types\nm = types.ModuleType('m')\nm.n = 0\n"
                         "def one(): vars(m)['n'] = vars(m)['n'] + 1\n"
                         "def other(): m.n += 1", "m.n"),
}  # fmt: skip


@pytest.mark.parametrize("name", INCREMENTS)
def test_an_increment_by_another_way_is_found_to_race(name: str) -> None:
    counter, n = INCREMENTS[name]
    text = COUNTS.replace("{counter}", counter).replace("{n}", n)
    assert explore(text.replace("{right}", "(2,)"), entry="main").kind == "assertion"
    assert explore(text.replace("{right}", "(1, 2)"), entry="main").status == "proved"
