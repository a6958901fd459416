"""Events: triggers, status, date, place and participants, and the PLOVER root of a sentence."""

from communique.read.events.find import find_events

__all__ = ["find_events"]
