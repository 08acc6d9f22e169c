"""`casus balance`: how far blocs account for the ties of a signed network."""

from __future__ import annotations

import argparse
import json
import time
from typing import TYPE_CHECKING

from casus.cli.options import add_json

if TYPE_CHECKING:
    from rich.console import Console

    from casus.blocs import Frustration

_NAMED_AT_MOST = 40


def seconds(text: str) -> float:
    """A time in seconds as an argument."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is no time in seconds; accepted: 10, 0.5, 3600")
    return value


def add(_name: str, parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("edges", metavar="EDGES", help="CSV with the columns u,v,sign, or -")
    parser.add_argument(
        "--blocs", choices=("2", "any"), default="2", help="two blocs (default), or any number"
    )
    parser.add_argument(
        "--seconds", metavar="N", type=seconds, default=60.0,
        help="stop after so long with what is proven by then (default 60)",
    )  # fmt: skip
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    """Read the network, divide it, print the answer."""
    from casus.blocs import frustration, read_edges, undetermined

    network = read_edges(given.edges)
    began = time.perf_counter()
    found = frustration(network, given.blocs, given.seconds)
    left = max(0.0, given.seconds - (time.perf_counter() - began))
    open_nodes = undetermined(found, left)
    if given.json:
        record = {
            "optimum": found.optimum, "bound": found.bound, "proven": found.proven,
            "seconds": round(found.seconds, 3), "blocs": dict(found.blocs),
            "undetermined": list(open_nodes),
        }  # fmt: skip
        print(json.dumps(record, ensure_ascii=False))
        return 0
    from casus.cli.console import console

    _report(console(), given.edges, found, open_nodes)
    return 0


def _report(out: Console, name: str, found: Frustration, open_nodes: tuple[str, ...]) -> None:
    from casus.blocs.effective_number import effective_number
    from casus.blocs.triangles import triangles

    network = found.network
    parts = network.components()
    out.print(f"{name}: {len(network.nodes)} nodes, {len(network.edges)} ties, "
              f"{network.n_negative} of them hostile, {len(parts)} connected component"
              f"{'s' if len(parts) != 1 else ''}")  # fmt: skip
    census = triangles(network)
    share = f" ({census.degree:.4f})" if census.degree is not None else ""
    out.print(f"triangles: {census.n_balanced} of {census.n_all} balanced{share}")
    how = "two blocs" if found.kind == "2" else "any number of blocs"
    if found.proven:
        proof = "proven: no division does better"
    else:
        proof = f"not proven within the time: the best lies between {found.bound} and this"
    out.print(f"frustration index, {how}: {found.optimum} – {proof} ({found.seconds:.2f} s)")
    if found.by_edges is not None:
        out.print(f"  by edges, 1 - 2L/m: {found.by_edges:.6f}")
    if found.by_negative is not None:
        out.print(f"  by hostile edges, 1 - L/m-: {found.by_negative:.6f}")
    number = effective_number(found.blocs)
    if number is not None:
        out.print(f"  effective number of blocs: {number:.2f}")
    members: dict[int, list[str]] = {}
    for node, bloc in found.blocs.items():
        members.setdefault(bloc, []).append(node)
    alone = [bloc for bloc in sorted(members) if len(members[bloc]) == 1]
    for bloc in sorted(members):
        if len(members[bloc]) > 1 or len(alone) <= 3:
            out.print(f"bloc {bloc}, {len(members[bloc])}: {_named(members[bloc])}")
    if len(alone) > 3:
        out.print(f"alone, {len(alone)}: {_named([members[bloc][0] for bloc in alone])}")
    if found.kind == "2" and len(parts) > 1:
        out.print("note: no tie joins the components; how their sides stand to each other is open")
    if open_nodes:
        known = "" if found.proven else " or not shown"
        out.print(f"side open{known}, {len(open_nodes)}: {_named(list(open_nodes))}")
    else:
        out.print("side open: none; every best division agrees")


def _named(nodes: list[str]) -> str:
    shown = " ".join(nodes[:_NAMED_AT_MOST])
    left = len(nodes) - _NAMED_AT_MOST
    return f"{shown} … and {left} more (--json gives all)" if left > 0 else shown
