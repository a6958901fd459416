"""Words that several reports print alike are shown once, with everywhere they stand; pieces of one sentence together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.brief.view.diff import plain_words
from communique.brief.view.filters import merged
from communique.record.text import PIECE_JOINER

Plain = dict[str, Any]
Place = tuple[str | int, tuple[int, int]]
"""An article, and a span in it."""

_OPENING = ("“", "‘", "«", "„", '"')
_NEAR = 120  # characters between two pieces that are read as one line ('"We came," she said. "We talked."')


def gathered(items: Sequence[Plain], places: Sequence[Place]) -> list[Plain]:
    """Lines of evidence, in order: neighbouring pieces joined by " … ", equal words once.

    `items` are words as `Desk.words` gives them, `places` where each stands. The first line of equal words gets the
    others as `also`. Nothing is lost: every citation stays.
    """
    return once(_joined(items, places))


def once(items: Sequence[Plain]) -> list[Plain]:
    """Equal words once, whatever the shape of their marks and the final stop; the first gets the others as `also`."""
    lines: dict[object, Plain] = {}
    for item in items:
        key = (plain_words(item["text"]) or item["text"], item["text"][:1] in _OPENING)  # quoted is not paraphrased
        if key in lines:
            lines[key]["also"] = [*lines[key]["also"], item]
        else:
            lines[key] = dict(item)
    return list(lines.values())


def told_alike(lines: Sequence[Plain], same: Sequence[str]) -> list[Plain]:
    """Labelled lines of which another report has the very words (and equal values of `same`): once, in the order given.

    The first keeps its place and gets the words of the others as `also`, each with its label; facets are merged.
    """
    first: dict[object, Plain] = {}
    for line in lines:
        text = line["words"]["text"]
        key = (plain_words(text), text[:1] in _OPENING, *(line[name] for name in same))
        kept = first.setdefault(key if plain_words(text) else line["label"], line)
        if kept is not line:
            kept["words"]["also"] = [*kept["words"]["also"], line["words"] | {"label": line["label"]}]
            kept["facets"] = merged(kept["facets"], [line["facets"]])
    return list(first.values())


def of_one_promise(cards: Sequence[Plain]) -> list[Plain]:
    """Cards whose lines are one promise (`promise`): once, in the order given; the words of the others stand under the first.

    Where reports give them to several people, each carries its name: nobody's words stand under another's.
    """
    groups: dict[object, list[Plain]] = {}
    for card in cards:
        groups.setdefault(card["promise"] or card["label"], []).append(card)
    for kept, *others in groups.values():
        several = any(card["who"] != kept["who"] for card in others)
        for card in others:
            told = {"label": card["label"], "told": card["words"]["text"], "by": card["who"] if several else ""}
            kept["words"]["also"] = [*kept["words"]["also"], card["words"] | told, *card["words"]["also"]]
            kept["facets"] = merged(kept["facets"], [card["facets"]])
    return [group[0] for group in groups.values()]


def promise_groups(cards: Sequence[Plain]) -> list[list[Plain]]:
    """Cards together that `told_alike` and `of_one_promise` would make one, each still whole; in the order given."""
    home: dict[object, list[Plain]] = {}
    out: list[list[Plain]] = []
    for card in cards:
        text = card["words"]["text"]
        alike = (plain_words(text) or card["id"], text[:1] in _OPENING, card["who"], card["kind"], card["status"])
        keys = [key for key in (card["promise"], alike) if key]
        group = next((home[key] for key in keys if key in home), None)
        if group is None:
            out.append(group := [])
        group.append(card)
        home |= {key: group for key in keys if key not in home}
    return out


def _joined(items: Sequence[Plain], places: Sequence[Place]) -> list[Plain]:
    out: list[Plain] = []
    last: Place | None = None
    for item, (article, span) in zip(items, places, strict=True):
        near = last and last[0] == article and 0 <= span[0] - last[1][1] <= _NEAR
        if near and not item["runs"] and not item["rest"] and not out[-1]["runs"] and not out[-1]["rest"]:
            text = out[-1]["text"] + PIECE_JOINER + item["text"]
            out[-1] |= {"text": text, "head": text}
        else:
            out.append(dict(item))
        last = (article, span)
    return out
