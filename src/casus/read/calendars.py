"""Days of other calendars turned into ours, where that can be done exactly.

The Hijri calendar hangs on the sighting of the moon and differs by a day between countries; a
Hijri date is therefore recognised only so that it is not mistaken for another, and gives None.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

ERAS: Final = {
    "明治": 1867,
    "大正": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
    "民國": 1911,
    "民国": 1911,
}
"""Year before the first year of an era: Reiwa 6 is 2018 + 6."""

PERSIAN_MONTHS: Final = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip

HIJRI_MONTHS: Final = frozenset(
    (
        "محرم",
        "صفر",
        "ربيع",
        "جمادى",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو",
        "ذي",
        "muharram",
        "safar",
        "rabiul",
        "jumadil",
        "rajab",
        "syaban",
        "ramadan",
        "ramadhan",
        "syawal",
        "zulkaidah",
        "zulhijah",
        "dzulqa'dah",
        "dzulhijjah",
        "zulkaedah",
        "zulhijjah",
    )
)

# The leap years since 1210 follow one rhythm, eight in 33 years; 294 is the count reached there
# (K. Borkowski, "The Persian calendar for 3000 years", Earth, Moon, and Planets 74, 1996).
_FIRST_YEAR: Final = 1210
_LEAPS_BEFORE: Final = 294


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day of our calendar, None where there is no such day.

    >>> day_of(2024, 2, 30) is None
    True
    """
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def from_buddhist(year: int, month: int, day: int) -> dt.date | None:
    """A day of the Thai calendar, whose years run 543 ahead of ours.

    >>> from_buddhist(2567, 6, 22)
    datetime.date(2024, 6, 22)
    """
    return day_of(year - 543, month, day)


def from_persian(year: int, month: int, day: int) -> dt.date | None:
    """A day of the solar Hijri calendar of Iran and Afghanistan (years 1210–1600), else None.

    >>> from_persian(1403, 4, 2)
    datetime.date(2024, 6, 22)
    """
    if not (_FIRST_YEAR <= year < 1600 and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
        return None
    elapsed = (month - 1) * 31 - max(0, month - 7) + day - 1
    return dt.date(year + 621, 3, _first_of_spring(year)) + dt.timedelta(days=elapsed)


def _first_of_spring(year: int) -> int:
    """The day of March on which a Persian year begins."""
    n = year - _FIRST_YEAR
    leap_persian = _LEAPS_BEFORE + n // 33 * 8 + (n % 33 + 3) // 4
    ours = year + 621
    leap_ours = ours // 4 - (ours // 100 + 1) * 3 // 4 - 150
    return 20 + leap_persian - leap_ours


def _length(year: int, month: int) -> int:
    """Days in a Persian month."""
    if month <= 6:
        return 31
    if month <= 11:
        return 30
    start = dt.date(year + 621, 3, _first_of_spring(year))
    following = dt.date(year + 622, 3, _first_of_spring(year + 1))
    return (following - start).days - 336
