"""Arrays, tables and types of libraries on their way out of a sandbox: NumPy, pandas, Python's own.

Neither library is imported before somebody sends something of it. What is told are numbers, texts
and labels; the other side builds arrays and tables of its own from them.
"""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

KINDS = frozenset({"array", "number", "dtype", "class", "column", "series", "index", "frame"})
_NUMBERS = "biufc"
_TEXTS = "US"
# Modules whose types are told by their names.
_MODULES_TEXT = """
    collections datetime decimal fractions numpy pandas
"""
_MODULES = frozenset(_MODULES_TEXT.split())
_DTYPE = re.compile(r"(bool|object|str|string|category|u?int\d+|float\d+|complex\d+"
                    r"|datetime64\[\w+\])")  # fmt: skip
# Types of columns that pandas has itself, as they call themselves.
_OF_PANDAS = re.compile(r"category|boolean|string|str|U?Int\d+|Float\d+"
                        r"|datetime64\[\w+, [\w/+:-]+\]|period\[\w+(-\w+)?\]")  # fmt: skip
_Part = Callable[[Any], Any]


def encode(value: Any, left: list[int], part: _Part) -> Any:
    """What JSON can hold of `value`; None if it is nothing of these libraries.

    `left` are the items that may be told still, `part` encodes what is within.
    """
    kind = type(value)
    if kind is type:
        return _class(value)
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None:
        if kind is numpy.ndarray:
            return _array(numpy, value, left, part)
        if isinstance(value, numpy.generic) and value.dtype.kind in _NUMBERS + _TEXTS:
            return ["number", value.dtype.str, part(value.item())]
        if isinstance(value, numpy.dtype) and value.kind in f"{_NUMBERS}{_TEXTS}OM":
            return ["dtype", value.str]
    if pandas is not None and kind in _tables(pandas):
        return _table(pandas, value, part)
    if pandas is not None and issubclass(kind, pandas.api.extensions.ExtensionDtype):
        return _type_of_column(pandas, value, part)
    return None


def _type_of_column(pandas: Any, value: Any, part: _Part) -> Any:
    """A type that NumPy does not have, if its name says all of it but categories."""
    if getattr(pandas, type(value).__name__, None) is not type(value):
        return None
    name = str(value)
    if not _OF_PANDAS.fullmatch(name):
        return None
    if name == "category":
        return ["column", *_categories(value, part)]
    return ["column", name] if pandas.api.types.pandas_dtype(name) == value else None


def _class(value: type) -> Any:
    module = type.__getattribute__(value, "__module__").partition(".")[0]
    name = value.__qualname__
    if module in _MODULES and getattr(sys.modules.get(module), name, None) is value:
        return ["class", module, name]
    return None


def _array(numpy: Any, value: Any, left: list[int], part: _Part) -> Any:
    kind, shape = value.dtype.kind, list(value.shape)
    left[0] -= value.size
    if kind not in _NUMBERS + _TEXTS or left[0] < 0:
        return None
    if kind in _NUMBERS:
        data = numpy.ascontiguousarray(value).tobytes()
        return ["array", value.dtype.str, shape, base64.b64encode(data).decode()]
    return ["array", value.dtype.str, shape, part(numpy.ndarray.tolist(value.ravel()))]


def _tables(pandas: Any) -> tuple[type, ...]:
    return (pandas.Series, pandas.DataFrame, pandas.Index, pandas.RangeIndex)


def _table(pandas: Any, value: Any, part: _Part) -> Any:
    if type(value) is pandas.DataFrame:
        columns = [value.iloc[:, number] for number in range(value.shape[1])]
        return ["frame", _column(value.columns, part), _column(value.index, part),
                [_column(column, part) for column in columns]]  # fmt: skip
    if type(value) is pandas.Series:
        return ["series", _column(value, part), _column(value.index, part)]
    return ["index", _column(value, part)]


def _column(values: Any, part: _Part) -> Any:
    """The values of a column or its labels, their type and their name."""
    name = str(values.dtype)
    kind = _categories(values.dtype, part) if name == "category" else name
    return [kind, part(values.tolist()), part(values.name)]


def _categories(kind: Any, part: _Part) -> list[Any]:
    """The type of a column of categories, which says more than its name."""
    known = kind.categories
    return ["category", None if known is None else _column(known, part), kind.ordered]


def decode(data: list[Any], part: _Part) -> Any:
    """Build what `encode` took apart; raises some error for what it never makes."""
    kind, *rest = data
    if kind == "class":
        module, name = rest
        found = getattr(import_module(module), name) if module in _MODULES else None
        if not isinstance(found, type):
            raise ValueError("no encoded value")
        return found
    if kind in ("series", "index", "frame"):
        return _decode_table(kind, rest, part)
    if kind == "column":
        return _decode_type(rest, part)
    import numpy

    dtype = numpy.dtype(rest[0])
    if dtype.kind not in _NUMBERS + _TEXTS + ("OM" if kind == "dtype" else ""):
        raise ValueError("no encoded value")
    if kind == "dtype":
        return dtype
    if kind == "number":
        return dtype.type(part(rest[1]))
    if type(rest[2]) is str:
        items = numpy.frombuffer(base64.b64decode(rest[2], validate=True), dtype=dtype).copy()
    else:
        items = numpy.array(part(rest[2]), dtype=dtype)
    return items.reshape(rest[1])


def _decode_type(rest: list[Any], part: _Part) -> Any:
    """A type that pandas has itself."""
    name, *more = rest
    if type(name) is not str or not _OF_PANDAS.fullmatch(name):
        raise ValueError("no encoded value")
    pandas: Any = import_module("pandas")
    if name != "category":
        return pandas.api.types.pandas_dtype(name)
    known, ordered = more
    return pandas.CategoricalDtype(None if known is None else _index(known, part), ordered is True)


def _type_of(column: list[Any], part: _Part) -> Any:
    """The type of a column or of labels."""
    kind = column[0]
    if type(kind) is list and kind[:1] == ["category"]:
        return _decode_type(kind, part)
    if type(kind) is not str or not _DTYPE.fullmatch(kind):
        raise ValueError("no encoded value")
    return kind


def _index(column: list[Any], part: _Part) -> Any:
    pandas: Any = import_module("pandas")
    return pandas.Index(part(column[1]), dtype=_type_of(column, part), name=part(column[2]))


def _decode_table(kind: str, rest: list[Any], part: _Part) -> Any:
    pandas: Any = import_module("pandas")
    if kind == "index":
        return _index(rest[0], part)
    if kind == "series":
        column, labels = rest
        return pandas.Series(part(column[1]), index=_index(labels, part),
                             dtype=_type_of(column, part), name=part(column[2]))  # fmt: skip
    names, labels, columns = rest
    lines = _index(labels, part)
    made = [pandas.Series(part(column[1]), index=lines, dtype=_type_of(column, part))
            for column in columns]  # fmt: skip
    frame = pandas.concat(made, axis=1) if made else pandas.DataFrame(index=lines)
    frame.columns = _index(names, part)
    return frame


# Comparing what was built


def plain_bool(value: Any) -> Any:
    """Python's own `True` or `False` for that of NumPy; anything else as it is."""
    numpy = sys.modules.get("numpy")
    return bool(value) if numpy is not None and isinstance(value, numpy.bool_) else value


def is_array(value: Any) -> bool:
    """Whether `value` is an array or a table, which compares item by item."""
    numpy = sys.modules.get("numpy")
    return (numpy is not None and isinstance(value, numpy.ndarray)) or is_table(value)


def is_table(value: Any) -> bool:
    """Whether `value` is one of pandas, which has labels."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, _tables(pandas))


def is_lost(left: Any, right: Any, result: Any) -> bool:
    """Whether items of one side have nothing to be compared with, as the other one is empty."""
    import numpy

    return numpy.size(result) == 0 and max(numpy.size(left), numpy.size(right)) > 0


def unlike(equal: bool) -> Any:
    """What comes of a comparison with nothing: no item is like another."""
    import numpy

    return numpy.array([not equal])


def all_true(result: Any) -> bool:
    """Whether all that an array has is true."""
    import numpy

    return bool(numpy.asarray(result).all())


def all_equal(one: Any, other: Any, result: Any) -> bool:
    """Whether two values are equal of which `result` says it item by item.

    They have to have the same shape, or a single item.
    """
    if not is_array(result):
        return bool(result)
    import numpy

    if numpy.shape(one) != numpy.shape(other):
        return numpy.size(result) == 1 and all_true(result)
    return all_true(result)
