"""Blocs: portfolios and how alike they are; who stands with whom.

One measure a file, with its formula and reference. Nothing here reads files: `casus.sources` does.
"""
