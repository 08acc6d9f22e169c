"""Write the program's own output into the worked examples of a page.

    python evaluation/renew_page.py docs/history.md [--check]

Every fenced block `console` that begins with `$ casus …` gets what that command prints today. With
`--check` nothing is written; the exit code is 1 where the page shows something else.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"^```console\n\$ casus ([^\n]+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def shown(command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "casus", *shlex.split(command)], capture_output=True, text=True,
        check=True, env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
    )  # fmt: skip
    lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)


def renewed(text: str) -> str:
    return BLOCK.sub(lambda m: f"```console\n$ casus {m[1]}\n{shown(m[1])}```", text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path, nargs="+")
    parser.add_argument("--check", action="store_true", help="write nothing")
    args = parser.parse_args()
    stale = []
    for page in args.pages:
        before = page.read_text(encoding="utf-8")
        after = renewed(before)
        if before != after:
            stale.append(str(page))
            if not args.check:
                page.write_text(after, encoding="utf-8")
    if stale and args.check:
        sys.exit(f"not what the program prints: {', '.join(stale)}")


if __name__ == "__main__":
    main()
