"""Corrections laid over what the machine found: pure functions of readings, linkages and stories."""

from communique.correct.overlay import accounted, corrected_linkage, corrected_readings, corrected_story

__all__ = ["accounted", "corrected_linkage", "corrected_readings", "corrected_story"]
