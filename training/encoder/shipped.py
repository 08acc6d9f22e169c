"""The encoder that casus brings, in full numbers again, to be taught on.

Its layers were written in eight-bit numbers with a scale a column; what is read back differs from
what was taught by less than a step of these. The rest of the files holds numbers as they were.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sentencepiece
import torch

from casus.extract.encoder.heads import FIRST
from encoder.network import Heads, Layers
from encoder.pretrained import Pretrained

_WRITTEN = "layers."
"""What the exporter puts before the name of a number of the layers,"""
_TURNED = "_Transposed"
"""and behind that of a matrix,"""
_EIGHT_BITS = "_quantized"
"""and behind that of one in eight-bit numbers."""


def kept_pieces(folder: Path, pretrained: Pretrained) -> list[int]:
    """The numbers of the pieces that are kept in the files of a folder."""
    pieces: Any = sentencepiece.SentencePieceProcessor(model_file=str(folder / "pieces.model"))
    number = {piece: n for n, piece in reversed(list(enumerate(pretrained.pieces)))}
    return [number[pieces.id_to_piece(n)] for n in range(pieces.vocab_size())]


def take_back(folder: Path, layers: Layers, heads: Heads) -> None:
    """Set the numbers of a network to those in the files of a folder; layers beyond those written,
    and heads that are not among them, stay as they are. ValueError where it has fewer layers, or
    some numbers of one are missing."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(folder / "layers.onnx")).graph
    written = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    state = dict(layers.state_dict())
    found: set[str] = set()
    for name, numbers in written.items():
        plain = name.removesuffix(_EIGHT_BITS)
        known = plain.removesuffix(_TURNED).removeprefix(_WRITTEN)
        if not name.startswith(_WRITTEN) or name.endswith(("_scale", "_zero_point")):
            continue
        full = _full(written, plain).T if name != plain else numbers
        state[known] = torch.from_numpy(full.copy())
        found.add(known)
    for n in {name.split(".")[1] for name in found if name.startswith("layers.")}:
        if missing := [k for k in state if k.startswith(f"layers.{n}.") and k not in found]:
            raise ValueError(f"{folder}: {missing[0]} is not among the numbers written")
    try:
        layers.take(state)
    except ValueError as err:
        raise ValueError(f"{folder}: {err}") from None
    _take_back_heads(folder, written, heads)


def _take_back_heads(folder: Path, written: dict[str, Any], heads: Heads) -> None:
    table = heads.state_dict()
    weight, bias = written["heads_weight"], written["heads_bias"]
    if len(bias) != len(table[f"{FIRST}.bias"]):
        raise ValueError(
            f"{folder}: the head behind the layers has {len(bias)} numbers, "
            f"not {len(table[f'{FIRST}.bias'])}"
        )
    table[f"{FIRST}.weight"] = torch.from_numpy(weight.T.copy())
    table[f"{FIRST}.bias"] = torch.from_numpy(bias.copy())
    with np.load(folder / "heads.npz") as file:
        table |= {name: torch.from_numpy(file[name].astype(np.float32)) for name in file.files}
    heads.load_state_dict(table)


def _full(written: dict[str, Any], name: str) -> npt.NDArray[np.float32]:
    eight = written[f"{name}{_EIGHT_BITS}"].astype(np.float32)
    zero = written[f"{name}_zero_point"].astype(np.float32)
    full: npt.NDArray[np.float32] = (eight - zero) * written[f"{name}_scale"]
    return full
