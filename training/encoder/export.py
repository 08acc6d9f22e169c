"""Export: the taught network as the files that `casus.extract.encoder` reads."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from casus.extract.encoder.heads import FIRST
from encoder.network import Heads, Layer, Layers
from encoder.pieces import piece_model
from encoder.pretrained import BLOCK, PER_BLOCK, Pretrained
from encoder.teach import Sample, wide_parts

EARLY: Final = (1, 3)
"""The layers, from nought, behind which it is best known what part of speech a word is and what its
form tells."""

Halves = npt.NDArray[np.float16]

_FAR: Final = 8.0
"""How large a number that goes into the last product of a layer may be before its column is
multiplied apart."""


class OneText(nn.Module):
    """The layers for one text at a time, nothing of it hidden, in operations that ONNX knows; of
    each layer the columns of `far` stay out of the product that becomes one of eight-bit numbers
    (LLM.int8(), Dettmers et al. 2022): one number of thirty leaves to all others, which are
    between nought and six, a fifth of the steps."""

    def __init__(self, layers: Layers, far: Sequence[Sequence[int]]) -> None:
        super().__init__()
        self.layers, self.far = layers, far
        self.near = [_near(layer.narrowed.in_features, far) for layer, far in self._each()]

    def _each(self) -> zip[tuple[Any, Sequence[int]]]:
        return zip(self.layers.layers, self.far, strict=True)

    def forward(self, pieces: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Rows for the vectors of the pieces of a text, `[length, width]`; and those behind the
        layers of `EARLY`, side by side."""
        rows = self.layers.norm(pieces + self.layers.places[: pieces.shape[0]])
        behind = []
        for (layer, columns), near in zip(self._each(), self.near, strict=True):
            rows = _after(layer, rows, columns, near)
            behind.append(rows)
        return rows, torch.cat([behind[n] for n in EARLY], 1)


def _near(width: int, far: Sequence[int]) -> torch.Tensor:
    """One for each column, nought for those of `far`; made beforehand, so that it is written as a
    constant."""
    near = torch.ones(width)
    near[list(far)] = 0.0
    return near


def _after(
    layer: Layer, rows: torch.Tensor, far: Sequence[int], near: torch.Tensor
) -> torch.Tensor:
    shape = (-1, 3, layer.heads, layer.size)
    query, key, value = layer.asked(rows).view(shape).permute(1, 2, 0, 3)
    looked = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(layer.size), -1) @ value
    said = looked.transpose(0, 1).reshape(-1, layer.heads * layer.size)
    rows = layer.first_norm(rows + layer.answered(said))
    wide = functional.gelu(layer.widened(rows))
    narrow = layer.narrowed(wide * near if far else wide)
    for column in far:
        narrow = narrow + wide[:, column : column + 1] * layer.narrowed.weight[:, column]
    out: torch.Tensor = layer.second_norm(rows + narrow)
    return out


def far_columns(layers: Layers, given: Sequence[Sample]) -> list[list[int]]:
    """For each layer the columns in which some text puts a number beyond `_FAR` into its last
    product."""
    tops = [torch.zeros(layer.wide) for layer in layers.layers]
    layers.eval()
    for wide in wide_parts(layers, given):
        tops = [
            torch.maximum(top, numbers.abs().amax(0))
            for top, numbers in zip(tops, wide, strict=True)
        ]
    return [(top > _FAR).nonzero().flatten().tolist() for top in tops]


def split(layers: Path, heads: Path, table: dict[str, Halves]) -> None:
    """Put the heads' first matrix, which is asked of every word, behind the layers, whose rows stay
    an output too, and the rest of the heads into a file of their own."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(str(layers))
    weight, bias = table[f"{FIRST}.weight"].T, table[f"{FIRST}.bias"]
    graph = model.graph
    graph.initializer.append(numpy_helper.from_array(weight.astype(np.float32), "heads_weight"))
    graph.initializer.append(numpy_helper.from_array(bias.astype(np.float32), "heads_bias"))
    rows = graph.output[0].name
    graph.node.append(helper.make_node("MatMul", [rows, "heads_weight"], ["projected"]))
    graph.node.append(helper.make_node("Add", ["projected", "heads_bias"], ["told"]))
    shape = ["n", weight.shape[1]]
    graph.output.append(helper.make_tensor_value_info("told", TensorProto.FLOAT, shape))
    onnx.checker.check_model(model)
    onnx.save(model, str(layers))
    kept = {n: t for n, t in table.items() if n.rpartition(".")[0] != FIRST}
    np.savez(heads, **kept)


def write(
    folder: Path,
    pretrained: Pretrained,
    kept: Sequence[int],
    layers: Layers,
    heads: Heads,
    seen: Sequence[Sample],
) -> None:
    """Write the four files, `seen` being texts by which to find `far_columns`: `layers.onnx` in
    eight-bit numbers – of which only seven bits are used, so that every processor computes the same
    – `heads.npz`, `pieces.npy`, `pieces.model`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    folder.mkdir(parents=True, exist_ok=True)
    layers.eval()
    with tempfile.TemporaryDirectory() as scratch:
        whole, ready = Path(scratch) / "whole.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(
            OneText(layers, far_columns(layers, seen)),
            (torch.zeros(17, pretrained.width),),
            str(whole),
            input_names=["pieces"],
            output_names=["rows", "early"],
            dynamic_axes={"pieces": {0: "n"}, "rows": {0: "n"}, "early": {0: "n"}},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(folder / "layers.onnx"),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
        )
    table = {name: tensor.numpy().astype(np.float16) for name, tensor in heads.state_dict().items()}
    split(folder / "layers.onnx", folder / "heads.npz", table)
    row = BLOCK * pretrained.width // PER_BLOCK
    np.save(folder / "pieces.npy", pretrained.blocks("emb.word").reshape(-1, row)[list(kept)])
    (folder / "pieces.model").write_bytes(piece_model(pretrained, kept))


def keep(place: Path | None, kept: Sequence[int], layers: Layers, heads: Heads) -> None:
    """Write a network in full numbers, if it is told where."""
    if place:
        told = {"layers": layers.state_dict(), "heads": heads.state_dict(), "kept": list(kept)}
        torch.save(told, place)
