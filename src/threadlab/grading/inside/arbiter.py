"""The arbiter: evaluates claims on plain data, in a room of its own where no student's code runs.

It knows what is expected, and asks for what an answer gives: each hole of a claim by its number. An
object that is more than data stays with the answer; it may be looked at, not calculated with.
"""

from __future__ import annotations

import builtins
import importlib
from collections import deque
from typing import Any

from threadlab.grading.wire.channel import Channel
from threadlab.grading.wire.names import (
    ASK,
    CALCULATE,
    COMPARE,
    COMPARE_EACH,
    HOLDS,
    LOOK_INTO,
    OBJECTS,
    PARTS,
    PURE,
    SAME,
)
from threadlab.grading.wire.values import NotPlain, decode, each, encode, holds, true

_ENVIRONMENT = {name: getattr(builtins, name) for name in PURE if hasattr(builtins, name)}
_ENVIRONMENT["__import__"] = __import__  # NumPy's methods import what they need as they are called
_BASES: dict[str, Any] = {"list": list, "tuple": tuple}
_CONTAINERS: tuple[type, ...] = (list, tuple, dict, set, frozenset, deque, type({}.items()))
_ORDERS = ("Lt", "LtE", "Gt", "GtE")
_SIGNS = {
    "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=",
    "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in",
}  # fmt: skip


def _imported(path: str) -> Any:
    module, _, part = path.partition(".")
    found = importlib.import_module(module)
    return getattr(found, part) if part else found


class Raised(Exception):  # noqa: N818
    """The answer has raised an exception."""


class NoData(Exception):  # noqa: N818
    """A test wants plain data, and an answer gives an object of a class."""


class TooLarge(Exception):  # noqa: N818
    """A test compares data, and an answer gives more of it than can be compared."""


class Object:
    """An object that stayed with the answer. What is asked of it alone is looked up there.

    One that is `large` is plain data, but too much of it.
    """

    def __init__(self, arbiter: Arbiter, handle: int, kind: str, large: bool):
        object.__setattr__(self, "_arbiter", arbiter)
        object.__setattr__(self, "_text", f"{OBJECTS}[{handle}]")
        object.__setattr__(self, "_handle", handle)
        object.__setattr__(self, "_kind", kind)
        object.__setattr__(self, "_large", large)

    def _look(self, expression: str) -> Any:
        return self._arbiter.look(expression)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._look(f"{self._text}.{name}")

    def __call__(self, *given: Any) -> Any:
        """Call it where it is."""
        return self._look(f"{self._text}({', '.join(map(_literal, given))})")

    def __getitem__(self, place: Any) -> Any:
        return self._look(f"{self._text}[{_literal(place)}]")

    def __iter__(self) -> Any:
        if not self._has("__len__"):
            yield from self._one_by_one()
            return
        items = self._look(f"list({self._text})")
        if not isinstance(items, Object):
            yield from items
            return
        for place in range(items._plain("len")):
            yield self._look(f"{items._text}[{place}]")

    def _one_by_one(self) -> Any:
        """What an iterator gives, as far as somebody asks: it may have no end."""
        source = self._look(f"iter({self._text})")._text
        while found := self._look(f"list(zip([0], {source}))"):
            if isinstance(found, Object):
                yield self._look(f"{found._text}[0][1]")
            else:
                yield found[0][1]

    def _has(self, name: str) -> bool:
        return self._look(f"hasattr(type({self._text}), {name!r})") is True

    def _plain(self, function: str) -> Any:
        value = self._look(f"{function}({self._text})")
        if isinstance(value, Object):
            raise NoData(self._kind)
        return value

    def __bool__(self) -> bool:
        return self._plain("bool") is True

    def __len__(self) -> int:
        if not self._has("__len__"):  # which Python may ask for just to guess
            raise TypeError(f"object of type '{self._kind}' has no len()")
        return int(self._plain("len"))

    def __str__(self) -> str:
        return str(self._plain("str"))

    def __repr__(self) -> str:
        return str(self._plain("repr"))

    def __format__(self, how: str) -> str:
        if isinstance(text := self._look(f"format({self._text}, {how!r})"), Object):
            raise NoData(self._kind)
        return str(text)

    def __hash__(self) -> int:
        return int(self._plain("hash"))

    def __eq__(self, other: object) -> bool:
        return bool(self._arbiter.holds("Eq", self, other))

    def _refuse(self, *_: Any) -> Any:
        raise (TooLarge if self._large else NoData)(self._kind)

    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _refuse

    def _joined(self, *sides: Any) -> Any:
        if self._kind not in ("list", "tuple"):
            self._refuse()
        found: list[Any] = []
        for side in sides:
            parts = self._arbiter.parts_there(side, _BASES[self._kind])
            if parts is None:
                self._refuse()
            found += parts
        return _BASES[self._kind](found)

    def _calculated(self, sign: str, *values: Any) -> Any:
        """What an operator gives there, if it is an object, too; a person looks at its class."""
        if any(isinstance(value, Object) and value._large for value in values):
            raise TooLarge(self._kind)
        found = self._look(f"{CALCULATE}({', '.join([repr(sign), *map(_literal, values)])})")
        if not isinstance(found, Object):  # whatever its class says: that is no plain data
            raise NoData(self._kind)
        return found

    def __add__(self, other: Any) -> Any:
        return self._sum("Add", self, other)

    def __radd__(self, other: Any) -> Any:
        return self._sum("Add", other, self)

    def __round__(self, *places: Any) -> Any:
        return self._calculated("round", self, *places)

    def _sum(self, sign: str, *sides: Any) -> Any:
        lists = self._kind in ("list", "tuple")
        return self._joined(*sides) if lists else self._calculated(sign, *sides)

    __reversed__ = _refuse


def _operator(sign: str) -> tuple[Any, Any]:
    """The two methods of an operator, for each of its sides."""
    return (
        lambda one, other: one._calculated(sign, one, other),
        lambda one, other: one._calculated(sign, other, one),
    )


for _name, _sign in (
    ("sub", "Sub"), ("mul", "Mult"), ("matmul", "MatMult"), ("truediv", "Div"),
    ("floordiv", "FloorDiv"), ("mod", "Mod"), ("pow", "Pow"), ("and", "BitAnd"), ("or", "BitOr"),
    ("xor", "BitXor"), ("lshift", "LShift"), ("rshift", "RShift"), ("divmod", "divmod"),
):  # fmt: skip
    _one, _other = _operator(_sign)
    setattr(Object, f"__{_name}__", _one)
    setattr(Object, f"__r{_name}__", _other)
for _name, _sign in (("neg", "USub"), ("pos", "UAdd"), ("invert", "Invert"), ("abs", "abs"),
                     ("int", "int"), ("float", "float"), ("index", "index")):  # fmt: skip
    setattr(Object, f"__{_name}__", lambda one, sign=_sign: one._calculated(sign, one))


def _literal(value: Any) -> str:
    if isinstance(value, Object):
        return str(value.__dict__["_text"])
    if type(value) in (int, float, str, bytes, bool, type(None)):
        return repr(value)
    if type(value) in (list, tuple):
        items = "".join(f"{_literal(item)}, " for item in value)
        return f"[{items}]" if type(value) is list else f"({items})"
    if type(value) is set and value:
        return f"{{{', '.join(map(_literal, value))}}}"
    raise NoData(type(value).__name__)


def _has_objects(value: Any) -> bool:
    """Whether it is one of Python's own containers with objects in it."""
    return isinstance(value, _CONTAINERS) and any(
        isinstance(part, Object) or _has_objects(part) for part in _parts(value)
    )


def _has_objects_only(value: Any) -> bool:
    if type(value) in (list, tuple):
        return all(map(_has_objects_only, value))
    return isinstance(value, Object)


def _parts(value: Any) -> list[Any]:
    return list(value.items() if isinstance(value, dict) else value)


class Arbiter:
    """Evaluates what the judge sends, and asks the judge for what is in holes."""

    def __init__(self, judge: Channel):
        self.judge = judge
        self.looked = False
        self._given: dict[int, dict[str, Any]] = {}  # what is in holes that are asked for first

    def serve(self) -> None:
        """Evaluate claims until the judge ends the conversation."""
        while True:
            self._evaluate(self.judge.receive())

    def _evaluate(self, order: dict[str, Any]) -> None:
        before, self.looked = (self.looked, self._given), False
        self._given = dict(order["given"])
        names: dict[str, Any] = {"__builtins__": _ENVIRONMENT}
        names |= {ASK: self._ask, COMPARE: self._compare, COMPARE_EACH: self._compare_each}
        names |= {name: _imported(path) for name, path in order["imports"].items()}
        try:
            result = eval(compile(order["judged"], "<claim>", "eval"), names)
            reply = {"text": str(result)[:2000]} if order["message"] else {"truth": true(result)}
        except Raised:
            reply = {"raised": True}
        except NoData as error:
            reply = {"object": str(error)[:100]}
        except TooLarge as error:
            reply = {"large": str(error)[:100]}
        except Exception as error:
            reply = {"fault": type(error).__name__, "text": str(error)[:500]}
        self.judge.send({**reply, "looked": self.looked})
        self.looked, self._given = before

    def _converse(self, order: dict[str, Any]) -> Any:
        """Ask the judge, and evaluate other claims that come in between."""
        self.judge.send(order)
        while "judged" in (reply := self.judge.receive()):
            self._evaluate(reply)
        return self._value_of(reply)

    def _value_of(self, reply: dict[str, Any]) -> Any:
        if "error" in reply:
            raise Raised
        if "opaque" in reply:
            return Object(self, int(reply["handle"]), str(reply["opaque"]), bool(reply["large"]))
        return decode(reply["value"])

    def _ask(self, hole: int, *bound: Any) -> Any:
        if not bound and hole in self._given:
            return self._value_of(self._given.pop(hole))
        given = []
        for value in bound:
            if isinstance(value, Object):
                given.append(["object", value.__dict__["_handle"]])
                continue
            try:
                given.append(encode(value))
            except NotPlain:
                raise NoData(type(value).__name__) from None
        return self._converse({"ask": hole, "bound": given})

    def look(self, expression: str) -> Any:
        """Look at an object where it is; what comes of it rests on the answer's word."""
        self.looked = True
        return self._converse({"look": expression})

    def _compare(self, left: Any, *pairs: Any) -> bool:
        """Evaluate a chain of comparisons: `compare(a, "Eq", lambda: b, "Lt", lambda: c)`."""
        for name, later in zip(pairs[::2], pairs[1::2], strict=True):
            right = later()
            if not self.holds(name, left, right):
                return False
            left = right
        return True

    def _compare_each(self, left: Any, *pairs: Any) -> Any:
        """The same; a single comparison of arrays gives what there is for each of their items."""
        if len(pairs) == 2:
            right = pairs[1]()
            if not (isinstance(left, Object) or isinstance(right, Object)):
                return each(pairs[0], left, right)
            pairs = (pairs[0], lambda: right)
        return self._compare(left, *pairs)

    def _among(self, left: Any, right: Object) -> bool:
        """Whether plain data is in an object; what a class itself says of that, a person sees."""
        if not right._has("__contains__"):
            return any(self.holds("Eq", item, left) for item in right)
        text = right.__dict__["_text"]
        return self.look(f"bool({HOLDS}((), {_literal(left)}, 'In', {text}))") is True

    def _same(self, left: Any, right: Any) -> bool:
        """Whether two values are equal of which one has objects in it: compared part by part.

        An object is asked about another one only: plain data is none, whatever a class says.
        """
        if isinstance(left, Object) and not isinstance(right, Object):
            return self._same(right, left)
        kind = next((base for base in _CONTAINERS if isinstance(left, base)), None)
        if kind is None or not (_has_objects(left) or _has_objects(right)):
            return self.holds("Eq", left, right)
        if isinstance(right, Object) and kind in (list, tuple) and _has_objects_only(left):
            return self._same_there(left, right)
        mine, others = _parts(left), self.parts_there(right, kind)
        if others is None:
            return False
        if kind in (list, tuple, deque):
            return len(mine) == len(others) and all(map(self._same, mine, others))
        # by no order, and by no hash: that is the answer's
        return self._covers(others, mine) and self._covers(mine, others)

    def _opened(self, value: Object) -> Any:
        """What can be found in a list, or in one that compares as such; any other value itself."""
        kind = next((base for base in _CONTAINERS if base.__name__ == value._kind), None)
        found = None if kind is None else self.parts_there(value, kind)
        if found is None:
            return value
        return [pair[0] for pair in found] if kind is dict else found

    def _same_there(self, left: Any, right: Object) -> bool:
        """The same where both are: of what is all objects, nothing is told by that."""
        one, other = _literal(left), right.__dict__["_text"]
        return self.look(f"({LOOK_INTO}({one}, {other}), {SAME}({one}, {other}))[1]") is True

    def _covers(self, there: list[Any], wanted: list[Any]) -> bool:
        return all(any(self._same(one, item) for one in there) for item in wanted)

    def _orders(self, name: str, left: Any, right: Any) -> bool:
        """Whether a set is a part of another one; nothing else that holds objects has an order."""
        if name in ("Gt", "GtE"):
            return self._orders({"Gt": "Lt", "GtE": "LtE"}[name], right, left)
        mine, others = self.parts_there(left, set), self.parts_there(right, set)
        if mine is None or others is None:
            raise NoData(type(left).__name__)
        return self._covers(others, mine) and (name == "LtE" or not self._covers(mine, others))

    def parts_there(self, value: Any, kind: type) -> list[Any] | None:
        """What is in a value, if it is of this kind; of a dictionary, its pairs."""
        if not isinstance(value, Object):
            like = (set, frozenset) if issubclass(kind, (set, frozenset)) else kind
            return _parts(value) if isinstance(value, like) else None
        found = self.look(f"{PARTS}({value.__dict__['_text']}, {kind.__name__!r})")
        return None if found is None else list(found)

    def holds(self, name: str, left: Any, right: Any) -> bool:
        """Whether a comparison holds: of objects where they are, and of data here."""
        if name in ("Eq", "NotEq") and (_has_objects(left) or _has_objects(right)):
            return self._same(left, right) is (name == "Eq")
        if name in _ORDERS and (_has_objects(left) or _has_objects(right)):
            return self._orders(name, left, right)
        if name in ("In", "NotIn") and isinstance(left, Object) and isinstance(right, Object):
            right = self._opened(right)
        if name in ("In", "NotIn") and _has_objects(right):
            return any(self._same(item, left) for item in right) is (name == "In")
        mine, others = isinstance(left, Object), isinstance(right, Object)
        if mine and others:
            if left._large and right._large:
                raise TooLarge(left._kind)
            one, other = (value.__dict__["_text"] for value in (left, right))
            asked = f"bool({one} {_SIGNS[name]} {other})"
            if name in ("Eq", "NotEq"):
                asked = f"{SAME}({one}, {other}) is {name == 'Eq'}"
            return self.look(f"({LOOK_INTO}({one}, {other}), {asked})[1]") is True
        if not (mine or others):
            return holds(name, left, right)
        if (left if mine else right)._large:
            raise TooLarge((left if mine else right)._kind)
        if name in ("Eq", "NotEq", "Is", "IsNot"):  # an object of a class is no plain data
            return name in ("NotEq", "IsNot")
        if others and name in ("In", "NotIn"):
            return self._among(left, right) is (name == "In")
        raise NoData((left if mine else right).__dict__["_kind"])
