"""What must hold of a data set once its columns are read: counts, keys, symmetry, order of days."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pyarrow as pa

    from casus.sources.definition import Definition


class Broken(Exception):
    """What does not hold, with an example from the file and what to do."""


def check(table: pa.Table, one: Definition) -> None:
    """Raise `Broken` at the first of the data set's checks that does not hold of the table."""
    if table.num_rows == 0:
        raise Broken("no rows under the header: is the file truncated?")
    if one.key:
        _unique(table, [name for name in one.key if name in table.column_names])
    for entry in one.asserts:
        for name, given in entry.items():
            CHECKS[name](table, given)


def _codes(table: pa.Table, names: list[str]) -> Any:
    """One whole number a row that is equal where the columns are equal."""
    import numpy as np

    out = np.zeros(table.num_rows, dtype=np.int64)
    for name in names:
        coded = table.column(name).combine_chunks().dictionary_encode()
        size = len(coded.dictionary) + 1
        at = coded.indices.fill_null(size - 1).to_numpy(zero_copy_only=False).astype(np.int64)
        out = np.unique(out * size + at, return_inverse=True)[1]
    return out


def _shown(table: pa.Table, names: list[str], row: int) -> str:
    return ", ".join(f"{name} {table.column(name)[row].as_py()}" for name in names)


def _unique(table: pa.Table, names: list[str]) -> None:
    import numpy as np

    if not names:
        return
    codes = _codes(table, names)
    first = np.unique(codes, return_index=True)[1]
    n = table.num_rows - len(first)
    if n:
        mask = np.ones(table.num_rows, dtype=bool)
        mask[first] = False
        row = int(np.flatnonzero(mask)[0])
        raise Broken(
            f"{n} duplicate row{'s' if n > 1 else ''}, first row {row + 1} "
            f"({_shown(table, names, row)}): accepted is one row for each {', '.join(names)}"
        )


def _no_loops(table: pa.Table, names: list[str]) -> None:
    import pyarrow.compute as pc

    same = pc.equal(table.column(names[0]), table.column(names[1])).to_pylist()
    if True in same:
        row = same.index(True)
        raise Broken(f"row {row + 1}: {_shown(table, names, row)}: a state paired with itself")


def _symmetric(table: pa.Table, names: list[str]) -> None:
    """Each pair stands in both directions."""
    import numpy as np

    columns = [table.column(name).to_numpy(zero_copy_only=False).astype(np.int64) for name in names]
    size = [int(column.max()) + 1 for column in columns]
    size[0] = size[1] = max(size[:2])

    def packed(order: list[int]) -> Any:
        out = np.zeros(table.num_rows, dtype=np.int64)
        for at in order:
            out = out * size[at] + columns[at]
        return out

    there = packed(list(range(len(names))))
    back = packed([1, 0, *range(2, len(names))])
    alone = ~np.isin(there, back)
    if alone.any():
        row = int(np.flatnonzero(alone)[0])
        n = int(alone.sum())
        raise Broken(
            f"row {row + 1} ({_shown(table, names, row)}) has no row in the other direction, and "
            f"{n - 1} more: is the file truncated?"
        )


def _some_of(table: pa.Table, names: list[str]) -> None:
    """A row of an alliance that holds no obligation says nothing: the columns are mixed up."""
    import pyarrow.compute as pc

    total = None
    for name in names:
        column = pc.fill_null(table.column(name), 0)
        total = column if total is None else pc.add(total, column)
    if total is not None and pc.sum(total).as_py() == 0:
        raise Broken(f"no row has any of {', '.join(names)}")


def _sums(table: pa.Table, given: Mapping[str, Any]) -> None:
    found = table.group_by(given["by"]).aggregate([(given["column"], "sum")]).sort_by(given["by"])
    for year, total in zip(
        found.column(given["by"]).to_pylist(),
        found.column(f"{given['column']}_sum").to_pylist(),
        strict=True,
    ):
        if total is not None and not given["low"] <= total <= given["high"]:
            raise Broken(
                f"the {given['column']} of all states of {year} are {total:.4f} together: accepted "
                f"are {given['low']} to {given['high']}; are rows missing?"
            )


def _ordered(table: pa.Table, names: list[str]) -> None:
    """A span does not end before it begins, as far as its days are known."""
    starts, ends = (table.column(name).to_pylist() for name in names)
    for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if start is not None and end is not None and end < start:
            raise Broken(f"row {row + 1}: it ends on {end}, before it begins on {start}")


def _no_overlap(table: pa.Table, names: list[str]) -> None:
    rows: dict[tuple[Any, ...], list[tuple[Any, Any, int]]] = {}
    columns = [table.column(name).to_pylist() for name in (*names, "start_on", "end_on")]
    for row, cells in enumerate(zip(*columns, strict=True)):
        rows.setdefault(cells[:-2], []).append((cells[-2], cells[-1], row))
    for key, spans in rows.items():
        spans.sort(key=lambda span: (span[0], span[2]))
        for before, after in pairwise(spans):
            if before[1] is None or after[0] <= before[1]:
                raise Broken(
                    f"rows {before[2] + 1} and {after[2] + 1}: spells of "
                    f"{', '.join(f'{n} {v}' for n, v in zip(names, key, strict=True))} overlap "
                    f"({before[0]} to {before[1]}, {after[0]} to {after[1]})"
                )


def _both_sides(table: pa.Table, given: Mapping[str, Any]) -> None:
    """A conflict has somebody on each side."""
    found = table.group_by(given["by"]).aggregate([(given["side"], "count_distinct")])
    sides = found.column(f"{given['side']}_count_distinct").to_pylist()
    for key, n in zip(found.column(given["by"]).to_pylist(), sides, strict=True):
        if n < 2:
            raise Broken(f"{given['by']} {key} has one side only: is the file truncated?")


CHECKS: dict[str, Callable[[pa.Table, Any], None]] = {
    "no_loops": _no_loops,
    "symmetric": _symmetric,
    "some_of": _some_of,
    "sums": _sums,
    "ordered": _ordered,
    "no_overlap": _no_overlap,
    "both_sides": _both_sides,
}
"""The checks that a data set's file may ask for, by name."""
