"""Panels of states, pairs and directed pairs by year, with columns added by verbs."""

from casus.sources.panels.grid import CODES, UNITS
from casus.sources.panels.panel import Panel

__all__ = ["CODES", "UNITS", "Panel"]
