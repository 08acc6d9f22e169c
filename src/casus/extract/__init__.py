"""Article → statements: words from the lexicon, roles from their order, clauses from markers."""

from casus.extract.lexicon import has_lexicon, load_lexicon
from casus.extract.statements import read_statements

__all__ = ["has_lexicon", "load_lexicon", "read_statements"]
