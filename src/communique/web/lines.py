"""Rows of the workspace as lines of a page: words with their citation and the address of their place in the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from communique.brief.view.deciding import marked_sides
from communique.brief.view.gathering import gathered, once
from communique.brief.view.standing import told_by, told_in
from communique.brief.view.voices import other_names
from communique.lexicon.labels import independent, plural, word
from communique.lexicon.phrases import as_printed, event_title
from communique.lexicon.reasons import in_plain_words
from communique.lexicon.when import human, iso
from communique.record.shown import clip, web_link
from communique.web.rendering import Plain, segment
from communique.web.sentence import in_sentence

Row = dict[str, Any]
Span = tuple[int, int]
Meta = Callable[[str], Row]
"""Article id -> its row (outlet, published, url, title, path); an empty row when the article is not known."""

LONG = 1200  # characters of a quotation before it folds
DOUBTFUL = 0.5
_SHORT = 4  # words; fewer mean little without their sentence
_PLACE = re.compile(r"(.+):(\d+)-(\d+)")


def at(article: str, spans: Iterable[Span]) -> str:
    """The address of words in their article: the page marks them and scrolls to them, with or without script."""
    places = ",".join(f"{s}-{e}" for s, e in spans)
    return f"/articles/{segment(article)}?at={places}#at"


def spans_of(values: Sequence[str]) -> list[Span]:
    """`["12-40", "50-60"]` as spans."""
    pairs = [value.split("-") for value in values]
    return [(int(s), int(e)) for s, e in pairs]


def place_of(evidence: str) -> tuple[str, Span]:
    """`article:12-40` as article id and span."""
    match = _PLACE.fullmatch(evidence)
    if match is None:
        raise ValueError(f"{evidence!r} is no place in an article")
    return match[1], (int(match[2]), int(match[3]))


def source_name(meta: Row) -> str:
    """What to call an article's source: its outlet, else its file."""
    path = str(meta.get("path") or "").replace("\\", "/").rsplit("/", 1)[-1]
    return clip(meta.get("outlet") or path or str(meta.get("id") or "unknown source"), 120)


def words(meta: Row, article: str, spans: Sequence[Span], text: str, *, who: str = "", note: str = "") -> Plain:
    """Words of an article with outlet, date and address, fit for `bits.ev`."""
    published = meta.get("published")
    url = web_link(meta.get("url"))
    outlet = source_name({"id": article} | meta)
    cited = [who, outlet, human(published), url or ""]
    return {
        "text": text,
        "runs": None,
        "also": [],
        "head": text[:LONG],
        "rest": text[LONG:],
        "article": article,
        "href": at(article, spans),
        "outlet": clip(outlet, 80),
        "date": human(published),
        "iso": iso(published),
        "place": "",
        "url": url,
        "cite": ", ".join(part for part in cited if part) + (f" ({note})" if note else ""),
    }


def evidence_words(row: Row, meta: Meta) -> list[Plain]:
    """The words a finding rests on, in the row's order."""
    out = []
    for quote, place in zip(row["quotes"], row["evidence"], strict=True):
        article, span = place_of(place)
        out.append(words(meta(article), article, [span], quote))
    return out


def statement(row: Row, meta: Meta) -> Plain:
    """A row of `statements` as `bits.statement` shows it."""
    names, ids, speaker = row["actor_names"], row["actors"], row["speaker"]
    who = speaker_of(row)
    note = {"indirect": "reported speech: the words are the article's", "mixed": "partly quoted"}.get(row["form"], "")
    spans = spans_of(row["spans"])
    return {
        "id": row["id"],
        "subject": "statement",
        "link": f"/statements/{segment(row['id'])}",
        "words": words(meta(row["article"]), row["article"], spans, row["text"], who=clip(who, 120), note=note),
        "who": clip(who, 300),
        "people": [{"name": clip(n, 200), "href": f"/people/{segment(i)}"} for n, i in zip(names, ids, strict=True)],
        "speaker": speaker,
        "form": row["form"],
        "form_word": word("form", row["form"]),
        "act": row["act"],
        "act_word": word("act", row["act"]),
        "stance": row["stance"],
        "stance_word": word("stance", row["stance"]) if row["stance"] not in ("unclear", "neutral") else "",
        "addressee": row["addressee"],
        "said_on": human(row["said_on"]) if row["said_on"] else "",
        "issues": row["issues"],
        "within": f"/statements/{segment(row['within'])}" if row["within"] else "",
        "doubt": "speaker unknown" if row["speaker_kind"] == "unknown" and not speaker and not names else "",
        "unsure": f"read with little certainty ({round(100 * row['confidence'])} %)"
        if 0 < row["confidence"] < DOUBTFUL
        else "",
        "review": row.get("review"),
        "waiting": bool(row.get("waiting")),
        "article": row["article"],
        "story": row["story"],
    }


def speaker_of(row: Row) -> str:
    """Who said a row of `statements`: linked names, else the name in its article, else what is known of nobody named."""
    return "; ".join(row["actor_names"]) or row["speaker"] or _nobody(row)


def _nobody(row: Row) -> str:
    """What to print where no name is known."""
    kind = row["speaker_kind"]
    if kind == "unknown":
        return "speaker unknown"
    described = row["speaker_description"]
    return f"{word('speaker_kind', kind)}: {described}" if described else word("speaker_kind", kind)


def conflict(row: Row, meta: Meta) -> Plain:
    """A row of `conflicts` with its sides side by side and the words that decide marked."""
    evidence = evidence_words(row, meta)
    sides: list[list[Plain]] = [[] for _ in row["claims"]]
    for side, item in zip(row["sides"], evidence, strict=True):
        sides[int(side)].append(item)
    runs = marked_sides([[item["text"] for item in side] for side in sides], row["kind"], row["claims"], row["reasons"])
    for side, passages in zip(sides, runs, strict=True):
        for item, found in zip(side, passages, strict=True):
            item["runs"] = found
    return {
        "id": row["id"],
        "subject": "conflict",
        "link": f"/conflicts/{segment(row['id'])}",
        "title": as_printed(row["topic"], row["quotes"]),
        "between": row["between"],
        "kind": word("conflict_kind", row["kind"]),
        "strength": word("strength", row["strength"]),
        "hard": row["strength"] in ("hard", "hard on framing"),
        "sides": [
            {
                "claim": "" if claim in {item["text"] for item in side} else claim,
                "holder": holder,
                "evidence": once(side),
            }
            for claim, holder, side in zip(row["claims"], row["holders"], sides, strict=True)
        ],
        "reasons": [in_plain_words(reason, row["quotes"]) for reason in row["reasons"]],
        "review": row.get("review"),
        "waiting": bool(row.get("waiting")),
        "story": row["story"],
        "source_line": row.get("source_line") or "",
    }


def forward(row: Row, meta: Meta) -> Plain:
    """A row of `forward` as a card of the promise board."""
    who = row.get("who") or row["actor"] or "the report’s author"
    outcome = None
    if row["outcome"]:
        span = (row["outcome_start"], row["outcome_end"])
        outcome = words(meta(row["outcome_article"]), row["outcome_article"], [span], row["outcome"])
    return {
        "id": row["id"],
        "subject": "forward",
        "link": f"/promises/{segment(row['id'])}",
        "who": clip(who, 200),
        "promise": row.get("promise"),
        "kind": row["kind"],
        "kind_word": word("forward_kind", row["kind"]),
        "words": words(meta(row["article"]), row["article"], spans_of(row["spans"]), row["text"], who=clip(who, 120)),
        "horizon": human(row["horizon"]) if row["horizon"] else "",
        "status": row["status"],
        "status_word": word("forward_status", row["status"]),
        "outcome": outcome,
        "statement": f"/statements/{segment(row['statement'])}" if row["statement"] else "",
        "reasons": [in_plain_words(r, [row["text"], row["outcome"] or ""]) for r in row.get("reasons") or ()],
        "review": row.get("review"),
        "waiting": bool(row.get("waiting")),
        "story": row["story"],
        "source_line": row.get("source_line") or "",
    }


def short_evidence(row: Row) -> set[str]:
    """Articles whose words for a finding mean little without their sentence."""
    return {place_of(p)[0] for q, p in zip(row["quotes"], row["evidence"], strict=True) if len(q.split()) < _SHORT}


def event(row: Row, meta: Meta, texts: dict[str, str]) -> Plain:
    """A row of `events` as a row of the timeline; `texts` are those of articles with short evidence."""
    evidence = evidence_words(row, meta)
    for item, place in zip(evidence, row["evidence"], strict=True):
        article, span = place_of(place)
        if len(item["text"].split()) < _SHORT and article in texts:
            runs = in_sentence(texts[article], span)
            text = "".join(run["text"] for run in runs)  # not the word alone: two sentences that share it are two
            item |= {"runs": runs, "text": text, "head": text, "rest": ""}
    return {
        "id": row["id"],
        "subject": "event",
        "link": f"/events/{segment(row['id'])}",
        "title": event_title(row["name"]),
        "date": human(row["when"]),
        "iso": iso(row["when"]),
        "when": row["when"] or "",
        "kind": row["kind"].replace("_", " ").lower(),
        "where": row["where"] or "",
        "participants": [clip(p, 80) for p in row["participants"]],
        "unnamed_in_title": [clip(p, 80) for p in row["participants"] if p not in row["name"]],
        "status": row["status"],
        "status_word": word("event_status", row["status"]),
        "independence": independent(row["independent"], len(row["articles"])),
        "evidence": once(evidence),
        "review": row.get("review"),
        "waiting": bool(row.get("waiting")),
        "story": row["story"],
    }


def position(row: Row, meta: Meta) -> Plain:
    """A row of `positions` as a line of the positions page."""
    evidence = gathered(evidence_words(row, meta), [place_of(place) for place in row["evidence"]])
    by_holder = row["reported_by"] in (row["actor"], row.get("actor_id"))
    return {
        "id": row["id"],
        "subject": "position",
        "link": f"/positions/{segment(row['id'])}",
        "actor": row["actor"],
        "actor_id": row.get("actor_id"),
        "issue": row["issue"],
        "stance": row["stance"],
        "stance_word": word("stance", row["stance"]),
        "summary": "" if told_in(row["summary"], [e["text"] for e in evidence]) else row["summary"],
        "reported_by": told_by(row["reported_by"], by_holder),
        "as_of": human(row["as_of"]) if row["as_of"] else "",
        "iso": iso(row["as_of"]),
        "evidence": evidence,
        "review": row.get("review"),
        "waiting": bool(row.get("waiting")),
        "story": row["story"],
        "source_line": row.get("source_line") or "",
    }


def article(row: Row) -> Plain:
    """A row of `articles` as a line of a list."""
    return {
        "id": row["id"],
        "subject": "article",
        "link": f"/articles/{segment(row['id'])}",
        "title": clip(row["title"] or str(row["path"]).replace("\\", "/").rsplit("/", 1)[-1], 300),
        "outlet": source_name(row),
        "date": human(row["published"]),
        "iso": iso(row["published"]),
        "genre": word("genre", row["genre"]) if row["genre"] else "kind not determined",
        "words": plural(row["words"], "word"),
        "statements": plural(row["statements"], "statement"),
        "path": row["path"],
        "url": web_link(row["url"]),
        "story": row["story"],
        "confidential": bool(row.get("confidential")),
    }


def namesake(group: Row, rows: Sequence[Row], titles: Mapping[str, str]) -> Plain:
    """Actors of one name in several stories as one line of the list of people; `rows` are the busiest of them."""
    first = actor(rows[0])
    stories = [
        {"link": f"/people/{segment(r['id'])}", "title": titles.get(r["story"], ""), "statements": r["statements"]}
        for r in rows
    ]
    return first | {
        "names": other_names(group["name"], list(dict.fromkeys(n for r in rows for n in r["names"]))),
        "roles": _fullest(role for r in rows for role in r["roles"]),
        "statements": group["said"],
        "mentions": group["named"],
        "reports": group["reports"],
        "stories": stories,
        "more": len(group["ids"]) - len(stories),
    }


def _fullest(roles: Iterable[str]) -> list[str]:
    """Each role once, in its order: "secretary" says nothing beside "secretary of state"."""
    known = list(dict.fromkeys(roles))
    return [role for role in known if not any(other.startswith(f"{role} of ") for other in known)]


def actor(row: Row) -> Plain:
    """A row of `actors` as a line of the list of people."""
    return {
        "id": row["id"],
        "subject": "actor",
        "link": f"/people/{segment(row['id'])}",
        "name": clip(row["name"], 200),
        "kind": word("actor_kind", row["kind"]),
        "names": other_names(row["name"], row["names"]),
        "roles": _fullest(row["roles"]),
        "articles": row["articles"],
        "mentions": row["mentions"],
        "statements": row["statements"],
        "story": row["story"],
    }
