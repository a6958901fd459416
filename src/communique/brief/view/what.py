"""What happened, in two sentences of the reports: the lead that says most of what the others open with, then shared facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.brief.view.desk import Desk, Paragraph, Plain, Sheet
from communique.brief.view.memo import line
from communique.brief.view.sentence import LINE, sentence
from communique.brief.word_lists import word_list
from communique.lexicon.labels import independent
from communique.lexicon.stems import word_key
from communique.record import Evidence, SharedFact, Story

LINES = 2
_WHOLE = 420  # characters that a sentence may take: a whole sentence says more than a short fragment
_OPENING = 700  # characters in which a report says what it is about
_SAME_MATTER = 3  # words that a lead must share with the opening of an independent report
_SAID_ALREADY = 0.6  # share of a sentence's words that stand in the line before it
_STOPS = '.!?…”"’)'
_WORD = re.compile(r"[^\W\d_][\w’'-]{3,}|\d[\d.,]*")
_NO_LEADS = ("opinion", "analysis", "transcript")
"""Genres that do not open with what happened."""


def what(desk: Desk, story: Story, sheets: list[Sheet]) -> list[Plain]:
    """At most `LINES` lines: a lead, then facts that it does not tell; without a lead, facts; without both, a headline.

    A news report opens with what happened, so the lead that shares most words with the openings of the independent
    others says what all of them are about (the centroid of multi-document summarisation, over openings alone).
    """
    facts = _facts(desk, story)
    lead = _lead(desk, story, sheets)
    if lead is None:
        return [told for _, told in facts][:LINES] or _headlines(desk, sheets)
    sheet, span = lead
    fact = _told_in(sheet, span, story)
    after = independent(fact.independent, len(fact.articles)) if fact else ""
    words = desk.words(sheet, [span], f"A{sheet.number}")
    said = _keys(words["text"])
    label = desk.labels[fact.id] if fact else ""
    rest = [t for whole, t in facts if whole and t["link"] != label and not _repeats(t["words"][0]["text"], said)]
    return [line(words, after=after, link=label), *rest][:LINES]


def _lead(desk: Desk, story: Story, sheets: list[Sheet]) -> tuple[Sheet, tuple[int, int]] | None:
    """The first sentence of a report that shares most with the openings of independent ones; None where none does.

    What more reports confirm comes before what one alone says; no copy stands for its origin, and nothing leads that more
    independent reports tell otherwise.
    """
    openings = {sheet.number: _keys(_opening_of(sheet)) for sheet in sheets}
    best: tuple[tuple[bool, bool, float, int], Sheet, tuple[int, int]] | None = None
    for sheet in sheets:
        span = _first_sentence(sheet)
        if span is None or sheet.article.genre in _NO_LEADS or _is_copy(desk, story, sheet):
            continue
        own = _keys(sheet.article.text[slice(*span)])
        others = [s for s in sheets if desk.groups(story, {s.article.id, sheet.article.id}) > 1]
        shared = [len(own & openings[other.number]) for other in others]
        if max(shared, default=0) < _SAME_MATTER or _outnumbered(desk, story, sheet, span):
            continue
        fact = _told_in(sheet, span, story)
        released, alone = sheet.article.genre == "release", fact is None or fact.independent < 2
        rank = (released, alone, -sum(shared) / len(own) ** 0.5, sheet.number)
        if best is None or rank < best[0]:
            best = (rank, sheet, span)
    return best[1:] if best else None


def _is_copy(desk: Desk, story: Story, sheet: Sheet) -> bool:
    """Whether a report is a copy of another one that is here."""
    own = sheet.article.id
    return any(own in g.articles and g.origin != own and g.origin in desk.sheets for g in story.independence)


def _outnumbered(desk: Desk, story: Story, sheet: Sheet, span: tuple[int, int]) -> bool:
    """Whether a sentence holds the side of a dispute between reports that fewer independent ones take."""
    for conflict in story.conflicts:
        if conflict.between != "reports":
            continue
        weights = [desk.groups(story, {e.article for e in side.evidence}) for side in conflict.sides]
        for side, weight in zip(conflict.sides, weights, strict=True):
            if weight < max(weights) and any(_inside(e, sheet, span) for e in side.evidence):
                return True
    return False


def _inside(item: Evidence, sheet: Sheet, span: tuple[int, int]) -> bool:
    return item.article == sheet.article.id and span[0] <= item.span[0] and item.span[1] <= span[1]


def _first_sentence(sheet: Sheet) -> tuple[int, int] | None:
    """The first sentence of what a report tells, if it is a whole one that makes a line."""
    paragraph = _first_told(sheet)
    if paragraph is None:
        return None
    at = _behind_dateline(sheet, paragraph)
    start, end = sentence(sheet, (at, at + 1), _WHOLE)
    text = sheet.article.text[start:end]
    whole = text[-1:] in _STOPS and text[:1] not in "[(" and not _leans(text)
    return (start, end) if whole and len(text.split()) > _SAME_MATTER else None


def _behind_dateline(sheet: Sheet, paragraph: Paragraph) -> int:
    """Where a paragraph begins to tell: its first word that is no dateline."""
    text = sheet.article.text
    for zone in sheet.article.zones:
        start, end = max(zone.span[0], paragraph.start), min(zone.span[1], paragraph.end)
        if zone.kind == "body" and start < end:
            return start + len(text[start:end]) - len(text[start:end].lstrip())
    return paragraph.start


def _opening_of(sheet: Sheet) -> str:
    """The title and the first words of a report."""
    paragraph = _first_told(sheet)
    start = paragraph.start if paragraph else 0
    return f"{sheet.article.title or ''}\n{sheet.article.text[start : start + _OPENING]}"


def _keys(text: str) -> frozenset[str]:
    """The words of a text that carry matter, whatever their form."""
    found = (w.casefold() for w in _WORD.findall(text))
    return frozenset(word_key(w) for w in found if w not in word_list("small_words.txt"))


def _repeats(text: str, said: frozenset[str]) -> bool:
    keys = _keys(text)
    return bool(keys) and len(keys & said) > _SAID_ALREADY * len(keys)


def _told_in(sheet: Sheet, span: tuple[int, int], story: Story) -> SharedFact | None:
    """The best attested fact with evidence inside a sentence."""
    inside = [fact for fact in story.shared_facts if any(_inside(e, sheet, span) for e in fact.evidence)]
    return max(inside, key=lambda f: (f.independent, len(f.articles)), default=None)


def _facts(desk: Desk, story: Story) -> list[tuple[bool, Plain]]:
    """Shared facts as lines, each with whether it is a whole sentence; whole ones first, the best attested first."""
    found: list[tuple[bool, Plain]] = []
    for fact in sorted(story.shared_facts, key=lambda f: (-f.independent, -len(f.articles), _depth(desk, f.evidence))):
        words, whole = _sentence_of(desk, fact.evidence) if fact.evidence else (None, False)
        if words is None or any(words in told["words"] for _, told in found):
            continue  # two facts of one sentence are one line here
        after = independent(fact.independent, len(fact.articles))
        found.append((whole, line(words, after=after, link=desk.labels[fact.id])))
        if sum(whole for whole, _ in found) > LINES:
            break
    # What is no whole sentence says what happened only where nothing else does.
    return [told for told in found if told[0]] or found


def _depth(desk: Desk, evidence: Sequence[Evidence]) -> float:
    """How far into their reports the words stand on the average, 0 to 1: what comes first matters most in news."""
    places = [e.span[0] / max(1, len(desk.sheets[e.article].article.text)) for e in evidence]
    return round(sum(places) / len(places), 3) if places else 1.0


def _leans(text: str) -> bool:
    """Whether a sentence begins with a word that leans on another ("It")."""
    return (text.split(None, 1) or [""])[0].casefold() in word_list("pronouns.txt")


def _sentence_of(desk: Desk, evidence: Sequence[Evidence]) -> tuple[Plain, bool]:
    """The sentence of one piece of evidence, and whether it is a whole one.

    One that stands alone, of a news report rather than a party's release.
    """
    found = []
    for item in evidence:
        sheet = desk.sheets[item.article]
        start, end = sentence(sheet, item.span, _WHOLE)
        text = sheet.article.text[start:end]
        whole = text[-1:] in _STOPS and (start, end) != item.span
        news = sheet.article.genre == "news"
        rank = (not whole, _leans(text), len(text) > LINE, not news, -len(text), sheet.number, start)
        found.append((rank, sheet, (start, end)))
    _, sheet, span = min(found, key=lambda entry: entry[0])
    words = desk.words(sheet, [span], "")
    return words, words["text"][-1:] in _STOPS and not words["text"][:1].islower()


def _headlines(desk: Desk, sheets: list[Sheet]) -> list[Plain]:
    """Without shared facts: the headline or the first sentence of the earliest report that has one."""
    for sheet in sheets:
        zone = next((z for z in sheet.article.zones if z.kind == "title"), None)
        if zone:
            return [line(desk.words(sheet, [zone.span], f"A{sheet.number}"))]
        if paragraph := _first_told(sheet):
            return [line(_opening(desk, sheet, paragraph))]
    return []


def _first_told(sheet: Sheet) -> Paragraph | None:
    """The first paragraph that tells something: of the body, and no line that leads up to another ("For release:")."""
    body = [p for p in sheet.paragraphs if p.number is not None] or list(sheet.paragraphs)
    told = (p for p in body if not sheet.article.text[p.start : p.end].endswith(":"))
    return next(told, body[0] if body else None)


def _opening(desk: Desk, sheet: Sheet, paragraph: Paragraph) -> Plain:
    """The first sentence of a paragraph; where it is too long for a line its beginning, the cut marked."""
    start, text = paragraph.start, sheet.article.text
    span = sentence(sheet, (start, start + 1), _WHOLE)
    if span != (start, start + 1) or paragraph.end - start <= LINE:
        return desk.words(sheet, [span if span[1] > start + 1 else (start, paragraph.end)], f"A{sheet.number}")
    end = next((n for n in range(start + LINE, start, -1) if text[n].isspace()), start + LINE)
    words = desk.words(sheet, [(start, end)], f"A{sheet.number}")
    return words | {"text": f"{words['text']} …", "head": f"{words['head']} …"}
