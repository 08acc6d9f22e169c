"""Where the capital of a state was on a day, and how far two capitals are apart."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from casus.errors import NotCovered
from casus.yamlfile import YamlFile

HERE: Final = Path(__file__).resolve().parent / "capitals.yaml"
EARTH: Final = 6371.0088
"""The mean radius of the Earth in kilometres."""


@dataclass(frozen=True, slots=True)
class Capital:
    """A city with its latitude north and longitude east in degrees, the capital from `start` up
    to, not including, `end`."""

    city: str
    latitude: float
    longitude: float
    start: dt.date = dt.date.min
    end: dt.date = dt.date.max

    def on(self, day: dt.date) -> bool:
        """Whether it was the capital on the day."""
        return self.start <= day < self.end


@cache
def capitals() -> dict[str, tuple[Capital, ...]]:
    """The capitals of `capitals.yaml` by ISO code, in order of time; raises `DataError` with file
    and line where it is malformed."""
    file = YamlFile(HERE)
    rows = file.get("capitals")
    if not isinstance(rows, dict):
        raise file.error([], "expected `capitals:` with a table")
    return {str(code): tuple(_rows(file, code, entry)) for code, entry in rows.items()}


def _rows(file: YamlFile, code: str, entry: Any) -> list[Capital]:
    try:
        if not isinstance(entry[0], dict):
            found = [Capital(str(entry[0]), float(entry[1]), float(entry[2]))]
        else:
            found = [
                Capital(
                    row["city"], float(row["at"][0]), float(row["at"][1]),
                    row.get("from", dt.date.min), row.get("to", dt.date.max),
                )
                for row in entry
            ]  # fmt: skip
        if any(not (-90 <= c.latitude <= 90 and -180 <= c.longitude <= 180) for c in found):
            raise ValueError("a latitude or longitude out of bounds")
        if any(one.end > other.start for one, other in pairwise(found)):
            raise ValueError("entries out of order, or on one another")
    except (KeyError, TypeError, ValueError, IndexError) as err:
        raise file.error(["capitals", code], f"no capital: {err}") from None
    return found


def capital_of(code: str, day: dt.date) -> Capital:
    """The capital of a state on a day; raises `NotCovered` where none is known.

    >>> import datetime as dt
    >>> [capital_of("CHN", dt.date(year, 7, 1)).city for year in (1910, 1935, 1940, 1960)]
    ['Beijing', 'Nanjing', 'Chongqing', 'Beijing']
    """
    for capital in capitals().get(code, ()):
        if capital.on(day):
            return capital
    raise NotCovered(f"no capital of {code} on {day} is known")


def kilometres(one: Capital, other: Capital) -> float:
    """The distance over the Earth, taken as a sphere (haversine): within half a percent.

    >>> import datetime as dt
    >>> day = dt.date(2024, 6, 19)
    >>> round(kilometres(capital_of("PRK", day), capital_of("KOR", day)))
    195
    """
    north1, north2 = math.radians(one.latitude), math.radians(other.latitude)
    half_north = (north2 - north1) / 2
    half_east = math.radians(other.longitude - one.longitude) / 2
    part = math.sin(half_north) ** 2
    part += math.cos(north1) * math.cos(north2) * math.sin(half_east) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(part)))
