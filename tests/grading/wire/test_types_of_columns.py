"""Types that pandas has beside NumPy's are told by their names, and nothing else is built."""

from __future__ import annotations

import pytest

from threadlab.grading.wire import tables
from threadlab.grading.wire.values import decode, encode


@pytest.mark.parametrize(
    "name",
    [
        "Int64", "UInt8", "Float32", "boolean", "string", "str", "category",
        "datetime64[ns, Europe/Oslo]", "period[M]",
    ],
)  # fmt: skip
def test_a_type_comes_back_as_itself(name: str) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas, which nothing else needs")
    kind = pandas.api.types.pandas_dtype(name)
    found = decode(encode(kind))
    assert type(found) is type(kind)
    assert found == kind
    assert found == name


def test_categories_keep_their_order() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas, which nothing else needs")
    sizes = pandas.CategoricalDtype(["small", "large"], ordered=True)
    column = pandas.Series(["large", "small", None], dtype=sizes)
    for value in (column, column.to_frame("size")):
        assert decode(encode(value)).equals(value)
    assert decode(encode(column)).max() == "large"
    assert decode(encode(column)).dtype == sizes


@pytest.mark.parametrize(
    "told",
    [
        ["os.system"], ["category; x"], [["category"]], [5], ["Sparse[int]"], ["object"], [""],
    ],
)  # fmt: skip
def test_a_type_of_another_name_is_none(told: list[object]) -> None:
    with pytest.raises(ValueError, match="no encoded value"):
        tables.decode(["column", *told], lambda part: part)
