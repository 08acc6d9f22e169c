"""Score the reading of pages against what must come of them, for casus and for a plain baseline.

    python evaluation/score_pages.py [--split unseen] [--json] [--show]

Each page in `evaluation/pages/<split>/` has a YAML file of the same name: title, day and its
source, language, sentences that must be kept, and strings that must not leak into the text. The
baseline is plain trafilatura with comments off, htmldate and py3langid, each as it comes.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import yaml

PAGES = Path(__file__).parent / "pages"
SPLITS = ("tuned", "unseen")
MEASURES = ("body_share", "leak_share", "title_share", "date_share", "source_share", "lang_share")


def score(
    pages_dir: Path | str = PAGES, split: str = "unseen", reader: str = "casus"
) -> dict[str, Any]:
    """Shares (0–1) of what was got right on one half of the pages.

    `body_share`: sentences kept; `leak_share`: strings that leaked; `title_share`, `date_share`
    (none where none is), `source_share`, `lang_share`: pages right. `wrong` lists what was not.
    """
    read = {"casus": _by_casus, "plain": _by_plain}[reader]
    n_kept = n_keep = n_leaked = n_leak = n_pages = 0
    right = {"title": 0, "date": 0, "source": 0, "lang": 0}
    wrong: list[str] = []
    for path in sorted((Path(pages_dir) / split).glob("*.html")):
        expected = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
        got = read(path)
        text = _folded(got["text"])
        n_pages += 1
        for sentence in expected["keep"]:
            n_keep += 1
            kept = _folded(sentence) in text
            n_kept += kept
            if not kept:
                wrong.append(f"{path.stem}: lost: {sentence}")
        for string in expected["leak"]:
            n_leak += 1
            leaked = _folded(string) in text
            n_leaked += leaked
            if leaked:
                wrong.append(f"{path.stem}: leaked: {string}")
        day = str(expected["published"]) if expected["published"] else None
        pairs = {
            "title": (_folded(got["title"] or ""), _folded(expected["title"])),
            "date": (got["published"], day),
            "source": (got["date_source"], expected["date_source"]),
            "lang": (got["lang"], expected["lang"]),
        }
        for name, (mine, theirs) in pairs.items():
            right[name] += mine == theirs
            if mine != theirs:
                wrong.append(f"{path.stem}: {name}: {mine!r}, not {theirs!r}")
    return {
        "reader": reader,
        "split": split,
        "n_pages": n_pages,
        "body_share": n_kept / max(n_keep, 1),
        "leak_share": n_leaked / max(n_leak, 1),
        **{f"{name}_share": count / max(n_pages, 1) for name, count in right.items()},
        "wrong": wrong,
    }


def _by_casus(path: Path) -> dict[str, Any]:
    from casus.read.reader import read_article

    return read_article(path).as_dict()


def _by_plain(path: Path) -> dict[str, Any]:
    import htmldate
    import py3langid
    import trafilatura

    content = path.read_bytes()
    text = trafilatura.extract(content, include_comments=False) or ""
    about = trafilatura.extract_metadata(content)
    try:
        published = htmldate.find_date(content.decode("utf-8", "replace"), original_date=True)
    except ValueError:
        published = None
    return {
        "text": text,
        "title": about.title if about else None,
        "published": published,
        "date_source": None,
        "lang": py3langid.classify(text)[0],
    }


def _folded(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--split", choices=SPLITS, help="one half only")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--show", action="store_true", help="list what casus got wrong")
    asked = parser.parse_args()
    splits = (asked.split,) if asked.split else SPLITS
    rows = [score(PAGES, split, reader) for split in splits for reader in ("casus", "plain")]
    if asked.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    print(f"{'half':8}{'reader':8}{'pages':>6}" + "".join(f"{m[:-6]:>9}" for m in MEASURES))
    for row in rows:
        shares = "".join(f"{100 * row[m]:8.1f}%" for m in MEASURES)
        print(f"{row['split']:8}{row['reader']:8}{row['n_pages']:6}{shares}")
    if asked.show:
        for row in rows:
            if row["reader"] == "casus":
                print(*row["wrong"], sep="\n")


if __name__ == "__main__":
    main()
