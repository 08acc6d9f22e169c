"""Days as the official files write them, and what is not known of them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

Bounds = tuple[dt.date, dt.date]
"""The first and the last day that a date can be."""

_FORMS: Final = (
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?$")),
    (re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})$")),
    (re.compile(r"(?P<d>\d{1,2}):(?P<m>\d{1,2}):(?P<y>\d{4})$")),
    (re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})$")),
    (re.compile(r"(?P<y>\d{4})-?(?P<m>\d{2})$")),
    (re.compile(r"(?P<y>\d{4})$")),
)


def read_day(text: str) -> Bounds | None:
    """The first and last day that a written date can be; None for no date.

    Read are `1914-08-01`, `8/1/1914` (month first), `01:08:1914` (day first), `19140801`, `191408`,
    `1914-08` and `1914`.

    >>> read_day("191402")[1].isoformat(), read_day("2/16/1946")[0].isoformat()
    ('1914-02-28', '1946-02-16')
    """
    for form in _FORMS:
        if found := form.match(text.strip()):
            parts = found.groupdict()
            month, day = parts.get("m"), parts.get("d")
            return bounds(int(parts["y"]), int(month) if month else None, int(day) if day else None)
    return None


def bounds(year: int | None, month: int | None, day: int | None) -> Bounds | None:
    """The first and last day that a year, month and day can be, of which month and day may be
    unknown (None or 0); None without a year or where there is no such month.

    A day that its month does not have (31 June) counts as unknown.

    >>> bounds(1902, 7, None)
    (datetime.date(1902, 7, 1), datetime.date(1902, 7, 31))
    """
    if not year or not 1 <= year <= 9998:
        return None
    if not month:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if not day or not 1 <= day <= last:
        return dt.date(year, month, 1), dt.date(year, month, last)
    return dt.date(year, month, day), dt.date(year, month, day)
