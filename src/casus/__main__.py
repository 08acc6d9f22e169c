"""`python -m casus` is the command line."""

from casus.cli import entry

if __name__ == "__main__":
    entry()
