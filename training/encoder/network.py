"""The network: layers of the encoder, and the heads that are taught above them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import torch
from torch import nn
from torch.nn import functional

from casus.extract.encoder.heads import (
    ABOUT_ROLES,
    KINDS,
    LABELS,
    LINKS,
    MODED,
    PARTS,
    ROLES,
    SOURCES,
)
from encoder.pretrained import Pretrained

BLANK = 0.06
"""The share of pieces that are blank while the network is taught."""

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
        self.size, self.dropout = width // pretrained.heads, dropout
        self.asked = _linear(
            torch.cat([part(f"{x}.w").view(width, width) for x in _QUERY_KEY_VALUE]),
            torch.cat([part(f"{x}.b") for x in _QUERY_KEY_VALUE]),
        )
        self.answered = _linear(part("ao.w").view(width, width), part("ao.b"))
        self.first_norm = _norm(part("aln.w"), part("aln.b"))
        self.widened = _linear(part("fi.w").view(-1, width), part("fi.b"))
        self.narrowed = _linear(part("fo.w").view(width, -1), part("fo.b"))
        self.second_norm = _norm(part("oln.w"), part("oln.b"))

    @property
    def heads(self) -> int:
        """How many heads look."""
        return self.answered.in_features // self.size

    @property
    def wide(self) -> int:
        """How many numbers the feed-forward part has."""
        return self.narrowed.in_features

    def leave(self, heads: Sequence[int], wide: torch.Tensor) -> None:
        """Leave some of its heads, and some numbers of its feed-forward part."""
        looked = torch.arange(self.answered.in_features).view(-1, self.size)[list(heads)].flatten()
        asked = torch.cat([looked + n * self.answered.in_features for n in range(3)])
        with torch.no_grad():
            self.asked = _linear(self.asked.weight[asked], self.asked.bias[asked])
            self.answered = _linear(self.answered.weight[:, looked], self.answered.bias)
            self.widened = _linear(self.widened.weight[wide], self.widened.bias[wide])
            self.narrowed = _linear(self.narrowed.weight[:, wide], self.narrowed.bias)

    def forward(self, rows: torch.Tensor, hidden: torch.Tensor | None) -> torch.Tensor:
        """The rows of a batch after this layer; `hidden` is added to what each piece looks at."""
        batch, length, _ = rows.shape
        shape = (batch, length, 3, self.heads, self.size)
        query, key, value = self.asked(rows).view(shape).permute(2, 0, 3, 1, 4)
        looked = functional.scaled_dot_product_attention(query, key, value, attn_mask=hidden)
        looked = looked.transpose(1, 2).reshape(batch, length, -1)
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
        """Rows for the vectors of pieces, `[batch, length, width]`. While it is taught some of them
        are blank, those of begin and end not spared, so that it leans on what stands around."""
        if self.training:
            vectors = vectors * (torch.rand(vectors.shape[:2]) >= BLANK)[..., None]
        rows = self.norm(vectors + self.places[: vectors.shape[1]])
        rows = self.dropout(rows, self.training)
        for layer in self.layers:
            rows = layer(rows, hidden)
        return rows

    def take(self, state: Mapping[str, torch.Tensor]) -> None:
        """Set its numbers to those of `state`, each layer made as thin as there; layers of which it
        does not tell stay as they are. ValueError where it tells of more."""
        if unknown := sorted(state.keys() - self.state_dict().keys()):
            raise ValueError(f"{unknown[0]} has no place among {len(self.layers)} layers")
        for n, layer in enumerate(self.layers):
            wide, looked = (
                state.get(f"layers.{n}.{name}") for name in ("widened.bias", "answered.weight")
            )
            if wide is not None and looked is not None:
                layer.leave(range(looked.shape[1] // layer.size), torch.arange(len(wide)))
        self.load_state_dict(state, strict=False)


class Fills:
    """Who fills the roles of acts: for each of `SOURCES` pairs of an act and a mention, and the
    acts of which nobody does; of acts that stand in neither it is not known."""

    def __init__(self, acts: int) -> None:
        self.acts = acts
        self.pairs: list[list[tuple[int, int]]] = [[] for _ in SOURCES]
        self.empty: list[list[int]] = [[] for _ in SOURCES]

    def add(self, role: str, act: int, mentions: Sequence[int]) -> None:
        """Note who fills a role of an act."""
        source = SOURCES.index(role)
        self.pairs[source] += [(act, mention) for mention in mentions]
        if not mentions:
            self.empty[source].append(act)

    def means(self, source: int, offered: torch.Tensor, nobody: torch.Tensor) -> torch.Tensor:
        """The mean of what those who fill a role offer, a row an act; zeros where it is not
        known."""
        out = offered.new_zeros((self.acts, offered.shape[1]))
        if self.pairs[source]:
            acts, mentions = torch.tensor(self.pairs[source]).T
            counts = torch.bincount(acts, minlength=self.acts).clamp(min=1)[:, None]
            out = out.index_add(0, acts, offered[mentions]) / counts
        if self.empty[source]:
            out = out.index_add(
                0, torch.tensor(self.empty[source]), nobody.expand(len(self.empty[source]), -1)
            )
        return out


class Heads(nn.Module):
    """The heads, as `casus.extract.encoder.heads` computes them."""

    def __init__(self, width: int, size: int = 96, seen: int = 64, said: int = 128) -> None:
        super().__init__()
        self.size, self.seen = size, seen
        self.t1, self.t2 = nn.Linear(width, 256), nn.Linear(256, len(LABELS))
        self.et = nn.Embedding(len(LABELS), size * len(ROLES))
        self.a, self.m = (nn.Linear(width, size * len(ROLES)) for _ in range(2))
        self.mb = nn.Linear(width, len(ROLES))
        self.nob1 = nn.Linear(size * len(ROLES), len(ROLES))
        self.parts = nn.Linear(size * len(ROLES), len(PARTS) * (len(LABELS) + 1))
        self.together = nn.Linear(size * len(ROLES), 1)
        self.key, self.value = nn.Linear(width, seen), nn.Linear(width, said)
        self.query = nn.Linear(size * len(ROLES), len(PARTS) * seen)
        self.found = nn.Parameter(0.02 * torch.randn(len(PARTS), said, len(LABELS) + 1))
        self.about = nn.Parameter(0.02 * torch.randn(len(ABOUT_ROLES), said, size + 1))
        self.links = nn.Parameter(torch.zeros(len(LINKS), size, size + 1))
        self.nobody = nn.Parameter(torch.zeros(len(SOURCES), size))
        self.modes = nn.Linear(size * len(ROLES), len(MODED) * len(KINDS))
        self.modes_seen = nn.Parameter(torch.zeros(len(PARTS), said, len(KINDS)))

    def types(self, words: torch.Tensor) -> torch.Tensor:
        """What each word tells, before the softmax."""
        told: torch.Tensor = self.t2(_gelu(self.t1(words)))
        return told

    def asks(self, acts: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """What each act of a type asks, a row each."""
        return _gelu(self.a(acts) + self.et(labels))

    def acted_together(self, asked: torch.Tensor) -> torch.Tensor:
        """How much likelier all sides do each act together than one does it to another."""
        told: torch.Tensor = self.together(asked)
        return told[:, 0]

    def looks(
        self, asked: torch.Tensor, rows: torch.Tensor, owners: torch.Tensor, lengths: torch.Tensor
    ) -> torch.Tensor:
        """What each act sees where its content and its condition are told, `[acts, parts, said]`:
        the mean of what the pieces of its own text say, each as much as it answers (Bahdanau, Cho
        and Bengio 2015). Rows are those of a batch, the first and the last of a text no pieces of
        it."""
        query = self.query(asked).view(len(asked), len(PARTS), self.seen)
        fit = query @ self.key(rows)[owners].transpose(1, 2) / math.sqrt(self.seen)
        at = torch.arange(rows.shape[1])
        outside = (at == 0) | (at >= lengths[owners][:, None] - 1)
        share = fit.masked_fill(outside[:, None], -1e9).softmax(-1)
        return _gelu(share @ self.value(rows)[owners])

    def types_of_parts(self, asked: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        """What the content and the condition of each act are, before the softmax, `[acts, parts,
        labels]`; the last number is how much likelier all sides do it together than not."""
        told: torch.Tensor = self.parts(asked)
        found = torch.einsum("aps,psl->apl", seen, self.found)
        return told.view(-1, len(PARTS), len(LABELS) + 1) + found

    def modes_of(self, asked: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        """What modes each act and its parts have, before the softmax, `[acts, MODED, KINDS]`."""
        told: torch.Tensor = self.modes(asked).view(-1, len(MODED), len(KINDS))
        found = torch.einsum("aps,psk->apk", seen, self.modes_seen)
        return torch.cat([told[:, :1], told[:, 1:] + found], 1)

    def roles(
        self, asked: torch.Tensor, seen: torch.Tensor, mentions: torch.Tensor, fills: Fills
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """How well each mention fills each role of each act, `[roles, acts, mentions]`, and how
        well nobody does, `[acts, roles]`; `fills` tells who fills the roles that say something of
        who fills others."""
        offered = self.m(mentions).view(-1, len(ROLES), self.size)
        rows = list(asked.view(-1, len(ROLES), self.size).unbind(1))
        nobody = list(self.nob1(asked).unbind(1))
        for (role, part), matrix in zip(ABOUT_ROLES, self.about, strict=True):
            told, r = seen[:, PARTS.index(part)] @ matrix, ROLES.index(role)
            rows[r] = rows[r] + told[:, :-1]
            nobody[r] = nobody[r] + told[:, -1]
        for source, known in enumerate(SOURCES):
            filler = fills.means(source, offered[:, ROLES.index(known)], self.nobody[source])
            for (target, role), matrix in zip(LINKS, self.links, strict=True):
                if role == known:
                    told, r = filler @ matrix, ROLES.index(target)
                    rows[r] = rows[r] + told[:, :-1]
                    nobody[r] = nobody[r] + told[:, -1]
        fit = torch.stack(rows) @ offered.permute(1, 2, 0) / math.sqrt(self.size)
        return fit + self.mb(mentions).T[:, None, :], torch.stack(nobody, 1)


def _gelu(x: torch.Tensor) -> torch.Tensor:
    return functional.gelu(x, approximate="tanh")


def _linear(weight: torch.Tensor, bias: torch.Tensor) -> nn.Linear:
    out = nn.Linear(weight.shape[1], weight.shape[0])
    out.weight.data, out.bias.data = weight.detach().clone(), bias.detach().clone()
    return out


def _norm(weight: torch.Tensor, bias: torch.Tensor) -> nn.LayerNorm:
    out = nn.LayerNorm(len(weight), eps=1e-12)
    out.weight.data, out.bias.data = weight, bias
    return out
