"""How fast pages and passages are read, and what it takes. `python benchmarks/reading.py`.

Rates are per second of processor time of one process, with everything loaded; the baseline is
plain trafilatura and py3langid on the same pages in the same run. Python's collector looks as
seldom as in `casus read`. Each measurement has a process of its own, so that the peak of memory is
its own too.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

PAGES = sorted((ROOT / "examples" / "pages").glob("*.html"))
SHARED = Path(os.environ.get("CASUS_SHARED", ROOT.parent / "shared"))


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if platform.system() == "Darwin" else 1e3)


def measured(run: Callable[[], Iterator[dict[str, int]]], first: int = 1) -> dict[str, float]:
    """Work through everything; counts, seconds of the processor, and the peak of memory. The
    `first` documents are read once before, in which all is loaded that is loaded once."""
    from casus.collector import collect_seldom

    collect_seldom()
    for _ in itertools.islice(run(), first):
        pass
    totals: dict[str, float] = {}
    start = time.process_time()
    for counts in run():
        for name, n in counts.items():
            totals[name] = totals.get(name, 0) + n
    return {**totals, "seconds": time.process_time() - start, "megabytes": peak_megabytes()}


def pages(n: int) -> dict[str, float]:
    """Pages from file to record, as `casus read --json` does it."""
    import dataclasses

    from casus.extract.sentences import split_sentences
    from casus.read.reader import read_article
    from casus.reading import read_document

    def run() -> Iterator[dict[str, int]]:
        for number, path in enumerate(itertools.islice(itertools.cycle(PAGES), n)):
            article = read_article(path)
            article = dataclasses.replace(article, id=f"{article.id}-{number}")
            reading = read_document(article)
            json.dumps(reading.as_dict(), ensure_ascii=False)
            yield {
                "documents": 1,
                "sentences": len(split_sentences(article.text, article.lang)),
                "statements": len(reading.statements),
            }

    return measured(run, len(PAGES))


def plain(n: int) -> dict[str, float]:
    """The baseline: text by trafilatura, language by py3langid, and no statements."""
    import py3langid
    import trafilatura

    def run() -> Iterator[dict[str, int]]:
        for path in itertools.islice(itertools.cycle(PAGES), n):
            text = trafilatura.extract(path.read_bytes(), include_comments=False) or ""
            py3langid.classify(text)
            yield {"documents": 1}

    return measured(run)


def read_each(articles: list[Any], n: int, first: int) -> dict[str, float]:
    """What it takes to read `n` articles, from the first again after the last, of which the `first`
    are read once before. Their sentences are counted before that, as no part of the work."""
    from casus.extract.sentences import split_sentences
    from casus.reading import read_document

    numbered = [(article, len(split_sentences(article.text, article.lang))) for article in articles]

    def run() -> Iterator[dict[str, int]]:
        for article, sentences in itertools.islice(itertools.cycle(numbered), n):
            told = len(read_document(article).statements)
            yield {"documents": 1, "sentences": sentences, "statements": told}

    return measured(run, first)


def texts(n: int) -> dict[str, float]:
    """Passages of the reference data in the languages that have a pack, one of each in turn; those
    held out for accuracy are left aside."""
    from casus.lang import packs
    from evaluation.statements import article_of, passages

    columns = [passages("tuned", lang, SHARED) for lang in packs()]
    rows = [row for turn in itertools.zip_longest(*columns) for row in turn if row]
    articles = list(map(article_of, rows))
    return read_each(articles, n, len(columns))


def mixed(n: int) -> dict[str, float]:
    """Documents in English and Indonesian of general text, of which every fifth sentence is one of
    the labelled passages: those that tell something."""
    import gzip

    from casus.extract.sentences import split_sentences
    from casus.model import Article
    from evaluation.statements import article_of, passages

    columns: list[list[Article]] = []
    for lang in ("en", "id"):
        documents: list[Article] = []
        path = SHARED / "ud" / f"{lang}_pud.conllu.gz"
        with gzip.open(path, "rt", encoding="utf-8") as bank:
            plain = [line[9:].strip() for line in bank if line.startswith("# text = ")]
        telling = [
            article.text[span.start : span.end]
            for article in map(article_of, passages("tuned", lang, SHARED))
            for span in split_sentences(article.text, lang)
        ]
        for k in range(0, len(plain) - 16, 16):
            parts = [
                " ".join([*plain[k + 4 * j : k + 4 * j + 4], telling[(k // 4 + j) % len(telling)]])
                for j in range(4)
            ]
            documents.append(Article(f"{lang}{k}", f"{lang}{k}", " ".join(parts), lang))
        columns.append(documents)
    articles = list(itertools.chain.from_iterable(zip(*columns, strict=True)))
    return read_each(articles, n, len(columns))


PARTS: dict[str, Callable[[int], dict[str, float]]] = {
    "pages": pages, "plain": plain, "texts": texts, "mixed": mixed,
}  # fmt: skip


def apart(part: str, n: int) -> dict[str, Any]:
    """One measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--part", part, "-n", str(n)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    out: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return out


def cold(*words: str) -> float:
    """The median of five starts of the command, in seconds of the clock."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "casus", *words], capture_output=True, check=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def row(name: str, found: dict[str, Any]) -> None:
    seconds = found["seconds"]
    rates = [
        f"{found[key] / seconds:10.1f}" if key in found else f"{'-':>10}"
        for key in ("documents", "sentences", "statements")
    ]
    print(f"{name:34}{found['documents']:8.0f}{''.join(rates)}{found['megabytes']:10.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-n", type=int, default=1000, help="pages (default: 1000)")
    parser.add_argument("--part", choices=PARTS, help="measure one part, print JSON")
    given = parser.parse_args()
    if given.part:
        print(json.dumps(PARTS[given.part](given.n)))
        return
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{'':34}{'n':>8}{'docs/s':>10}{'sent./s':>10}{'stat./s':>10}{'peak MB':>10}")
    ours, baseline = apart("pages", given.n), apart("plain", given.n)
    row("casus, pages to statements", ours)
    row("trafilatura + py3langid, no more", baseline)
    if (SHARED / "gold" / "train").is_dir():
        row("casus, passages to statements", apart("texts", given.n))
        row("casus, one sentence in five tells", apart("mixed", given.n))
    each = ours["seconds"] / ours["documents"]
    ratio = each / (baseline["seconds"] / baseline["documents"])
    print(f"a page takes casus {1000 * each:.1f} ms, {ratio:.1f} times the baseline")
    print(f"casus --help, cold: {cold('--help'):.2f} s")
    print(f"casus read, one page, cold: {cold('read', str(PAGES[0])):.2f} s")


if __name__ == "__main__":
    main()
