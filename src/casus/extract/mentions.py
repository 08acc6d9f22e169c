"""Phrases of a text that speak of treaties, articles and resolutions of the Council."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from casus.extract.instruments import Vocabulary, Word, has_instruments, load_vocabulary, words_of
from casus.extract.sentences import Span, split_sentences
from casus.extract.units import Unit, units_of
from casus.model import Article
from casus.model.phrase import Phrase
from casus.names import Names
from casus.names.span import NameSpan

_HEADS: Final = frozenset(
    {"treaty", "tie", "stand_in", "resolution", "sanctions", "article", "named"}
)
_NUMBER: Final = re.compile(
    r"\s*(?:no\.?\s*)?((?:\d{1,3}|[IVX]{1,6})\b(?:\s*\(\s*\w{1,3}\s*\))*(?:\s*ayat\s*\(?\d+\)?)?)"
)
_NEXT: Final = re.compile(r"\s*(?:,|and|dan|&|or|atau)\s+((?:\d{1,3}|[IVX]{1,6})\b(?:\(\w{1,3}\))*)")
_DRESSING: Final = frozenset({"yang", "with", "dengan", "antara", "between"})
FAR: Final = 14
"""How many units a phrase may reach to either side of its noun."""


@dataclass(slots=True)
class Sentence:
    """One sentence: its words, units and names, and who was spoken of before it."""

    span: Span
    words: list[Word]
    units: list[Unit]
    names: list[NameSpan]
    before: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """A phrase in the making: the units `first` to `last`."""

    kind: str
    first: int
    last: int
    instrument: str | None = None
    articles: list[str] = field(default_factory=list)
    resolutions: list[str] = field(default_factory=list)
    back: bool = False
    tie: bool = False
    start: int | None = None
    end: int | None = None


def find_phrases(article: Article, day: dt.date | None = None) -> list[Phrase]:
    """The phrases of an article that speak of instruments, in order.

    `day` dates the names where the article has no date. A language whose pack has no
    `instruments.yaml` gives none; a malformed one raises `PackError`.

    >>> text = "Turkey invoked Article 4 of the North Atlantic Treaty."
    >>> [(p.quote, p.instrument, p.article) for p in find_phrases(Article("a", "-", text, "en"))]
    [('Article 4 of the North Atlantic Treaty', 'nato', '4')]
    """
    if not has_instruments(article.lang):
        return []
    vocabulary = load_vocabulary(article.lang)
    out: list[Phrase] = []
    goods: tuple[str, ...] = ()
    for sentence in read_sentences(article, day):
        goods = _goods(vocabulary, sentence.words) or goods
        if not any(unit.has(*_HEADS) for unit in sentence.units):
            continue
        found = _resolutions(sentence.units) + _treaties(vocabulary, sentence.units)
        found = _with_articles(article.text, sentence.units, found)
        out += [p for f in found for p in _phrases(article.text, sentence, f, goods)]
    return sorted(out, key=lambda p: (p.start, p.end))


def read_sentences(article: Article, day: dt.date | None = None) -> Iterable[Sentence]:
    """The sentences of an article as units, with the actors spoken of before each."""
    vocabulary, text = load_vocabulary(article.lang), article.text
    names = Names.of(article.lang, article.published or day).find(text)
    spoken: dict[str, None] = {}
    for span in split_sentences(text, article.lang):
        within = [n for n in names if n.start < span.end and n.end > span.start]
        words = words_of(text, span.start, span.end)
        yield Sentence(span, words, units_of(vocabulary, words, within, text), within, tuple(spoken))
        for name in within:
            for code in name.codes:
                spoken.pop(code, None)
                spoken[code] = None


def _goods(vocabulary: Vocabulary, words: Sequence[Word]) -> tuple[str, ...]:
    """The items a sentence speaks of: those it names, else arms where it speaks of arms."""
    found = [entry for _, _, entry in vocabulary.find(("item", "arms_words"), words)]
    named = dict.fromkeys(e.value for e in found if e.label == "item")
    return tuple(named) or (("arms",) if found else ())


def _treaties(vocabulary: Vocabulary, units: Sequence[Unit]) -> list[_Found]:
    """Instruments named, and nouns for a treaty with what describes them."""
    out = [
        _Found("named", i, i, instrument=u.labels["named"]) for i, u in enumerate(units) if u.has("named")
    ]
    taken = {f.first for f in out}
    for labels in (("treaty",), ("tie", "stand_in")):
        for i, unit in enumerate(units):
            if i in taken or not unit.has(*labels) or unit.has("named"):
                continue
            found = _described(vocabulary, units, i, taken)
            if found is not None:
                out.append(found)
                taken.update(range(found.first, found.last + 1))
    return out


def _described(
    vocabulary: Vocabulary, units: Sequence[Unit], head: int, taken: set[int]
) -> _Found | None:
    """The noun at `head` with what describes it on either side."""
    unit = units[head]
    first = _leftmost(units, head, taken) if vocabulary.before else head
    last, closed = _rightmost(units, head, taken)
    found = _Found("treaty", first, last, tie=not unit.has("treaty"))
    beside = [units[k] for k in (first - 1, closed) if 0 <= k < len(units)]
    if vocabulary.before:
        beside = beside[:1] if first else []
    found.back = any(u.has("back") for u in beside)
    described = any(_tells(units, k) for k in range(first, last + 1) if k != head)
    if unit.has("stand_in") and not unit.has("tie", "treaty"):
        found.first = head
        return found if _years(units[head + 1 : head + 3]) else None
    if found.tie and not described:
        return None
    if found.back and not described:
        if vocabulary.before:
            found.first -= 1
        else:
            found.last = closed
    return found if found.back or described else None


def _leftmost(units: Sequence[Unit], head: int, taken: set[int]) -> int:
    """The first unit that describes the noun from before it."""
    best = head
    for k in range(head - 1, max(-1, head - FAR), -1):
        unit = units[k]
        if k in taken or not (_tells(units, k) or unit.has("joins", "tie")):
            break
        if _tells(units, k) or unit.has("tie"):
            best = k
    return best


def _rightmost(units: Sequence[Unit], head: int, taken: set[int]) -> tuple[int, int]:
    """The last unit that describes the noun from behind it, and the unit after the run."""
    best, k, strange = head, head + 1, 0
    while k < min(len(units), head + FAR) and k not in taken:
        unit = units[k]
        if unit.codes and not _joined(units, k):
            break
        if _tells(units, k) or (unit.has("tie") and k == head + 1):
            best = k
        elif unit.has("back") and not unit.has("within"):
            return best, k
        elif unit.text == "," and k + 1 < len(units) and units[k + 1].has("signed"):
            pass
        elif not unit.has("within", "signed") and unit.number is None:
            after = units[k + 1] if k + 1 < len(units) else unit
            dressed = after.has("signed") or after.text.lower() in _DRESSING
            if strange or k != head + 1 or unit.mark or not unit.text.islower() or not dressed:
                break
            strange = 1
        k += 1
    return best, k


def _joined(units: Sequence[Unit], k: int) -> bool:
    """Whether a name belongs to what stands before it: not a place of signing, nor the subject of
    the next clause."""
    before = units[k - 1]
    if before.has("locative") and units[k].kind != "demonym":
        return False
    while before.has("back") and k > 1:
        k -= 1
        before = units[k - 1]
    return before.number is None


def _tells(units: Sequence[Unit], k: int) -> bool:
    """Whether the unit tells which treaty is meant: a party, a year, an age, a trait."""
    unit = units[k]
    return bool(unit.codes) or unit.year is not None or unit.has("era", "trait", "combining")


def _resolutions(units: Sequence[Unit]) -> list[_Found]:
    """Resolutions of the Council by number, or by the Council's name beside them."""
    out: list[_Found] = []
    for i, unit in enumerate(units):
        if not unit.has("resolution", "sanctions"):
            continue
        first, last, council, other = i, i, False, False
        while first and units[first - 1].has("council", "joins", "resolution", "arms_words"):
            first -= 1
            council = council or units[first].has("council")
        other = first > 0 and units[first - 1].has("other_body", "indefinite")
        while last + 1 < len(units) and units[last + 1].has("council", "joins", "resolution", "arms_words"):
            last += 1
            council = council or units[last].has("council")
        other = other or (last + 1 < len(units) and units[last + 1].has("other_body"))
        if any(f.first <= i <= f.last for f in out):
            continue
        numbers, end = _numbers(units, last) if unit.has("resolution") else ([], last)
        beside = [units[k] for k in (first - 1, end + 1) if 0 <= k < len(units)]
        back = unit.has("resolution") and any(u.has("back") for u in beside)
        if numbers and not (other and not units[first - 1].has("indefinite")):
            out.append(_Found("resolution", first, end, resolutions=numbers))
        elif not other and (council or back):
            first, last = _trimmed(units, first, last)
            last = _voted(units, last)
            out.append(_Found("resolution", first, last, back=back and not council))
    return out


def _trimmed(units: Sequence[Unit], first: int, last: int) -> tuple[int, int]:
    while units[first].has("joins"):
        first += 1
    while units[last].has("joins"):
        last -= 1
    return first, last


def _numbers(units: Sequence[Unit], last: int) -> tuple[list[str], int]:
    """The numbers that follow, and the unit they end at; what stands in brackets is the year."""
    numbers: list[str] = []
    k, depth, end = last + 1, 0, last
    while k < len(units):
        unit = units[k]
        if unit.text in "(/":
            depth, k = 1, k + 1
            continue
        if unit.number is not None:
            if not depth and 0 < unit.number < 3000:
                numbers.append(unit.text)
            end = k
            depth = depth if k + 1 < len(units) and units[k + 1].text == ")" else 0
        elif unit.text == ")":
            depth, end = 0, k
        elif unit.text.lower() not in {"no", "nomor", "number", ",", "and", "dan", ".", "&"} or (numbers and not any(u.number is not None for u in units[k + 1 : k + 2])):
            break
        k += 1
    return numbers, end if numbers else last


def _voted(units: Sequence[Unit], last: int) -> int:
    """The end of a clause that tells which resolutions are meant by who voted for them."""
    k, best, voted = last + 1, last, False
    while k < len(units) and k - last < 9:
        unit = units[k]
        if unit.has("vote"):
            voted = True
        elif unit.codes or unit.has("emphatic"):
            best = k if voted else best
        elif not (unit.has("agent", "within", "back") or unit.text.lower() in ("had", "has", "dahulu", "yang", "that", "which")):  # noqa: E501
            break
        if unit.has("vote") and any(u.codes for u in units[last + 1 : k]):
            best = k
        k += 1
    return best


def _with_articles(text: str, units: Sequence[Unit], found: list[_Found]) -> list[_Found]:
    """Numbers of articles joined to the phrases they belong to, or on their own."""
    for i, unit in enumerate(units):
        if not unit.has("article"):
            continue
        numbers, end = _article_numbers(text, unit.end)
        if not numbers:
            continue
        after = next((k for k, u in enumerate(units) if u.start >= end), len(units))
        owner = _owner_after(units, after, found) or _owner_before(units, i, found)
        if owner is None:
            beyond = units[_past_glue(units, after)] if _past_glue(units, after) < len(units) else None
            if beyond is not None and (beyond.has("other_law") or _strange_name(units, after, beyond)):
                continue
            near = [u for u in units if u.has("holder")]
            ids = {u.labels["holder"] for u in near}
            owner = _Found("named" if len(ids) == 1 else "treaty", i, after - 1,
                           instrument=ids.pop() if len(ids) == 1 else None, back=True)  # fmt: skip
            owner.end = end
            found.append(owner)
        owner.articles += numbers
        if unit.start < units[owner.first].start:
            owner.first = i
        elif end > units[owner.last].end:
            owner.last, owner.end = max(owner.last, after - 1), end
    return found


def _article_numbers(text: str, at: int) -> tuple[list[str], int]:
    match = _NUMBER.match(text, at)
    if match is None:
        return [], at
    numbers, end = [match.group(1)], match.end()
    while (match := _NEXT.match(text, end)) is not None:
        numbers.append(match.group(1))
        end = match.end()
    return [_plain(number) for number in numbers], end


def _plain(number: str) -> str:
    """`42 (7)` and `2 ayat 4` as `42(7)` and `2(4)`."""
    number = re.sub(r"\s*ayat\s*\(?(\d+)\)?", r"(\1)", number)
    return re.sub(r"\s+", "", number)


def _past_glue(units: Sequence[Unit], k: int) -> int:
    while k < len(units) and units[k].has("within", "joins", "back", "locative", "agent"):
        if units[k].has("holder", "name", "named"):
            break
        k += 1
    return k


def _strange_name(units: Sequence[Unit], after: int, unit: Unit) -> bool:
    """Whether a name that is no instrument's follows at once ("Article 9 of Japan …")."""
    joined = _past_glue(units, after) > after
    return unit.start >= 0 and joined and not unit.has("holder") and not unit.mark


def _owner_after(units: Sequence[Unit], after: int, found: list[_Found]) -> _Found | None:
    """The phrase that follows a number of an article ("Article 5 of the treaty")."""
    k = _past_glue(units, after)
    for f in found:
        if f.kind != "resolution" and f.first <= k <= f.last and after <= f.last:
            return f
    if k < len(units) and units[k].has("holder"):
        new = _Found("named", k, k, instrument=units[k].labels["holder"])
        found.append(new)
        return new
    return None


def _owner_before(units: Sequence[Unit], i: int, found: list[_Found]) -> _Found | None:
    """The phrase that stands before it ("NATO's mutual defence Article 5")."""
    k = i - 1
    while k >= 0 and i - k < 6 and units[k].has("joins", "trait", "back") and not units[k].has("name"):
        k -= 1
    for f in found:
        if f.kind != "resolution" and f.last == k:
            return f
    if k >= 0 and units[k].has("holder"):
        new = _Found("named", k, k, instrument=units[k].labels["holder"])
        found.append(new)
        return new
    return None


def _years(units: Iterable[Unit]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(u.year for u in units if u.year is not None))


def _phrases(
    text: str, sentence: Sentence, found: _Found, goods: tuple[str, ...]
) -> Iterable[Phrase]:
    """A phrase as the model has it, one for each article it names."""
    units = sentence.units[found.first : found.last + 1]
    start, end = units[0].start, max(units[-1].end, found.end or 0)
    inside = [u for u in units if u.codes]
    parties = dict.fromkeys(c for u in inside for c in u.codes) if found.kind == "treaty" else {}
    around: dict[str, None] = {}
    for name in sentence.names:
        if not any(u.start <= name.start < u.end for u in inside) or found.kind != "treaty":
            for code in name.codes:
                around.pop(code, None)
                around[code] = None
    eras = [u.labels["era"] for u in units if u.has("era")]
    traits = frozenset(t for u in units if u.has("trait") for t in u.labels["trait"])
    for article in (*found.articles, *([] if found.articles else [None])):
        yield Phrase(
            quote=text[start:end],
            start=start,
            end=end,
            kind=found.kind,
            instrument=found.instrument,
            article=article,
            parties=tuple(parties),
            around=tuple(around),
            before=sentence.before,
            years=_years(units) if found.kind == "treaty" else (),
            era=eras[0] if eras else None,
            traits=traits if found.kind == "treaty" else frozenset(),
            resolutions=tuple(found.resolutions),
            items=goods,
            back=found.back,
            tie=found.tie,
        )
