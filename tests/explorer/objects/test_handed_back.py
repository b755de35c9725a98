"""What Python code gives back to C code: others may change it before C code goes through it.

    def __iter__(self):
        with self.lock:
            return iter(self.rows)      # the lock is free again when list(bag) takes the first row

Each way in which C code calls a method of a program's class is tried with each way to return: what
is found must be what is there when C code looks, under a lock of the method's or without one.
"""

from __future__ import annotations

import pytest

from threadlab import explore

PROGRAM = """
import collections, copy, csv, functools, heapq, itertools, json, operator, pickle, re, string
import threading
lock = threading.Lock()
class Bag{base}:
    def __init__(self):
        self.rows = {{"a": 1, "b": 2}}
    def rest(self):
        pass
{method}
bag = Bag()
found = 0
def use():
    global found
    try:
        {use}
    except RuntimeError:
        found = 3
def change():
    with lock:
        bag.rows["c"] = 3
threads = [threading.Thread(target=f) for f in (use, change)]
for t in threads: t.start()
for t in threads: t.join()
assert found != 3
"""
WAYS = {
    "at once": "        return {}\n",
    "under a lock": "        with lock:\n            return {}\n",
    "before an end": "        try:\n            return {}\n        finally: bag.rest()\n",
}
# How C code gets an iterator, by what it goes through.
ITERATORS = [
    "iter(self.rows)", "iter(self.rows.items())", "map(str, self.rows)", "enumerate(self.rows)",
    "self.rows.__iter__()", "(row for row in self.rows)",
]  # fmt: skip
TAKERS = [
    "list(bag)", "sorted(bag)", "[*bag]", "tuple(bag)", "set(bag)", "set().union(bag)",
    "dict.fromkeys(bag)", "collections.Counter(bag)", "collections.deque(bag)", "{*bag}",
    "[].__iadd__(bag)", "list(itertools.chain(bag))", "list(zip(bag, 'abcd'))",
    "list(map(str, bag))", "[row for row in bag]", "heapq.nsmallest(3, bag)",
]  # fmt: skip
JSON = "json.dumps([bag], cls=Coder).count(':')"
CODER = "class Coder(json.JSONEncoder):\n    def default(self, bag):\n"
HEIR = CODER.replace("Coder", "Base") + "        pass\n" + CODER.replace("json.JSONEncoder", "Base")
GIVEN = "    def given(self, _):\n"
# What a method returns, and how C code comes to call it and to go through that.
KEYS = "    def __getitem__(self, key):\n        return 0\n    def keys(self):\n"
METHODS = {
    "keys": (KEYS, "self.rows.keys()", "len({**bag})"),
    "keys of a call": (KEYS, "self.rows.keys()", "len(dict(bag))"),
    "default": (CODER.replace("self, bag", "coder, self"), "self.rows", JSON),
    "default of an heir": (HEIR.replace("self, bag", "coder, self"), "self.rows", JSON),
    "state": ("    def __getstate__(self):\n", "self.rows",
              "len(vars(pickle.loads(pickle.dumps(bag))))"),
    "reduced": ("    def __reduce__(self):\n", "(dict, (self.rows,))",
                "len(pickle.loads(pickle.dumps(bag)))"),
    "chained": (GIVEN, "self.rows", "len([*itertools.chain.from_iterable(map(bag.given, [0]))])"),
    "united": (GIVEN, "self.rows", "len(set().union(*map(bag.given, [0])))"),
    "reversed": ("    def __reversed__(self):\n", "reversed(self.rows)", "len([*reversed(bag)])"),
    "property": ("    @property\n    def all(self):\n", "self.rows",
                 "len(operator.attrgetter('all')(bag))"),
    "formatted": ("    @property\n    def all(self):\n", "self.rows",
                  "'{0.all}'.format(bag).count(':')"),
    "text": ("    def __str__(self):\n", "str(self.rows)", "'%s'.__mod__(bag).count(':')"),
    "length": ("    def __len__(self):\n", "len(self.rows)", "len(bag)"),
    "number": ("    def __index__(self):\n", "len(self.rows)", "len(range(bag))"),
}  # fmt: skip


def kind_of(method: str, use: str, base: str = "") -> str | None:
    source = PROGRAM.format(base=base, method=method, use=f"found = {use}")
    return explore(source, runs=2_000).kind


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("taker", TAKERS)
def test_others_come_between_an_iterator_and_its_first_step(taker: str, way: str) -> None:
    for iterator in ITERATORS if way == "under a lock" else ITERATORS[:1]:
        method = "    def __iter__(self):\n" + WAYS[way].format(iterator)
        assert kind_of(method, f"len({taker})") == "assertion", iterator


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", METHODS)
def test_others_come_between_a_method_and_who_has_called_it(name: str, way: str) -> None:
    head, value, use = METHODS[name]
    assert kind_of(head + WAYS[way].format(value), use) == "assertion"


@pytest.mark.parametrize("taker", TAKERS)
def test_a_copy_that_is_made_under_the_lock_is_whole(taker: str) -> None:
    method = "    def __iter__(self):\n        with lock:\n            return iter([*self.rows])\n"
    use = f"len({taker}); assert found in (2, 3); found = 0"
    assert kind_of(method, use) is None
