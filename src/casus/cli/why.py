"""`casus why` and `casus why-not`: the clauses tried for a state, as a tree."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from casus.cli.events import EVENT, add_event_options, fights_of, read_events

if TYPE_CHECKING:
    from rich.tree import Tree

    from casus.ask.derivation import View


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("state", metavar="STATE", help="a code or a name")
    parser.add_argument("event", nargs="+", metavar="EVENT",
                        help=f"{EVENT}; of several, the last is asked about")  # fmt: skip
    parser.add_argument(
        "--depth", metavar="N", type=int, default=2,
        help="1 clauses, 2 what decided (default), 3 all tests, 4 conditions and sources",
    )  # fmt: skip
    parser.add_argument("--hide", metavar="WHAT", action="append", default=[],
                        help="passed, text, readings, conditions, sources, lapsed, unconcerned, "
                        "failed; with commas, or repeated")  # fmt: skip
    add_event_options(parser)


def run(given: argparse.Namespace) -> int:
    """Print the tree, or the derivations as JSON."""
    from casus.ask.derivation import View, explain
    from casus.ask.sequence import Move, in_order
    from casus.book import load_book
    from casus.errors import UnknownEvent
    from casus.names import code_of

    hide = frozenset(word.strip() for words in given.hide for word in words.split(","))
    view = View(given.depth, hide - {""})
    book = load_book(overlay=given.book)
    steps = read_events(given, book)
    ordered = list(in_order(steps, given.policy, book, fights_of(given, steps[0][0])))
    world, event, notes = ordered[-1]
    if isinstance(event, Move):
        raise UnknownEvent(f"{given.event[-1]!r} binds nobody by itself: let an event follow it")
    only_not = given.command == "why-not"
    state = code_of(given.state, world.day)
    found = explain(world, state, event, view, only_not=only_not)
    if given.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    from casus.ask.told import told
    from casus.cli.console import console

    out = console()
    out.print(_tree(f"{state} on {world.day}, if {told(event)}", found, view))
    for note in notes:
        out.print(f"note: {note}")
    return 0


def _tree(head: str, found: dict[str, Any], view: View) -> Tree:
    from rich.tree import Tree

    tree = Tree(head, guide_style="dim")
    held = [d for d in found.get("why", ()) if d["holds"]]
    disputed = [d for d in found["why_not"] if d["arguable"]]
    rest = [d for d in found["why_not"] if not d["arguable"]]
    if "why" in found and not held:
        tree.add("no clause binds it")
    for title, rows in (
        ("binds it", held), ("would bind it on another reading", disputed), ("does not bind", rest)
    ):  # fmt: skip
        if rows:
            n = f"{len(rows)} clause" + ("s" if len(rows) > 1 else "")
            branch = tree.add(f"{title}: {n}")
            for row in rows:
                _clause(branch, row)
    if not held and not disputed and not rest:
        hidden = " (some are hidden)" if view.hide else ""
        tree.add(f"the book has no clause that could concern it{hidden}")
    return tree


def _clause(branch: Tree, row: dict[str, Any]) -> None:
    """One clause with what is shown of it."""
    from casus.ask.told import STRENGTHS

    toward = "towards" if row["list"] in ("forbidden", "breached") else "for"
    sides = " ".join(
        f"{word} {row[key]}" for key, word in (("toward", toward), ("against", "against"))
        if row[key]
    )  # fmt: skip
    meaning = STRENGTHS.get(row["strength"], row["strength"])
    parts = dict.fromkeys((row["list"], meaning, sides))  # "forbidden" is said once
    head = f"{row['treaty']} {row['article']}: {', '.join(part for part in parts if part)}"
    node = branch.add(head)
    if "title" in row:
        node.add(f"{row['title']}; source: {row['source']}; verified: {row['verified']}")
    if "substance" in row:
        node.add(row["substance"])
    for condition in row.get("conditions", ()):
        node.add(f"condition: {condition}")
    for step in row.get("tests", ()):
        test = node.add(f"{'✓' if step['passed'] else '✗'} {step['test']}: {step['text']}")
        if "reading" in step:
            who = f" ({', '.join(step['held_by'])})" if step["held_by"] else ""
            test.add(f"disputed{who}: {step['reading']}")
