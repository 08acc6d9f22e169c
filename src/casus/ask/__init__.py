"""Asking: who must, may, must not – and why – after an event on a day.

>>> from casus.ask import Occurrence, World
>>> World("2022-02-24").what_if(Occurrence.attack("RUS", "UKR")).obliged
()
"""

from casus.ask.batch import answer_batch
from casus.ask.policies import Policies
from casus.ask.world import World
from casus.model.occurrence import Occurrence

__all__ = ["Occurrence", "Policies", "World", "answer_batch"]
