"""Relations: how an actor phrase stands to a trigger, by its head and by the order of words.

Each relation is a short name; together they are the features by which roles are filled
(`roles.py`) and what `rule` and `casus explain` name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from casus.extract.chunks import Chunk
from casus.extract.lexicon import Lexicon
from casus.extract.scene import Scene
from casus.extract.speech import Saying
from casus.extract.tokens import Token
from casus.extract.triggers import Trigger

_DISTANCES: Final = (0, 2, 5, 10)
"""Bounds between the classes of distance, in tokens."""
_CLAUSE: Final = frozenset({"conj", "advcl", "acl", "ccomp", "aux", "cop"})


def tree_relation(lexicon: Lexicon, scene: Scene, n: int, c: int) -> str:
    """The relation of phrase `c` to trigger `n` by their heads, which particles or the order of
    words have written (`clause_order.py`), or an empty string.

    `subj` and `obj` are those of the act: a passive's subject is `obj`, its agent `subj`.
    """
    found = scene.related.get((n, c))
    if found is None:
        found = scene.related[n, c] = _by_heads(lexicon, scene, scene.triggers[n], scene.chunks[c])
    return found


def _by_heads(lexicon: Lexicon, scene: Scene, trigger: Trigger, chunk: Chunk) -> str:
    tokens = scene.tokens
    for i in trigger.taken:
        direct = _direct(lexicon, tokens, trigger, i, chunk)
        if direct:
            return direct
    for i in trigger.taken:
        inherited = _inherited(tokens, i, chunk)
        if inherited:
            return inherited
    return ""


def _direct(
    lexicon: Lexicon, tokens: Sequence[Token], trigger: Trigger, i: int, chunk: Chunk
) -> str:
    head = tokens[chunk.head]
    if head.head != i:
        if tokens[i].head == chunk.head:
            return _upward(tokens[i], trigger)
        return ""
    rel = head.deprel
    if rel in {"nsubj", "nsubj:pass"}:  # the trigger knows better
        return "obj" if trigger.passive else "subj"
    if rel == "obl:agent" or (
        chunk.case and _is(lexicon, "agent", chunk) and head.rel in {"obl", "nmod"}
    ):
        return "agent"
    if head.rel in {"obj", "iobj"}:
        return "agent" if trigger.passive else head.rel
    if head.rel in {"nmod", "compound"}:
        if chunk.case:
            return "nmod"
        return "obj" if trigger.passive else "poss"  # "the arrest of Indians by Iran"
    if head.rel in {"obl", "advmod"}:
        return "obl"
    return head.rel


def _upward(token: Token, trigger: Trigger) -> str:
    """The trigger hangs on the phrase: "the ferry carrying", "the pact signed by"."""
    if token.rel == "acl":
        return "obj" if trigger.passive else "subj"
    return "owner" if token.rel in {"nmod", "compound"} else ""


def _inherited(tokens: Sequence[Token], i: int, chunk: Chunk) -> str:
    """The phrase is the subject or object of the clause that the trigger's hangs on."""
    at, path = i, ""
    for depth in range(4):
        token = tokens[at]
        if token.head < 0 or token.rel not in _CLAUSE | {"obj", "obl", "nsubj", "nmod"}:
            return ""
        path = path or token.rel
        at = token.head
        head = tokens[chunk.head]
        if at == chunk.head:
            return f"up:{path}" if depth == 0 else "up:far"
        if head.head == at:
            side = {"nsubj": "subj", "obj": "obj", "iobj": "obj", "obl": "obl"}.get(head.rel)
            if side:
                return f"{side}:{path}" if depth == 0 else f"{side}:far:{path}"
    return ""


def _is(lexicon: Lexicon, marker: str, chunk: Chunk) -> bool:
    return chunk.case in lexicon.marker_words[marker]


def _side(scene: Scene, right: bool) -> str:
    """The side on which a phrase stands; where verbs come last, an object too stands ahead."""
    if scene.verb_last:
        return "behind" if right else "ahead"
    return "right" if right else "left"


def _moved(scene: Scene, trigger: Trigger, chunk: Chunk) -> bool:
    """Whether a phrase with a coverb stands before its verb, where other languages have it behind:
    "对俄罗斯|实施制裁"."""
    if chunk.case not in scene.coverbs or chunk.last >= min(trigger.taken):
        return False
    between = range(chunk.last + 1, min(trigger.taken))
    return not any(j in scene.anchors or scene.tokens[j].form in {",", ";", ":"} for j in between)


def order_relations(scene: Scene, trigger: Trigger, chunk: Chunk) -> list[str]:
    """How the phrase stands to the trigger in the order of words."""
    at, last = min(trigger.taken), max(trigger.taken)
    if trigger.place is not None:
        at = last = trigger.place
    right = chunk.first > at
    low, high = (last, chunk.first) if right else (chunk.last, at)
    between = scene.tally.phrases(low, high)
    events = scene.tally.between("events", low, high)
    commas = scene.tally.between("commas", low, high)
    side = _side(scene, right or _moved(scene, trigger, chunk))
    if any(chunk.covers(i) for i in trigger.taken):
        side = "inside"
    out = [
        side,
        f"{side}:n{min(between, 2)}",
        f"{side}:t{min(events, 2)}",
        f"{side}:n{min(between, 2)}:t{min(events, 2)}:c{min(commas, 2)}",
    ]
    distance = max(0, high - low - 1)
    out.append(f"{side}:d{bisect_left(_DISTANCES, distance)}")
    if scene.quotes[chunk.head] != scene.quotes[trigger.at]:
        out.append("across-quote")
    clause, own = scene.clause_of(chunk.head), scene.clause_of(trigger.at)
    if clause != own:
        out.append("into-condition" if own < 0 else "out-of-condition")
    return out


def clause_relations(scene: Scene, trigger: Trigger, chunk: Chunk) -> list[str]:
    """Whether another word has the phrase already, and what parts its clause from the trigger's."""
    tokens = scene.tokens
    head = tokens[chunk.head]
    place = trigger.place if trigger.place is not None else min(trigger.taken)
    side = _side(scene, chunk.first > place or _moved(scene, trigger, chunk))
    owner = "root"
    if head.head >= 0:
        up = head.head
        if up in trigger.taken:
            owner = "trigger"
        elif up in scene.anchors:
            owner = "event"
        else:
            owner = "verb" if tokens[up].upos in {"VERB", "AUX"} else "noun"
    out = [f"owner:{owner}:{head.rel}", f"owner:{owner}:{head.rel}:{side}"]
    low, high = sorted((chunk.head, trigger.at))
    own = [i for i in trigger.taken if low < i < high]
    verbs, opens, joins, stops = (
        scene.tally.between(kind, low, high) - sum(scene.tally.at(kind, i) for i in own)
        for kind in ("verbs", "opens", "joins", "stops")
    )
    out += [f"{side}:verbs{min(verbs, 2)}", f"{side}:opens{min(opens, 2)}:joins{min(joins, 2)}"]
    out += [f"{side}:verbs{min(verbs, 2)}:{owner}:{head.rel}"]
    if stops:
        out.append(f"{side}:stops")
    return out


def saying_relations(scene: Scene, trigger: Trigger, n: int, saying: Saying | None) -> list[str]:
    """How the phrase stands to the verb of saying that the trigger is told under: its source, or
    between it and the trigger ("Iran said *Israel* had bombed its bases")."""
    if saying is None or saying.source is None or scene.quotes[trigger.at] >= 0:
        return []
    kind = "noun" if trigger.noun else "verb"
    low, high = sorted((saying.at, trigger.at))
    if n == saying.source:
        others = any(low < c.first < high and c.codes and not c.case for c in scene.chunks)
        beside = "others" if others else "alone"
        return [f"source:{kind}", f"source:{kind}:{beside}", f"source:{trigger.frame_type}"]
    chunk = scene.chunks[n]
    if not low < chunk.first < high:
        return []
    first = not any(low < c.first < chunk.first for c in scene.chunks)
    case = chunk.case or "-"
    return [f"after-saying:{kind}", f"after-saying:{first}:{case == '-'}:{kind}"]


def place_rank(places: Sequence[str], chunk: Chunk, relation: str) -> int | None:
    """Which of a frame's places the phrase stands in: 0 is the first named, None is none."""
    base = relation.partition(":")[0]
    for n, place in enumerate(places):
        if place in {"subj", "obj", "iobj", "poss"}:
            if not chunk.case and place == base:
                return n
            if place == "poss" and relation in {"poss", "nmod"}:
                return n
        elif place == "by":
            if relation == "agent":
                return n
        elif place == chunk.case:
            return n
    return None


def places_of(lexicon: Lexicon, trigger: Trigger) -> tuple[tuple[str, Sequence[str]], ...]:
    """Where the frame of a trigger looks for its actor (`a`) and its recipient (`r`)."""
    frame = trigger.sense.frame
    told = frame.recipient
    return (
        ("a", frame.actor),
        ("r", lexicon.recipients.get(frame.type, ()) if told is None else told),
    )


def ranks(lexicon: Lexicon, trigger: Trigger, chunk: Chunk, relation: str) -> list[tuple[str, int]]:
    """The roles in whose places the phrase stands, each with the rank of the place."""
    found = [
        (role, place_rank(wanted, chunk, relation)) for role, wanted in places_of(lexicon, trigger)
    ]
    return [(role, rank) for role, rank in found if rank is not None]


def rivals(lexicon: Lexicon, scene: Scene, n: int, c: int, kin: Sequence[int]) -> list[str]:
    """Whether phrase `c` stands, by its head, in a place of another event than `n` and those that
    are its content or condition (`kin`): whoever is the subject there is seldom a party here."""
    if c not in scene.seats:
        scene.seats[c] = list(_seats(lexicon, scene, c))
    over = scene.over(n)
    return sorted(
        {
            f"rival:{'over' if m == over else 'beside'}:{place}"
            for m, place in scene.seats[c]
            if m != n and m not in kin
        }
    )


def _seats(lexicon: Lexicon, scene: Scene, c: int) -> Iterator[tuple[int, str]]:
    """The places of events in which a phrase stands by its head."""
    for m, other in enumerate(scene.triggers):
        relation = tree_relation(lexicon, scene, m, c)
        if relation and ":" not in relation:
            for role, rank in ranks(lexicon, other, scene.chunks[c], relation):
                yield m, f"{role}{min(rank, 1)}"
