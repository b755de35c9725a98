"""An object ends in a run when it ends in Python: the log keeps nothing that was touched.

What is done to a thing before it is let go of is taken from a list of ways to touch one; each of
these programs is also run by Python itself, which says when the thing has ended.
"""

from textwrap import indent

import pytest

from support.oracle import all_outcomes, outcome
from threadlab import explore
from threadlab.explorer.engine.policies import Dice
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

TOUCHES = {
    "nothing": "pass",
    "attribute read": "thing.n",
    "attribute written": "thing.n = 2",
    "attribute made": "thing.other = 2",
    "attribute deleted": "del thing.n",
    "attribute added to": "thing.n += 1",
    "attribute by name": "setattr(thing, 'n', getattr(thing, 'n') + 1)",
    "looked for": "hasattr(thing, 'm')",
    "namespace": "vars(thing)['n'] = 3",
    "namespace written out": "thing.__dict__['n'] = thing.__dict__['n'] + 1",
    "all attributes": "dir(thing)",
    "method": "thing.add()",
    "bound method": "add = thing.add\nadd()\ndel add",
    "method by name": "methodcaller('add')(thing)",
    "property": "thing.double",
    "item": "thing[0]",
    "class": "thing.__class__.total = thing.total + 1",
    "printed": "print(thing)",
    "formatted": "f'{thing} {thing!r}'",
    "hashed": "hash(thing)",
    "identified": "id(thing)",
    "compared": "thing == 1, thing is None, thing != thing",
    "in a list": "[thing].append(thing)",
    "in a list of the module": "things.append(thing)\nthings.remove(thing)",
    "in a dictionary of the module": "table['a'] = thing\ndel table['a']",
    "a key": "table[thing] = 1\ntable.pop(thing)",
    "looked for as a key": "thing in table, table.get(thing)",
    "in a variable of the module": "global last\nlast = thing\nlast = None",
    "in a shared variable": "held = thing\ndef look():\n    return held\nlook()\nheld = None",
    "an argument": "(lambda it: it.n)(thing)",
    "an argument of C code": "isinstance(thing, Thing), repr(thing), bool(thing), callable(thing)",
    "sorted": "sorted([thing], key=lambda it: it.n)",
    "through a queue": "letters.put(thing)\nletters.get()",
    "with a thread": "t = Thread(target=thing.add)\nt.start()\nt.join()\ndel t",
    "with the arguments of a thread": (
        "t = Thread(target=print, args=(thing,))\nt.start()\nt.join()\ndel t"
    ),
    "under a lock": "with lock:\n    thing.n -= 1",
    "as a context": "with thing as it:\n    it.n = 5\ndel it",
    "in a loop": "for it in [thing]:\n    it.n = 6\ndel it",
    "with a while": "while thing.n > 0:\n    thing.n -= 1",
    "in a comprehension": "[it.n for it in [thing] if it.n]",
    "unpacked": "it, n = thing, thing.n\ndel it",
    "swapped": "thing.n, thing.m = thing.m, thing.n",
    "an item of its list": "thing.items[0] += thing.n",
    "matched": "match thing:\n    case Thing(n=1):\n        pass",
    "raised beside": "try:\n    thing.missing\nexcept AttributeError:\n    pass",
    "another namespace": "thing.__dict__ = {'n': 4}",
    "another class": "thing.__class__ = Other",
    "deleted by name": "delattr(thing, 'n')",
}  # fmt: skip

PROGRAM = """
import queue
import weakref
from operator import methodcaller
from threading import Lock, Thread

gone, things, table, letters, lock, last = [], [], {{}}, queue.Queue(), Lock(), None


class Other:
    def __del__(self):
        gone.append("ended")


class Thing(Other):
    total = 0
    m = 7

    def __init__(self):
        self.n = 1
        self.items = [1]

    def add(self):
        self.n += 1

    @property
    def double(self):
        return 2 * self.n

    def __getitem__(self, index):
        return self.items[index]

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.n = 0


def work():
    thing = Thing()
    ref = weakref.ref(thing)
{touch}
    before = len(gone)
    del thing
    gone.append((before, ref() is None))


def main():
    t = Thread(target=work)
    t.start()
    t.join()
    things.clear()
    assert {wanted}
"""


def program(touch: str, wanted: str) -> str:
    return PROGRAM.format(touch=indent(touch, "    "), wanted=wanted)


@pytest.mark.parametrize("touch", TOUCHES.values(), ids=TOUCHES)
def test_what_was_touched_ends_when_it_ends_in_python(touch, capsys):
    names: dict[str, object] = {"__name__": "program"}
    exec(program(touch, "True"), names)
    names["main"]()  # type: ignore[operator]
    capsys.readouterr()
    found = names["gone"]
    assert found == ["ended", (0, True)], "It would have to be about an end that comes at once."
    verdict = explore(program(touch, f"gone == {found}"), runs=200)
    assert verdict.status in ("proved", "survived"), verdict.message
    # A run that is told, which takes notes, ends the same things.
    told = explore(program(touch, "not gone"), runs=200)
    assert told.kind == "assertion", told.message
    assert "Trace" not in told.story


RACES = """
from threading import Lock, Thread

lock, gone, seen, count = Lock(), [], [], 0


class Held:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        {dies}


box = {{0: Held(0), 1: Held(1)}}


def one():
    {one}


def two():
    {two}


def main():
    threads = [Thread(target=one), Thread(target=two)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
"""
DIES = ("gone.append(self.n)", "with lock:\n            gone.append(self.n)", "pass")
DOES = (
    "box.pop(0, None)",
    "box.clear()",
    "held = box.get(0)\n    seen.append(held is None)\n    held = None\n    seen.append(len(gone))",
    "with lock:\n        box.pop(0, None)",
    "box[0] = Held(2)",
    "seen.append(len(gone))",
)
PAIRS = [(dies, one, two) for dies in DIES for i, one in enumerate(DOES) for two in DOES[i:]]


@pytest.mark.parametrize(("dies", "one", "two"), PAIRS)
def test_what_is_proved_has_no_outcome_that_was_not_seen(dies, one, two):
    source = RACES.format(dies=dies, one=one, two=two)
    if explore(source, runs=300).status != "proved":
        return
    found = all_outcomes(stage(text_of(source, "main")), 300)
    ready = stage(text_of(source, "main"))
    for number in range(30):
        ready.run((), Dice(number))
        assert found is not None and outcome(ready) in found
