"""A file to begin an instrument with: every key that is needed, and what each accepts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from casus.book.schema import DIRECTIONS, NORMS, TRIGGERS, VERIFIED
from casus.errors import BookError, InputError
from casus.model.law import CONSULT, DISCRETIONARY, FORBIDDEN, OBLIGED, SILENT

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS: Final = ("treaty", "measure")
FOLDERS: Final = {"treaty": "treaties", "measure": "measures"}
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{1,63}")


def start_file(kind: str, name: str, folder: Path | str = ".") -> Path:
    """Write a file to fill in, `FOLDER/treaties/ID.yaml` or `FOLDER/measures/ID.yaml`.

    Folders are made; a file that is there is never written over. What must be filled in is left
    so that `casus book check` names it. Raises `InputError` for another kind or an id that is no
    name of a file, `BookError` where the file stands already.
    """
    if kind not in KINDS:
        raise InputError(f"{kind!r} is no kind of instrument: {' or '.join(KINDS)}")
    if not _NAME.fullmatch(name):
        raise InputError(
            f"id {name!r}: 2 to 64 small letters, digits and _, a letter first; "
            "such as usa_jpn_1960 or unsc_1718"
        )
    path = Path(folder) / FOLDERS[kind] / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template(kind, name))
    except FileExistsError:
        raise BookError(path, None, "is there already: it is not written over") from None
    return path


def template(kind: str, name: str) -> str:
    """The text of a file to fill in.

    >>> template("treaty", "abc_2030").splitlines()[3]
    'id: abc_2030'
    """
    return (_TREATY if kind == "treaty" else _MEASURE).format(
        id=name, verified=_listed(VERIFIED), triggers=_listed(TRIGGERS), norms=_listed(NORMS),
        directions=_listed(DIRECTIONS), obliged=_listed(sorted(OBLIGED)),
        discretionary=_listed(sorted(DISCRETIONARY)), consult=_listed(sorted(CONSULT)),
        forbidden=_listed(sorted(FORBIDDEN)), silent=_listed(sorted(SILENT)),
        resolution=name.removeprefix("unsc_"),
    )  # fmt: skip


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


_TREATY = """\
# Fill in what is empty or ????-??-??, take out what does not apply, then: casus book check
# Days: YYYY-MM-DD, YYYY-MM, YYYY, unknown; null for open. A party is bound on a day when
# from <= day < to. Paraphrase: never copy the words of a treaty.
id: {id}
title:
  en:                          # its usual English name
signed_on: ????-??-??
in_force_on: ????-??-??
ended_on: null                 # the first day on which it no longer binds
source:                        # where this was read: a treaty series, a depositary
verified: none                 # {verified}
parties:
  - state:                     # ISO 3166-1 alpha-3
    from: ????-??-??           # leave out where it is the treaty's own; `to` likewise
  - state:
    from: ????-??-??
clauses:
  - article:                   # in quotes: "4", "II", "2-3"
    kind: defence              # defence, nonaggression, neutrality, consult, scope ...
    strength:                  # what it asks:
      # obliged: {obliged}
      # discretionary: {discretionary}
      # consult: {consult}
      # forbidden: {forbidden}
      # binds nobody singly: {silent}
    substance:                 # one sentence of your own
    trigger: attacked          # {triggers}
    act:                       # what the state bound does, in a few words
    # by: [AAA]                # only these are bound (default: every party)
    # towards: [BBB]           # only these are protected
    # when:                    # tests; docs/book.md lists them all
    #   adversary: {{is: [CCC]}}
    #   unprovoked: true
    # conditions: [at the request of the attacked state]
"""
_MEASURE = """\
# Fill in what is empty or ????-??-??, take out what does not apply, then: casus book check
# Days: YYYY-MM-DD, YYYY-MM, YYYY, unknown; null for open. Paraphrase: never copy a resolution.
id: {id}
resolution: "{resolution}"
title:
  en:                          # what it is about
adopted_on: ????-??-??
adopted: true
# tally: [15, 0, 0]            # for, against, abstained
# votes: {{for: [CHN, FRA, GBR, RUS, USA], against: [], abstained: []}}
source:                        # where this was read
verified: none                 # {verified}
provisions:
  - paragraph:                 # in quotes: "8(a)"
    norm:                      # {norms}
    direction:                 # {directions}
    targets:                   # a list of states it is about; [] where it names groups alone
    # groups: []               # armed groups alone
    items: [arms]              # classes of items.yaml
    substance:                 # one sentence of your own
    from: ????-??-??
    to: null
"""
