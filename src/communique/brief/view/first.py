"""The first screen: half a page of extracted lines. Every line is words of a report, with their source and a jump."""

from __future__ import annotations

import re
from collections import Counter

from communique.brief.view.deciding import marked_sides
from communique.brief.view.desk import Desk, Paragraph, Plain, Sheet
from communique.brief.view.reports import sources
from communique.brief.view.sentence import LINE, in_sentence, sentence, whole_sentence
from communique.brief.view.timeline import apart, day_told_by, ordered_events, telling
from communique.brief.view.voices import Voices
from communique.brief.word_lists import word_list
from communique.lexicon.labels import independent, plural, word
from communique.lexicon.phrases import as_printed
from communique.lexicon.when import human, iso, parse
from communique.record import Actor, ActorMention, Evidence, LinkedEvent, Story, TrackedForward
from communique.record.shown import clip

FACTS, PEOPLE, DISPUTES, PROMISES = 2, 4, 3, 3
_WHOLE = 420  # characters that a sentence of "What" may take: a whole sentence says more than a short fragment
_LEAD = 700  # characters within which a report says what it is about
_TITLE, _COUNTED_TITLES = 0.5, 2
_TOLD_AGAIN, _COUNTED = 0.15, 10
_FEW = 3  # reports below which one that opens with an event is enough
_BESIDE = 0.5  # share of the most told event's weight that the main event must have
_BACKGROUND = 400  # days before the newest report
_APART = 2  # characters between an office and the name of its holder
_SENTENCE_END = re.compile(r"[a-z’']{3,}[.!?][”\"’')]*\s+(?=[A-Z])")
_THAT = re.compile(r"(?:that|and|but|while|as)\s+")
_STOPS = '.!?…”"’)'
_RANK = {"reports": 0, "parties": 1}
_HARD = ("hard", "hard on framing", "medium", "surface", "internal")


def first_screen(desk: Desk, story: Story, sheets: list[Sheet]) -> list[Plain]:
    """Rows {key, title, lines, none}: what, when, where, who, sources, disputed, promised.

    `none` says why a row has no lines.
    """
    event = _main_event(desk, story)
    rows = [
        _row("what", "What", _what(desk, story, sheets)),
        _row("when", "When", _when(desk, story, event)),
        _row("where", "Where", _where(desk, event)),
        _row("who", "Who", _who(desk, story)),
        _sources(desk, story, sheets),
        _disputed(desk, story),
        _promised(desk, story),
    ]
    return [row for row in rows if row["lines"] or row["none"] or row["groups"]]


def _row(key: str, title: str, lines: list[Plain]) -> Plain:
    return {"key": key, "title": title, "lines": lines, "headline": "", "groups": [], "more": 0, "none": ""}


def _line(*words: Plain, lead: str = "", after: str = "", link: str = "") -> Plain:
    return {"lead": lead, "words": list(words), "after": after, "link": link, "status": "", "outcome": None}


def _best(desk: Desk, evidence: tuple[Evidence, ...], limit: int = LINE) -> Evidence:
    """The fullest words that still fit a line: of a news report rather than a party's release, of the earliest one."""
    fitting = [e for e in evidence if len(e.quote) <= limit] or [min(evidence, key=lambda e: len(e.quote))]

    def rank(item: Evidence) -> tuple[bool, int, int]:
        sheet = desk.sheets[item.article]
        return (sheet.article.genre == "news", len(item.quote), -sheet.number)

    return max(fitting, key=rank)


def _what(desk: Desk, story: Story, sheets: list[Sheet]) -> list[Plain]:
    lines: list[Plain] = []
    scraps: list[Plain] = []  # what is no whole sentence says what happened only where nothing else does
    for fact in sorted(story.shared_facts, key=lambda f: (-f.independent, -len(f.articles), _depth(desk, f.evidence))):
        words, whole = _sentence_of(desk, fact.evidence) if fact.evidence else (None, False)
        if words is None or any(words in line["words"] for line in (*lines, *scraps)):
            continue  # two facts of one sentence are one line here
        after = independent(fact.independent, len(fact.articles))
        (lines if whole else scraps).append(_line(words, after=after, link=desk.labels[fact.id]))
        if len(lines) == FACTS:
            break
    return lines or scraps[:FACTS] or _headlines(desk, sheets)


def _depth(desk: Desk, evidence: tuple[Evidence, ...]) -> float:
    """How far into their reports the words stand on the average, 0 to 1: what comes first matters most in news."""
    places = [e.span[0] / max(1, len(desk.sheets[e.article].article.text)) for e in evidence]
    return round(sum(places) / len(places), 3) if places else 1.0


def _sentence_of(desk: Desk, evidence: tuple[Evidence, ...]) -> tuple[Plain, bool]:
    """The sentence of one piece of evidence, and whether it is a whole one.

    One that stands alone, of a news report rather than a party's release.
    """
    found = []
    for item in evidence:
        sheet = desk.sheets[item.article]
        start, end = sentence(sheet, item.span, _WHOLE)
        text = sheet.article.text[start:end]
        whole = text[-1:] in _STOPS and (start, end) != item.span
        leans = (text.split(None, 1) or [""])[0].casefold() in word_list("pronouns.txt")
        news = sheet.article.genre == "news"
        rank = (not whole, leans, len(text) > LINE, not news, -len(text), sheet.number, start)
        found.append((rank, sheet, (start, end)))
    _, sheet, span = min(found, key=lambda entry: entry[0])
    words = desk.words(sheet, [span], "")
    return words, words["text"][-1:] in _STOPS and not words["text"][:1].islower()


def _headlines(desk: Desk, sheets: list[Sheet]) -> list[Plain]:
    """Without shared facts: the headline or the first sentence of the earliest report that has one."""
    for sheet in sheets:
        zone = next((z for z in sheet.article.zones if z.kind == "title"), None)
        if zone:
            return [_line(desk.words(sheet, [zone.span], f"A{sheet.number}"))]
        if paragraph := _first_told(sheet):
            return [_line(_opening(desk, sheet, paragraph))]
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


def _main_event(desk: Desk, story: Story) -> LinkedEvent | None:
    """The dated event that the reports are about, one that happened or is planned.

    What independent reports tell of, open with, put in their titles and come back to; what was only said, and what lies
    years back, is more often their background. None where what the reports turn on has no date: another day would mislead.
    """
    newest = max((_day(desk.sheets[a].article.published) for a in story.articles if a in desk.sheets), default=0)
    most = max((_weight(desk, e) for e in story.events if e.evidence), default=0.0)
    recent = [e for e in ordered_events(story) if e.when and newest - _day(e.when) <= _BACKGROUND]
    dated = [e for e in recent if e.evidence and e.id in desk.labels and e.status in ("happened", "planned")]
    if not newest:  # of undated reports a year told in passing may be years back: most of them must tell the day
        dated = [e for e in dated if 2 * day_told_by(desk, e) > len(e.articles)]
    return max(
        (e for e in dated if _prominent(desk, story, e, most)),
        key=lambda e: (
            _weight(desk, e),
            e.status == "happened",
            len(e.evidence),
            _day(e.when),
        ),
        default=None,
    )


def _prominent(desk: Desk, story: Story, event: LinkedEvent, most: float) -> bool:
    """Whether reports open with an event or name it in a title, and no other is told far more; words said need the title."""
    leads, titles = _places(desk, event)
    if event.kind == "STATEMENT" and not titles:
        return False
    opened = leads >= (1 if len(story.articles) < _FEW else 2) or (leads and titles)
    return bool(opened) and (titles >= _COUNTED_TITLES or _weight(desk, event) >= _BESIDE * most)


def _places(desk: Desk, event: LinkedEvent) -> tuple[int, int]:
    """In how many reports it stands near the beginning, and how often in a title."""
    first: dict[str, int] = {}
    for item in event.evidence:
        first[item.article] = min(item.span[0], first.get(item.article, item.span[0]))
    titles = sum(desk.sheets[e.article].zone(e.span[0]) == "title" for e in event.evidence)
    return sum(1 for at in first.values() if at < _LEAD), titles


def _weight(desk: Desk, event: LinkedEvent) -> float:
    """How much speaks for an event being what the reports are about."""
    leads, titles = _places(desk, event)
    return (
        event.independent
        + leads
        + _TITLE * min(titles, _COUNTED_TITLES)
        + _TOLD_AGAIN * min(len(event.evidence), _COUNTED)
        - (1.0 if event.kind == "STATEMENT" else 0.0)
    )


def _day(value: str | None) -> int:
    """The day on which something begins, for choosing the latest of several."""
    when = parse(value)
    return when.first.toordinal() if when else 0


def _when(desk: Desk, story: Story, event: LinkedEvent | None) -> list[Plain]:
    if event is None:
        return _published(desk, story)
    label = desk.labels[event.id]
    notes = [word("event_status", event.status)] if event.status != "happened" else []
    notes += ["reports differ on the date"] if apart(event.dates) else []
    words = in_sentence(desk, telling(desk, event)[0], label)
    return [_line(words, lead=human(event.when), after="; ".join(notes), link=label)]


def _published(desk: Desk, story: Story) -> list[Plain]:
    """The days on which the reports were published, marked as such."""
    days = sorted(d for a in story.articles if a in desk.sheets and (d := desk.sheets[a].article.published) and iso(d))
    if not days:
        return []
    lead = human(days[0]) if days[0] == days[-1] else human(f"{days[0]}/{days[-1]}")
    return [_line(lead=lead, after="published; no day of the main event is certain")]


def _where(desk: Desk, event: LinkedEvent | None) -> list[Plain]:
    """The place, in words that name it; a place that no report spells out has no line."""
    if event is None or not event.where:
        return []
    label, place = desk.labels[event.id], event.where.casefold()
    ordered = sorted(event.evidence, key=lambda e: (desk.sheets[e.article].number, e.span))
    for item in ordered:
        sheet = desk.sheets[item.article]
        for start, end in (item.span, sentence(sheet, item.span, LINE)):
            if place in sheet.article.text[start:end].casefold():
                return [_line(desk.words(sheet, [(start, end)], ""), lead=event.where, link=label)]
    for article in sorted(event.articles, key=lambda a: desk.sheets[a].number if a in desk.sheets else 0):
        found = desk.sheets.get(article)
        at = found.article.text.find(event.where) if found else -1
        if found and at >= 0:
            span = sentence(found, (at, at + len(event.where)), LINE)
            return [_line(desk.words(found, [span], ""), lead=event.where, link=label)]
    return []


def _who(desk: Desk, story: Story) -> list[Plain]:
    said: dict[str, int] = {}
    for actors in story.speakers.values():
        for actor in actors:
            said[actor] = said.get(actor, 0) + 1
    ranked = sorted(
        (a for a in story.actors if a.kind in ("person", "organization", "state") and (a.roles or a.mentions)),
        key=lambda a: (-said.get(a.id, 0), a.kind != "person", -len(a.mentions), a.name),
    )
    return [_actor_line(desk, actor, said.get(actor.id, 0)) for actor in ranked[:PEOPLE]]


def _actor_line(desk: Desk, actor: Actor, said: int) -> Plain:
    sheet, span = _introduction(desk, actor)
    words = desk.words(sheet, [span], f"A{sheet.number}")
    lead = "" if words["text"] == actor.name else clip(actor.name, 80)
    return _line(words, lead=lead, after=plural(said, "statement") if said else "")


def _introduction(desk: Desk, actor: Actor) -> tuple[Sheet, tuple[int, int]]:
    """How the reports introduce somebody: an office with the name beside it, else the first mention of the name."""
    found = []
    for role in actor.roles:
        sheet = desk.sheets[role.evidence.article]
        span = _beside(role.evidence, actor, sheet.article.text)
        if span is not None and not _others(desk, actor, role.evidence.article, span):
            found.append(((role.of is None, -(span[1] - span[0]), sheet.number, span), sheet, span))
    if found:
        _, sheet, span = min(found, key=lambda entry: entry[0])
        return sheet, span
    family = _family(actor).casefold()

    def rank(mention: ActorMention) -> tuple[bool, int, tuple[int, int]]:
        sheet = desk.sheets[mention.article]
        named = family in sheet.article.text[slice(*mention.span)].casefold()
        return (not named, sheet.number, mention.span)

    mention = min(actor.mentions, key=rank)
    return desk.sheets[mention.article], mention.span


def _others(desk: Desk, actor: Actor, article: str, span: tuple[int, int]) -> bool:
    """Whether somebody else is named in an introduction: it introduces two, and would give one the other's office."""
    return any(
        m.kind == "person" and m.form == "name" and _family(actor).casefold() not in m.actor.casefold()
        for m in desk.sheets[article].reading.mentions
        if m.actor and span[0] <= m.span[0] and m.span[1] <= span[1]
    )


def _beside(role: Evidence, actor: Actor, text: str) -> tuple[int, int] | None:
    """The span of an office together with the name of its holder right before or after it, within one sentence."""
    for mention in actor.mentions:
        if mention.article != role.article:
            continue
        start, end = mention.span
        gap = text[role.span[1] : start] if start >= role.span[1] else text[end : role.span[0]]
        if len(gap) > _APART or not (start >= role.span[1] or end <= role.span[0]) or gap.strip() not in ("", ","):
            continue
        return _trimmed(text, min(start, role.span[0]), _whole_name(text, max(end, role.span[1]), end, actor))
    if role.quote.split()[-1:] == actor.name.split()[-1:]:
        return _trimmed(text, *role.span)
    return None


def _family(actor: Actor) -> str:
    """The last word of a name."""
    return (actor.name.split() or [""])[-1]


def _whole_name(text: str, end: int, mentioned: int, actor: Actor) -> int:
    """The end of an introduction, past the rest of a name that its mention cut short."""
    family = f" {_family(actor)}"
    return mentioned + len(family) if end == mentioned and text.startswith(family, mentioned) else end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """An introduction without the end of the sentence before it, and without a "that" which led up to it."""
    stops = list(_SENTENCE_END.finditer(text, start, end))
    start = stops[-1].end() if stops else start
    that = _THAT.match(text, start, end)
    return (that.end() if that else start), end


def _sources(desk: Desk, story: Story, sheets: list[Sheet]) -> Plain:
    found = sources(desk, story, sheets)
    row = _row("sources", "Sources", [])
    row["headline"] = independent(found["count"], found["articles"])
    row["groups"] = found["groups"]
    return row


def _disputed(desk: Desk, story: Story) -> Plain:
    row = _row("disputed", "Disputed", [])
    between = [c for c in story.conflicts if c.between in _RANK and all(s.evidence for s in c.sides)]
    between.sort(key=lambda c: (_HARD.index(c.strength), _RANK[c.between]))
    for conflict in between[:DISPUTES]:
        label = desk.labels[conflict.id]
        best = [_best(desk, side.evidence, 160) for side in conflict.sides]
        claims = [side.claim for side in conflict.sides]
        marks = marked_sides([[e.quote] for e in best], conflict.kind, claims, conflict.reasons)
        words = [desk.evidence(e, label) | {"runs": runs} for e, [runs] in zip(best, marks, strict=True)]
        sort = "between reports" if conflict.between == "reports" else "between the parties"
        title = as_printed(conflict.topic, [e.quote for side in conflict.sides for e in side.evidence])
        row["lines"].append(_line(*words, lead=title, after=sort, link=label))
    row["more"] = max(0, len(between) - DISPUTES)
    if not between:
        row["none"] = _empty(story, "conflicts", no_contradiction(len(story.articles)))
    return row


def _told_once(lines: list[TrackedForward]) -> list[TrackedForward]:
    """Of lines that are one promise, or that the same later words decide the same way, only the first."""
    once: dict[object, TrackedForward] = {}
    for line in lines:
        decided = (line.status, line.outcome.article, line.outcome.span) if line.outcome else None
        once.setdefault(decided or line.promise or line.id, line)
    return list(once.values())


def _promised(desk: Desk, story: Story) -> Plain:
    row = _row("promised", "Promised", [])
    order = ("broken", "overdue", "open", "kept", "unclear", "superseded")
    voices = Voices(desk, story)
    lines = [f for f in story.forward if f.kind in ("commitment", "offer") and f.article in desk.sheets]
    lines = [f for f in lines if f.actor or f.statement in desk.where]  # what the author expects is nobody's promise
    told = Counter(f.promise or "" for f in lines)
    lines.sort(
        key=lambda f: (
            order.index(f.status),
            f.actor is None,  # what somebody unnamed promises comes after the word of a name
            f.kind != "commitment",
            -told[f.promise] if f.promise else 0,
            desk.sheets[f.article].number,
            f.spans,
        )
    )
    lines = _told_once(lines)
    for line in lines[:PROMISES]:
        label = desk.labels[line.id]
        words = desk.words(desk.sheets[line.article], line.spans, label)
        who = clip(voices.holder(line), 80)
        who += f", {word('forward_kind', line.kind)}" if line.kind != "commitment" else ""
        entry = _line(words, lead=who, after=word("forward_status", line.status), link=label)
        entry["status"] = line.status
        if line.outcome:
            entry["outcome"] = whole_sentence(desk, line.outcome, label)
        row["lines"].append(entry)
    row["more"] = max(0, len(lines) - PROMISES)
    if not lines:
        row["none"] = _empty(story, "forward", "No promise or offer was found in these reports.")
    return row


def no_contradiction(reports: int) -> str:
    """What to say where none was found."""
    if reports == 1:
        return "There is one report; it does not contradict itself as far as was found."
    return "The reports were compared; no contradiction was found."


def _empty(story: Story, layer: str, none_found: str) -> str:
    return "Not computed." if layer in story.not_computed else none_found
