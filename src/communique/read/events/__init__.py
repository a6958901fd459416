"""Events: triggers, status, date, place and participants, and the PLOVER root of a sentence."""

from communique.read.events.find import find_events
from communique.read.events.plover import Root, RootClassifier, cameo_of

__all__ = ["Root", "RootClassifier", "cameo_of", "find_events"]
