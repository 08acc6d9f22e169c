"""The network: layers of the encoder, and the heads that are taught above them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional

from casus.extract.encoder.heads import LABELS, PARTS, ROLES
from encoder.pretrained import Pretrained

_QUERY_KEY_VALUE = ("q", "k", "v")


class Dropout:
    """Leaves out a share of what a layer says while it is taught. Which numbers is drawn once, for
    many; each time another stretch of them is used: drawn anew they took a tenth of the time."""

    def __init__(self, share: float, drawn: int = 1 << 22) -> None:
        self._kept = (torch.rand(drawn) >= share).float() / (1.0 - share)

    def __call__(self, x: torch.Tensor, teaching: bool) -> torch.Tensor:
        """The same numbers, some of them left out where the network is being taught."""
        if not teaching:
            return x
        first = int(torch.randint(0, len(self._kept) - x.numel(), ()))
        return x * self._kept[first : first + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One layer: attention, then a feed-forward part, each added to what goes in."""

    def __init__(self, pretrained: Pretrained, n: int, dropout: Dropout) -> None:
        super().__init__()

        def part(name: str) -> torch.Tensor:
            return torch.from_numpy(pretrained.tensor(f"l{n}.{name}"))

        width = pretrained.width
        self.heads, self.dropout = pretrained.heads, dropout
        self.asked = _linear(
            torch.cat([part(f"{x}.w").view(width, width) for x in _QUERY_KEY_VALUE]),
            torch.cat([part(f"{x}.b") for x in _QUERY_KEY_VALUE]),
        )
        self.answered = _linear(part("ao.w").view(width, width), part("ao.b"))
        self.first_norm = _norm(part("aln.w"), part("aln.b"))
        self.widened = _linear(part("fi.w").view(-1, width), part("fi.b"))
        self.narrowed = _linear(part("fo.w").view(width, -1), part("fo.b"))
        self.second_norm = _norm(part("oln.w"), part("oln.b"))

    def forward(self, rows: torch.Tensor, hidden: torch.Tensor | None) -> torch.Tensor:
        """The rows of a batch after this layer; `hidden` is added to what each piece looks at."""
        batch, length, width = rows.shape
        shape = (batch, length, 3, self.heads, width // self.heads)
        query, key, value = self.asked(rows).view(shape).permute(2, 0, 3, 1, 4)
        looked = functional.scaled_dot_product_attention(query, key, value, attn_mask=hidden)
        looked = looked.transpose(1, 2).reshape(batch, length, width)
        rows = self.first_norm(rows + self.dropout(self.answered(looked), self.training))
        wide = functional.gelu(self.widened(rows))
        out: torch.Tensor = self.second_norm(
            rows + self.dropout(self.narrowed(wide), self.training)
        )
        return out


class Layers(nn.Module):
    """Layers of the pretrained encoder from the lowest up, over the vectors of the pieces that are
    kept. The vectors of pieces and of places are not taught."""

    def __init__(
        self, pretrained: Pretrained, kept: Sequence[int], n_layers: int, dropout: float = 0.1
    ) -> None:
        super().__init__()
        width = pretrained.width
        words = torch.from_numpy(pretrained.tensor("emb.word")).view(-1, width)[list(kept)]
        self.register_buffer("pieces", words, persistent=False)
        places = torch.from_numpy(pretrained.tensor("emb.pos")).view(-1, width)
        kind = torch.from_numpy(pretrained.tensor("emb.type")).view(-1, width)[0]
        self.register_buffer("places", places + kind)
        self.norm = _norm(
            torch.from_numpy(pretrained.tensor("emb.ln.w")),
            torch.from_numpy(pretrained.tensor("emb.ln.b")),
        )
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(pretrained, n, self.dropout) for n in range(n_layers))

    def forward(self, vectors: torch.Tensor, hidden: torch.Tensor | None = None) -> torch.Tensor:
        """Rows for the vectors of pieces, `[batch, length, width]`."""
        rows = self.norm(vectors + self.places[: vectors.shape[1]])
        rows = self.dropout(rows, self.training)
        for layer in self.layers:
            rows = layer(rows, hidden)
        return rows


class Heads(nn.Module):
    """The heads, as `casus.extract.encoder.heads` computes them."""

    def __init__(self, width: int, size: int = 96) -> None:
        super().__init__()
        self.size = size
        self.t1, self.t2 = nn.Linear(width, 256), nn.Linear(256, len(LABELS))
        self.et = nn.Embedding(len(LABELS), size * len(ROLES))
        self.a, self.m = (nn.Linear(width, size * len(ROLES)) for _ in range(2))
        self.mb = nn.Linear(width, len(ROLES))
        self.nob1 = nn.Linear(size * len(ROLES), len(ROLES))
        self.parts = nn.Linear(size * len(ROLES), len(PARTS) * (len(LABELS) + 1))

    def types(self, words: torch.Tensor) -> torch.Tensor:
        """What each word tells, before the softmax."""
        told: torch.Tensor = self.t2(functional.gelu(self.t1(words)))
        return told

    def asks(self, acts: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """What each act of a type asks, a row each."""
        return functional.gelu(self.a(acts) + self.et(labels))

    def types_of_parts(self, asked: torch.Tensor) -> torch.Tensor:
        """What the content and the condition of each act are, before the softmax, `[acts, parts,
        labels]`; the last number is how much likelier all sides do it together than not."""
        told: torch.Tensor = self.parts(asked)
        return told.view(-1, len(PARTS), len(LABELS) + 1)

    def roles(
        self, asked: torch.Tensor, mentions: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """How well each mention fills each role of each act, `[roles, acts, mentions]`, and how
        well nobody does, `[acts, roles]`."""
        shape = (-1, len(ROLES), self.size)
        left = asked.view(shape).transpose(0, 1)
        right = self.m(mentions).view(shape).transpose(0, 1)
        fit = left @ right.transpose(1, 2) / math.sqrt(self.size) + self.mb(mentions).T[:, None, :]
        return fit, self.nob1(asked)


def _linear(weight: torch.Tensor, bias: torch.Tensor) -> nn.Linear:
    out = nn.Linear(weight.shape[1], weight.shape[0])
    out.weight.data, out.bias.data = weight, bias
    return out


def _norm(weight: torch.Tensor, bias: torch.Tensor) -> nn.LayerNorm:
    out = nn.LayerNorm(len(weight), eps=1e-12)
    out.weight.data, out.bias.data = weight, bias
    return out
