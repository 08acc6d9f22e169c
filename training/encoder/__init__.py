"""How the encoder is taught: what it learns from, the network, and the files it becomes."""
