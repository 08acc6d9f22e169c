"""The exact solver with `highspy` gives what it gives without."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from casus.blocs import SignedNetwork, frustration, undetermined, warm


def noisy(seed: int, n: int = 16) -> SignedNetwork:
    rng = np.random.default_rng(seed)
    return SignedNetwork.of(
        (f"n{i:02}", f"n{j:02}", 1 if rng.random() < 0.7 else -1)
        for i in range(n)
        for j in range(i)
        if rng.random() < 0.35
    )


@pytest.mark.parametrize("seed", range(6))
def test_optima_and_open_sides_are_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("highspy")
    told = []
    for there in (True, False):
        monkeypatch.setattr(warm, "AVAILABLE", there)
        for kind in ("2", "any"):
            found = frustration(noisy(seed), kind)  # type: ignore[arg-type]
            told.append((found.optimum, found.bound, found.proven, undetermined(found)))
    assert told[:2] == told[2:]


def test_nothing_is_written_to_standard_output() -> None:
    pytest.importorskip("highspy")
    words = [sys.executable, "-m", "casus", "balance", "-", "--json"]
    ties = "u,v,sign\na,b,1\nb,c,1\na,c,-1\nc,d,1\na,d,-1\nb,d,1\n"
    done = subprocess.run(words, input=ties, capture_output=True, text=True, check=True)
    assert done.stdout.startswith('{"optimum": ')
    assert done.stdout.count("\n") == 1


def test_a_program_keeps_its_basis_and_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("highspy")
    from scipy.sparse import csr_matrix

    program = warm.WarmProgram(3, 1000)
    matrix = csr_matrix(np.array([[1.0, 1, 0], [0, 1, 1], [1, 0, 1]]))
    for rows, least in (([0], 1.0), ([0, 1], 1.0), ([2, 0, 1], 1.5), ([2], 1.0)):
        found = program.minimise(np.ones(3), matrix, np.array(rows), float("inf"))
        assert found is not None
        assert found.x.sum() == pytest.approx(least)
        assert found.multipliers.sum() == pytest.approx(least)
        assert len(found.multipliers) == len(rows)
    weighted = program.minimise(np.array([5.0, 1, 5]), matrix, np.array([0, 1]), float("inf"))
    assert weighted is not None
    assert weighted.x.tolist() == pytest.approx([0, 1, 0])
