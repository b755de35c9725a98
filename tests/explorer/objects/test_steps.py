"""What the library does in Python is no one step: others go on between any two of its looks."""

from __future__ import annotations

import ast
import copy
import dis
import importlib
import inspect
import types
from collections.abc import Iterator

import pytest

from threadlab import explore, outcomes
from threadlab.explorer.instrument.names import HOOKS
from threadlab.explorer.instrument.stepwise import Twins
from threadlab.explorer.objects import table

PROGRAM = """
import collections, copy, dataclasses, heapq, json, pprint, random, reprlib, statistics, string
import threading
@dataclasses.dataclass
class Point:
    x: int
    more: list
class Slots:
    __slots__ = ("a", "b")
    def __init__(self): self.a = self.b = 0
rows = [1, 2]
state = {{"a": [1], "b": [2]}}
hits = collections.Counter(a=1, b=2)
own = collections.UserDict(z=1)
two = collections.ChainMap({{}}, {{"z": 1}})
point = Point(1, [1])
slots = Slots()
def main():
    def change():
        {change}
    thread = threading.Thread(target=change)
    thread.start()
    try:
        result = {look}
    except Exception as error:
        result = type(error).__name__
    thread.join()
    print(result)
"""
ADD, POP, HIT = "state['c'] = [3]", "rows.pop()", "hits['z'] = 5"
SIZE = "RuntimeError"  # changed size during iteration
# What is done, what is changed meanwhile, and what can come of it only because it is several steps.
STEPS = [
    ("len(copy.deepcopy(state))", ADD, SIZE),
    ("copy.deepcopy(rows)", "rows[0] = rows.pop()", "[1]"),
    # With an indent, json.dumps is written in Python up to Python 3.12.
    ("''.join(json.JSONEncoder(indent=1).iterencode(state))[:0]", ADD, SIZE),
    ("hits.update(hits)", HIT, SIZE),
    ("hits.update({'a': 1}) or hits['a']", "hits['a'] += 1", "2"),
    ("hits.most_common(1)[0][0]", HIT, SIZE),
    ("sum((hits + hits).values())", HIT, SIZE),
    ("hits == hits", HIT, SIZE),
    ("len(list(hits.elements()))", HIT, SIZE),
    ("own['z'] if 'z' in own else 0", "del own['z']", "KeyError"),
    ("own.setdefault('y', 2)", "own['y'] = 3", "2"),
    ("statistics.fmean(rows)", POP, "0.5"),
    ("statistics.variance(rows)", POP, "StatisticsError"),
    ("random.sample(rows, 2)[:0]", POP, "IndexError"),
    ("random.choices(rows, k=9)[:0]", POP, "IndexError"),
    ("random.shuffle(rows)", POP, "IndexError"),
    ("dataclasses.asdict(point)", "point.x = 2; point.more.append(2)", "{'x': 1, 'more': [1, 2]}"),
    ("dataclasses.astuple(point)", "point.x = 2; point.more.append(2)", "(1, [1, 2])"),
    ("dataclasses.replace(point).more", "point.x = 2; point.more = [3]", "[3]"),
    ("list(heapq.merge(rows, [1, 9]))", "rows[1] = 7", "[1, 1, 7, 9]"),
    ("string.Template('$a $b').substitute(state)", "state['a'] = state['b'] = 0", "[1] 0"),
    ("string.Formatter().vformat('{a} {b}', (), state)", "state['a'] = state['b'] = 0", "[1] 0"),
]
ONE_STEP = [
    ("copy.copy(state) and 1", ADD, {"1"}),
    ("len(copy.copy(state))", ADD, {"2", "3"}),
    ("(lambda new: new.a == new.b)(copy.copy(slots))", "slots.a = 1", {"True", "False"}),
    ("json.dumps(state)[-5:]", ADD, {"[2]}", "[3]}"}),
    ("hits.update('ab') or hits['a']", "hits['a'] += 1", {"2", "3"}),
    ("statistics.median(rows)", POP, {"1", "1.5"}),
    ("collections.Counter(rows).total()", POP, {"1", "2"}),
    ("len(dict(two))", "two['y'] = 2", {"1", "2"}),
]


def shown(look: str, change: str) -> set[str]:
    found = outcomes(PROGRAM.format(look=look, change=change))
    assert found.complete
    return {text.strip() for text in found.outputs}


@pytest.mark.parametrize(("look", "change", "result"), STEPS)
def test_others_go_on_between_two_looks_of_the_library(look, change, result):
    assert result in shown(look, change)


@pytest.mark.parametrize(("look", "change", "results"), ONE_STEP)
def test_what_looks_only_once_is_as_good_as_one_step(look, change, results):
    assert shown(look, change) == results


def test_an_assignment_in_place_is_several_steps_where_a_class_is_written_in_python():
    source = """
        import threading
        from collections import Counter
        hits = Counter(a=1)
        def work():
            global hits
            hits += Counter(a=1)
        def main():
            threads = [threading.Thread(target=work) for _ in range(2)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            print(hits["a"])
    """
    assert outcomes(source).outputs == ["2\n", "3\n"]


def test_a_story_tells_them_at_the_line_of_the_program():
    source = PROGRAM.format(look="len(copy.deepcopy(state))", change=ADD)
    verdict = explore(source.replace("print(result)", "assert result != 'RuntimeError'"))
    rows = [line for line in verdict.story.splitlines() if "calls copy.deepcopy" in line]
    assert rows and all("result = len(copy.deepcopy(state))" in row for row in rows)
    assert "_deepcopy_dict" not in verdict.story


def twins() -> Twins:
    return Twins([], lambda: {"id": id, **{hook.name: lambda *_: None for hook in HOOKS}})


PYTHON = [entry for entry in table.read_table() if entry.in_python and entry.is_here]


@pytest.mark.parametrize("entry", PYTHON, ids=lambda entry: entry.name)
def test_each_entry_written_in_python_is_executed_in_steps(entry):
    found = entry.resolve()
    found = found.__init__ if isinstance(found, type) else getattr(found, "__func__", found)
    assert inspect.isfunction(found) or entry.name == "functools.cached_property"
    if inspect.isfunction(found):
        wanted = dict.fromkeys(entry.effect.steps_if)
        assert twins().of(found, wanted) is not None
        assert twins().of(found, {}) is None or not wanted


@pytest.mark.parametrize("entry", table.read_table(), ids=lambda entry: entry.name)
def test_what_the_table_calls_c_is_not_written_in_python(entry):
    if entry.is_here:
        found = entry.resolve()
        assert inspect.isfunction(getattr(found, "__func__", found)) <= entry.in_python


MODULES = """
    _collections_abc bisect collections copy csv dataclasses difflib graphlib heapq json.decoder
    json.encoder pprint random reprlib statistics string textwrap weakref
"""


def functions(owner: types.ModuleType | type) -> Iterator[types.FunctionType]:
    for value in list(vars(owner).values()):
        found = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        home = owner.__name__ if isinstance(owner, types.ModuleType) else owner.__module__
        if isinstance(found, types.FunctionType) and found.__module__ == home:
            yield found
        elif isinstance(found, type) and found.__module__ == home and found is not owner:
            yield from functions(found)


def is_within_another(function: types.FunctionType) -> bool:
    wrapped = "__wrapped__" in vars(function) or "<locals>" in function.__qualname__
    return wrapped or set(function.__code__.co_freevars) - {"__class__"} != set()


@pytest.mark.parametrize("name", MODULES.split())
def test_each_function_of_the_library_can_be_executed_in_steps(name):
    for function in functions(importlib.import_module(name)):
        if is_within_another(function) or inspect.iscoroutinefunction(function):
            continue
        if function.__code__.co_filename.startswith("<string>"):
            continue
        if function.__name__ == "__annotate__":
            continue  # has no text of its own
        if "STORE_GLOBAL" in {each.opname for each in dis.get_instructions(function)}:
            continue  # sets variables of its module, and has to be called as it is
        assert twins().of(function, {"indent": 1}) is not None, function.__qualname__


def test_a_twin_is_made_of_the_function_alone():
    twin = twins().of(copy.deepcopy, {})
    assert isinstance(twin, types.FunctionType)
    assert twin.__globals__ is not copy.deepcopy.__globals__
    assert "@call" in twin.__code__.co_names
    assert "@call" not in copy.deepcopy.__code__.co_names
    assert ast.parse(inspect.getsource(copy.deepcopy))
