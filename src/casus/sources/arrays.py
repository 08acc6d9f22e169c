"""Columns of a data set as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def whole(column: Any, missing: int = -1) -> NDArray[np.int64]:
    """A column of whole numbers of a data set as an array; what is missing is `missing`."""
    import numpy as np

    out: NDArray[np.int64] = (
        column.combine_chunks().fill_null(missing).to_numpy(zero_copy_only=False).astype(np.int64)
    )
    return out
