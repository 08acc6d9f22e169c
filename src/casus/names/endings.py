"""Names that decline: the forms a name takes in a sentence, by the pack's table of endings.

`endings` in `lang/<code>/names.yaml` tells how a word that ends so ends in each further case. Words
of one phrase stand in one case; so a name of several words has as many forms as there are cases,
and a few more where a word may stay as it is.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from casus.yamlfile import YamlFile

CASES: Final = "GDAIL"
TABLES: Final = ("words", "leading", "person", "alone")
MOST: Final = 9
"""So many forms of one case a name may have."""
LONGEST: Final = 24
"""No ending is longer; whole words of irregular declension may be listed as one."""


class Endings:
    """The endings of one language; without any, a name has only its own form.

    `cased` tells with each form the cases that it may stand in, by their first letters: N, G, D, A,
    I, L; an empty string where nothing is known.

    >>> Endings({"words": {"а": "ы е у"}}).forms("Прага", "capital")
    ['Прага', 'Прагы', 'Праге', 'Прагу']
    """

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        self._tables = {name: _split(tables.get(name) or {}) for name in TABLES}

    def forms(self, name: str, kind: str) -> list[str]:
        """The name and its forms in other cases, each once, its own form first."""
        return list(self.cased(name, kind))

    def cased(self, name: str, kind: str) -> dict[str, str]:
        """The forms of a name with their cases, its own form first."""
        words = name.split(" ")
        if kind == "person":
            found = list(self._person(words))
        elif len(words) == 1:
            found = [
                (form, letter)
                for letter, case in zip(CASES, self.by_case(name, kind), strict=False)
                for form in case
            ]
            for case in self._word(name, ("alone",)):
                found += [(form, letters) for form, _, letters in (f.partition(":") for f in case)]
        else:
            found = list(self._phrase(words))
        out = {name: "N" if found else ""}
        for form, letters in found:
            out[form] = "".join(dict.fromkeys(out.get(form, "") + letters))
        return out

    def by_case(self, word: str, kind: str) -> list[tuple[str, ...]]:
        """The forms of one word case by case; none for a word that does not decline."""
        tables = ("person", "leading", "words") if kind == "person" else ("leading", "words")
        return self._word(word, tables)

    def _phrase(self, words: list[str]) -> Iterable[tuple[str, str]]:
        """Adjectives and the first noun decline; what stands behind it stays as it is."""
        declined = []
        for word in words:
            leading = self._word(word, ("leading",))
            declined.append(leading or self._word(word, ("words",)))
            if not leading:
                break
        rest = words[len(declined) :]
        if not all(declined):
            return
        for letter, *case in zip(CASES, *declined, strict=False):
            for head in _combined(case):
                yield " ".join([*head, *rest]), letter

    def _person(self, words: list[str]) -> Iterable[tuple[str, str]]:
        """All words decline, or the first alone ("Ангелы Меркель"), or the last alone ("Си
        Цзиньпина")."""
        declined = [self._word(word, ("person", "leading", "words")) for word in words]
        last = len(words) - 1
        for which in (set(range(len(words))), {0}, {last}):
            cases = [declined[n] if n in which else [] for n in range(len(words))]
            n_cases = max((len(case) for case in cases), default=0)
            for k, letter in enumerate(CASES[:n_cases]):
                parts = [
                    case[k] if k < len(case) else (word,)
                    for case, word in zip(cases, words, strict=True)
                ]
                yield from ((" ".join(forms), letter) for forms in _combined(parts))

    def _word(self, word: str, tables: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The forms of a word, case by case; none where no ending fits. Acronyms do not decline."""
        if len(word) > 1 and word.isupper():
            return []
        for size in range(min(len(word), LONGEST), 0, -1):
            end = word[-size:]
            for table in tables:
                cases = self._tables[table].get(end)
                if cases is None:
                    continue
                stem = word[: len(word) - size]
                return [tuple(stem + form for form in case) for case in cases]
        return []


def _split(table: Mapping[str, str]) -> dict[str, list[tuple[str, ...]]]:
    """Endings by case; `a|b` are two of one case, `_` is no ending at all."""
    return {
        str(end): [tuple("" if e == "_" else e for e in c.split("|")) for c in str(cases).split()]
        for end, cases in table.items()
    }


def _combined(case: Iterable[tuple[str, ...]]) -> Iterable[list[str]]:
    """One form for each word, in every combination, the first `MOST`."""
    for one in islice(product(*case), MOST):
        yield list(one)


def read_endings(file: YamlFile | None) -> Endings:
    """The endings that a pack's `names.yaml` tells; raises `PackError` where they are malformed."""
    given: Any = (file.get("endings") if file else None) or {}
    if not isinstance(given, dict) or not set(given) <= set(TABLES):
        assert file is not None
        raise file.error(["endings"], f"endings: tables of {', '.join(TABLES)} are expected")
    for name, table in given.items():
        if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
            assert file is not None
            raise file.error(["endings", name], f"{name}: an ending and those of the other cases")
    return Endings(given)
