"""Do corrections survive a re-run: by other versions of the reader, and on changed articles?

    python benchmarks/corrections_survive.py DATA [--model FOLDER ...] [--documents N] [--out FILE]

DATA is the folder with `basil` and `state_dept`. N documents (60) are read with the bundled reader: BASIL's triples of
articles on one event, and State Department releases one by one. A seeded script corrects what the reader, linking and
comparing found: one statement in three (each kind in turn), and in each story actors, events, findings, sources. The
corrections are then laid over the same documents read again: by each other model given, and by the bundled one with
the texts changed as a newspaper changes them (a new first paragraph, one paragraph gone, one word in thirty other,
other quotation marks, other line ends; a new id, the same address).

Counted for each re-run: corrections that hold (applied, put back, said by the run itself, or superseded by another
one that holds), those that do not with their reasons, and those that nobody tells of (lost: must be 0). What was
corrected in a paragraph that is gone cannot hold and is counted apart. `misplaced`: the words found are not where the
change of the text put them.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from communique.correct import (
    By,
    on_actors,
    on_article,
    on_event,
    on_finding,
    on_statement,
)
from communique.correct.anchors import Shelf
from communique.options import LinkOptions, ReadOptions, RunOptions
from communique.read import load_reader
from communique.record import Anchor, Applied, Article, Correction, Reading, Record, Statement, content_id, in_order
from communique.run import corrected_record

BY = By("a reader of the benchmark", "2031-03-05T09:30:00Z", "seeded")
SEED = 20310305
HOLDS = ("applied", "restored", "already so", "superseded", "undone")


def documents(data: Path, count: int) -> list[Article]:
    """Two thirds BASIL triples, one third releases, evenly spread over each corpus."""
    by_event = [list(group) for _, group in groupby(sorted((data / "basil").glob("*.json")), lambda p: p.stem[:-2])]
    triples = [group for group in by_event if len(group) == 3]
    wanted = count * 2 // 9
    chosen = [p for group in triples[:: max(1, len(triples) // wanted)][:wanted] for p in group]
    articles = [_basil(path) for path in chosen]
    with (data / "state_dept" / "press_releases.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    step = len(rows) // (count - len(articles))
    for number in range(step // 2, len(rows), step)[: count - len(articles)]:
        articles.append(_article(rows[number]["text"], f"releases/{number}", rows[number].get("date")))
    return articles


def _basil(path: Path) -> Article:
    record = json.loads(path.read_text("utf-8"))
    text = "\n\n".join([record["title"], *(" ".join(p) for p in record["body-paragraphs"])])
    return _article(text, f"basil/{path.stem}", record.get("date"))


def _article(text: str, path: str, published: str | None) -> Article:
    day = published[:10] if published and re.match(r"\d{4}-\d{2}-\d{2}", published) else None
    return Article(
        id=content_id("a", text), path=path, url=f"https://news.example/{path}", outlet=path.split("/")[0],
        published=day, text=text, language="en",
    )  # fmt: skip


def corrections_on(readings: Sequence[Reading], record: Record, chance: random.Random) -> list[Correction]:
    """Corrections of every kind on what a run shows."""
    out: list[Correction] = []
    kinds = ("speaker", "form", "act", "stance", "span", "drop-statement", "accept")
    turn = 0
    for reading in readings:
        for statement in reading.statements:
            if chance.random() < 1 / 3:
                out.append(_on_statement(reading, statement, kinds[turn % len(kinds)]))
                turn += 1
    for story in record.stories:
        inside = [r for r in readings if r.article.id in story.articles]
        named = [a for a in story.actors if a.mentions]
        people = [a for a in named if a.kind == "person" and len(a.mentions) > 1]
        if len(people) > 1:
            out.append(on_actors(inside, chance.sample(people, 2), "merge-actors", {"name": None}, BY))
        for actor in chance.sample(named, min(2, len(named))):
            out.append(on_actors(inside, [actor], "rename-actor", f"{actor.name} (as corrected)", BY))
        wide = [a for a in people if len({m.article for m in a.mentions}) > 1]
        for actor in wide[:1]:
            first = actor.mentions[0].article
            going = [(m.article, m.span) for m in actor.mentions if m.article == first]
            out.append(on_actors(inside, [actor], "split-actor", {"name": "Somebody Else"}, BY, going=going))
        for event in chance.sample(story.events, min(2, len(story.events))):
            out.append(on_event(inside, event, "event-date", "2031-02-03", BY))
        for finding in (*story.conflicts[:2], *story.shared_facts[:2], *story.positions[:2], *story.quote_variants[:1]):
            out.append(on_finding(inside, finding, "reject" if chance.random() < 0.5 else "accept", None, BY))
        for line in story.forward[:1]:
            out.append(on_finding(inside, line, "outcome", {"status": "unclear"}, BY))
        if len(inside) > 1:
            pair = [r.article for r in inside[:2]]
            out.append(on_article(pair[0], "independence", "one source", BY, pair[1]))
        out.append(on_article(inside[0].article, "outlet", "As Corrected", BY))
    return out


def _on_statement(reading: Reading, statement: Statement, kind: str) -> Correction:
    after: Any = {
        "speaker": {"speaker": "Irma Quandt", "speaker_kind": "named"}, "form": "mixed", "act": "predict",
        "stance": "conditional",
    }.get(kind)  # fmt: skip
    spans = None
    if kind == "span":  # the first word of the content goes
        start, end = statement.content[0]
        blank = reading.article.text.find(" ", start, end - 2)
        first = (blank + 1, end) if blank > 0 else (start, end)
        spans = ((first, *statement.content[1:]), statement.cue, statement.source)
    return on_statement(reading, statement, kind, after, BY, spans=spans)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Changed:
    """A changed article, and where each character of the old text went (-1: gone)."""

    article: Article
    went: list[int]


def changed(article: Article, chance: random.Random) -> Changed:
    """A later version of an article: same address, other text."""
    paragraphs = re.split(r"(\n\s*\n)", article.text)
    gone = chance.randrange(0, len(paragraphs), 2) if len(paragraphs) > 6 else -1
    out = ["Updated with further reporting from the capital and reactions from the region.\n\n"]
    length, went, at = len(out[0]), [], 0
    for number, paragraph in enumerate(paragraphs):
        for word in re.findall(r"\s+|\S+", paragraph):
            new = "" if number == gone else _other(word, chance)
            went += [-1 if number == gone else length + min(i, max(0, len(new) - 1)) for i in range(len(word))]
            out.append(new)
            length += len(new)
            at += len(word)
    text = "".join(out)
    return Changed(article.model_copy(update={"id": content_id("a", text), "text": text, "zones": ()}), went)


def _other(word: str, chance: random.Random) -> str:
    if word.isspace():
        return "\n" if word == " " and chance.random() < 0.01 else word
    if word.isalpha() and word.islower() and len(word) > 3 and chance.random() < 1 / 30:
        return chance.choice(("recent", "broadly", "several", "talks", "issue", "made"))
    return word.translate(str.maketrans({"“": '"', "”": '"', "’": "'", '"': "“"}))


def told(
    corrections: Sequence[Correction], applied: Sequence[Applied], gone: set[str], misplaced: int | None
) -> dict[str, Any]:
    """The counts of one re-run."""
    by_id = {a.correction: a for a in applied}
    kind = {c.id: f"{c.subject}: {c.kind}" for c in corrections}
    live = [c.id for c in corrections if c.id not in gone]
    held = [i for i in live if i in by_id and by_id[i].outcome in HOLDS]
    reasons = Counter(
        f"{kind[i]}: {re.sub(r'“.*”', '“…”', by_id[i].reason)}" for i in live if i in by_id and i not in set(held)
    )
    statements = [i for i in live if kind[i].startswith("statement")]
    result: dict[str, Any] = {
        "corrections": len(live),
        "held": len(held),
        "held_share": round(len(held) / len(live), 4),
        "statement_corrections": len(statements),
        "statement_held_share": round(len([i for i in statements if i in set(held)]) / len(statements), 4),
        "lost": len([c for c in corrections if c.id not in by_id]),
        "outcomes": dict(sorted(Counter(by_id[i].outcome for i in live if i in by_id).items())),
        "not_held": dict(reasons.most_common()),
        "in_deleted_words": len(gone),
    }
    if misplaced is not None:
        result["misplaced"] = misplaced
    return result


def misplaced_anchors(corrections: Sequence[Correction], changes: dict[str, Changed]) -> tuple[int, int]:
    """Anchors found at a place that shares no half of the characters with where the text went; and all found."""
    shelf = Shelf(c.article for c in changes.values())
    wrong = found = 0
    for anchor in {a for c in corrections for a in c.anchors}:
        place = shelf.find(anchor)
        if place is None:
            continue
        found += 1
        went = {changes[anchor.article].went[i] for i in range(*anchor.span)} - {-1}
        there = set(range(*place.span))
        wrong += len(went & there) * 2 < max(1, len(went))
    return wrong, found


def is_gone(correction: Correction, changes: dict[str, Changed]) -> bool:
    """Whether half of the words of a correction are in the paragraph that was taken out."""
    anchors: Sequence[Anchor] = [a for a in correction.anchors if a.part in ("", "content", "actor 0")]
    went = [changes[a.article].went[i] for a in anchors for i in range(*a.span)]
    return not went or went.count(-1) * 2 >= len(went)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, action="append", default=[])
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    options = RunOptions(link=LinkOptions())
    reader = load_reader(ReadOptions())
    articles = documents(given.data, given.documents)
    readings = [reader.read(a) for a in articles]
    record, _ = corrected_record(readings, (), options)
    made = in_order(corrections_on(readings, record, random.Random(SEED)))
    result: dict[str, Any] = {
        "documents": len(articles),
        "statements": sum(len(r.statements) for r in readings),
        "corrections": len(made),
        "kinds": dict(sorted(Counter(f"{c.subject}: {c.kind}" for c in made).items())),
        "reader": reader.name,
        "runs": {},
    }
    _, applied = corrected_record(readings, (), options, None, made)
    result["runs"]["the same reader, the same texts"] = told(made, applied, set(), None)
    for model in given.model:
        other = load_reader(ReadOptions(model=model))
        again = [other.read(a) for a in articles]
        _, applied = corrected_record(again, (), options, None, made)
        result["runs"][f"model {model.name}"] = told(made, applied, set(), None) | {
            "statements_in_common": _common(readings, again)
        }
    chance = random.Random(SEED + 1)
    changes = {a.id: changed(a, chance) for a in articles}
    gone = {c.id for c in made if is_gone(c, changes)}
    wrong, found = misplaced_anchors(made, changes)
    again = [reader.read(c.article) for c in changes.values()]
    _, applied = corrected_record(again, (), options, None, made)
    result["runs"]["changed texts"] = told(made, applied, gone, wrong) | {"anchors_found": found}
    text = json.dumps(result, indent=1, ensure_ascii=False)
    print(text)
    if given.out:
        given.out.write_text(text + "\n", "utf-8")


def _common(readings: Sequence[Reading], again: Sequence[Reading]) -> float:
    """Share of the statements that the other reader finds with the very same spans."""
    old = {s.id for r in readings for s in r.statements}
    return round(len(old & {s.id for r in again for s in r.statements}) / len(old), 4)


if __name__ == "__main__":
    main()
