"""Measures of similarity: published values, and what must hold of any two portfolios."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.blocs.portfolio import of_ties
from casus.blocs.similarity import (
    MEASURES,
    alignment,
    cohen_kappa,
    collapse,
    crosstab,
    crosstabs_of_all,
    measure,
    s_score,
    scott_pi,
    tau_b,
)
from casus.errors import InputError

# the portfolios of Germany and Russia in 1914 as Signorino and Ritter print them (facts of Table 6)
GERMANY = [3, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0]
RUSSIA = [0, 3, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]

LEVELS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30)


def test_signorino_and_ritter_print_these_for_1914() -> None:
    table = crosstab(GERMANY, RUSSIA, 4)
    assert round(float(s_score(table)), 6) == 0.4
    assert round(float(cohen_kappa(table)), 8) == -0.07758621
    assert round(float(alignment(table)), 6) == -0.04


def test_published_portfolios_give_the_published_values(shared: Path) -> None:
    rows = list(csv.DictReader((shared / "data" / "sr1999_table6_portfolios.csv").open()))
    table = crosstab([int(r["gmy"]) for r in rows], [int(r["rus"]) for r in rows], 4)
    functions = {"S": s_score, "cohen_kappa": cohen_kappa, "benati_capurri_A": alignment}
    published = (shared / "data" / "similarity_published.csv").open()
    checked = 0
    for row in csv.DictReader(published):
        if row["dataset"] == "sr1999_table6":
            found = float(functions[row["measure"]](table))
            assert round(found, int(row["decimals"])) == float(row["value"]), row["case_id"]
            checked += 1
    assert checked == 3


MEMBERS_1816 = [
    2, 200, 210, 220, 225, 230, 235, 245, 255, 267, 269, 271, 273, 275, 300, 325, 327, 329, 337,
    365, 380, 390, 640,
]  # fmt: skip
GERMAN_CONFEDERATION = [245, 255, 267, 269, 271, 273, 275, 300]
QUADRUPLE_ALLIANCE = [200, 255, 300, 365]


@pytest.mark.parametrize(
    ("state", "printed"), [(225, -0.0455), (235, -0.0658), (255, -0.187), (269, -0.156)]
)
def test_tau_b_of_1816_as_printed_by_miller(state: int, printed: float) -> None:
    """The United States, tied to nobody, against Switzerland, Portugal, Prussia and Saxony; three
    significant digits. The pacts are facts of history: the German Confederation, the Quadruple
    Alliance, and Portugal's with Britain."""
    ties = [(200, 235, 3)]
    for pact in (GERMAN_CONFEDERATION, QUADRUPLE_ALLIANCE):
        ties += [(a, b, 3) for a in pact for b in pact if a < b]
    found = of_ties(MEMBERS_1816, ties).compare(2, state)["tau_b"]
    assert found is not None
    assert float(f"{found:.3g}") == printed


@given(LEVELS)
def test_every_measure_is_the_same_in_both_directions(pairs: list[tuple[int, int]]) -> None:
    first, second = zip(*pairs, strict=True)
    there = measure({"valued": crosstab(first, second, 4)})
    back = measure({"valued": crosstab(second, first, 4)})
    for name, value in there.items():
        np.testing.assert_allclose(value, back[name], atol=1e-12, equal_nan=True, err_msg=name)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30))
def test_a_portfolio_is_fully_alike_to_itself(levels: list[int]) -> None:
    table = crosstab(levels, levels, 4)
    assert float(s_score(table)) == 1.0
    for function in (cohen_kappa, scott_pi, tau_b):
        value = float(function(table))
        assert math.isnan(value) if len(set(levels)) == 1 else value == pytest.approx(1)


@given(LEVELS)
def test_kappa_and_pi_with_squares_are_those_of_haege(pairs: list[tuple[int, int]]) -> None:
    a, b = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    n, ssd = len(a), float(((a - b) ** 2).sum())
    ss, s1, s2 = float((a**2).sum() + (b**2).sum()), a.sum(), b.sum()
    table = crosstab(a.astype(int), b.astype(int), 4)
    for value, chance in (
        (cohen_kappa(table), ss - 2 * s1 * s2 / n),
        (scott_pi(table), ss - (s1 + s2) ** 2 / (2 * n)),
    ):
        if chance > 1e-9:
            assert float(value) == pytest.approx(1 - ssd / chance)
        else:
            assert math.isnan(float(value))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30))
def test_tau_b_is_that_of_scipy(pairs: list[tuple[int, int]]) -> None:
    stats = pytest.importorskip("scipy.stats")
    first, second = zip(*pairs, strict=True)
    value = float(tau_b(crosstab(first, second, 4)))
    other = float(stats.kendalltau(first, second).statistic)
    assert (math.isnan(value) and math.isnan(other)) or value == pytest.approx(other)


@given(LEVELS)
def test_all_pairs_at_once_are_the_pairs_one_by_one(pairs: list[tuple[int, int]]) -> None:
    first, second = zip(*pairs, strict=True)
    weights = [1 + 0.5 * n for n in range(len(pairs))]
    all_at_once = crosstabs_of_all([first, second], 4, weights)[0, 1]
    np.testing.assert_allclose(all_at_once, crosstab(first, second, 4, weights))


def test_what_only_one_of_the_two_has_does_not_count() -> None:
    table = crosstab([0, 2, -1, 1], [0, -1, 2, 1], 3)
    assert table.sum() == 2
    assert float(s_score(table)) == 1.0
    np.testing.assert_array_equal(crosstabs_of_all([[0, 2, -1], [0, -1, 2]], 3)[0, 1], [
        [1, 0, 0], [0, 0, 0], [0, 0, 0],
    ])  # fmt: skip


def test_weights_of_nothing_leave_s_undefined() -> None:
    assert math.isnan(float(s_score(crosstab([3, 0], [0, 3], 4, [0, 0]))))


def test_any_tie_against_none() -> None:
    table = crosstab([0, 3, 1, 0], [0, 0, 2, 2], 4)
    assert collapse(table).tolist() == [[1, 1], [1, 1]]


def test_portfolios_that_cannot_be_compared_are_named() -> None:
    with pytest.raises(InputError, match="equal length"):
        crosstab([0, 1], [0], 4)
    with pytest.raises(InputError, match="levels from 0 to 7"):
        crosstab([0, 7], [0, 1], 4)
    with pytest.raises(InputError, match="negative"):
        crosstab([0, 1], [0, 1], 4, [1, -1])
    with pytest.raises(InputError, match="whole numbers"):
        crosstab([0.5, 1], [0, 1], 4)


def test_the_reference_has_thirteen_of_the_names(shared: Path) -> None:
    rows = csv.DictReader((shared / "data" / "similarity_atop_reference.csv").open())
    assert {row["measure"] for row in rows} == set(MEASURES) - {"benati_capurri_a"}
