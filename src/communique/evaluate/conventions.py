"""Where a corpus marks something else than INTERFACE.md: our statements as its annotators would have drawn them."""

from __future__ import annotations

import re

from communique.evaluate.compared import Roles
from communique.record import Statement

_COMPLEMENTISER = re.compile(r"\b(?:that|if|whether)\b[\s,]*$", re.I)
_LONGEST = 12  # characters in which a complementiser and what stands behind it fit


def as_polnear(text: str, statement: Statement) -> Roles:
    """Source, cue and content of a statement with a leading "that", "if" or "whether" back in the content.

    PolNeAR counts it to the content (in 210 of the 213 contents of the carved part of train that have one); INTERFACE.md
    leaves it out. The words are those of the text, so nothing but a border moves.
    """
    (start, end), *rest = statement.content
    opening = _COMPLEMENTISER.search(text, max(0, start - _LONGEST), start)
    first = (opening.start() if opening else start, end)
    return statement.source, statement.cue, (first, *rest)
