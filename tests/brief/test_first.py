"""Which event the first screen takes for the one that the reports are about."""

from __future__ import annotations

from communique.brief import render_markdown
from communique.options import BriefOptions
from communique.record import (
    Actor,
    ActorMention,
    Article,
    LinkedEvent,
    Reading,
    Record,
    Role,
    Story,
    Time,
    Zone,
    content_id,
    evidence_of,
)

LEAD = "Two guards were killed on the Ustrel river on Monday, the wire says."
FILLER = "Nobody in the valley could say when the shops would be open again. " * 14
TAIL = "The bridge reopened on Friday. The bridge reopened on Friday at noon, a clerk wrote in the same book."


def reading(title: str) -> Reading:
    text = f"{title}\n\n{LEAD}\n\n{FILLER.strip()}\n\n{TAIL}"
    cut = len(title)
    zones = (Zone(kind="title", span=(0, cut)), Zone(kind="body", span=(cut + 2, len(text))))
    article = Article(
        id=content_id("article", text), path="a.txt", text=text, zones=zones, published="2031-03-08", genre="news"
    )
    return Reading(article=article, layers={"events": "made"})


def told(kind: str, word: str, when: str, readings: list[Reading]) -> LinkedEvent:
    evidence = []
    for made in readings:
        at, spans = 0, []
        while (at := made.article.text.find(word, at)) >= 0:
            spans.append((at, at + len(word)))
            at += len(word)
        evidence += evidence_of(made.article.id, made.article.text, spans)
    return LinkedEvent(
        id=content_id("event", kind), name=word, kind=kind, when=when, status="happened", evidence=tuple(evidence),
        articles=tuple(sorted(r.article.id for r in readings)), independent=len(readings),
    )  # fmt: skip


def when_line(*events: LinkedEvent, readings: list[Reading]) -> str:
    ids = tuple(sorted(r.article.id for r in readings))
    story = Story(
        id="story-1", title="Killed", articles=ids, sources=(), independence=(), events=events,
        timeline=tuple(e.id for e in sorted(events, key=lambda e: e.when or "")),
    )  # fmt: skip
    page = render_markdown(Record(articles=tuple(readings), stories=(story,)), BriefOptions())
    return next(line for line in page.splitlines() if "When" in line)


def test_when_is_what_reports_open_with_and_not_what_came_later() -> None:
    readings = [reading("Guards killed on the river"), reading("Two dead at the crossing")]
    killed = told("ATTACK", "killed", "2031-03-03", readings)
    reopened = told("CLOSURE", "reopened", "2031-03-07", readings)
    assert len(reopened.evidence) > len(killed.evidence)
    line = when_line(killed, reopened, readings=readings)
    assert "3 March 2031" in line


def test_when_is_no_background_of_years_ago() -> None:
    readings = [reading("Guards killed on the river"), reading("Two dead at the crossing")]
    old = told("ATTACK", "killed", "2020", readings)
    new = told("CLOSURE", "reopened", "2031-03-07", readings)
    assert "2020" not in when_line(old, new, readings=readings)


def test_when_is_the_range_of_publication_where_the_main_event_has_no_day() -> None:
    readings = [reading("Guards killed on the river"), reading("Two dead at the crossing")]
    killed = told("ATTACK", "killed", "2031-03-03", readings).model_copy(update={"when": None})
    reopened = told("CLOSURE", "reopened", "2031-03-07", readings)
    line = when_line(killed, reopened, readings=readings)
    assert "8 March 2031** " in line
    assert "published" in line


def who_line(text: str, role: str, name: str, mention: str) -> str:
    article = Article(
        id=content_id("article", text), path="a.txt", text=text, zones=(Zone(kind="body", span=(0, len(text))),)
    )
    at, where = text.index(role), text.index(mention)
    actor = Actor(
        id="actor-1", name=name, kind="person", names=(name,),
        roles=(Role(title=role, evidence=evidence_of(article.id, text, [(at, at + len(role))])[0]),),
        mentions=(ActorMention(article=article.id, span=(where, where + len(mention))),),
    )  # fmt: skip
    story = Story(id="s", title="S", articles=(article.id,), sources=(), independence=(), actors=(actor,))
    made = Reading(article=article, layers={"events": "made"})
    page = render_markdown(Record(articles=(made,), stories=(story,)), BriefOptions())
    return next(line for line in page.splitlines() if "**Who:**" in line)


def test_an_introduction_does_not_begin_in_the_sentence_before() -> None:
    line = who_line(
        "He thanked the ministers. President Orla Teck left.", "ministers. President", "Orla Teck", "Orla Teck"
    )
    assert "“President Orla Teck”" in line


def test_an_introduction_has_the_whole_name() -> None:
    line = who_line("Minister Orla Teck left.", "Minister", "Orla Teck", "Orla")
    assert "“Minister Orla Teck”" in line


def test_a_name_that_the_introduction_holds_is_not_said_twice() -> None:
    line = who_line("Minister Orla Teck left.", "Minister", "Orla Teck", "Orla Teck")
    assert line.count("Orla Teck") == 1


def test_an_office_without_a_name_introduces_nobody() -> None:
    line = who_line("The correspondent wrote home. Orla Teck left.", "The correspondent", "Orla Teck", "Orla Teck")
    assert "“Orla Teck”" in line
    assert "correspondent" not in line


def page_of(text: str, **more: object) -> str:
    """The Markdown of one report of that text, without a title."""
    article = Article(id=content_id("article", text), path="b.txt", text=text, published="2031-03-08")
    told = Reading(article=article, layers={"events": "made", "forward": "made"}, **more)
    story = Story(id="story-1", title="Told", articles=(article.id,), sources=(), independence=())
    return render_markdown(Record(articles=(told,), stories=(story,)), BriefOptions())


def test_a_report_without_a_headline_opens_with_its_first_sentence() -> None:
    page = page_of("The ferry to Dunmere was cancelled on Monday. Nobody said why. " + FILLER)
    assert "- **What:** “The ferry to Dunmere was cancelled on Monday.” (b.txt, 8 March 2031, paragraph 1)" in page


def test_a_first_sentence_too_long_for_a_line_is_cut_with_a_mark() -> None:
    page = page_of("The ferry was cancelled and " + "the mole was closed and " * 30 + "that was all.")
    [line] = [line for line in page.splitlines() if "**What:**" in line]
    assert " …” (b.txt" in line


def test_a_report_without_a_title_is_named_by_its_first_words() -> None:
    page = page_of("The ferry to Dunmere was cancelled on Monday because of the ice in the sound. " + FILLER)
    told = "“The ferry to Dunmere was cancelled on Monday because of the ice …”"
    assert f"- **A1 b.txt**, 8 March 2031: {told}" in page


def test_no_empty_heading_where_nothing_was_promised() -> None:
    page = page_of("The ferry to Dunmere was cancelled on Monday. " + FILLER)
    told = page.partition("## Promises, demands, predictions")[2].strip()
    assert told.startswith("*No promise, demand or prediction was found.*")


def test_a_byline_or_a_line_that_leads_up_to_the_text_is_not_what_happened() -> None:
    text = "Office of the Spokesman\n\nFor release at noon:\n\nThe minister met the envoy in Dunmere on Monday.\n"
    cut = text.index("\n\n")
    zones = (Zone(kind="byline", span=(0, cut)), Zone(kind="body", span=(cut + 2, len(text))))
    article = Article(id=content_id("article", text), path="c.txt", text=text, published="2031-03-08", zones=zones)
    story = Story(id="story-1", title="Told", articles=(article.id,), sources=(), independence=())
    told = Reading(article=article, layers={})
    page = render_markdown(Record(articles=(told,), stories=(story,)), BriefOptions())
    assert "- **What:** “The minister met the envoy in Dunmere on Monday.”" in page


def test_undated_reports_take_no_year_told_in_passing_for_the_day() -> None:
    lead = "The islanders voted on Sunday for the first time."
    passing = "The last vote, in February 2027, was void."
    texts = [f"{lead} {passing}", f"{lead} Nobody counted.", f"{lead} It rained."]
    readings = []
    for number, text in enumerate(texts):
        article = Article(id=content_id("article", text), path=f"{number}.txt", text=text)
        at = text.find("February 2027")
        spans = [(at, at + len("February 2027"))] if at > 0 else []
        times = tuple(Time(span=s, text="February 2027", type="DATE", value="2027-02") for s in spans)
        readings.append(Reading(article=article, layers={"events": "made"}, times=times))
    assert "When" not in first_page(told("ELECTION", "vote", "2027-02", readings), readings)
    assert "When" in first_page(told("ELECTION", "vote", "2027-02", readings[:1]), readings[:1])


def first_page(event: LinkedEvent, readings: list[Reading]) -> str:
    ids = tuple(sorted(r.article.id for r in readings))
    story = Story(
        id="story-1", title="Voted", articles=ids, sources=(), independence=(), events=(event,), timeline=(event.id,)
    )
    page = render_markdown(Record(articles=tuple(readings), stories=(story,)), BriefOptions())
    return page.partition("## Reports")[0]
