"""The numerical packages that the measures of blocs need: asked for where they are used."""

from __future__ import annotations

from importlib.util import find_spec

from casus.errors import MissingExtra


def need_scipy() -> None:
    """Raise `MissingExtra`, with how to install it, where SciPy or NumPy is missing."""
    for package in ("numpy", "scipy"):
        if find_spec(package) is None:
            raise MissingExtra(package, "blocs")
