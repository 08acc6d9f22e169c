"""Thinning: the network with fewer heads and fewer numbers in its layers, taught to say the same.

What is left out is what the rows of some texts miss least (Michel, Levy and Neubig 2019); what is
left is taught by the whole network what each piece of a text is, layer by layer (Hinton, Vinyals
and Dean 2015; Jiao et al. 2020), and by lessons in turn.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from typing import Any, Final

import torch

from casus.extract.encoder.model import LONGEST
from encoder.network import Heads, Layer, Layers
from encoder.teach import (
    BATCH,
    BEGIN,
    END,
    KEPT,
    Sample,
    batches,
    losses,
    read,
    shown,
    wide_parts,
)

TEXTS: Final = 1500
"""Pieces of a batch of texts."""

WITHIN: Final = 0.5
"""How much what the lower layers say counts, all together, beside what the last one says;"""

OF_LABELS: Final = 0.4
"""how much the labels of lessons count, if nothing else is told,"""

TIED: Final = 0.8
"""and how much, beside these, what the last layer says of them."""


def plain_samples(texts: Sequence[str], pieces: Any) -> list[Sample]:
    """Texts of which nothing is told, cut into pieces."""
    return [
        Sample([BEGIN, *pieces.encode(text.replace("\n", " "))[:LONGEST], END], [], [], [])
        for text in texts
    ]


def thin(
    layers: Layers, asks: torch.Tensor, given: Sequence[Sample], heads: Sequence[int],
    wide: Sequence[int],
) -> None:  # fmt: skip
    """Leave as many `heads` in each layer, and as many numbers in its feed-forward part (`wide`):
    the heads without which the rows of some texts are furthest from what they were, in the
    directions in which `asks` asks of them, and the numbers that say most."""
    layers.eval()
    with torch.no_grad():
        whole, says = _rows(layers, given), _says(layers, given)
        missed = [
            [_missed(layers, layer, head, given, whole, asks) for head in range(layer.heads)]
            for layer in layers.layers
        ]
        for n, layer in enumerate(layers.layers):
            kept = torch.tensor(missed[n]).topk(heads[n]).indices.sort().values
            said = says[n] * layer.narrowed.weight.norm(dim=0)
            layer.leave(kept.tolist(), said.topk(wide[n]).indices.sort().values)


def _missed(
    layers: Layers,
    layer: Layer,
    head: int,
    given: Sequence[Sample],
    whole: torch.Tensor,
    asks: torch.Tensor,
) -> float:
    """How far the last rows are from what they were where one head of a layer says nothing."""
    columns = slice(head * layer.size, (head + 1) * layer.size)
    said = layer.answered.weight[:, columns].clone()
    layer.answered.weight[:, columns] = 0.0
    apart = (_rows(layers, given) - whole) @ asks.T
    layer.answered.weight[:, columns] = said
    return float((apart**2).sum())


def _rows(layers: Layers, given: Sequence[Sample]) -> torch.Tensor:
    return torch.cat(
        [read(layers, batch, half=True)[shown(batch)] for batch in batches(given, None)]
    )


def _says(layers: Layers, given: Sequence[Sample]) -> list[torch.Tensor]:
    """How large each number of the feed-forward part of each layer is in some texts: the root of
    the sum of its squares."""
    squares = [torch.zeros(layer.wide) for layer in layers.layers]
    for wide in wide_parts(layers, given):
        squares = [
            square + numbers.pow(2).sum(0) for square, numbers in zip(squares, wide, strict=True)
        ]
    return [square.sqrt() for square in squares]


def distil(
    layers: Layers,
    whole: Layers,
    heads: Heads,
    texts: Sequence[Sample],
    lessons: Sequence[Sample],
    steps: int,
    rate: float,
    seed: int,
    of_labels: float = OF_LABELS,
    tied: float = TIED,
) -> Iterator[str]:
    """Teach thin layers what the `whole` ones make of texts and, every second step, lessons, with
    `heads`; a line now and then, and at the end every number is the mean of what it lately was. The
    labels of lessons count `of_labels`, what the whole ones say of them `tied`."""
    asks = asked(heads)
    parameters = [*layers.parameters(), *heads.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.005, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / 100) * max(0.02, 1 - n / steps)
    )
    mean = [p.detach().clone() for p in parameters]
    told, taught = _forever(texts, seed, TEXTS), _forever(lessons, seed + 5, BATCH)
    began, sums = time.monotonic(), [0.0, 0.0]
    for step in range(steps):
        of_lessons = step % 2 == 1
        layers.train(of_lessons)
        if of_lessons:
            batch = next(taught)
            labels, apart = _of_lessons(layers, whole, heads, batch, asks)
            lost = of_labels * labels + tied * apart
        else:
            lost = _of_texts(layers, whole, next(told), asks)
        optimizer.zero_grad()
        lost.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        torch._foreach_lerp_(mean, [p.detach() for p in parameters], 1.0 - KEPT)
        sums[of_lessons] += lost.item()
        if step % 100 == 99:
            yield f"step {step + 1}: {sums[0]:.1f} {sums[1]:.1f}, {time.monotonic() - began:.0f} s"
            sums = [0.0, 0.0]
    with torch.no_grad():
        for parameter, number in zip(parameters, mean, strict=True):
            parameter.copy_(number)


def _forever(given: Sequence[Sample], seed: int, pieces: int) -> Iterator[list[Sample]]:
    order = random.Random(seed)
    while given:
        yield from batches(given, order, pieces)


def asked(heads: Heads) -> torch.Tensor:
    """What the heads ask of a row, one under the other: in these directions it counts most."""
    with torch.no_grad():
        asks = torch.cat([m.weight for m in (heads.t1, heads.a, heads.key, heads.value, heads.m)])
        return asks / asks.norm()


def _of_texts(
    layers: Layers, whole: Layers, batch: Sequence[Sample], asks: torch.Tensor
) -> torch.Tensor:
    with torch.no_grad():
        wanted = _through(whole, batch)
    told, pieces = _through(layers, batch), shown(batch)
    lost = _apart(told[-1][pieces], wanted[-1][pieces], asks)
    for one, other in zip(told[:-1], wanted[:-1], strict=True):
        apart, meant = (one - other)[pieces], other[pieces]
        lost = lost + WITHIN / len(told) * (apart**2).mean() / meant.var()
    return lost


def _of_lessons(
    layers: Layers, whole: Layers, heads: Heads, batch: Sequence[Sample], asks: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """How far lessons are from their labels, and from what the whole layers say of them."""
    rows = read(layers, batch, half=True)
    of_types, of_roles = losses(heads, rows, batch)
    with torch.no_grad():
        wanted = read(whole, batch, half=True)
    labels, pieces = (of_types + of_roles) / (4 * len(batch)), shown(batch)
    return labels, _apart(rows[pieces], wanted[pieces], asks)


def _apart(told: torch.Tensor, wanted: torch.Tensor, asks: torch.Tensor) -> torch.Tensor:
    """How far rows are from what they should be, as a share of how far those are from one another:
    in all directions, and in those that the heads ask for."""
    apart, spread = told - wanted, wanted - wanted.mean(0)
    lost = (apart**2).mean() / wanted.var()
    return lost + ((apart @ asks.T) ** 2).sum() / ((spread @ asks.T) ** 2).sum()


def _through(layers: Layers, batch: Sequence[Sample]) -> list[torch.Tensor]:
    """The rows of a batch behind each layer."""
    out: list[torch.Tensor] = []
    hooks = [
        layer.register_forward_hook(lambda _m, _i, rows: out.append(rows.float()))
        for layer in layers.layers
    ]
    read(layers, batch, half=True)
    for hook in hooks:
        hook.remove()
    return out
