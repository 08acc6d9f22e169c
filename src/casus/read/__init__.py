"""Reading: bytes in, `casus.model.Article` out.

The functions live in `casus.read.reader`; nothing is imported here, so that this package costs
nothing until it is used.
"""
