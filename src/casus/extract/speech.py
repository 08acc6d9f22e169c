"""Speech: who says what a sentence tells, by verbs of saying, "according to" and quotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.extract.chunks import Chunk
from casus.extract.lexicon import Lexicon
from casus.extract.scene import Scene
from casus.extract.sentences import Span
from casus.extract.tokens import Token
from casus.extract.verb_last import said_before, subject_of

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying (or "according to") with its source: the number of its phrase, or None.

    `first` and `last` are the tokens that it covers.
    """

    at: int
    source: int | None
    first: int
    last: int
    unnamed: bool = False


def find_sayings(lexicon: Lexicon, scene: Scene) -> list[Saying]:
    """The attributions of one sentence, outside its quotations."""
    out: list[Saying] = []
    tokens = scene.tokens
    named = {i for c in scene.chunks if c.codes for i in range(c.first, c.last + 1)}
    for i in range(len(tokens)):
        if scene.quotes[i] >= 0 or i in scene.anchors or i in named:
            continue  # "States" is no verb of saying
        if run := lexicon.marked("according", tokens, i):
            if lexicon.verb_last:
                named_before = _last_before(scene, i + 1, cased=True)
                out.append(Saying(i, named_before, i, len(tokens) - 1, _unnamed(scene, i - 3, 3)))
                continue
            source = _first_after(scene, run[-1])
            first, last = (0, i - 1) if i > len(tokens) // 2 else (i, len(tokens) - 1)
            out.append(Saying(i, source, first, last, _unnamed(scene, run[-1], 4)))
        elif run := lexicon.marked("attribution", tokens, i):
            said = _said_before(scene, run) if lexicon.verb_last else _saying(lexicon, scene, run)
            out.append(said)
    return out


def _saying(lexicon: Lexicon, scene: Scene, run: tuple[int, ...]) -> Saying:
    tokens = scene.tokens
    at = run[0]
    first = _group_start(tokens, at)
    before = tokens[first - 1].form if first else ""
    closing = before in {",", '"', "”", "'"} or (first > 1 and tokens[first - 2].form in {",", '"'})
    events_right = any(t.at > at and scene.quotes[t.at] < 0 for t in scene.triggers)
    last_left = _last_before(scene, at)
    if closing and not (
        events_right and last_left is not None and _is_subject(scene, last_left, at)
    ):
        source = _first_after(scene, run[-1], reach=6)
        if source is None:
            source = last_left
        comma = next((j for j in range(at, len(tokens)) if tokens[j].form == ","), len(tokens))
        return Saying(at, source, 0, at - 1 if comma >= at else len(tokens) - 1,
                      _unnamed(scene, run[-1], 6))  # fmt: skip
    source = next(
        (n for n, c in enumerate(scene.chunks)
         if tokens[c.head].head == at and tokens[c.head].rel == "nsubj"),
        None,
    )  # fmt: skip
    if source is None and lexicon.subject_after:
        source = _first_after(scene, run[-1], reach=6)
    if source is None:
        source = last_left
    trailing = not any(t.at > at for t in scene.triggers)
    if trailing:
        return Saying(at, source, 0, at - 1, _unnamed(scene, at - 6, 6))
    return Saying(at, source, at, len(tokens) - 1, _unnamed(scene, at - 6, 6))


def _group_start(tokens: Sequence[Token], at: int) -> int:
    """Where the verb group that ends at `at` begins: "a-t-il déclaré", "ha dicho"."""
    while at and (
        tokens[at - 1].upos == "AUX"
        or (tokens[at - 1].upos == "PRON" and tokens[at - 1].form.startswith("-"))
    ):
        at -= 1
    return at


def _said_before(scene: Scene, run: tuple[int, ...]) -> Saying:
    """A verb of saying after what is said."""
    at = run[-1]
    subject = subject_of(scene.tokens, at)
    source = next((n for n, c in enumerate(scene.chunks) if c.head == subject), None)
    first, last = said_before(scene.tokens, at)
    width = 0 if subject is None else 2
    unnamed = source is None and _unnamed(scene, (subject or 0) - width, width)
    return Saying(at, source, first, last, unnamed)


def _unnamed(scene: Scene, first: int, width: int) -> bool:
    """Whether a source that is nobody's voice stands there: observers, media."""
    bystanders = scene.classes.get("bystander", set())
    return any(i in bystanders for i in range(max(0, first), first + width + 1))


def _first_after(scene: Scene, at: int, reach: int = 10) -> int | None:
    for n, chunk in enumerate(scene.chunks):
        if chunk.first > at:
            outside = scene.quotes[chunk.first] < 0
            return n if chunk.first - at <= reach and outside else None
    return None


def _last_before(scene: Scene, at: int, cased: bool = False) -> int | None:
    best = None
    for n, chunk in enumerate(scene.chunks):
        if chunk.last < at and (cased or not chunk.case) and scene.quotes[chunk.head] < 0:
            clear = not any(chunk.last < t.at < at for t in scene.triggers)
            best = n if clear or best is None else best
    return best


def _is_subject(scene: Scene, n: int, at: int) -> bool:
    head = scene.tokens[scene.chunks[n].head]
    return head.rel == "nsubj" and (head.head == at or head.head in scene.anchors)


def source_of(sayings: Sequence[Saying], at: int) -> Saying | None:
    """The attribution that covers a token: the nearest one."""
    covering = [s for s in sayings if s.first <= at <= s.last]
    return min(covering, key=lambda s: abs(s.at - at)) if covering else None


def quote_source(
    scenes: Sequence[Scene], sayings: Sequence[list[Saying]], quote: Span, near: Iterable[int]
) -> tuple[int, Chunk] | None:
    """The scene and phrase of whoever speaks in a quotation that runs over the scenes `near`."""
    best: tuple[int, tuple[int, Chunk]] | None = None
    for k in near:
        scene = scenes[k]
        for saying in sayings[k]:
            if saying.source is None:
                continue
            start = scene.tokens[saying.at].start
            gap = min(abs(start - quote.end), abs(start - quote.start))
            if best is None or gap < best[0]:
                best = (gap, (k, scene.chunks[saying.source]))
        if best is None and (found := _speaking_actor(scene, quote)):
            best = (10_000, (k, found))
    return best[1] if best else None


def _speaking_actor(scene: Scene, quote: Span) -> Chunk | None:
    """The subject of a clause outside the quotation, in a sentence without a verb of saying."""
    return next(
        (
            c
            for c in scene.chunks
            if not c.case and not quote.holds(scene.tokens[c.head].start)
            and scene.tokens[c.head].rel in {"nsubj", "root", "dep"}
        ),
        None,
    )  # fmt: skip
