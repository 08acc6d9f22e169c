"""Teaching: batches of lessons, what the network gets wrong in them, and the loop."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

from casus.extract.encoder.heads import KINDS, MODED, PARTS, ROLES, SOURCES
from casus.extract.encoder.model import LONGEST, covering
from encoder.lessons import Act, Lesson, Place
from encoder.network import Fills, Heads, Layers

BATCH = 900
"""Pieces of a batch: few, so that many steps are taken in few rounds."""
UNASKED = 0.4
"""How much a word counts that no pattern of the lexicon took for one that tells."""

KEPT = 0.997
"""How much of the mean of the network's numbers each step leaves as it was."""

SURE = 0.7
"""How often it is told who fills a role, when others are asked for."""

_OTHER = torch.tensor([[kind != other for other, _ in KINDS] for kind, _ in KINDS])
"""For each of `KINDS` those of another type."""

BEGIN, PAD, END = 0, 1, 2
_CHANCE = random.Random(0)


@dataclass
class Sample:
    """A lesson in pieces; places are first and last piece, the beginning counted."""

    ids: list[int]
    words: list[tuple[Place, int, float]]
    """Words that are asked: their pieces, what they tell, how much they count."""
    mentions: list[Place]
    acts: list[tuple[list[int], Act]]
    """Acts, each with those of `words` of which one tells it."""


def samples(lessons: Sequence[Lesson], pieces: Any) -> list[Sample]:
    """The lessons cut into pieces; what stands beyond `LONGEST` is left out."""
    return [_sample(lesson, pieces) for lesson in lessons]


def _sample(lesson: Lesson, pieces: Any) -> Sample:
    found = pieces.encode(lesson.text.replace("\n", " "), return_type="offset_mapping")
    offsets = found["offsets"][:LONGEST]
    starts, ends = [a for a, _ in offsets], [b for _, b in offsets]

    def place(start: int, end: int) -> Place | None:
        first, last = covering(starts, ends, start, end)
        return (first + 1, last + 1) if last > first else None

    at = [place(a, b) for a, b in lesson.words]
    words = []
    asked: dict[int, int] = {}
    known = {i for act in lesson.acts for i in act.words}
    for i, where in enumerate(at):
        if where is None or (i in lesson.passive_words and i not in known):
            continue
        told = lesson.told.get(i, 0)
        asked[i] = len(words)
        words.append((where, told, 1.0 if told or i in lesson.triggers else UNASKED))
    mentions = [place(a, b) for a, b in lesson.mentions]
    number = {n: k for k, n in enumerate(n for n, m in enumerate(mentions) if m)}

    def seen(filled: dict[str, list[int]]) -> dict[str, list[int]]:
        left = {role: [number[n] for n in who if n in number] for role, who in filled.items()}
        return {role: who for role, who in left.items() if who or not filled[role]}

    acts = [
        (among, Act(a.label, a.words, seen(a.roles), a.parts, a.joint, a.modes))
        for a in lesson.acts
        if (among := [asked[i] for i in a.words if i in asked])
    ]
    ids = [BEGIN, *found["ids"][:LONGEST], END]
    return Sample(ids, words, [m for m in mentions if m], acts)


def batches(
    given: Sequence[Sample], order: random.Random | None, pieces: int = BATCH
) -> Iterator[list[Sample]]:
    """The samples in batches of about so many pieces, those of like length together."""
    left = list(given)
    if order:
        order.shuffle(left)
    out: list[list[Sample]] = []
    for k in range(0, len(left), 400):
        batch: list[Sample] = []
        for sample in sorted(left[k : k + 400], key=lambda s: len(s.ids)):
            if batch and len(sample.ids) * (len(batch) + 1) > pieces:
                out.append(batch)
                batch = []
            batch.append(sample)
        out.append(batch)
    if order:
        order.shuffle(out)
    yield from out


def read(layers: Layers, batch: Sequence[Sample], half: bool = False) -> torch.Tensor:
    """The rows of a batch, `[batch, length, width]`; with `half` multiplied in numbers of sixteen
    bits."""
    length = max(len(s.ids) for s in batch)
    ids = torch.full((len(batch), length), PAD)
    hidden = torch.full((len(batch), 1, 1, length), -1e9)
    for i, sample in enumerate(batch):
        ids[i, : len(sample.ids)] = torch.tensor(sample.ids)
        hidden[i, 0, 0, : len(sample.ids)] = 0.0
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        rows: torch.Tensor = layers(layers.pieces[ids], hidden)
    return rows.float()


def shown(batch: Sequence[Sample]) -> torch.Tensor:
    """Which places of a batch hold a piece."""
    length = max(len(sample.ids) for sample in batch)
    return torch.tensor([[n < len(sample.ids) for n in range(length)] for sample in batch])


def wide_parts(layers: Layers, given: Sequence[Sample]) -> Iterator[list[torch.Tensor]]:
    """What goes into the last product of each layer, a row for each piece, for one batch of some
    texts after another."""
    seen: list[torch.Tensor] = []
    hooks = [
        layer.narrowed.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0].float()))
        for layer in layers.layers
    ]
    try:
        for batch in batches(given, None):
            seen.clear()
            with torch.no_grad():
                read(layers, batch)
            pieces = shown(batch)
            yield [numbers[pieces] for numbers in seen]
    finally:
        for hook in hooks:
            hook.remove()


def means(rows: torch.Tensor, places: Sequence[tuple[int, Place]]) -> torch.Tensor:
    """The mean of the rows of each place; a place is the number of a sample and its pieces."""
    length, width = rows.shape[1:]
    index = [n * length + j for n, (a, b) in places for j in range(a, b)]
    whose = [k for k, (_, (a, b)) in enumerate(places) for _ in range(a, b)]
    flat = rows.reshape(-1, width)[torch.tensor(index)]
    total = torch.zeros(len(places), width).index_add_(0, torch.tensor(whose), flat)
    return total / torch.tensor([float(b - a) for _, (a, b) in places])[:, None]


def losses(
    heads: Heads, rows: torch.Tensor, batch: Sequence[Sample]
) -> tuple[torch.Tensor, torch.Tensor]:
    """How wrong the network is of what the words of a batch tell, by its `rows`; and of who fills
    the roles, whether all sides act together, what the parts are, of which mode."""
    words = [(n, word) for n, s in enumerate(batch) for word in s.words]
    types = heads.types(means(rows, [(n, place) for n, (place, _, _) in words]))
    where, label_of = located(batch, types.detach())
    labels = torch.tensor([label_of.get(i, label) for i, (_, (_, label, _)) in enumerate(words)])
    weight = torch.tensor([1.0 if i in label_of else w for i, (_, (_, _, w)) in enumerate(words)])
    of_types = (functional.cross_entropy(types, labels, reduction="none") * weight).sum()
    acts = [
        (n, (words[i][1][0], act))
        for (n, act), i in zip(((n, act) for n, s in enumerate(batch) for _, act in s.acts), where,
                               strict=True)
        if batch[n].mentions
    ]  # fmt: skip
    mentions = [(n, m) for n, s in enumerate(batch) if s.acts for m in s.mentions]
    if not acts:
        return of_types, of_types * 0
    asked = heads.asks(
        means(rows, [(n, place) for n, (place, _) in acts]),
        torch.tensor([act.label for _, (_, act) in acts]),
    )
    owners = [n for n, _ in mentions]
    lengths = torch.tensor([len(s.ids) for s in batch])
    seen = heads.looks(asked, rows, torch.tensor([n for n, _ in acts]), lengths)
    fills = filled(acts, owners, _CHANCE)
    fit, nobody = heads.roles(asked, seen, means(rows, mentions), fills)
    of_roles = _of_roles(batch, acts, owners, fit, nobody)
    told_parts = heads.types_of_parts(asked, seen)
    told = [act for _, (_, act) in acts]
    of_sides = _of_sides(told, heads.acted_together(asked))
    of_modes = _of_modes(told, heads.modes_of(asked, seen))
    return of_types, of_roles + of_sides + _of_parts(told, told_parts) + of_modes


def located(batch: Sequence[Sample], told: torch.Tensor) -> tuple[list[int], dict[int, int]]:
    """The word (a row of `told`) that tells each act of a batch; and what those tell that were
    chosen among several: the words of which the network so far thinks it likeliest (Dempster,
    Laird and Rubin 1977, with one word for a distribution)."""
    odds = told - told[:, :1]
    where: list[int] = []
    chosen: dict[int, int] = {}
    first = 0
    for sample in batch:
        for among, act in sample.acts:
            rows = [first + i for i in among]
            if len(rows) == 1:
                where.append(rows[0])
                continue
            free = [i for i in rows if i not in chosen] or rows
            best = free[int(odds[free, act.label].argmax())]
            chosen[best] = act.label
            where.append(best)
        first += len(sample.words)
    return where, chosen


def filled(
    acts: Sequence[tuple[int, tuple[Place, Act]]],
    owners: Sequence[int],
    chance: random.Random,
) -> Fills:
    """Who fills the roles of acts by their labels. Those who take part in what they do together are
    its actors; it has no recipient. Now and then it is left out: when texts are read, too, it is
    not always known."""
    first = {n: owners.index(n) for n in set(owners)}
    out = Fills(len(acts))
    for k, (n, (_, act)) in enumerate(acts):
        together = "party" in act.roles and "actor" not in act.roles
        known = {"actor": act.roles["party"], "recipient": []} if together else act.roles
        for source in SOURCES:
            if source in known and chance.random() < SURE:
                out.add(source, k, [first[n] + m for m in known[source]])
    return out


def _of_sides(acts: Sequence[Act], together: torch.Tensor) -> torch.Tensor:
    """How wrong it is of whether all sides do an act together; where no mention stands for anybody
    who acts it is not known."""
    known = torch.tensor([not {"party", "actor"}.isdisjoint(act.roles) for act in acts])
    wanted = torch.tensor([float("party" in act.roles) for act in acts])
    return functional.binary_cross_entropy_with_logits(
        together[known], wanted[known], reduction="sum"
    )


def _of_parts(acts: Sequence[Act], told: torch.Tensor) -> torch.Tensor:
    wanted = torch.tensor([[act.parts.get(part, -1) for part in PARTS] for act in acts])
    lost = functional.cross_entropy(
        told[..., :-1].flatten(0, 1), wanted.flatten(), ignore_index=-1, reduction="sum"
    )
    joint = torch.tensor([[float(part in act.joint) for part in PARTS] for act in acts])
    there = wanted > 0
    return lost + functional.binary_cross_entropy_with_logits(
        told[..., -1][there], joint[there], reduction="sum"
    )


def _of_modes(acts: Sequence[Act], told: torch.Tensor) -> torch.Tensor:
    """How wrong it is of the mode of what has one, its type being known."""
    wanted = torch.tensor([[act.modes.get(of, -1) for of in MODED] for act in acts])
    known = wanted >= 0
    fit = told[known].masked_fill(_OTHER[wanted[known]], -1e9)
    return functional.cross_entropy(fit, wanted[known], reduction="sum")


def _of_roles(
    batch: Sequence[Sample],
    acts: Sequence[tuple[int, tuple[Place, Act]]],
    owners: Sequence[int],
    fit: torch.Tensor,
    nobody: torch.Tensor,
) -> torch.Tensor:
    first = {n: owners.index(n) for n in set(owners)}
    total = fit.new_zeros(())
    same = torch.tensor([n for n, _ in acts])[:, None] == torch.tensor(owners)[None, :]
    for r, role in enumerate(ROLES):
        asked = [k for k, (_, (_, act)) in enumerate(acts) if role in act.roles]
        if not asked or role == "party":
            continue
        scores = torch.cat([nobody[:, r : r + 1], fit[r].masked_fill(~same, -1e9)], dim=1)[asked]
        right = torch.zeros_like(scores, dtype=torch.bool)
        for row, k in enumerate(asked):
            n, (_, act) = acts[k]
            right[row, [1 + first[n] + m for m in act.roles[role]] or [0]] = True
        whole = torch.logsumexp(scores, 1)
        part = torch.logsumexp(scores.masked_fill(~right, -1e9), 1)
        total = total + (whole - part).sum()
    party = ROLES.index("party")
    wanted, index = [], []
    for k, (n, (_, act)) in enumerate(acts):
        if "party" in act.roles:
            for m in range(len(batch[n].mentions)):
                index.append((k, first[n] + m))
                wanted.append(float(m in act.roles["party"]))
    if index:
        left, right_ = (torch.tensor(x) for x in zip(*index, strict=True))
        scores = fit[party][left, right_] + nobody[left, party]
        lost = functional.binary_cross_entropy_with_logits(
            scores, torch.tensor(wanted), reduction="sum"
        )
        total = total + lost
    return total


def teach(
    layers: Layers,
    heads: Heads,
    given: Sequence[Sample],
    rounds: int,
    rate: float,
    seed: int,
    half: bool = False,
) -> Iterator[str]:
    """Teach the network, with `half` in numbers of sixteen bits where it multiplies; a line after
    each round, when every number in it is set to the mean of what it lately was (Polyak and
    Juditsky 1992): that is better than what the last steps leave."""
    order = random.Random(seed)
    steps = rounds * len(list(batches(given, None)))
    optimizer = torch.optim.AdamW(
        [{"params": layers.parameters(), "lr": rate}, {"params": heads.parameters(), "lr": 1e-3}],
        weight_decay=0.01,
        fused=True,
    )

    def pace(step: int) -> float:
        return min(1.0, (step + 1) / (0.08 * steps)) * max(0.02, 1 - step / steps)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, pace)
    parameters = [*layers.parameters(), *heads.parameters()]
    mean = [parameter.detach().clone() for parameter in parameters]
    layers.train()
    heads.train()
    for turn in range(rounds):
        began, sums = time.monotonic(), [0.0, 0.0]
        for batch in batches(given, order):
            of_types, of_roles = losses(heads, read(layers, batch, half), batch)
            optimizer.zero_grad()
            ((of_types + of_roles) / (4 * len(batch))).backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            torch._foreach_lerp_(mean, [p.detach() for p in parameters], 1.0 - KEPT)
            sums[0] += of_types.item()
            sums[1] += of_roles.item()
        with torch.no_grad():
            for parameter, number in zip(parameters, mean, strict=True):
                parameter.copy_(number)
        seconds = time.monotonic() - began
        types, roles = (total / len(given) for total in sums)
        yield f"round {turn + 1}: types {types:.3f}, roles {roles:.3f}, {seconds:.0f} s"
