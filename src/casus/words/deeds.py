"""What words for deeds mean where frames tell less: whoever buys, imports or receives is supplied
by the other one, whoever employs workers of another state hosts them, and only who calls up forces
mobilises.

The words are in the `deeds.yaml` of the packs. They are looked up apart from the frames, for which
buying and selling are both trade, and a test of a missile is as much as a mobilisation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from casus.errors import UnknownEvent
from casus.model import Occurrence
from casus.words.kinds import transfer
from casus.words.load import load_deeds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casus.extract.instruments import Word
    from casus.names.span import NameSpan
    from casus.words.told import Told

_OPPOSED: Final = ("breach", "opposed", "abstained")


def way(told: Told) -> str:
    """`give`, `take`, `host` or `home` (workers are sent back), as the words say it first; empty
    where they do not.

    >>> import datetime as dt
    >>> from casus.words.told import Told
    >>> way(Told("Russia bought shells from North Korea", "en", dt.date(2024, 6, 21)))
    'take'
    """
    found = _deeds(told)
    if told.details().get("item") == "workers":
        if "home" in _deeds(told, ("home",)):
            return "home"
        if "host" in found or found[:1] == ["take"]:
            return "host"
    return next((deed for deed in found if deed != "host"), "")


def mobilises(told: Told) -> bool:
    """Whether the words say that forces are called up for war."""
    return bool(_deeds(told, ("mobilise",)))


def opposed(told: Told) -> bool:
    """Whether the words tell of sanctions that are broken, vetoed or voted against."""
    from casus.extract.instruments import has_instruments, load_vocabulary, words_of

    if not has_instruments(told.lang):
        return False
    words, vocabulary = words_of(told.text), load_vocabulary(told.lang)
    if any(e.value in _OPPOSED for _, _, e in vocabulary.find(("claim",), words)):
        return True
    lemmas = {word.key for word in _lemmas(words, told.lang)}
    rows = (e for es in vocabulary.entries.values() for e in es if e.label == "claim")
    known = [
        w for e in rows if e.value in _OPPOSED and len(e.keys) == 1 for w in words_of(e.keys[0])
    ]
    return not lemmas.isdisjoint(word.key for word in _lemmas(known, told.lang))


def _deeds(told: Told, labels: Sequence[str] = ("give", "take", "host")) -> list[str]:
    """The words for deeds of these kinds in the order of the text, names and goods aside."""
    from casus.extract.instruments import has_instruments, load_vocabulary, words_of

    vocabulary = load_deeds(told.lang)
    taken = [(name.start, name.end) for name in told.names]
    words = words_of(told.text)
    if has_instruments(told.lang):
        goods = load_vocabulary(told.lang).find(("item", "arms_words"), words)
        taken += [(words[first].start, words[stop - 1].end) for first, stop, _ in goods]
    free = [w for w in words if not any(a <= w.start < b for a, b in taken)]
    found: dict[int, str] = {}
    for run in (free, _lemmas(free, told.lang)):
        for label in labels:
            for first, _, _ in vocabulary.find((label,), run):
                found.setdefault(2 * first + (label == "host"), label)
    return [found[at] for at in sorted(found)]


def _lemmas(words: Sequence[Word], lang: str) -> list[Word]:
    """The words by their lemma, where `simplemma` knows the language."""
    import simplemma

    from casus.names.fold import simplify

    try:
        return [
            replace(word, key=simplify(simplemma.lemmatize(word.form.lower(), lang).casefold()))
            for word in words
        ]
    except ValueError:
        return []


def transfer_of(told: Told, details: dict[str, str]) -> Occurrence | None:
    """A purchase, an import, a receipt, or workers hosted; None where the words tell none, or do
    not name two sides."""
    deed = details.get("way")
    if deed == "home":
        raise UnknownEvent(
            f"{told.words!r}: workers who are sent back are neither hosted nor supplied: no rule "
            'of the book is set off by that. Say who hosts whose workers: "Russia hosts workers '
            'from North Korea"'
        )
    if not deed or details.get("deed") not in (None, "funds"):
        return None
    sides = _sides(told, deed)
    if sides is None:
        return None
    taker, giver = sides
    item = details.get("item") or details.get("arms")
    record: dict[str, Any] | None
    if deed == "host":
        record = {"kind": "host_workers", "supplier": giver, "target": taker, "item": "workers"}
    else:
        if taker == details.get("in"):  # "takes in workers": no place follows
            details = {key: value for key, value in details.items() if key != "in"}
        record = transfer(giver, taker, item, details)
    return Occurrence.from_dict(record) if record else None


def denied(told: Told) -> bool:
    """Whether a word of negation stands among the words."""
    from casus.extract.instruments import has_instruments, load_vocabulary, words_of

    if not has_instruments(told.lang):
        return False
    return any(load_vocabulary(told.lang).find(("negation",), words_of(told.text)))


def doer_of_passive(told: Told) -> str | None:
    """The party that is marked as the doer, where the words tell a deed that is suffered.

    >>> import datetime as dt
    >>> from casus.words.told import Told
    >>> doer_of_passive(Told("Iran wird von Israel angegriffen", "de", dt.date(2025, 6, 13)))
    'ISR'
    """
    from casus.extract.instruments import words_of

    if not any(load_deeds(told.lang).find(("passive",), words_of(told.text))):
        return None
    marked = {
        codes[0]
        for name, codes in told.parties()
        if len(codes) == 1 and _marked(told, name, ("by", "agent"), ("by_after", "agent_after"))
    }
    return marked.pop() if len(marked) == 1 else None


def comes_from(told: Told, name: NameSpan) -> bool:
    """Whether the name is said to be where an attack comes from."""
    return _marked(told, name, ("origin",), ("origin_after",))


def _sides(told: Told, deed: str) -> tuple[str, str] | None:
    """Who receives and who supplies. The doer of the deed is marked as that of a passive, or the
    one who supplies as such; where nothing is marked the doer is named first."""
    parties = told.parties()
    if len({codes for _, codes in parties}) < 2:
        parties = told.parties(everywhere=True)
    by_code: dict[tuple[str, ...], NameSpan] = {}
    for name, codes in parties:
        by_code.setdefault(codes, name)
    if len(by_code) != 2 or any(len(codes) != 1 for codes in by_code):
        return None
    (first, one), (second, other) = by_code.items()
    passive = _passive(told)
    before = ("by", "agent") if passive else ("by",)
    behind = ("by_after", "agent_after") if passive else ("by_after",)
    doers = [_marked(told, name, before, behind) for name in (one, other)]
    supplies = [_marked(told, name, ("from",), ("after",)) for name in (one, other)]
    if doers[0] != doers[1]:
        taker_first = doers[0] == (deed != "give")
    elif deed == "give":
        taker_first = supplies == [False, True]
    else:
        taker_first = not passive and supplies != [True, False]
    return (first[0], second[0]) if taker_first else (second[0], first[0])


def _passive(told: Told) -> bool:
    """Whether the deed is suffered: by its own form, or by a word beside a form of the past ("wird
    … kaufen" is none)."""
    from casus.extract.instruments import words_of

    vocabulary, words = load_deeds(told.lang), words_of(told.text)
    deeds = {first for first, _, _ in vocabulary.find(("take", "host"), words)}
    found = {first for first, _, _ in vocabulary.find(("passive",), words)}
    return bool(found) and (not deeds or not found.isdisjoint(deeds))


def _marked(told: Told, name: NameSpan, before: tuple[str, ...], behind: tuple[str, ...]) -> bool:
    """Whether a word of these labels stands right before the name, or right behind it."""
    from casus.extract.instruments import words_of

    vocabulary, words = load_deeds(told.lang), words_of(told.text)
    for first, stop, entry in vocabulary.find((*before, *behind), words):
        if entry.label in before:
            between = [w for w in words[stop:] if w.start < name.start]
            if words[first].start < name.start and len(between) <= 1 and _small(between):
                return True
        elif name.end <= words[first].start <= name.end + 1:
            return True
    return False


def _small(between: Sequence[Word]) -> bool:
    """Whether only an article can stand there."""
    return all(len(word.form) <= 3 for word in between)
