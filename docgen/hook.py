"""The hook of mkdocs that adds a page for each instrument of the book, and the lists of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lists import by_kind, by_period, by_state, of_measures
from measure import file_name
from measure import page as measure_page
from mkdocs.structure.files import File, Files
from treaty import page, related

from casus.ask.cases import Case, read_cases
from casus.book import load_book

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from casus.book.book import Book


def pages() -> dict[str, str]:
    """Every generated page by its place under the root of the documentation."""
    book = load_book()
    told = cases_by_treaty(book)
    out = {
        "treaties/index.md": by_period(book),
        "treaties/kinds.md": by_kind(book),
        "treaties/states.md": by_state(book),
        "measures/index.md": of_measures(book),
    }
    for treaty in book.treaties.values():
        text = page(treaty, book, told[treaty.id], related(treaty, book))
        out[f"treaties/{treaty.id}.md"] = text
    for measure in book.measures.values():
        out[f"measures/{file_name(measure)}"] = measure_page(measure)
    return out


def cases_by_treaty(book: Book) -> dict[str, list[Case]]:
    """The cases whose expected answer names an instrument, under each."""
    out: dict[str, list[Case]] = defaultdict(list)
    for case in read_cases():
        wanted = case.expected
        texts = [text for found in wanted.get("found", {}).values() for text in found]
        texts += [*wanted.get("absent", ()), *wanted.get("failed", {})]
        for treaty in dict.fromkeys(text.split()[1] for text in texts):
            if treaty in book.treaties:
                out[treaty].append(case)
    return out


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages before the navigation is made."""
    for name, text in pages().items():
        files.append(File.generated(config, name, content=text))
    return files
