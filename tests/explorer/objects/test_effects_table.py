"""The table of effects: each name exists, and does to real objects what the table says."""

from __future__ import annotations

import array
import contextlib
import contextvars
import io
import itertools
import operator
import pprint
import random
import reprlib
import string
import textwrap
import types
from collections import (
    ChainMap,
    Counter,
    OrderedDict,
    UserDict,
    UserList,
    UserString,
    defaultdict,
    deque,
)
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest

from threadlab.explorer.engine.modes import READ
from threadlab.explorer.objects import table
from threadlab.explorer.objects.parts import is_plain_key
from threadlab.explorer.objects.table import ATTRIBUTES, EVERYTHING, KEY, NOTHING, Entry

ENTRIES = [entry for entry in table.read_table() if entry.is_here]
BY_NAME = {entry.name: entry for entry in ENTRIES}


class Asked:
    """An object that notes whether anybody asks it for something."""

    asked: ClassVar[list[str]] = []


def _note(name: str) -> Callable[..., Any]:
    def method(self: Any, *_: Any) -> Any:
        Asked.asked.append(name)
        return {"__hash__": 1, "__len__": 0, "__repr__": "", "__iter__": iter(())}.get(name, False)

    return method


for _name in ("__hash__", "__eq__", "__lt__", "__len__", "__bool__", "__repr__", "__iter__"):
    setattr(Asked, _name, _note(_name))


class Inner(list[Any]):
    """A container within others that notes whether anybody looks into it."""

    __hash__ = None  # type: ignore[assignment]


for _name in ("__eq__", "__ne__", "__lt__", "__gt__", "__len__", "__iter__", "__repr__"):
    setattr(Inner, _name, _note(_name))


def samples(item: Callable[[], Any]) -> list[Any]:
    """One of each kind of value that functions take, with a new item in each container."""
    return [
        [item(), item()], {1: item(), 2: item()}, {1, 2}, deque([item(), item()]), (item(), item()),
        1, "ab", [("a", 1)], len, bytearray(b"ab"),
    ]  # fmt: skip


OWNERS: dict[str, Callable[[Callable[[], Any]], Any]] = {
    "object": lambda item: object(),
    "BaseException": lambda item: ValueError(1),
    "list": lambda item: [item(), item()],
    "dict": lambda item: {1: item(), 2: item()},
    "set": lambda item: {1, 2},
    "frozenset": lambda item: frozenset([1, 2]),
    "tuple": lambda item: (item(), item()),
    "str": lambda item: "a%s",
    "bytes": lambda item: b"ab",
    "bytearray": lambda item: bytearray(b"ab"),
    "deque": lambda item: deque([item(), item()]),
    "defaultdict": lambda item: defaultdict(int, {1: item()}),
    "OrderedDict": lambda item: OrderedDict({1: item(), 2: item()}),
    "array": lambda item: array.array("i", [1, 2]),
    "StringIO": lambda item: io.StringIO("ab"),
    "BytesIO": lambda item: io.BytesIO(b"ab"),
    "dict_keys": lambda item: {1: 2}.keys(),
    "dict_items": lambda item: {1: 2}.items(),
    "ContextVar": lambda item: contextvars.ContextVar("a", default=1),
    "generator": lambda item: (one for one in [1, 2]),
}


@dataclass
class Data:
    items: Any


# What needs arguments that fit no other function; a method has its object among them.
BY_HAND: dict[str, Callable[[Callable[[], Any]], list[Any]]] = {
    "builtins.isinstance": lambda item: [[item(), item()], (list, int)],
    "builtins.issubclass": lambda item: [list, (int, list)],
    "builtins.setattr": lambda item: [types.SimpleNamespace(), "name", [item()]],
    "builtins.list.index": lambda item: [[1, 2], 1],
    "builtins.list.remove": lambda item: [[1, 2], 1],
    "builtins.tuple.index": lambda item: [(1, 2), 1],
    "collections.deque.index": lambda item: [deque([1, 2]), 1],
    "collections.deque.remove": lambda item: [deque([1, 2]), 1],
    "builtins.bytes.join": lambda item: [b"", [b"a", b"b"]],
    "builtins.bytearray.join": lambda item: [bytearray(), [b"a", b"b"]],
    "builtins.bytearray.translate": lambda item: [bytearray(b"ab"), bytearray(256)],
    "io.BytesIO.writelines": lambda item: [io.BytesIO(), [b"a", bytearray(b"b")]],
    "contextvars.ContextVar.reset": lambda item: _of_context(item()),
    "_collections_abc.generator.send": lambda item: [(one for one in [1, 2]), None],
    "_collections_abc.generator.throw": lambda item: [_patient(), ValueError([item()])],
    "dataclasses.asdict": lambda item: [Data([item()])],
    "dataclasses.astuple": lambda item: [Data([item()])],
    "dataclasses.replace": lambda item: [Data([item()])],
    "copy.replace": lambda item: [Data([item()])],
    "collections.ChainMap.copy": lambda item: [ChainMap({1: item()})],
    "collections.UserDict.copy": lambda item: [UserDict({1: item()})],
    "collections.UserList.copy": lambda item: [UserList([item()])],
    "collections.UserList.count": lambda item: [UserList([1]), 1],
    "collections.UserString.count": lambda item: [UserString("a"), "a"],
    "collections.UserString.format": lambda item: [UserString("{}"), [1]],
    "collections.UserString.join": lambda item: [UserString("{}"), ["a", "b"]],
    "collections.UserString.replace": lambda item: [UserString("a"), "a", "b"],
    "pprint.PrettyPrinter.pformat": lambda item: [pprint.PrettyPrinter(), [item(), {1: item()}]],
    "pprint.PrettyPrinter.isreadable": lambda item: [pprint.PrettyPrinter(), [item()]],
    "reprlib.Repr.repr": lambda item: [reprlib.Repr(), [item(), {1: item()}]],
    "string.Template.substitute": lambda item: [string.Template("$a"), {"a": item()}],
    "string.Template.safe_substitute": lambda item: [string.Template("$a"), {"a": item()}],
    "string.Formatter.format": lambda item: [string.Formatter(), "{}", [item()]],
    "string.Formatter.vformat": lambda item: [string.Formatter(), "{}", [item()], {"a": item()}],
    "textwrap.TextWrapper.wrap": lambda item: [textwrap.TextWrapper(), "a b"],
    "textwrap.TextWrapper.fill": lambda item: [textwrap.TextWrapper(), "a b"],
    "random.Random.choice": lambda item: [random.Random(1), [item(), item()]],
    "random.Random.choices": lambda item: [random.Random(1), [item(), item()], [1, 2]],
    "random.Random.sample": lambda item: [random.Random(1), [item(), item()], 1],
}


def _of_context(value: Any) -> list[Any]:
    variable = contextvars.ContextVar("a")
    return [variable, variable.set(value)]


def _patient() -> Iterator[int]:
    with contextlib.suppress(ValueError):
        yield 1
    yield 2


def state(value: Any) -> Any:
    """What can be seen of a container without asking its items: their identities, in order."""
    if isinstance(value, dict):
        return [(key, id(item)) for key, item in dict.items(value)]
    if isinstance(value, (io.StringIO, io.BytesIO)):
        return value.getvalue(), value.tell()
    if isinstance(value, (list, tuple, deque, array.array, bytearray)):
        return [id(item) for item in type(value).__iter__(value)]
    return sorted(value) if isinstance(value, (set, frozenset)) else None


def calls(
    entry: Entry, item: Callable[[], Any]
) -> Iterator[tuple[Callable[[], Any], Any, list[Any]]]:
    """Ways to call the function of an entry: the call, its object, and its other arguments."""
    found: Any = entry.resolve()
    kind = entry.name.split(".")[-2]
    if entry.name in BY_HAND:
        arguments = BY_HAND[entry.name](item)
        if isinstance(arguments[0], types.GeneratorType):
            next(arguments[0])
        owner = arguments[0] if entry.effect.is_method else 0
        rest = arguments[1:] if entry.effect.is_method else arguments
        yield (lambda: found(*arguments)), owner, rest
    for length in range(4):
        for numbers in itertools.product(range(10), repeat=length):
            if length == 3 and numbers[0] > numbers[1]:
                continue
            arguments = [samples(item)[number] for number in numbers]
            if isinstance(found, types.ClassMethodDescriptorType):
                yield (
                    (lambda f=found, a=arguments: f.__get__(None, f.__objclass__)(*a)),
                    0,
                    arguments,
                )
            elif entry.effect.is_method:
                owner = OWNERS[kind](item)
                yield (lambda f=found, o=owner, a=arguments: f(o, *a)), owner, arguments
            else:
                yield (lambda f=found, a=arguments: f(*a)), 0, arguments


def tried(entry: Entry, item: Callable[[], Any]) -> Iterator[tuple[Any, Any, list[Any], list[Any]]]:
    """Call a function in many ways; give what its object and arguments were and are."""
    for call, owner, arguments in calls(entry, item):
        before, values = state(owner), [state(value) for value in arguments]
        Asked.asked.clear()
        with contextlib.suppress(Exception):
            call()
        yield before, owner, values, arguments


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_a_name_stands_for_what_the_table_says(entry: Entry) -> None:
    try:
        found = entry.resolve()
    except (ImportError, AttributeError, KeyError):
        pytest.fail(f"Python has no {entry.name}: a slip, or one that needs `since`?")
    assert entry.in_python == isinstance(found, types.FunctionType) or isinstance(found, type)
    descriptors = (types.MethodDescriptorType, types.WrapperDescriptorType)
    if entry.effect.is_method:
        assert type(found) in descriptors and table.effect_of(found) == entry.effect
    elif not (entry.in_python and isinstance(found, staticmethod)):
        assert table.effect_of(found) == entry.effect or type(found) in descriptors


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if entry.effect.arguments == READ], ids=lambda e: e.name
)
def test_each_is_tried_with_something_that_it_takes(entry: Entry, capsys: Any) -> None:
    for call, _, _ in calls(entry, list):
        with contextlib.suppress(Exception):
            call()
            return
    pytest.fail(f"{entry.name} took none of what was tried: give it arguments of its own, BY_HAND.")


def test_no_name_stands_in_the_table_twice() -> None:
    assert len(BY_NAME) == len(ENTRIES)


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if entry.effect.arguments == READ], ids=lambda e: e.name
)
def test_what_is_said_to_read_its_arguments_changes_none(entry: Entry, capsys: Any) -> None:
    for _, _, values, arguments in tried(entry, list):
        for number, (before, value) in enumerate(zip(values, arguments, strict=True)):
            same = number == entry.effect.writes or state(value) == before
            assert same, f"{entry.name} changes {arguments[number]}: it doesn't only read."


@pytest.mark.parametrize(
    "entry",
    [entry for entry in ENTRIES if entry.effect.is_method and entry.effect.object == READ],
    ids=lambda entry: entry.name,
)
def test_a_method_that_is_said_to_read_its_object_does_not_change_it(entry: Entry) -> None:
    for before, owner, _, arguments in tried(entry, list):
        same = state(owner) == before
        assert same, f"{entry.name}{tuple(arguments)} changes its object: it doesn't only read."


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if entry.effect.inside == NOTHING], ids=lambda e: e.name
)
def test_what_is_said_to_look_at_no_item_asks_none(entry: Entry) -> None:
    for _ in tried(entry, Asked):
        asked = f"{entry.name} asks items ({set(Asked.asked)}): it looks further inside."
        assert not Asked.asked, asked


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if entry.effect.inside == KEY], ids=lambda e: e.name
)
def test_what_is_said_to_look_for_a_key_asks_nothing_for_a_plain_one(entry: Entry) -> None:
    plain = 0
    for _, owner, _, arguments in tried(entry, Asked):
        if all(map(is_plain_key, arguments[:1])):
            plain += 1
            asked = f"{entry.name} asks items ({set(Asked.asked)}): it looks further inside."
            assert not Asked.asked, asked
        assert isinstance(owner, (dict, set))
    assert plain


@pytest.mark.parametrize(
    "entry",
    [entry for entry in ENTRIES if entry.effect.inside in (KEY, ATTRIBUTES)],
    ids=lambda e: e.name,
)
def test_what_is_said_to_look_at_attributes_looks_into_no_item(entry: Entry) -> None:
    for _ in tried(entry, lambda: Inner([1, 2])):
        asked = f"{entry.name} asks items ({set(Asked.asked)}): it looks further inside."
        assert not Asked.asked, asked


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.effect.keeps], ids=lambda e: e.name)
def test_an_iterator_that_is_said_to_be_kept_has_all_its_items_yet(entry: Entry) -> None:
    for before in ((), (len,)):
        iterator = iter([1, 2])
        with contextlib.suppress(TypeError):
            entry.resolve()(*before, iterator)
        assert operator.length_hint(iterator) == 2


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.effect.calls >= 0], ids=lambda e: e.name)
def test_what_is_said_to_call_an_argument_can_be_given_one(entry: Entry) -> None:
    assert entry.effect.calls in (0, 1) and callable(entry.resolve())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ('arguments = "reading"', "in the group 'Just so.', arguments = 'reading' says nothing"),
        ('arguments = "reads"\ninsde = "nothing"', "insde = 'nothing' says nothing"),
        ('arguments = "reads"\ncalls = "0"', "calls = '0' says nothing"),
        ('inside = "nothing"', "the group 'Just so.' says nothing of 'arguments'"),
    ],
)
def test_a_word_that_the_table_does_not_know_is_named_with_its_group(
    changed: str, said: str
) -> None:
    """A key with a slip in it was passed over, and its functions had another effect."""
    group = f'[[c]]\nwhy = "Just so."\nnames = "builtins.len"\n{changed}\n'
    with pytest.raises(ValueError, match=said):
        table.read_table(group)
    with pytest.raises(ValueError, match=r"\[\[python\]\], not \[\[C\]\]"):
        table.read_table(group.replace("[[c]]", "[[C]]"))


def test_the_audit_notices_an_entry_that_is_wrong() -> None:
    append, sort = BY_NAME["builtins.list.append"], BY_NAME["builtins.list.sort"]
    update = BY_NAME["builtins.dict.update"]
    assert any(state(owner) != before for before, owner, _, _ in tried(append, list))
    assert any(list(Asked.asked) for _ in tried(sort, Asked))
    assert any(list(Asked.asked) for _ in tried(update, lambda: Inner([1, 2])))
    assert sort.effect.inside == update.effect.inside == EVERYTHING


def test_methods_that_nobody_knows_may_do_anything() -> None:
    for method in (io.BytesIO().readinto, [].__imul__, {}.__or__, bytearray().__init__):
        assert table.effect_of(method) == table.WORST


def test_a_method_is_found_by_what_it_is() -> None:
    class Renamed(list[Any]):
        append = list.count  # type: ignore[assignment]
        count = list.append  # type: ignore[assignment]

    counts = BY_NAME["builtins.list.count"].effect
    appends = BY_NAME["builtins.list.append"].effect
    things = Renamed()
    assert table.effect_of(things.append) == counts and table.effect_of(things.count) == appends
    assert table.effect_of(super(Renamed, things).append) == appends
    assert table.effect_of(type("len", (set,), {})) == table.WORST
    assert table.effect_of(Counter().get) == BY_NAME["builtins.dict.get"].effect
