"""What the half page says first: the lead that tells what all reports are about, each side with words that say something."""

from __future__ import annotations

from communique.brief import render_markdown
from communique.options import BriefOptions
from communique.record import (
    Actor,
    ActorMention,
    Article,
    Conflict,
    Reading,
    Record,
    Side,
    Source,
    Story,
    Zone,
    content_id,
    evidence_of,
)

WIRE = "The ferry Alba sank off Port Ansel on Monday with forty people aboard, the coast guard said. Boats searched."
LOCAL = "Forty people were aboard when the ferry Alba sank off Port Ansel, and boats searched. The quay was silent."
COMMENT = "I have sailed on the Alba out of Port Ansel, forty people aboard, and I never trusted her when she sank low."


def reading(text: str, outlet: str, genre: str = "news") -> Reading:
    article = Article(
        id=content_id("article", text), path="a.txt", text=text, zones=(Zone(kind="body", span=(0, len(text))),),
        outlet=outlet, published="2031-03-08", genre=genre,
    )  # fmt: skip
    return Reading(article=article, layers={"statements": "made", "events": "made"})


def rows(*readings: Reading, **more: object) -> list[str]:
    ids = tuple(sorted(r.article.id for r in readings))
    sources = tuple(Source(article=r.article.id, group=f"g-{r.article.id}", issuer=None) for r in readings)
    story = Story(id="story-1", title="Ferry", articles=ids, sources=sources, independence=(), **more)
    return render_markdown(Record(articles=readings, stories=(story,)), BriefOptions()).splitlines()


def line(row: str, *readings: Reading, **more: object) -> str:
    return next(told for told in rows(*readings, **more) if f"**{row}:**" in told)


def test_what_is_the_lead_that_others_open_with_too() -> None:
    other = reading("A minister of Kareth resigned over a letter. Nobody spoke.", "Aaa")
    told = line("What", other, reading(WIRE, "Wire"), reading(LOCAL, "Local"))
    assert "ferry Alba sank off Port Ansel" in told
    assert "resigned" not in told


def test_a_comment_leads_nothing() -> None:
    told = line("What", reading(COMMENT, "Aaa", "opinion"), reading(WIRE, "Wire"))
    assert "I have sailed" not in told


def test_reports_that_open_with_different_matters_have_no_common_lead() -> None:
    other = reading("A minister of Kareth resigned over a letter. Nobody spoke.", "Aaa")
    told = line("What", other, reading(WIRE, "Wire"))
    assert "resigned" in told  # the earliest opening, as that of one report alone


def actor(name: str, *mentioned: tuple[Reading, str]) -> Actor:
    found = []
    for made, words in mentioned:
        at = made.article.text.index(words)
        found.append(ActorMention(article=made.article.id, span=(at, at + len(words))))
    return Actor(id=f"actor-{name}", name=name, kind="person", names=(name,), mentions=tuple(found))


def test_who_leaves_out_those_who_say_nothing_and_are_named_in_passing() -> None:
    wire, local = reading(WIRE, "Wire"), reading(LOCAL, "Local")
    guard = actor("coast guard", (wire, "coast guard"))
    alba = actor("Alba", (wire, "Alba"), (local, "Alba"))
    quay = actor("The quay", (local, "The quay"))
    told = rows(wire, local, actors=(guard, alba, quay), speakers={"s-1": (guard.id,)})
    shown = [t for t in told if "**Who:**" in t]
    assert ["coast guard" in shown[0], "Alba" in shown[1], len(shown)] == [True, True, 2]


def test_a_side_of_one_word_is_shown_in_its_sentence() -> None:
    wire, local = reading(WIRE, "Wire"), reading(LOCAL.replace("Forty", "Ninety"), "Local")
    sides = [(wire, "forty people aboard"), (local, "Ninety")]
    made = []
    for told, words in sides:
        at = told.article.text.index(words)
        evidence = evidence_of(told.article.id, told.article.text, [(at, at + len(words))])
        made.append(Side(claim=words, evidence=evidence))
    conflict = Conflict(
        id="conflict-1",
        between="reports",
        kind="number",
        strength="hard",
        topic="How many",
        reasons=(),
        sides=tuple(made),
    )
    shown = line("Disputed", wire, local, conflicts=(conflict,))
    assert "Ninety people were aboard when the ferry Alba sank" in shown


def test_a_lead_stands_behind_its_dateline() -> None:
    dated = "PORT ANSEL, March 8 - " + WIRE
    cut = len("PORT ANSEL, March 8 - ")
    made = reading(dated, "Wire")
    zones = (Zone(kind="dateline", span=(0, cut)), Zone(kind="body", span=(cut, len(dated))))
    wire = made.model_copy(update={"article": made.article.model_copy(update={"zones": zones})})
    late = reading("Mourners threw wreaths for the forty people of the ferry Alba off Port Ansel. A bell rang.", "Aaa")
    assert "“The ferry Alba sank" in line("What", wire, reading(LOCAL, "Local", "opinion"), late)
