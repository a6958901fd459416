"""The label sets of the model's heads, in the order of its outputs."""

from __future__ import annotations

MODEL_VERSION = "reader-1"


def _bio(*kinds: str) -> tuple[str, ...]:
    return ("O", *(f"{prefix}-{kind}" for kind in kinds for prefix in "BI"))


ROLES = _bio("source", "cue", "content")
NER = _bio("person", "organization", "state", "group", "place", "agreement", "work", "event")
TIMEX = _bio("DATE", "TIME", "DURATION", "SET")
EVENT = _bio("event")
STATUS = ("happened", "planned", "hypothetical", "denied")
ANCHOR = ("none", "cue", "cueless")
ACTS = (
    "assert", "deny", "demand", "offer", "commit", "refuse", "accuse", "warn",
    "praise", "ask", "predict", "agree", "condition", "attitude", "other",
)  # fmt: skip

TAG_HEADS: dict[str, tuple[str, ...]] = {
    "roles": ROLES,
    "anchor": ANCHOR,
    "ner": NER,
    "timex": TIMEX,
    "event_tb": EVENT,
    "event_ecb": EVENT,
    "status": STATUS,
    "act": ACTS,
}
"""Word-level heads: name -> labels. `event_tb` follows TimeBank's idea of an event, `event_ecb` that of ECB+."""

PAIR_ROLES = len(ROLES)
DISTANCES = 33
