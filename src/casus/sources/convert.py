"""Columns of text as columns of their kind, with codes for "missing" turned into missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from casus.sources.days import read_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

EMPTY: Final = ("", "NA", "NaN", "nan", "NULL", ".", "None")
"""Cells that say that there is nothing."""
_NUMBER: Final = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
_BOUNDS: Final = {"state": (1, 9999), "year": (1648, 2100), "flag": (0, 1)}


class WrongCell(Exception):
    """A cell that is not of its column's kind; the message says which and what is accepted."""


def convert_column(
    column: pa.ChunkedArray, name: str, kind: Mapping[str, Any], missing: Sequence[int]
) -> tuple[pa.ChunkedArray, str]:
    """The column in its kind, and a note on cells that were set aside (empty if none were).

    `kind` is the column's entry in the data set's file; raises `WrongCell` for the first cell that
    does not fit it.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    what = kind["kind"]
    if what == "text":
        return _text(column, ("",) if kind.get("verbatim") else EMPTY), ""
    if what == "day":
        return _days(_text(column), name, 0), ""
    if what == "word":
        return _words(_text(column), name, kind["words"]), ""
    numbers = _numbers(column, name)
    numbers = pc.if_else(
        pc.fill_null(pc.is_in(numbers, pa.array([float(m) for m in missing], pa.float64())), False),
        pa.scalar(None, pa.float64()),
        numbers,
    )
    low, high = _BOUNDS.get(what, (kind.get("low"), kind.get("high")))
    outside = _outside(numbers, low, high, whole=what != "number")
    note = ""
    if pc.any(outside).as_py():
        at = outside.to_pylist().index(True)
        accepted = _accepted(low, high, whole=what != "number")
        if not kind.get("lenient"):
            raise WrongCell(f"row {at + 1}: {name} is {numbers[at].as_py():g}: accepted {accepted}")
        n = pc.sum(outside).as_py()
        note = f"{name}: {n} kept as missing, as accepted {accepted}"
        numbers = pc.if_else(outside, pa.scalar(None, pa.float64()), numbers)
    if what == "number":
        return numbers, note
    small = {"flag": pa.int8(), "state": pa.int16(), "year": pa.int16()}
    return numbers.cast(small.get(what, pa.int32())), note


def convert_rest(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column that casus has no definition of: whole numbers, numbers, or text as it stands."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    text = _text(column)
    for kind in (pa.int64(), pa.float64()):
        try:
            return text.cast(kind)
        except pa.ArrowInvalid:
            continue
    return text


def last_days(column: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    """The last day that each written date can be, where `convert_column` gives the first."""
    return _days(_text(column), name, 1)


def _text(column: pa.ChunkedArray, empty: Sequence[str] = EMPTY) -> pa.ChunkedArray:
    import pyarrow as pa
    import pyarrow.compute as pc

    text = pc.utf8_trim_whitespace(column.cast(pa.string()))
    return pc.if_else(pc.is_in(text, pa.array(empty)), pa.scalar(None, pa.string()), text)


def _numbers(column: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    import pyarrow as pa
    import pyarrow.compute as pc

    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        try:
            return column.cast(pa.float64())
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            raise WrongCell(f"{name} is of type {column.type}: accepted are numbers") from None
    text = _text(column)
    fits = pc.fill_null(pc.match_substring_regex(text, _NUMBER), True)
    if not pc.all(fits).as_py():
        at = fits.to_pylist().index(False)
        raise WrongCell(f"row {at + 1}: {name} is {text[at].as_py()!r}: accepted is a number")
    return text.cast(pa.float64())


def _outside(numbers: pa.ChunkedArray, low: Any, high: Any, *, whole: bool) -> pa.ChunkedArray:
    import pyarrow.compute as pc

    bad = pc.invert(pc.is_finite(numbers))
    if low is not None:
        bad = pc.or_(bad, pc.less(numbers, float(low)))
    if high is not None:
        bad = pc.or_(bad, pc.greater(numbers, float(high)))
    if whole:
        bad = pc.or_(bad, pc.not_equal(numbers, pc.round(numbers)))
    return pc.fill_null(bad, False)


def _accepted(low: Any, high: Any, *, whole: bool) -> str:
    what = "whole numbers" if whole else "numbers"
    if low is not None and high is not None:
        return f"are {what} from {low} to {high}"
    return f"are {what} from {low}" if low is not None else f"are {what}"


def _by_value(text: pa.ChunkedArray) -> tuple[list[Any], Any]:
    """The distinct values of a column and each row's place among them (null: no value)."""
    coded = text.combine_chunks().dictionary_encode()
    return coded.dictionary.to_pylist(), coded.indices


def _days(text: pa.ChunkedArray, name: str, which: int) -> pa.ChunkedArray:
    import pyarrow as pa

    values, at = _by_value(text)
    days = []
    for value in values:
        found = read_day(value)
        if found is None:
            row = text.to_pylist().index(value) + 1
            raise WrongCell(f"row {row}: {name} is {value!r}: accepted is a day such as 1914-08-01")
        days.append(found[which])
    return pa.chunked_array([pa.array(days, pa.date32()).take(at)])


def _words(text: pa.ChunkedArray, name: str, words: Mapping[str, Any]) -> pa.ChunkedArray:
    import pyarrow as pa

    values, at = _by_value(text)
    folded = {str(key).casefold(): value for key, value in words.items()}
    out = []
    for value in values:
        key = value.casefold().removesuffix(".0")
        if key not in folded:
            row = text.to_pylist().index(value) + 1
            raise WrongCell(
                f"row {row}: {name} is {value!r}: accepted are {', '.join(map(str, words))}"
            )
        out.append(folded[key])
    whole = all(isinstance(value, int) for value in words.values())
    return pa.chunked_array([pa.array(out, pa.int8() if whole else pa.string()).take(at)])
