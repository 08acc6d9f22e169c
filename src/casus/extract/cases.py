"""Cases: the preposition or the case in which an actor's phrase stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from casus.extract.lexicon import Lexicon
from casus.extract.trees import Token
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
    cases = [
        c
        for c in tokens[head].children
        if tokens[c].rel == "case" and c < head and not lexicon.marked("condition", tokens, c)
    ]
    if cases:
        low = lexicon.preposition(tokens, min(cases))
        return low if low not in {"'s", "’s"} else ""
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
            if opens or _of_another(tokens, i, head):
                return bare
            return lexicon.preposition(tokens, i)
        if i in anchors or token.upos not in _LEFT_OF_HEAD:
            return bare
    return bare


def _of_another(tokens: Sequence[Token], i: int, head: int) -> bool:
    """Whether a preposition stands before a noun that neither carries the phrase nor is carried by
    it: "В Вильнюсе | советские десантники взяли"."""
    noun = tokens[i].head
    if tokens[i].rel != "case" or not i < noun < head:
        return False
    return noun not in _over(tokens, head) and head not in _over(tokens, noun)


def _over(tokens: Sequence[Token], at: int) -> set[int]:
    """What a token hangs on, all the way up."""
    out: set[int] = set()
    while (at := tokens[at].head) >= 0 and at not in out:
        out.add(at)
    return out


def _bare_case(lexicon: Lexicon, tokens: Sequence[Token], at: int, told: str) -> str:
    """The place of a noun that no preposition stands before, by its case: "dat" of "помог Киеву".
    What modifies a noun as an adjective does, or is the object of a verb, stands in none."""
    head = tokens[at]
    if head.rel in {"amod", "det", "obj"} or head.upos == "ADJ":
        return ""
    case = next((f[5:] for f in head.feats.split("|") if f.startswith("Case=")), "")
    if told and case[:1] not in told:
        fitting = [c for c in lexicon.cases if c[0] in told]
        if "N" in told or "A" in told or not fitting:
            return ""
        under = tokens[head.head].upos if head.head >= 0 else ""
        case = fitting[0] if under == "NOUN" or len(fitting) == 1 else fitting[1]
    return lexicon.cases.get(case, "")


def disagrees(head: Token, name: Token, told: str) -> bool:
    """Whether a name that the tree joins to a noun stands in another case than the noun."""
    case = next((f[5:] for f in head.feats.split("|") if f.startswith("Case=")), "")
    return bool(told and case) and name.rel in {"flat", "appos"} and case[0] not in told


def part(tokens: Sequence[Token], name: int, head: int, told: str) -> None:
    """Tie a name to what the noun hangs on that the tree wrongly joined it to."""
    up = tokens[head].head if tokens[head].head >= 0 else head
    tokens[tokens[name].head].children.remove(name)
    tokens[name].head = up
    tokens[name].deprel = "nsubj" if "N" in told else "obj" if "A" in told else "obl"
    tokens[up].children.append(name)


def agree(tokens: Sequence[Token], head: int, told: str) -> None:
    """Mend the relation of a name whose form tells another: what stands in the accusative is no
    subject, and what stands in the nominative is no object."""
    token = tokens[head]
    verb = token.head >= 0 and tokens[token.head].upos in {"VERB", "AUX", "ADJ"}
    if token.rel == "nsubj" and "N" not in told:
        token.deprel = "obj" if "A" in told else "iobj" if "D" in told else "obl"
    elif verb and told == "N" and token.rel in {"obj", "iobj", "obl"}:
        token.deprel = "nsubj"
    elif verb and told == "A" and token.rel in {"iobj", "obl", "nmod"}:
        token.deprel = "obj"
