"""Nothing depends on what an earlier program has taught the explorer about classes.

What kind of object a class makes is found out once and kept; the first program of a process meets
it with nothing kept.
"""

from __future__ import annotations

import pytest

from threadlab import explore
from threadlab.explorer.objects import kinds

MADE = {
    "collections.UserDict({0: 1})": "it[0]  it[0] = 2  del it[0]  0 in it  it |= {3: 4}  len(it)",
    "collections.UserList([1])": "it[0]  it[0] = 2  del it[0]  1 in it  it += [3]  len(it)",
    "collections.ChainMap({0: 1})": "it[0]  it[0] = 2  del it[0]  0 in it  len(it)",
    "calendar.day_name": "it[0]  it[1:3]  len(it)  list(it)",
    "collections.UserString('a')": "it[0]  'a' in it  it += 'b'  it == 'a'",
    "csv.excel()": "it.delimiter = ';'",
    "decimal.Context()": "it.prec = 3  it.prec  it.flags[decimal.Inexact]",
    "random.Random(1)": "it.random()  it.seed(1)",
    "io.StringIO('a')": "it.read()  it.write('b')  it.name = 'b'",
    "array.array('i', [1])": "it[0]  it[0] = 2  it.append(3)  1 in it",
    "types.SimpleNamespace(n=1)": "it.n  it.n = 2  it == it",
    "string.Template('$a')": "it.template = 'b'  it.template",
    "argparse.Namespace(n=1)": "it.n = 2  'n' in it  it == it",
    "fractions.Fraction(1, 2)": "it + it  it == it",
    "collections.Counter('a')": "it['a']  it['b'] += 1  it.total()",
}
USES = [(made, use) for made, uses in MADE.items() for use in uses.split("  ")]
PROGRAM = """
import argparse, array, calendar, collections, csv, decimal, fractions, io, random, string
import threading, types
it = {made}
def work():
    global it
    try: {use}
    except (KeyError, IndexError): pass
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""


@pytest.mark.parametrize(("made", "use"), USES)
def test_the_first_exploration_is_as_any_other(made: str, use: str) -> None:
    source = PROGRAM.format(made=made, use=use)
    kinds.by_class.clear()
    first, again = (explore(source, runs=200) for _ in range(2))
    assert first.kind != "nondeterministic", first
    assert (first.message, first.runs) == (again.message, again.runs)
