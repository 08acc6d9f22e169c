"""What is no signed network is named, with its lines; what is one comes back whole."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.blocs import SignedNetwork, read_edges
from casus.blocs.effective_number import effective_number
from casus.blocs.parts import two_connected
from casus.blocs.triangles import triangles
from casus.errors import BadNetwork, UnreadableSource


def write(path: Path, text: str) -> Path:
    file = path / "edges.csv"
    file.write_bytes(text.encode("utf-8"))
    return file


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,a,1\n", "line 2: a loop: 'a' is tied to itself"),
        ("a,b,1\nc,d,1\nb,a,-1\n", "lines 2 and 4: 'b' and 'a' are tied twice, with both signs"),
        ("a,b,1\na,b,1\n", "lines 2 and 3: 'a' and 'b' are tied twice, with the same sign"),
        ("a,b,0\n", "line 2: the sign is '0'; accepted: 1 and -1"),
        ("a,b,2\n", "line 2: the sign is '2'"),
        ("a,b,friend\n", "line 2: the sign is 'friend'"),
        ("a,b,nan\n", "line 2: the sign is 'nan'"),
        ("a,b\n", "line 2: 2 cells; u, v and sign are needed"),
        (",b,1\n", "line 2: a node has no name"),
        ("", "no edges"),
        ("a,b,0\n" * 9, "and 4 more"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, rows: str, said: str) -> None:
    file = write(tmp_path, "u,v,sign\n" + rows)
    with pytest.raises(BadNetwork, match=r"edges\.csv") as caught:
        read_edges(file)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("from,to,sign\na,b,1\n", "needs the column 'u' once; got 'from,to,sign'"),
        ("u,u,v,sign\na,b,c,1\n", "needs the column 'u' once"),
        ("", "needs the column 'u' once; got ''"),
    ],
)
def test_another_header_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadNetwork) as caught:
        read_edges(write(tmp_path, text))
    assert said in str(caught.value)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_bytes(b"u,v,sign\na,\xff\xfe,1\n")
    with pytest.raises(UnreadableSource, match="line 2: not UTF-8"):
        read_edges(tmp_path / "edges.csv")
    with pytest.raises(UnreadableSource, match="No such file"):
        read_edges(tmp_path / "none.csv")


def test_columns_may_stand_in_any_order_and_signs_in_several_ways(tmp_path: Path) -> None:
    file = write(tmp_path, "\ufeffyear,sign,v,u\r\n1914,+,GBR,FRA\r\n\r\n1914,−1,DEU,FRA\r\n")
    assert list(read_edges(file).ties()) == [("DEU", "FRA", -1), ("FRA", "GBR", 1)]


def test_ties_by_name_are_checked_too() -> None:
    for ties in ([("a", "a", 1)], [("a", "b", 0)], [("a", "b", 1), ("b", "a", -1)]):
        with pytest.raises(BadNetwork):
            SignedNetwork.of(ties)


pairs = st.sets(st.sampled_from(list(itertools.combinations("abcdefgh", 2))), max_size=14)


@given(chosen=pairs)
@settings(max_examples=100, deadline=None)
def test_parts_share_no_edge_and_hold_every_cycle(chosen: set[tuple[str, str]]) -> None:
    network = SignedNetwork.of((u, v, 1) for u, v in chosen)
    parts = two_connected(network)
    assert sorted(k for part in parts for k in part.edges) == list(range(len(network.edges)))
    # without cycles through two parts, parts hang together as a tree: as many nodes, counted
    # once a part, as a forest of them has
    n_shared = sum(len(part.nodes) - 1 for part in parts)
    assert n_shared == len(network.nodes) - len(network.components())
    for part in parts:  # no node of a part cuts it
        rows = list(zip(part.tail.tolist(), part.head.tolist(), strict=True))
        for gone in range(part.n_nodes if part.n_edges > 1 else 0):
            rest = SignedNetwork.of(
                ((str(u), str(v), 1) for u, v in rows if gone not in (u, v)),
                nodes=[str(i) for i in range(part.n_nodes) if i != gone],
            )
            assert len(rest.components()) == 1


def test_triangles_by_their_signs() -> None:
    ties = [("a", "b", 1), ("b", "c", 1), ("a", "c", 1), ("c", "d", -1), ("b", "d", 1),
            ("a", "d", -1)]  # fmt: skip
    found = triangles(SignedNetwork.of(ties))
    assert (found.ppp, found.ppn, found.pnn, found.nnn) == (1, 2, 1, 0)
    assert found.degree == 0.5
    none = triangles(SignedNetwork.of([("a", "b", -1)]))
    assert none.degree is None
    assert none.weak_degree is None


def test_effective_number() -> None:
    assert effective_number({}) is None
    assert effective_number({"a": 1, "b": 2, "c": 3}) == pytest.approx(3)
    assert effective_number({"a": 1, "b": 2}, {"a": 0.0, "b": 0.0}) is None
