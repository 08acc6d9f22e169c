"""A panel as an Arrow table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

    from casus.sources.panels.panel import Panel


def to_table(panel: Panel) -> pa.Table:
    """The columns of the rows (states, year), then those of each verb with its reasons."""
    import numpy as np
    import pyarrow as pa

    grid = panel.grid
    labels = pa.array(list(grid.states), pa.string() if grid.codes == "iso" else pa.int16())
    columns: dict[str, Any] = {}
    if grid.pairs or grid.kads:
        for number, side in enumerate(grid.sides, 1):
            columns[f"state{number}"] = labels.take(pa.array(side))
    else:
        columns["state"] = labels.take(pa.array(grid.sides[0]))
    columns["year"] = pa.array((grid.year_at + grid.first).astype(np.int16))
    if grid.unit == "state-day":
        columns["day"] = pa.array(
            [day for k, held in enumerate(grid.members) for _ in held for day in grid.days_of(k)],
            pa.date32(),
        )
    for one in panel.fillings:
        for name, (values, mask) in one.columns.items():
            columns[name] = pa.array(values, mask=mask)
        if one.reasons:
            columns[f"{one.name}_why"] = pa.DictionaryArray.from_arrays(
                pa.array(one.why.astype(np.int16), mask=one.why < 0), pa.array(one.reasons)
            )
        else:
            columns[f"{one.name}_why"] = pa.nulls(len(grid), pa.string())
    told = {"unit": grid.unit, "codes": grid.codes, "sources": list(panel.sources)}
    return pa.table(columns).replace_schema_metadata({"casus": json.dumps(told)})


def plain(table: pa.Table) -> pa.Table:
    """The table without dictionaries, for forms that have none."""
    import pyarrow as pa

    columns = {
        name: column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
        for name, column in zip(table.column_names, table.columns, strict=True)
    }
    return pa.table(columns)
