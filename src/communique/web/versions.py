"""Two versions of one article side by side: paragraphs paired, changed words marked."""

from __future__ import annotations

from difflib import SequenceMatcher

from communique.brief.view.diff import marked, wordings
from communique.web.rendering import Plain

_MOST = 2_000  # paragraphs of one version that are compared


def compared(old: str, new: str) -> list[Plain]:
    """Blocks {kind: same | changed | gone | new, old: runs, new: runs} in the order of the texts.

    Paragraphs are paired by the longest common run of equal ones; a changed stretch is paired in order and its words
    are compared. Equal paragraphs longer than a line are kept whole: the reader sees what stayed, too.
    """
    left, right = _paragraphs(old), _paragraphs(new)
    blocks: list[Plain] = []
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            blocks += [{"kind": "same", "old": marked(p, []), "new": marked(p, [])} for p in left[i:j]]
            continue
        pairs = min(j - i, m - k)
        blocks += [_changed(left[i + n], right[k + n]) for n in range(pairs)]
        blocks += [{"kind": "gone", "old": marked(p, []), "new": []} for p in left[i + pairs : j]]
        blocks += [{"kind": "new", "old": [], "new": marked(p, [])} for p in right[k + pairs : m]]
    return blocks


def _changed(old: str, new: str) -> Plain:
    only_old, only_new = wordings(old, new)
    return {"kind": "changed", "old": marked(old, only_old), "new": marked(new, only_new)}


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()][:_MOST]
