"""Build the tables of names beforehand: `python -m casus.names.build [LANG …] [--to FOLDER]`.

Without arguments the tables of all packs are written beside the package, for a wheel.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from casus.kept import PACKAGE, keep
from casus.names.actors import build_registry
from casus.names.store import packs, table_digest, table_text

BUILT: Final = PACKAGE / "names" / "built"


def main(arguments: list[str] | None = None) -> int:
    """Build and write; prints each file written. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m casus.names.build", description=__doc__)
    parser.add_argument("langs", nargs="*", metavar="LANG", help="languages (default: all packs)")
    parser.add_argument("--to", type=Path, default=BUILT, metavar="FOLDER", help="where to write")
    given = parser.parse_args(arguments)
    try:
        written = [keep("names", "actors.json", *build_registry(), given.to)]
        for lang in given.langs or packs():
            written.append(
                keep("names", f"{lang}.names", table_digest(lang), table_text(lang), given.to)
            )
    except OSError as err:
        print(f"{given.to}: cannot be written: {err}", file=sys.stderr)
        return 1
    for path in written:
        print(f"{path} ({path.stat().st_size} bytes)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
