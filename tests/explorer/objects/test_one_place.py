"""One place, and two ways to say it: what is done by either is seen by the other.

Each row has what there is, a step that two threads do in one way and in the other, which loses a
step if both have looked, and what comes of both if none is lost.
"""

from __future__ import annotations

import pytest

from threadlab import explore

PROGRAM = """
import array, collections, decimal, enum, fractions, functools, io, threading, types
lock = threading.Lock()
{setup}
def one():
    {before}
    {one}
def two():
    {before}
    {two}
def main():
    threads = [threading.Thread(target=step) for step in (one, two)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert {look} == 2
"""
# A key, and one that is equal to it.
KEYS = [
    ("1", "True"), ("1", "1.0"), ("1", "1 + 0j"), ("1", "decimal.Decimal(1)"),
    ("1", "fractions.Fraction(1)"), ("0.5", "decimal.Decimal('0.5')"),
    ("0.5", "fractions.Fraction(1, 2)"), ("0", "Number.NONE"), ("'tea'", "Kind.TEA"),
    ("'tea'", "Word('tea')"), ("'tea'", "Same('tea')"), ("7", "Same(7)"), ("(1, 2)", "(1.0, 2)"),
    ("decimal.Decimal('0.1')", "fractions.Fraction(1, 10)"), ("10**30", "decimal.Decimal(10**30)"),
]  # fmt: skip
CLASSES = """
class Number(enum.IntEnum):
    NONE = 0
class Kind(str, enum.Enum):
    TEA = "tea"
class Word(str):
    pass
class Same:
    def __init__(self, key): self.key = key
    def __eq__(self, other): return self.key == other
    def __hash__(self): return hash(self.key)
"""
PLACES = {
    "row[0]": ("row = [0]", "row[0]", "row[-1]"),
    "row[0:1]": ("row = [0]", "row[0]", "row[0:1][0]; row[0]"),
    "buffer of a file": ("b = io.BytesIO(b'0')", "b.getbuffer()[0]", "b.getbuffer()[0]"),
    "view": ("r = bytearray(4); v = memoryview(r)", "r[1]", "v[1:3][0]"),
    "cast view": ("r = bytearray(4); v = memoryview(r).cast('I')", "r[0]", "v[0]"),
    "view of an array": ("r = array.array('I', [0]); v = memoryview(r)", "r[0]", "v[0]"),
    "chain": ("c = collections.ChainMap({'n': 0})", "c['n']", "c.maps[0]['n']"),
    "user's dictionary": ("c = collections.UserDict(n=0)", "c['n']", "c.data['n']"),
    "namespace": ("a = types.SimpleNamespace(n=0)", "a.n", "vars(a)['n']"),
    "own namespace": ("class D(dict): pass\nd = D(n=0); d.__dict__ = d", "d.n", "d['n']"),
    "class": ("class A: n = 0\na = A()", "A.n", "type(a).n"),
    "metaclass": ("class M(type): n = 0\nclass A(metaclass=M): pass", "M.n", "type(A).n"),
    "member": ("class E(enum.Enum): A = 1\nE.A.n = 0", "E(1).n", "E['A'].n"),
    "partial": ("p = functools.partial(print, n=0)", "p.keywords['n']", "p.keywords['n']"),
    "function": ("def f(): pass\nf.n = 0", "f.n", "f.__dict__['n']"),
    "default": ("def f(n=[0]): return n", "f()[0]", "f.__defaults__[0][0]"),
    "mangled": ("class A: pass\na = A(); a._A__n = 0", "a._A__n", "vars(a)['_A__n']"),
}  # fmt: skip


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("keys", KEYS, ids=map(str, KEYS))
def test_equal_keys_are_one_place(keys: tuple[str, str], number: int) -> None:
    first, second = keys if number else keys[::-1]
    places = {"setup": f"{CLASSES}d = {{{first}: 0}}", "look": f"d[{first}]"}
    places |= {"one": f"d[{first}] += 1", "two": f"d[{second}] += 1"}
    assert explore(PROGRAM.format(before="", **places)).kind == "assertion"
    locked = {key: f"with lock: {places[key]}" for key in ("one", "two")}
    assert explore(PROGRAM.format(before="", **places | locked)).status == "proved"


@pytest.mark.parametrize("keys", KEYS, ids=map(str, KEYS))
def test_equal_keys_are_one_member_of_a_set(keys: tuple[str, str]) -> None:
    places = {"setup": f"{CLASSES}s = set(); new = []", "look": "len(new) + 1"}
    steps = [f"{key} in s or (s.add({key}), new.append(1))" for key in keys]
    verdict = explore(PROGRAM.format(before="", one=steps[0], two=steps[1], **places))
    assert verdict.kind == "assertion"


@pytest.mark.parametrize("name", PLACES)
def test_a_place_is_the_same_whichever_way_one_goes(name: str) -> None:
    setup, first, second = PLACES[name]
    *_, written = second.split("; ")
    one = f"x = {first} + 1; {first} = x % 40"
    two = f"x = {second.partition(';')[0]} + 1; {written} = x % 40"
    look = f"{first} % 8" if name != "buffer of a file" else "(b.getvalue()[0] - 8)"
    verdict = explore(PROGRAM.format(setup=setup, before="", one=one, two=two, look=look))
    assert verdict.kind == "assertion"
    locked = (f"with lock: {one}", f"with lock: {two}")
    program = PROGRAM.format(setup=setup, before="", one=locked[0], two=locked[1], look=look)
    assert explore(program).status == "proved", explore(program).message
