"""The lexicon of a language: its frames, word classes and markers, compiled.

The files are described in `docs/packs.md`; a malformed one is a `PackError` with file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from unicodedata import normalize

from casus.errors import PackError
from casus.extract.frames import Frame, Sense, frames_of, load_frames
from casus.extract.packfile import (
    cases_of,
    gap_of,
    listed,
    mapping_of,
    numbers_of,
    tenses_of,
    verb_beginnings_of,
    words_at,
)
from casus.extract.patterns import Classes, Index
from casus.extract.segment import Segmenter
from casus.extract.spelling import part_words
from casus.extract.tags import Tags, load_tags
from casus.extract.tokenizing import Tokenizer, Words
from casus.extract.tokens import Token
from casus.extract.wordforms import Wordforms, read_wordforms
from casus.lang import PACKS
from casus.yamlfile import YamlFile

MARKERS: Final = (
    "condition", "result", "complementizer", "infinitive", "negation", "planned", "possible",
    "attribution", "according", "agent", "possessive", "locative", "two_sided_with", "unlikely",
)  # fmt: skip
OPTIONAL_MARKERS: Final = (
    "condition_not", "condition_negated", "condition_opening", "condition_before_verb",
    "condition_pending", "any", "duty", "hearsay", "idle", "void", "unsaid", "question", "unreal",
    "unreal_verb", "to_come",
    "called_off", "reciprocal", "active", "passive", "passive_auxiliary",
)  # fmt: skip
PRONOUNS: Final = ("speaker", "hearer", "person", "thing", "several")
RELATIVE: Final = "relative"
"""Pronouns that are articles too: they count only where the tag says pronoun."""
REQUIRED_CLASSES: Final = (
    "forces", "crowd", "government", "official", "country", "bystander", "agreement", "weekday",
)  # fmt: skip


@dataclass(slots=True)
class Lexicon:
    """Everything that extraction knows of one language."""

    lang: str
    classes: Classes
    class_index: Index[tuple[str, ...]]
    frames: tuple[Frame, ...]
    senses: Index[Sense]
    marker_index: Index[str]
    marker_words: dict[str, frozenset[str]]
    recipients: dict[str, tuple[str, ...]]
    numbers: dict[str, int]
    examples: tuple[tuple[str, str, str], ...]
    tokenizer: Tokenizer
    tags: Tags | None = None
    """What asks the encoder for the parts of speech of words; None where particles tell them, or
    nothing does."""
    verb_last: bool = False
    passive_prefixes: tuple[str, ...] = ()
    not_passive: frozenset[str] = frozenset()
    separable: frozenset[str] = frozenset()
    object_before: bool = False
    verb_bracket: bool = False
    operators_after: int = 0
    subject_after: bool = False
    verb_beginnings: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    passive_features: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()
    """How words of the past end, their letters taken apart."""
    perfective: frozenset[str] = frozenset()
    converbs: tuple[str, ...] = ()
    """How verbs end that have the subject of another ("звільнивши"), where tags seldom tell it."""
    cases: dict[str, str] = field(default_factory=dict)
    listing: frozenset[str] = frozenset()
    coverbs: frozenset[str] = frozenset()
    subject_first: bool = False
    possessor_before: bool = False
    anchors: frozenset[str] = field(default_factory=frozenset)
    telling_classes: frozenset[str] = frozenset()
    prepositions: dict[str, str] = field(default_factory=dict)
    like: dict[str, str] = field(default_factory=dict)
    kin: str = ""
    tenses: dict[str, frozenset[str]] = field(default_factory=dict)

    words: frozenset[str] = frozenset()
    case_words: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.kin = self.kin or self.lang
        self.words = self.anchors.union(*self.marker_words.values())

    @property
    def tagged(self) -> bool:
        """Whether words that are read have parts of speech."""
        return self.tokenizer.tagged or self.tags is not None

    @property
    def object_first(self) -> bool:
        """Whether an object may stand where the subject does, since a bracket of verbs or the cases
        of nouns tell the two apart."""
        return self.verb_bracket or bool(self.cases)

    @property
    def steady(self) -> bool:
        """Whether the tags of words change nothing of what `note` writes into them, so that what a
        glance noted stands."""
        forms = self.tokenizer.forms
        varied = forms.reflexives or forms.verbs or forms.before or forms.after or self.separable
        return not (varied or self.class_index.asks_tags or self.marker_index.asks_tags)

    def note(self, tokens: Sequence[Token]) -> dict[str, set[int]]:
        """Write into the tokens of a sentence which classes and markers begin at each; returns for
        each class the tokens that belong to it. All else that asks the lexicon comes after it."""
        out: dict[str, set[int]] = {}
        found = [self.class_index.at(tokens, i) for i in range(len(tokens))]
        for token, matches in zip(tokens, found, strict=True):
            lengths: dict[str, set[int]] = {}
            for taken, _, names in matches:
                for name in names:
                    lengths.setdefault(f"<{name}>", set()).add(taken[-1] - taken[0] + 1)
                    out.setdefault(name, set()).update(taken)
            token.runs = {name: tuple(sorted(n)) for name, n in lengths.items()}
        for i, token in enumerate(tokens):
            marks: dict[str, tuple[int, ...]] = {}
            for taken, _, marker in self.marker_index.at(tokens, i):
                if len(taken) > len(marks.get(marker, ())):
                    marks[marker] = taken
            token.marks = marks
        return out

    def marked(self, marker: str, tokens: Sequence[Token], i: int) -> tuple[int, ...] | None:
        """The longest run of tokens from `i` that is this marker, or None; see `note`."""
        return tokens[i].marks.get(marker)

    def pronoun(self, kind: str, tokens: Sequence[Token], i: int) -> tuple[int, ...] | None:
        """The longest run of tokens from `i` that is a pronoun of this kind, or None."""
        return tokens[i].marks.get(f"pronouns.{kind}")

    def preposition(self, tokens: Sequence[Token], i: int) -> str:
        """The name under which the preposition at `i` counts: that of the longest phrase of the
        pack's `prepositions` that it belongs to ("d'" is "de", "en contra de" is "contra"), else
        its form."""
        best: tuple[int, str] = (0, tokens[i].form.casefold())
        for at in range(max(0, i - 3), i + 1) if self.prepositions else ():
            for mark, taken in tokens[at].marks.items():
                name = self.prepositions.get(mark)
                if name is not None and i in taken and len(taken) > best[0]:
                    best = (len(taken), name)
        return best[1]

    def is_preposition(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a phrase of the pack's `prepositions` begins at token `i`."""
        return not self.prepositions.keys().isdisjoint(tokens[i].marks)


@cache
def has_lexicon(lang: str) -> bool:
    """Whether there is a pack that can read statements in this language."""
    return (PACKS / lang / "frames").is_dir()


@lru_cache(maxsize=16)
def load_lexicon(lang: str, folder: Path | None = None) -> Lexicon:
    """The compiled lexicon of a language; `folder` names another pack than the built-in one.

    Raises `PackError` with file and line where a file is malformed.
    """
    folder = folder or PACKS / lang
    classes_file = YamlFile(folder / "classes.yaml", PackError, "extract")
    markers_file = YamlFile(folder / "markers.yaml", PackError, "extract")
    forms = read_wordforms(markers_file)
    frame_files = list(frames_of(folder))
    segmenter = part_words(folder, markers_file, [classes_file, markers_file, *frame_files])
    classes, class_index = _load_classes(classes_file, forms, gap_of(markers_file))
    marker_index: Index[str] = Index(classes)
    marker_words = dict.fromkeys((*MARKERS, *OPTIONAL_MARKERS), frozenset[str]())
    named = [(name,) for name in (*MARKERS, *OPTIONAL_MARKERS)]
    for path in (*named, *(("pronouns", name) for name in (*PRONOUNS, RELATIVE))):
        if path[0] in OPTIONAL_MARKERS and markers_file.get(path[0]) is None:
            continue
        if path[-1] == RELATIVE and RELATIVE not in (markers_file.get("pronouns") or {}):
            continue
        words = [forms.spelt(word) for word in words_at(markers_file, path)]
        marker_words[".".join(path)] = frozenset(word.split()[0].casefold() for word in words)
        _enter(marker_index, markers_file, path, words)
    prepositions = {}
    for name in markers_file.get("prepositions") or {}:
        place = ("prepositions", name)
        _enter(marker_index, markers_file, place, words_at(markers_file, place))
        prepositions[".".join(place)] = str(name).casefold()
    recipients = {
        str(key): tuple(words_at(markers_file, ["recipients", key]))
        for key in markers_file.get("recipients") or {}
    }
    senses: Index[Sense] = Index(classes)
    frames: list[Frame] = []
    examples: list[tuple[str, str, str]] = []
    for file in frame_files:
        load_frames(file, classes, forms, senses, frames, examples)
    tokenizer = _tokenizer(folder, lang, markers_file, classes, senses, forms, segmenter)
    if isinstance(tokenizer, Words):  # so much the pack's own words tell
        tokenizer.parts = dict.fromkeys(_case_words(recipients), "ADP")
        tokenizer.parts |= dict.fromkeys(listed(markers_file.get("complementizer")), "SCONJ")
        tokenizer.parts |= dict.fromkeys(listed(markers_file.get("listing")), "CCONJ")
    return Lexicon(
        lang=lang,
        classes=classes,
        class_index=class_index,
        frames=tuple(frames),
        senses=senses,
        marker_index=marker_index,
        marker_words=marker_words,
        recipients=recipients,
        numbers=numbers_of(markers_file),
        examples=tuple(examples),
        tokenizer=tokenizer,
        tags=load_tags(folder),
        verb_last=markers_file.get("verb_last") is True,
        listing=frozenset(listed(markers_file.get("listing"))),
        coverbs=frozenset(listed(markers_file.get("coverbs"))),
        subject_first=markers_file.get("subject_first") is True,
        passive_prefixes=tuple(listed(markers_file.get("passive_prefix"))),
        not_passive=frozenset(listed(markers_file.get("not_passive"))),
        separable=frozenset(listed(markers_file.get("separable"))),
        object_before=markers_file.get("object_before") is True,
        verb_bracket=markers_file.get("verb_bracket") is True,
        operators_after=int(markers_file.get("operators_after") or 0),
        subject_after=markers_file.get("subject_after") is True,
        possessor_before=markers_file.get("possessor_before") is True,
        verb_beginnings=verb_beginnings_of(markers_file),
        passive_features=tuple(listed(markers_file.get("passive_features"))),
        past_endings=tuple(
            normalize("NFD", ending) for ending in listed(markers_file.get("past_endings"))
        ),
        converbs=tuple(listed(markers_file.get("converbs"))),
        perfective=frozenset(listed(markers_file.get("perfective"))),
        cases=cases_of(markers_file),
        anchors=frozenset(word.removesuffix("+se") for word in senses.anchors()),
        telling_classes=frozenset(REQUIRED_CLASSES) | {c for f in frames for c in f.unless},
        case_words=_case_words(recipients),
        like=mapping_of(markers_file, "like"),
        kin=str(markers_file.get("kin") or lang),
        prepositions=prepositions,
        tenses=tenses_of(markers_file),
    )


def _tokenizer(
    folder: Path,
    lang: str,
    markers: YamlFile,
    classes: Classes,
    senses: Index[Sense],
    forms: Wordforms,
    segmenter: Segmenter | None,
) -> Tokenizer:
    """By particles where the pack tells its words, else words alone."""
    if not (folder / "words.yaml").is_file():
        return Words(lang, forms, segmenter)
    from casus.extract.particles import ParticleTagger

    texts = [entry for entries in classes.raw.values() for entry in entries]
    telling = list(senses.texts())
    for key in (*MARKERS, *OPTIONAL_MARKERS):
        texts += listed(markers.get(key))
    pronouns = markers.get("pronouns") or {}
    texts += [word for words in pronouns.values() for word in listed(words)]
    words = {word for text in (*texts, *telling) for word in _plain_words(text)}
    return ParticleTagger(folder, lang, words, (w for t in telling for w in _plain_words(t)))


def _plain_words(pattern: str) -> Iterator[str]:
    """The words of a pattern, without its classes, gaps and marks."""
    for part in pattern.split():
        word = part.partition("}")[2] if part[0] == "{" else part
        word = word.removeprefix("=")
        if word and word[0] != "<" and word != "~":
            yield word


def _load_classes(
    file: YamlFile, forms: Wordforms, gap: int
) -> tuple[Classes, Index[tuple[str, ...]]]:
    raw = file.get("classes")
    if not isinstance(raw, dict):
        raise file.error([], "expected `classes:` with a list of words for each name")
    for name, entries in raw.items():
        if not isinstance(entries, list) or not all(isinstance(e, str) for e in entries):
            raise file.error(["classes", name], f"class {name!r}: a list of words is expected")
    for name in REQUIRED_CLASSES:
        if name not in raw:
            raise file.error(["classes"], f"class {name!r} is missing: the engine asks for it")
    raw = {name: [forms.spelt(entry) for entry in entries] for name, entries in raw.items()}
    classes = Classes(raw, gap)
    classes_of: dict[str, list[str]] = {}
    for name in raw:
        try:
            entries = classes.entries(name)
        except KeyError as err:
            raise file.error(["classes", name], f"class {name!r} names unknown {err}") from None
        for entry in entries:
            classes_of.setdefault(entry, []).append(name)
    index: Index[tuple[str, ...]] = Index(classes)
    for entry, names in classes_of.items():
        try:
            index.add(entry, tuple(names))
        except (KeyError, ValueError) as err:
            raise file.error(["classes", names[0]], f"entry {entry!r}: {err}") from None
    return classes, index


def _case_words(recipients: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """The prepositions among the places of recipients."""
    roles = {"subj", "obj", "iobj", "poss", "by", "speaker"}
    return frozenset(word for places in recipients.values() for word in places) - roles


def _enter(index: Index[str], file: YamlFile, path: Sequence[str], words: Iterable[str]) -> None:
    for text in words:
        try:
            index.add(text, ".".join(path))
        except KeyError as err:
            raise file.error(path, f"{text!r} names unknown class {err}") from None
        except ValueError as err:
            raise file.error(path, f"{text!r}: {err}") from None
