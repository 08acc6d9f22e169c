"""The book's friendly ties beside the defence duties of ATOP 5.1. `python evaluation/book_ties.py`.

For a region and some years: pairs with a duty of defence in both, in ATOP alone, in the book alone.
The data are looked for in `$CASUS_SHARED/data`, or in `shared/data` beside the repository; they are
not part of casus. The Soviet Union counts as Russia, the Yemen Arab Republic as Yemen: ATOP's
numbers do not tell them apart.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from pathlib import Path

SHARED = Path(os.environ.get("CASUS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
_ONE = {"SUN": "RUS"}


def atop_pairs(folder: Path, year: int) -> set[tuple[str, str]]:
    """Pairs of states, as codes of the book, with a defence duty in ATOP in a year."""
    import duckdb

    rows = duckdb.execute(
        "SELECT DISTINCT a.iso3c, b.iso3c FROM read_parquet($atop) p "
        "JOIN read_csv($codes) a ON a.cown = CASE p.ccode1 WHEN 678 THEN 679 ELSE p.ccode1 END "
        "JOIN read_csv($codes) b ON b.cown = CASE p.ccode2 WHEN 678 THEN 679 ELSE p.ccode2 END "
        "WHERE p.year = $year AND p.atop_defense = 1 AND p.ccode1 <> p.ccode2",
        {"atop": str(folder / "atop_5.1_directed_dyad_year.parquet"),
         "codes": str(folder / "countrycode_codelist.csv"), "year": year},
    ).fetchall()  # fmt: skip
    return {(min(a, b), max(a, b)) for a, b in rows if a and b and a != b}


def main() -> int:
    from casus.blocs.duties import duties_on
    from casus.blocs.scope import scope_of
    from casus.book import load_book

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--region", default="asia")
    parser.add_argument("--years", type=int, nargs="+", default=[1955, 1970, 1990, 2005, 2018])
    parser.add_argument("--list", action="store_true", help="name the pairs that differ")
    given = parser.parse_args()
    folder = SHARED / "data"
    if not (folder / "atop_5.1_directed_dyad_year.parquet").is_file():
        print(f"no ATOP at {folder} (set CASUS_SHARED)", file=sys.stderr)
        return 1
    book = load_book()
    print(f"{given.region}: year, pairs in both, in ATOP alone, in the book alone")
    for year in given.years:
        day = dt.date(year, 12, 31)
        scope = scope_of(given.region, day)
        mine = {
            (min(pair), max(pair))
            for one, other in duties_on(book, day).friendly
            if scope.counts(one, other)
            for pair in [(_ONE.get(one, one), _ONE.get(other, other))]
        }
        theirs = {pair for pair in atop_pairs(folder, year) if scope.counts(*pair)}
        print(f"  {year}  {len(mine & theirs):4}  {len(theirs - mine):4}  {len(mine - theirs):4}")
        if given.list:
            for name, pairs in (("ATOP", theirs - mine), ("book", mine - theirs)):
                print(f"    {name} alone: {' '.join('-'.join(p) for p in sorted(pairs))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
