"""What is kept stays, once, whatever happens to the run that keeps it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casus.errors import DataError, InputError
from casus.ledger import Ledger
from casus.model import Reading
from casus.model.rows import rows_of

Make = Callable[..., Reading]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_reading_the_same_page_twice_changes_no_byte(tmp_path: Path, reading: Make) -> None:
    ledger = Ledger(tmp_path)
    assert ledger.add([reading("a"), reading("b")]) == 2
    before = snapshot(tmp_path)
    assert ledger.add([reading("b"), reading("a"), reading("a")]) == 0
    assert snapshot(tmp_path) == before


def test_the_same_readings_make_the_same_ledger_byte_for_byte(
    tmp_path: Path, reading: Make
) -> None:
    for name in ("one", "two"):
        ledger = Ledger(tmp_path / name)
        ledger.add([reading("a")])
        ledger.add([reading("b"), reading("c")])
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_a_later_reading_of_a_document_is_the_one_shown(tmp_path: Path, reading: Make) -> None:
    ledger = Ledger(tmp_path)
    ledger.add([reading("a", actor="RUS")])
    before = snapshot(tmp_path)
    assert ledger.add([reading("a", actor="CHN")]) == 1
    assert len(ledger) == 1
    assert [row["actor"] for row in ledger.statements().dicts()] == [["CHN"]]
    assert before.items() <= snapshot(tmp_path).items()


def test_two_texts_under_one_id_are_two_documents(tmp_path: Path, reading: Make) -> None:
    ledger = Ledger(tmp_path)
    ledger.add([reading("1", "Iran warned Iraq."), reading("1", "Chad thanked France.")])
    assert len(ledger) == 2
    quotes = {row["quote"] for row in ledger.statements(article="1").dicts()}
    assert quotes == {"Iran warned Iraq.", "Chad thanked France."}


def test_a_run_killed_before_its_articles_leaves_nothing_to_see(
    tmp_path: Path, reading: Make
) -> None:
    ledger = Ledger(tmp_path)
    ledger.add([reading("a")])
    ledger.add([reading("b")])
    # the state that a kill between two renames leaves: statements, but no articles, of the batch
    last = ledger.parts("articles")[-1]
    last.unlink()
    (tmp_path / "articles" / ".writing-0123.tmp").write_bytes(b"PAR1 half a part")
    assert [row["article"] for row in ledger.statements().dicts()] == ["a"]
    assert len(ledger) == 1
    assert ledger.sql("SELECT count(*) FROM mentions").rows == [(1,)]
    assert ledger.add([reading("b")]) == 1
    assert [row["article"] for row in ledger.statements().dicts()] == ["a", "b"]


def test_a_half_written_batch_is_not_seen_under_another_batch(
    tmp_path: Path, reading: Make
) -> None:
    """The same reading in a half-written part and in a whole one counts once."""
    ledger = Ledger(tmp_path)
    ledger.add([reading("a"), reading("b")])
    ledger.parts("articles")[-1].unlink()
    assert ledger.add([reading("a")]) == 1
    assert [row["article"] for row in ledger.statements().dicts()] == ["a"]


def child(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another Python that knows `make`."""
    start = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
    return subprocess.Popen(
        [sys.executable, "-c", start + code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_killed_process_leaves_a_ledger_that_reads(tmp_path: Path) -> None:
    endless = (
        "import casus.ledger.store as store\n"
        "from conftest import make\n"
        "from itertools import count\n"
        "store.BATCH = 5\n"
        "def readings():\n"
        "    for n in count():\n"
        "        print(n, flush=True)\n"
        "        yield make(f'd{n}')\n"
        "store.Ledger(sys.argv[1]).add(readings())\n"
    )
    with child(endless, tmp_path) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= 17:  # three batches are written, the fourth is on its way
                break
        process.kill()
    ledger = Ledger(tmp_path)
    n_kept = len(ledger)
    assert n_kept >= 15
    assert n_kept % 5 == 0
    assert len(ledger.statements()) == n_kept


def test_what_came_before_an_error_is_kept(tmp_path: Path, reading: Make) -> None:
    def breaks_off() -> Iterator[Reading]:
        yield reading("a")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Ledger(tmp_path).add(breaks_off())
    assert len(Ledger(tmp_path)) == 1


def test_two_processes_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    keep = (
        "from casus.ledger import Ledger\n"
        "from conftest import make\n"
        "for name in sys.argv[2:]:\n"
        "    Ledger(sys.argv[1]).add([make(name)])\n"
    )
    shares = [[f"x{n}" for n in range(12)], [f"y{n}" for n in range(12)] + ["x3", "x4"]]
    processes = [child(keep, tmp_path, *names) for names in shares]
    assert [process.communicate(timeout=60)[0] for process in processes] == ["", ""]
    assert [process.returncode for process in processes] == [0, 0]
    kept = [row["article"] for row in Ledger(tmp_path).statements().dicts()]
    assert sorted(kept) == sorted({name for share in shares for name in share})


def test_a_reading_kept_by_two_runs_unaware_of_one_another_shows_once(
    tmp_path: Path, reading: Make
) -> None:
    Ledger(tmp_path / "one").add([reading("a"), reading("b")])
    Ledger(tmp_path / "two").add([reading("a")])
    for path in (tmp_path / "two").rglob("*.parquet"):
        path.rename(tmp_path / "one" / path.relative_to(tmp_path / "two"))
    ledger = Ledger(tmp_path / "one")
    assert len(ledger) == 2
    assert [row["article"] for row in ledger.statements().dicts()] == ["a", "b"]


def test_ids_are_made_from_the_content(reading: Make) -> None:
    def ids(given: Reading) -> list[str]:
        return [row["id"] for row in rows_of(given)["statements"]]

    assert ids(reading("a")) == ids(reading("a", notes=("another note",)))
    assert ids(reading("a")) != ids(reading("b"))
    assert ids(reading("a")) != ids(reading("a", actor="CHN"))
    assert ids(reading("a")) == ["982a05170c63543e"]  # on every machine


def test_ten_thousand_readings(tmp_path: Path, reading: Make) -> None:
    ledger = Ledger(tmp_path)
    assert ledger.add(reading(f"d{n}") for n in range(10_000)) == 10_000
    assert len(ledger) == len(ledger.statements(actor="RUS")) == 10_000
    assert len(ledger.parts("articles")) == 10


def test_a_lone_surrogate_is_kept_as_a_question_mark(tmp_path: Path, reading: Make) -> None:
    text = "Iran warned \ud83d Iraq."
    ledger = Ledger(tmp_path)
    assert ledger.add([reading("a", text)]) == 1
    assert ledger.add([reading("a", text)]) == 0
    row = ledger.sql("SELECT quote, text FROM statements JOIN articles USING (reading)").dicts()[0]
    assert row["quote"] == row["text"] == "Iran warned ? Iraq."


def test_a_file_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("words")
    with pytest.raises(InputError, match="a ledger is a folder"):
        Ledger(path)


def test_a_part_that_is_no_parquet_is_named(tmp_path: Path, reading: Make) -> None:
    ledger = Ledger(tmp_path)
    ledger.add([reading("a")])
    broken = tmp_path / "articles" / "part-000009-broken.parquet"
    broken.write_bytes(b"words")
    with pytest.raises(DataError, match=r"part-000009-broken\.parquet"):
        len(ledger)


def test_others_may_read_what_is_kept(tmp_path: Path, reading: Make) -> None:
    old = os.umask(0o022)
    try:
        Ledger(tmp_path).add([reading("a")])
    finally:
        os.umask(old)
    modes = {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*.parquet")}
    assert modes == {0o644}
