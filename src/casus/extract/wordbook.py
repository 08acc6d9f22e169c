"""A wordbook: the words of a language that writes them together or joins particles to them.

`words.yaml` of a pack tells how dictionary forms are bent, which particles follow a noun and which
endings a verb; the words themselves are those that the pack's frames, classes and markers use.
`segments.py` cuts sentences by it. The keys are told in `docs/packs.md`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from casus.errors import PackError
from casus.yamlfile import YamlFile

ENDINGS: Final = (
    "link", "condition", "quote", "quoted", "adnominal", "final", "noun", "open",
)  # fmt: skip
"""What an ending makes of its clause: it goes on, is a condition, is what somebody says, is what
the noun behind it is about (`quoted`), describes a noun, ends, is a noun, or is not over."""

RELATIONS: Final = (
    "nsubj", "topic", "obj", "iobj", "obl", "nmod", "conj", "agent", "advmod",
)  # fmt: skip
"""What a particle makes of its noun."""

_KEYS: Final = frozenset(
    ["spaces", "inflections", "light", "copula", "passive", "negation", "particles", "endings",
     "verbs", "words", "free", "times", "counted", "auxiliary"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What a run of characters may be: `sort` of word, what it does (`kind`), whether the word may
    end there, and the dictionary forms that it answers to."""

    sort: str
    kind: str = ""
    closed: bool = True
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Particle:
    """A particle: the relation of the noun before it, and the name by which frames ask for it."""

    relation: str
    case: str


@dataclass(slots=True)
class Wordbook:
    """Every run of characters that is a word of the language, with what it may be."""

    spaces: bool
    entries: dict[str, tuple[Entry, ...]]
    particles: dict[str, Particle]
    times: frozenset[str]
    auxiliary: frozenset[str]
    counted: frozenset[str]
    telling: frozenset[str]
    longest: int = 1
    _tails: dict[str, frozenset[str]] = field(default_factory=dict)

    def tails(self, form: str) -> frozenset[str]:
        """The nouns that a compound ends in: what it is a kind of."""
        found = self._tails.get(form)
        if found is None:
            found = frozenset(
                form[i:].casefold() for i in range(1, len(form) - 1)
                if any(e.sort == "noun" for e in self.entries.get(form[i:], ()))
            )  # fmt: skip
            if len(self._tails) < 50_000:
                self._tails[form] = found
        return found


def load_wordbook(path: Path, words: Iterable[str], telling: Iterable[str]) -> Wordbook:
    """The wordbook of a pack: `words` are those of its frames, classes and markers, `telling` those
    of them that tell an event as a verb.

    Raises `PackError` with file and line where `words.yaml` is malformed.
    """
    file = YamlFile(path, PackError, "extract")
    if not isinstance(file.data, dict) or (unknown := sorted(set(file.data) - _KEYS)):
        told = unknown[0] if isinstance(file.data, dict) else file.data
        raise file.error([str(told)], f"{told!r}: one of {', '.join(sorted(_KEYS))} is expected")
    rules = _inflections(file)
    found: dict[str, dict[Entry, None]] = {}

    def enter(form: str, entry: Entry) -> None:
        if form:
            found.setdefault(form, {})[entry] = None

    particles = _particles(file)
    for form, told in particles.items():
        enter(form, Entry("particle", told.relation))
    for kind, forms in _table(file, "endings").items():
        if kind not in ENDINGS:
            raise file.error(["endings", kind], f"{kind!r}: one of {', '.join(ENDINGS)}")
        for form in forms:
            enter(form, Entry("ending", kind, kind != "open"))
    for voice, verbs in _table(file, "light").items():
        for word in verbs:
            for form, kind in bent(word, rules):
                enter(form, Entry("light", _bare(kind, voice), bool(kind), (word,)))
    for word in _listed(file, "copula"):
        form, _, kind = word.partition("=")
        enter(form, Entry("light", _bare(kind, "copula"), bool(kind)))
    for word in _listed(file, "passive"):
        form, _, kind = word.partition("=")
        enter(form, Entry("ending", _bare(kind or "open", "passive"), bool(kind)))
    for word in _listed(file, "negation"):
        form, _, kind = word.partition("=")
        enter(form, Entry("ending", _bare(kind or "open", "negated"), bool(kind)))
    for word in _listed(file, "free"):
        enter(word, Entry("free", words=(word.casefold(),)))
    for word in _listed(file, "auxiliary"):
        form, _, kind = word.partition("=")
        for bent_form, does in [(form, kind)] if kind else bent(form, rules):
            enter(bent_form, Entry("verb", does, bool(does), (form,)))
    helpers = [v for verbs in _table(file, "light").values() for v in verbs]
    plain = {word for word in words if word not in found}  # markers hold endings too
    for word in dict.fromkeys(
        [
            *sorted(plain),
            *_listed(file, "verbs"),
            *_listed(file, "words"),
            *_listed(file, "times"),
            *_listed(file, "counted"),
        ]
    ):
        helper = max((h for h in helpers if word.endswith(h) and word != h), key=len, default="")
        if helper:  # a noun made a verb: the noun is the word
            noun = word.removesuffix(helper)
            enter(noun, Entry("noun", words=(noun.casefold(),)))
            continue
        shapes = list(bent(word, rules))
        for form, kind in shapes:
            enter(form, Entry("verb", kind, bool(kind), (word.casefold(),)))
        if not shapes:
            enter(word, Entry("noun", words=(word.casefold(),)))
    return Wordbook(
        spaces=bool(file.get("spaces")),
        entries={form: tuple(entries) for form, entries in found.items()},
        particles=particles,
        times=frozenset(_listed(file, "times")),
        auxiliary=frozenset(word.partition("=")[0] for word in _listed(file, "auxiliary")),
        counted=frozenset(_listed(file, "counted")),
        telling=frozenset(word.casefold() for word in telling),
        longest=max(map(len, found)),
    )


def _bare(kind: str, voice: str) -> str:
    return f"{kind}:{voice}" if voice != "active" else kind


def bent(word: str, rules: Mapping[str, list[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """The forms of a dictionary form, each with what it does when nothing follows ("" where
    something must); nothing for a word that no rule bends.

    >>> list(bent("送る", {"る": [("り", "link"), ("ら", "")]}))
    [('送り', 'link'), ('送ら', '')]
    """
    whole = unicodedata.normalize("NFD", word)
    for ending, forms in rules.items():
        if whole.endswith(ending) and len(whole) > len(ending):
            stem = whole[: -len(ending)]
        elif whole == ending and len(ending) > 1:
            stem = ""
        else:
            continue
        for form, kind in forms:
            out = unicodedata.normalize("NFC", stem + form)
            if not any("\u1100" <= char <= "\u11ff" for char in out):
                yield out, kind


def _inflections(file: YamlFile) -> dict[str, list[tuple[str, str]]]:
    """The rules of bending, in decomposed letters."""
    out = {}
    for ending, forms in _table(file, "inflections").items():
        rows = []
        for form in forms:
            stem, _, kind = form.partition("=")
            if kind and kind not in ENDINGS:
                raise file.error(["inflections", ending], f"{form!r}: {kind!r} is no ending")
            rows.append((_apart(stem), kind))
        out[_apart(ending)] = rows
    return out


@lru_cache(maxsize=1_000)
def _apart(text: str) -> str:
    """The text in decomposed letters; a lone Hangul letter is a vowel or the end of a syllable."""
    out = []
    for char in text:
        if "\u3131" <= char <= "\u3163":
            name = unicodedata.name(char).removeprefix("HANGUL LETTER ")
            for part in ("JUNGSEONG", "JONGSEONG"):
                try:
                    out.append(unicodedata.lookup(f"HANGUL {part} {name}"))
                    break
                except KeyError:
                    continue
        else:
            out.append(unicodedata.normalize("NFD", char))
    return "".join(out)


def _particles(file: YamlFile) -> dict[str, Particle]:
    out = {}
    for form, told in (file.get("particles") or {}).items():
        relation, _, case = str(told).partition(" ")
        if relation not in RELATIONS:
            why = f"{told!r}: one of {', '.join(RELATIONS)}, and the name of the case"
            raise file.error(["particles", form], why)
        out[str(form)] = Particle(relation, case)
    return out


def _table(file: YamlFile, key: str) -> dict[str, list[str]]:
    value = file.get(key) or {}
    if not isinstance(value, dict) or not all(isinstance(v, list) for v in value.values()):
        raise file.error([key], f"{key}: a list of words for each name is expected")
    return {str(name): [str(word) for word in forms] for name, forms in value.items()}


def _listed(file: YamlFile, key: str) -> list[str]:
    value: Any = file.get(key) or []
    if not isinstance(value, list):
        raise file.error([key], f"{key}: a list of words is expected")
    return [str(word) for word in value]
