"""Names of territories in every language of CLDR, by babel."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from casus.names.actors import registry

if TYPE_CHECKING:
    from collections.abc import Iterator


def territories(lang: str) -> Iterator[tuple[str, str]]:
    """Code and name of every territory that CLDR names in the language; none where it has none.

    A name in brackets ("Myanmar (Burma)") is yielded apart, `&` also as the language's "and".
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return
    codes = codes_by_iso2()
    names = locale.territories
    asides = Counter(name.partition(" (")[2].rstrip(")") for name in names.values())
    plains = Counter(name.partition(" (")[0] for name in names.values())
    for iso2, code in codes.items():
        name = names.get(iso2)
        if not name:
            continue
        plain, _, aside = name.partition(" (")
        if aside and code != "CCK":
            yield code, plain
            # an aside may be another name; of two alike it tells which is meant
            aside = aside.rstrip(")")
            if asides[aside] == plains[plain] == 1 and aside not in plains and not aside.isupper():
                yield code, aside
        else:
            yield code, name
        if "&" in name:
            yield code, name.replace("&", _AND.get(lang, "and"))
        if " - " in name:
            yield code, re.sub(r"(.+) - (.+)", r"\1 (\2)", name)


_AND = {"en": "and", "id": "dan", "de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e"}


def codes_by_iso2() -> dict[str, str]:
    """Actor codes by the two letters that CLDR uses; the few regions without a code of their own
    by the code that stands for them.
    """
    known = registry()
    out = {actor.iso2: code for code, actor in known.actors.items() if actor.iso2}
    out.update(known.parts)
    return out
