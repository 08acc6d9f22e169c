"""Cases: the preposition or the case in which an actor's phrase stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from casus.extract.lexicon import Lexicon
from casus.extract.tokens import Token
from casus.names.span import NameSpan

_LEFT_OF_HEAD: Final = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "X", "SYM", "ADV"})


def leaning_case(lexicon: Lexicon, token: Token, name: NameSpan) -> str:
    """The preposition that leans on a name and that the tokeniser left on it ("لإسرائيل")."""
    lead = token.form[: max(0, name.start - token.start)][-1:]
    return lead if lead and lead in lexicon.case_words else ""


def case_of(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    first: int,
    head: int,
    anchors: frozenset[int],
    told: str = "",
) -> str:
    """The preposition before a phrase, lower case, or an empty string. What opens a clause ("if",
    "that") is none. Without one the place that the case of a bare noun gives; `told` are the cases
    that its form may stand in. Where particles follow their noun, the first that has a name."""
    if lexicon.verb_last:
        if tokens[head].rel == "conj":
            return ""  # what joins it to the next of a list is no case of its own
        after = [c for c in tokens[head].children if tokens[c].deprel == "case"]
        return next((tokens[c].lemma for c in sorted(after) if tokens[c].lemma), "")
    if first and tokens[first - 1].form.casefold() in lexicon.coverbs:
        return tokens[first - 1].form.casefold()
    bare = _bare_case(lexicon, tokens, head, told) if lexicon.cases else ""
    for i in range(min(first, head) - 1, max(-1, min(first, head) - 6), -1):
        token = tokens[i]
        if token.form.casefold() in lexicon.coverbs and i not in anchors:
            return token.form.casefold()
        if not token.upos and lexicon.prepositions:  # words alone: by the pack's prepositions
            if lexicon.is_preposition(tokens, i):
                return lexicon.preposition(tokens, i)
            if i in anchors or not token.form[:1].isalpha() or i < min(first, head) - 3:
                return bare
            continue
        if token.upos in {"ADP", "SCONJ"} and token.form[:1].isalpha():
            opens = any(lexicon.marked(m, tokens, i) for m in ("condition", "complementizer"))
            if opens:
                return bare
            return lexicon.preposition(tokens, i)
        if i in anchors or token.upos not in _LEFT_OF_HEAD:
            return bare
    return bare


def _bare_case(lexicon: Lexicon, tokens: Sequence[Token], at: int, told: str) -> str:
    """The place of a noun that no preposition stands before, by its case: "dat" of "помог Киеву".
    What modifies a noun as an adjective does stands in none."""
    head = tokens[at]
    if head.upos == "ADJ":
        return ""
    case = next((f[5:] for f in head.feats.split("|") if f.startswith("Case=")), "")
    if told and case[:1] not in told:
        fitting = [c for c in lexicon.cases if c[0] in told]
        if "N" in told or "A" in told or not fitting:
            return ""
        case = fitting[:2][-1]
    return lexicon.cases.get(case, "")
