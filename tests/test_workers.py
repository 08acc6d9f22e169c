"""Work shared by processes: in order, and no item takes another with it."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import casus.reading
from casus.model import Article, Reading
from casus.workers import in_order

DEADLY = frozenset({3, 11, 12})


def squared(n: int) -> list[int]:
    return [n * n]


def deadly(n: int) -> list[int]:
    if n in DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    return [n * n]


def minus(n: int) -> int:
    return -n


def threshold(_: int) -> list[int]:
    return [gc.get_threshold()[0]]


def test_workers_collect_seldom_and_the_process_that_asks_them_as_it_did() -> None:
    own = gc.get_threshold()
    assert own[0] < 100_000
    assert set(in_order(threshold, range(4), 2, minus)) == {100_000}
    assert gc.get_threshold() == own


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("part", [1, 4])
def test_results_come_in_the_order_of_the_items(workers: int, part: int) -> None:
    found = list(in_order(squared, range(20), workers, minus, part=part))
    assert found == [n * n for n in range(20)]


@pytest.mark.parametrize("part", [1, 4])
def test_an_item_whose_process_dies_is_lost_alone(part: int) -> None:
    found = list(in_order(deadly, range(20), 2, minus, part=part))
    assert found == [-n if n in DEADLY else n * n for n in range(20)]


def test_no_more_is_taken_than_is_worked_on() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for n in range(1000):
            taken.append(n)
            yield n

    found = in_order(squared, items(), 2, minus, part=5)
    next(found)
    assert len(taken) <= 5 * 2 * 2 + 6
    found.close()  # type: ignore[attr-defined]


def failing(article: Article) -> Reading:
    if "volcano" in article.text:
        raise KeyError("lava")
    return Reading(article)


def test_a_document_that_fails_in_any_way_is_named_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(casus.reading, "read_document", failing)
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    paths[0].write_text("The volcano erupted.")
    paths[1].write_text("The minister met five envoys.")
    lost, read = casus.reading.read_many(map(str, paths))
    assert "KeyError: 'lava'" in str(lost)
    assert isinstance(read, Reading)


def dying(article: Article) -> Reading:
    if "volcano" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return Reading(article)


def test_a_document_that_kills_its_process_is_named_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(casus.reading, "read_document", dying)
    paths = []
    for n in range(20):
        path = tmp_path / f"{n:02}.txt"
        path.write_text("The volcano erupted." if n == 13 else f"The minister met {n} envoys.")
        paths.append(str(path))
    found = list(casus.reading.read_many(paths, workers=2))
    assert len(found) == 20
    lost = found[13]
    assert str(lost) == f"{paths[13]}: the process that read it died"
    assert all(isinstance(one, Reading) for n, one in enumerate(found) if n != 13)
