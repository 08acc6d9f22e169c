"""Word forms: the words that a form answers to, by lemma and by the tables of the pack.

`simplemma` gives lemmas where it knows the language. What it does not know – letters written in two
ways, words that lean on the next one ("وستقصف"), endings of persons, the head of a compound
("Luftangriff") – the pack tells in `wordforms` of `markers.yaml`.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from casus.names.fold import MARKS
from casus.yamlfile import YamlFile

WORD: Final = re.compile(r"\w[\w\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]*(?:[-'’]\w+)*")

_ALIKE: Final = str.maketrans({"’": "'", "ʼ": "'", "ё": "е"})
"""Letters that are written in two ways; packs write the latter."""

TABLES: Final = ("folds", "before", "after", "verbs", "irregular", "contracted")
KEYS: Final = (*TABLES, "heads", "cased")


@dataclass(frozen=True, slots=True, eq=False)
class Wordforms:
    """How the words of one language vary.

    `cased` says that capitals tell nouns; `folds` puts a letter for another; `before` and `after`
    put what a lemma has for a beginning or an ending, `verbs` for an ending of a verb alone;
    `irregular` gives lemmas that `simplemma` does not know; `heads` are nouns that head compounds;
    `clitics` are endings without which a word is looked up too; a verb with one of the words
    `reflexives` answers to its lemma with "+se"; what stands `elided` before a word is no part of
    it, nor what is `leaning` on its end; a `contracted` word is several.
    """

    clitics: tuple[str, ...] = ()
    folds: tuple[tuple[str, str], ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    irregular: Mapping[str, str] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    cased: bool = False
    reflexives: frozenset[str] = frozenset()
    elided: frozenset[str] = frozenset()
    verbs: tuple[tuple[str, str], ...] = ()
    leaning: tuple[str, ...] = ()
    contracted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def written_out(self, word: str) -> tuple[str, ...]:
        """The words that a word is written for ("au", "im"): itself, as a rule."""
        return self.contracted.get(word.casefold(), (word,))

    def bare(self, word: str) -> str:
        """The word without the elided one before it ("l'attaque")."""
        head, _, rest = word.replace("’", "'").partition("'")
        return rest if rest and head.casefold() in self.elided else word

    def tail(self, word: str) -> str:
        """What leans on the end of the word ("'s" of "Russia's")."""
        low = word.casefold()
        found = next((t for t in self.leaning if low.endswith(t) and len(word) > len(t)), "")
        return word[len(word) - len(found) :] if found else ""

    def fold(self, word: str) -> str:
        """The word in small letters, with the letters that the language takes for one made one.

        >>> Wordforms(folds=(("أ", "ا"),)).fold("أعلنَ")
        'اعلن'
        """
        return self.spelt(word.casefold())

    def spelt(self, word: str) -> str:
        """The same, capitals as they are: so are the patterns of a pack taken."""
        if not self.folds or word.isascii():
            return word
        table = dict(self.folds)
        return "".join(table.get(c, c) for c in word if not MARKS.match(c))

    def kin(self, word: str) -> Iterator[str]:
        """What is left of a folded word without what leans on it, and heads of compounds."""
        for begun in self._peeled(word, self.before, front=True):
            if begun != word:
                yield begun
            for ended in self._peeled(begun, self.after, front=False):
                if ended != begun:
                    yield ended
        head = next((head for head in self.heads if word.endswith(head)), word)
        if len(word) > len(head) + 1:
            yield head

    def _peeled(
        self, word: str, table: tuple[tuple[str, str], ...], *, front: bool
    ) -> Iterator[str]:
        """The word as it is, and with each beginning or ending of the table replaced."""
        yield word
        for affix, put in table:
            if front and word.startswith(affix):
                rest = put + word[len(affix) :]
            elif not front and word.endswith(affix):
                rest = word[: -len(affix)] + put
            else:
                continue
            if len(rest) >= SHORTEST:
                yield rest


SHORTEST: Final = 3
"""What is left of a word has no fewer letters."""


def read_wordforms(file: YamlFile) -> Wordforms:
    """What a pack's `markers.yaml` tells of the forms of words; raises `PackError` where that is
    malformed."""
    given: Any = file.get("wordforms") or {}
    if not isinstance(given, dict) or (strange := sorted(set(given) - set(KEYS))):
        what = f": {strange[0]!r}" if isinstance(given, dict) else ""
        raise file.error(["wordforms"], f"wordforms{what}: {', '.join(KEYS)} are known")
    tables = {}
    for name in TABLES:
        table = given.get(name) or {}
        if not isinstance(table, dict):
            raise file.error(["wordforms", name], f"{name}: a table, what for what, is expected")
        tables[name] = tuple(
            (str(affix), "" if one == "_" else one)
            for affix, put in table.items()
            for one in str(put).split("|")
        )
    if bare := next((word for word, put in tables["contracted"] if not put.strip()), ""):
        raise file.error(["wordforms", "contracted", bare], f"{bare!r}: several words are expected")
    heads = given.get("heads") or []
    if not isinstance(heads, list):
        raise file.error(["wordforms", "heads"], "heads: a list of nouns is expected")
    longest = sorted({str(head).casefold() for head in heads}, key=lambda h: (-len(h), h))
    cased = given.get("cased", False) is True
    return Wordforms(
        clitics=tuple(_listed(file, "clitics")),
        folds=tables["folds"],
        before=tables["before"],
        after=tables["after"],
        verbs=tables["verbs"],
        irregular=dict(tables["irregular"]),
        contracted={word: tuple(put.split()) for word, put in tables["contracted"]},
        heads=tuple(longest),
        cased=cased,
        reflexives=frozenset(_listed(file, "reflexive")),
        elided=frozenset(_listed(file, "elided")),
        leaning=tuple(_listed(file, "leaning")),
    )


def _listed(file: YamlFile, key: str) -> list[str]:
    given = file.get(key) or []
    if not isinstance(given, list):
        raise file.error([key], f"{key}: a list of words is expected")
    return [str(word) for word in given]


@lru_cache(maxsize=100_000)
def keys_of(form: str, lang: str, forms: Wordforms) -> frozenset[str]:
    """The words that a form answers to: itself, its lemma, a doubled word's half, its kin.

    `=form` is among them too, so that a pattern may ask for a form and none of its kin.
    """
    import simplemma

    low = forms.fold(form).translate(_ALIKE)
    keys = {low, f"={low}"}
    left, hyphen, right = low.partition("-")
    if hyphen and left and (left == right or right.startswith(left)):
        keys |= {left, f"={left}"}
        low = left
    for ending in forms.clitics:
        if low.endswith(ending) and len(low) > len(ending) + 3:
            keys |= {low[: -len(ending)], f"={low[: -len(ending)]}"}
            low = low[: -len(ending)]
            break
    with contextlib.suppress(ValueError):  # a language it does not know: the form alone
        keys.add(str(simplemma.lemmatize(low, lang=lang)).casefold().translate(_ALIKE))
        if forms.cased:  # "ß" is lost in small letters
            keys.add(str(simplemma.lemmatize(form.lower(), lang=lang)).casefold())
            noun = str(simplemma.lemmatize(form, lang=lang))
            if noun[:1].isupper():
                keys = {low, f"={low}"}  # "Tage" is no form of "tagen"
            keys.add(noun.casefold())
    if low in forms.irregular:
        keys.add(forms.irregular[low])
    if forms.before or forms.after or forms.heads:
        keys |= {kin for key in tuple(keys) if key[:1] != "=" for kin in forms.kin(key)}
    return frozenset(keys)
