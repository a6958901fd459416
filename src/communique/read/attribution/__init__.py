"""Attributions out of word scores: anchors, roles given an anchor, and the spans they make (PARC/PolNeAR: source, cue, content)."""

from communique.read.attribution.decode import RawAttribution, decode_window
from communique.read.attribution.settings import Settings, load_settings

__all__ = ["RawAttribution", "Settings", "decode_window", "load_settings"]
