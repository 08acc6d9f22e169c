"""Trees by particles: for languages whose nouns end in particles and whose clauses end in verbs.

Where a particle says what its noun is to the verb, and the verb comes last, most heads follow from
the order of words: a noun depends on the next verb that is still to come, a topic on the last verb
of what is told of it, a clause on the next clause. The words come from `segments.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from casus.extract.heads import Unit, attach
from casus.extract.segment import Segmenter
from casus.extract.segments import Piece, cut
from casus.extract.tokenizing import NO_FORMS
from casus.extract.tokens import Token
from casus.extract.wordbook import Wordbook, load_wordbook

_QUOTES: Final = {"「": "」", "『": "』", "“": "”", "‘": "’", "〈": "〉", "《": "》", "<": ">"}
_STRAIGHT: Final = "\"'"
_STOPS: Final = frozenset(".。!?！？;；:")
_COMMAS: Final = frozenset(",、，")


class ParticleTagger:
    """Trees from a wordbook and the particles that it knows."""

    tagged = True
    segmenter: Segmenter | None = None

    def __init__(
        self, folder: Path, lang: str, words: Iterable[str], telling: Iterable[str]
    ) -> None:
        self.lang = lang
        self.forms = NO_FORMS
        self._book: Wordbook = load_wordbook(folder / "words.yaml", words, telling)

    def tokens(
        self,
        sentence: str,
        offset: int,
        names: Sequence[tuple[int, int]] = (),
    ) -> list[Token]:
        """The tokens of one sentence with head and relation; `names` are the spans of its names,
        `offset` is where it begins in the article."""
        pieces = cut(self._book, sentence, names)
        tokens, units = _tokens(self._book, sentence, offset, pieces)
        attach(units)
        _settle(tokens, units)
        return tokens


def _tokens(
    book: Wordbook, text: str, offset: int, pieces: list[Piece]
) -> tuple[list[Token], list[Unit]]:
    """Tokens with forms and parts of speech, and the units they make."""
    merged = _merged(pieces, text)
    level = _levels(text, merged)
    tokens: list[Token] = []
    for n, piece in enumerate(merged):
        form = text[piece.start : piece.end]
        tokens.append(
            Token(n, form, _lemma(book, piece, form), _upos(piece), "", -1, "dep",
                  offset + piece.start, offset + piece.end, _keys(book, piece, form))
        )  # fmt: skip
    return tokens, _units(book, text, merged, tokens, level)


def _merged(pieces: list[Piece], text: str) -> list[Piece]:
    """A noun and its light verb are one verb; a word that nobody knows before an ending is one."""
    out: list[Piece] = []
    for n, piece in enumerate(pieces):
        last = out[-1] if out else None
        after = pieces[n + 1] if n + 1 < len(pieces) else None
        near = last is not None and last.end == piece.start
        if piece.sort == "light" and near and last and "copula" not in piece.kind:
            noun = text[last.start : last.end].casefold()
            made = tuple(noun + word for word in piece.words)
            words = (*last.words, noun, *made)
            out[-1] = Piece(last.start, piece.end, "verb", piece.kind, words)
        elif (
            piece.sort == "other" and after and after.sort == "ending" and after.start == piece.end
        ):
            out.append(Piece(piece.start, piece.end, "verb", "", piece.words))
        else:
            out.append(piece)
    return out


def _upos(piece: Piece) -> str:
    return {
        "noun": "NOUN", "name": "PROPN", "other": "NOUN", "verb": "VERB", "light": "AUX",
        "particle": "ADP", "ending": "AUX", "free": "ADV", "mark": "PUNCT",
    }[piece.sort]  # fmt: skip


def _lemma(book: Wordbook, piece: Piece, form: str) -> str:
    if piece.sort == "particle":
        return book.particles[form].case
    return piece.words[0] if piece.words else form.casefold()


def _keys(book: Wordbook, piece: Piece, form: str) -> frozenset[str]:
    low = form.casefold()
    keys = {low, f"={low}", *piece.words}
    if piece.sort == "particle" and (case := book.particles[form].case):
        keys.add(case)
    if piece.sort in {"noun", "verb", "other", "name"}:
        for word in (low, *piece.words):
            keys |= book.tails(word)
    return frozenset(keys)


def _levels(text: str, pieces: list[Piece]) -> list[int]:
    """For each piece the number of the quotation it stands in, or -1."""
    out, closing, number, level = [], "", -1, -1
    for piece in pieces:
        char = text[piece.start]
        if level < 0 and (char in _QUOTES or char in _STRAIGHT):
            end = _QUOTES.get(char, char)
            if end in text[piece.end :]:
                closing, number = end, number + 1
                level = number
                out.append(-1)
                continue
        elif level >= 0 and char == closing:
            level = -1
        out.append(level)
    return out


def _units(
    book: Wordbook, text: str, pieces: list[Piece], tokens: list[Token], levels: list[int]
) -> list[Unit]:
    spoken = {levels[n] for n, p in enumerate(pieces) if p.sort == "verb"} - {-1}
    level = [lv if lv in spoken else -1 for lv in levels]
    out: list[Unit] = []
    n = 0
    while n < len(pieces):
        sort = pieces[n].sort
        if sort in {"noun", "name", "other"}:
            n = _noun_phrase(book, text, pieces, tokens, level, n, out)
        elif sort in {"verb", "light"}:
            n = _verb_group(book, pieces, tokens, level, n, n, out)
        else:
            if sort == "mark" and out and text[pieces[n].start] in _COMMAS:
                out[-1].comma = True
            n += 1
    return _ended(text, pieces, out)


def _noun_phrase(
    book: Wordbook, text: str, pieces: list[Piece], tokens: list[Token], level: list[int],
    n: int, out: list[Unit],
) -> int:  # fmt: skip
    """Nouns side by side with the particles after them; with a copula they are a verb."""
    head = n
    while n < len(pieces) and pieces[n].sort in {"noun", "name", "other"}:
        if n > head and level[n] != level[head]:
            break
        if (
            n > head
            and book.spaces
            and pieces[n].start > pieces[n - 1].end
            and (_timed(book, text, pieces, n - 1))
        ):
            break
        n += 1
    for i in range(head, n - 1):
        tokens[i].head, tokens[i].deprel = n - 1, "compound"
    named = any(pieces[i].sort == "name" for i in range(head, n))
    head = n - 1
    if n < len(pieces) and pieces[n].sort == "light":
        return _verb_group(book, pieces, tokens, level, head, n, out)
    first = n
    while n < len(pieces) and pieces[n].sort == "particle":
        tokens[n].head, tokens[n].deprel = head, "case"
        n += 1
    told = [book.particles[tokens[i].form] for i in range(first, n)]
    chief = (p.relation for p in reversed(told) if p.relation != "topic")
    kind = next(chief, "topic" if told else "")
    if not told and _timed(book, text, pieces, head):
        kind = "advmod"
    out.append(Unit(head, n - 1, False, kind, level[head], named))
    return n


def _timed(book: Wordbook, text: str, pieces: list[Piece], last: int) -> bool:
    """Whether a bare noun tells the time ("21일"), which stands apart from what follows."""
    form = text[pieces[last].start : pieces[last].end]
    return form in book.times or any(form.endswith(t) and form[0].isdigit() for t in book.times)


def _verb_group(
    book: Wordbook, pieces: list[Piece], tokens: list[Token], level: list[int],
    head: int, n: int, out: list[Unit],
) -> int:  # fmt: skip
    """A verb with its endings; what the last of them does is what the clause does."""
    kind, passive = "", False
    if n == head:
        kind, _, voice = pieces[n].kind.partition(":")
        passive = voice == "passive"
        n += 1
        if kind == "link" and n < len(pieces) and _helps(book, pieces[n]):
            kind = pieces[n].kind
            tokens[n].head, tokens[n].deprel, tokens[n].upos = head, "aux", "AUX"
            n += 1
    feats = set()
    while n < len(pieces) and pieces[n].sort in {"ending", "light"}:
        if pieces[n].start > pieces[n - 1].end and pieces[n].sort == "ending":
            break
        told, _, extra = pieces[n].kind.partition(":")
        passive |= extra == "passive"
        if extra == "negated":
            feats.add("Polarity=Neg")
        kind = told if told and told != "open" else kind
        tokens[n].head, tokens[n].deprel = head, "cop" if extra == "copula" else "aux"
        n += 1
        if kind == "link" and n < len(pieces) and _helps(book, pieces[n]):
            kind = pieces[n].kind
            tokens[n].head, tokens[n].deprel, tokens[n].upos = head, "aux", "AUX"
            n += 1
    if passive:
        feats.add("Voice=Pass")
    tokens[head].feats = "|".join(sorted(feats))
    last = n - 1
    while n < len(pieces) and pieces[n].sort == "particle":
        case = book.particles[tokens[n].form]
        tokens[n].head, tokens[n].deprel = head, "mark"
        kind = _after_verb(kind, case.relation, case.case)
        last = n
        n += 1
    named = pieces[head].sort == "name"
    out.append(Unit(head, last, True, kind or "link", level[head], named, passive=passive))
    return n


def _helps(book: Wordbook, piece: Piece) -> bool:
    """Whether a verb only helps the one before it: "is doing", "has done", "does not"."""
    return piece.sort == "verb" and not book.auxiliary.isdisjoint(piece.words)


def _after_verb(kind: str, relation: str, case: str) -> str:
    """What a particle behind a verb makes of its clause."""
    if kind in {"quote", "quoted", "noun"}:
        return kind if relation != "nmod" else "quoted"
    if case == "quote" or (relation == "conj" and kind == "final"):
        return "quote"
    return "link" if relation in {"nsubj", "obl", "advmod", "topic"} else kind


def _ended(text: str, pieces: list[Piece], units: list[Unit]) -> list[Unit]:
    """Verbs whose form may end a clause or describe a noun are settled by what follows; so are
    bare nouns at the end, which headlines have for verbs."""
    for k, unit in enumerate(units):
        after = units[k + 1] if k + 1 < len(units) else None
        beside = after is not None and after.head - unit.last <= 3 and not unit.comma and (
            after.level == unit.level
        )  # fmt: skip
        between = [text[pieces[i].start] for i in range(unit.last + 1, after.head)] if after else []
        beside = beside and not any(c in _STOPS or c in _COMMAS for c in between)
        if unit.verbal and unit.kind == "final" and beside and after and not after.verbal:
            unit.kind = "adnominal"
        elif unit.verbal and unit.kind == "adnominal" and after is None:
            unit.kind = "final"
        elif unit.verbal and unit.level >= 0 and (after is None or after.level != unit.level):
            unit.kind = "quote"
    return units


def _settle(tokens: list[Token], units: list[Unit]) -> None:
    """Heads and relations of the units given to their tokens; the rest hangs on what is near."""
    for unit in units:
        token = tokens[unit.head]
        up = units[unit.up].head if unit.up is not None else -1
        token.head, token.deprel = up, unit.rel if up >= 0 else "root"
    heads = [unit.head for unit in units]
    for token in tokens:
        if token.head < 0 and token.i not in heads and heads:
            later = next((h for h in heads if h > token.i), heads[-1])
            token.head = later
            token.deprel = "punct" if token.upos == "PUNCT" else "advmod"
    for token in tokens:
        if token.head >= 0:
            tokens[token.head].children.append(token.i)
