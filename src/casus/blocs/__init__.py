"""Blocs: signed networks, how far two or more blocs account for their ties, who stands between; how
alike portfolios are. One measure a file; nothing here reads official files: `casus.sources` does.

>>> from casus.blocs import SignedNetwork, frustration
>>> frustration(SignedNetwork.of([("PRK", "RUS", 1), ("KOR", "PRK", -1)])).optimum
0
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from casus.blocs.between import undetermined
    from casus.blocs.edges import read_edges
    from casus.blocs.frustration_index import Frustration, frustration
    from casus.blocs.network import SignedNetwork

__all__ = ["Frustration", "SignedNetwork", "frustration", "read_edges", "undetermined"]

_HOMES: Final = {
    "Frustration": "frustration_index",
    "SignedNetwork": "network",
    "frustration": "frustration_index",
    "read_edges": "edges",
    "undetermined": "between",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _HOMES:  # numpy and SciPy are loaded only where they are used
        value = getattr(import_module(f"casus.blocs.{_HOMES[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'casus.blocs' has no attribute {name!r}")
