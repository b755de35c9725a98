"""What `op=` changes in place is seen by others before and after, whatever stands behind it."""

from __future__ import annotations

import collections  # noqa: F401  (the containers' own text)
from array import array  # noqa: F401

import pytest

from support.oracle import all_outcomes
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

CONTAINERS = [
    "[1, 2]", "{1, 2}", "{'a': 1}", "bytearray(b'ab')", "array('i', [1])",
    "collections.deque([1, 2])", "collections.Counter('ab')", "collections.OrderedDict(a=1)",
    "collections.defaultdict(None, a=1)", "collections.UserList([1])", "collections.ChainMap({})",
]  # fmt: skip
SIGNS = ["+", "-", "*", "|", "&", "^", "%", "@", "//", "/", "**", "<<", ">>"]
OPERANDS = ["2", "-1", "True", "0.5", "'cd'", "b'cd'", "f'{3}'", "None", "(3, 4)", "{3}", "[5]",
            "{'k': 3}", "collections.Counter('b')", "array('i', [2])"]  # fmt: skip
TARGETS = {
    "global": "x {sign}= {operand}",
    "own": "own = x; own {sign}= {operand}",
    "attribute": "holder.value {sign}= {operand}",
    "item": "held[0] {sign}= {operand}",
}
PROGRAM = """
import collections, threading, types
from array import array
x = {container}
holder, held, seen = types.SimpleNamespace(value=x), [x], []
def change():
    global x
    {change}
def look():
    seen.append(repr(x))
threads = [threading.Thread(target=change), threading.Thread(target=look)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def changes(container: str, sign: str, operand: str) -> bool:
    """Whether Python changes the very object."""
    names = dict(globals())
    exec(f"x = {container}; same = x; before = repr(x)", names)
    try:
        exec(f"x {sign}= {operand}", names)
    except Exception:  # it may be any: this container can do nothing with that
        return False
    return names["x"] is names["same"] and repr(names["x"]) != names["before"]


CASES = [
    (container, sign, operand)
    for container in CONTAINERS
    for sign in SIGNS
    for operand in OPERANDS
    if changes(container, sign, operand)
]


@pytest.mark.parametrize(("container", "sign", "operand"), CASES)
def test_what_changes_in_place_is_seen_before_and_after(container, sign, operand):
    number = CASES.index((container, sign, operand))
    target = list(TARGETS.values())[number % len(TARGETS)]
    change = target.format(sign=sign, operand=operand)
    found = all_outcomes(stage(text_of(PROGRAM.format(container=container, change=change))))
    assert found is not None
    assert len({seen for _, _, state, _ in found for name, seen in state if name == "seen"}) >= 2


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
@pytest.mark.parametrize(("container", "rest"), [
    ("[1, 2]", "*= 2"), ("[1, 2]", "+= 'ab'"), ("bytearray(b'ab')", "+= b'c'"),
])  # fmt: skip
def test_each_target_is_seen(target, container, rest):
    sign, operand = rest.split("= ")
    change = target.format(sign=sign, operand=operand)
    found = all_outcomes(stage(text_of(PROGRAM.format(container=container, change=change))))
    assert found is not None
    assert len({seen for _, _, state, _ in found for name, seen in state if name == "seen"}) == 2


@pytest.mark.parametrize("test", [
    "x == b'ab'", "b'ab' == x", "x != b'ab'", "x < b'abb'", "x + b'c'", "b'c' + x", "x * 2",
    "b'abc'.startswith(bytes(x))", "b'b' in x", "x in (b'ab',)", "x[:1] == b'a'", "b'ab'.find(x)",
    "b'abcd'.replace(x, b'')", "b','.join([x])", "b'%s' % x", "bytes(x)", "x.decode()",
    "memoryview(x) == b'ab'", "int.from_bytes(x)", "str(x, 'ascii')",
])  # fmt: skip
def test_a_bytearray_is_looked_at_before_and_after(test):
    change = "x[:] = b'zzz'"
    text = PROGRAM.format(container="bytearray(b'ab')", change=change)
    text = text.replace("repr(x)", test)
    found = all_outcomes(stage(text_of(text)))
    assert found is not None
    assert len({seen for _, _, state, _ in found for name, seen in state if name == "seen"}) == 2
