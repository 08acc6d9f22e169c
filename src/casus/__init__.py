"""casus: what states said, who is bound, what follows."""
