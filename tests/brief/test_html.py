"""The page: complete, self-contained, every line open to its words and every words open to their lines."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter

import pytest

from communique.brief import render_html
from communique.options import BriefOptions
from communique.record import Evidence, Failure, Record

from .fixture import summit
from .parsed import Page, squeezed

RECORD = summit()
PAGE = Page(render_html(RECORD, BriefOptions()))


def text_of(name: str) -> str:
    element = PAGE.by_id(name)
    assert element is not None, name
    return squeezed(element.text_content())


def test_same_record_gives_the_same_bytes():
    assert render_html(summit(), BriefOptions()) == PAGE.source


def test_order_of_articles_in_the_record_does_not_matter():
    shuffled = RECORD.model_copy(update={"articles": RECORD.articles[::-1]})
    assert render_html(shuffled, BriefOptions()) == PAGE.source


def test_ids_are_unique_and_every_jump_lands():
    repeated = [name for name, count in Counter(PAGE.ids()).items() if count > 1]
    assert repeated == []
    assert sorted(set(PAGE.jumps()) - set(PAGE.ids())) == []


def test_nothing_is_loaded_from_anywhere():
    assert PAGE.all("//@src") == []
    assert PAGE.all("//link | //img | //iframe | //object | //embed | //form[@action]") == []
    assert "url(" not in PAGE.source
    assert "@import" not in PAGE.source


def test_policy_allows_only_the_page_s_own_style_and_script():
    policy = PAGE.all("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", PAGE.source, re.S)
        digests = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies]
        assert f"{rule} " + " ".join(f"'sha256-{digest}'" for digest in digests) + ";" in policy
    assert PAGE.all("//@style") == []
    assert [a for a in PAGE.all("//@*") if a.attrname.startswith("on")] == []


def test_external_links_are_plain_and_tell_nobody_where_they_come_from():
    external = PAGE.all("//a[not(starts-with(@href, '#'))]")
    assert {a.get("href") for a in external} == {a.article.url for a in RECORD.articles if a.article.url}
    assert {a.get("rel") for a in external} == {"noopener noreferrer"}
    assert PAGE.all("//meta[@name='referrer']/@content") == ["no-referrer"]


def test_every_statement_has_a_line_with_its_exact_words():
    shown = {squeezed(w.text_content()) for w in PAGE.all("//li[contains(@class, 'stmt')]//blockquote")}
    for reading in RECORD.articles:
        for statement in reading.statements:
            assert squeezed(statement.text) in shown


def test_every_line_opens_words_and_the_words_lead_back():
    for line in PAGE.all("//li[contains(@class, 'stmt')]"):
        jump = line.xpath("./div//a[@class='jump']/@href")[0][1:]
        words = PAGE.by_id(jump)
        text = words.xpath("ancestor-or-self::article")[0]
        assert f"#{line.get('id')}" in text.xpath(".//sup//@href")


@pytest.mark.parametrize("label", ["C1", "C2", "C3", "C4", "F1", "F2", "T1", "T8", "V1", "P1", "M1"])
def test_findings_and_their_words_lead_to_each_other(label: str):
    line = PAGE.by_id(label)
    for jump in line.xpath(".//div[@class='ev']//a[@class='jump']/@href"):
        text = PAGE.by_id(jump[1:]).xpath("ancestor-or-self::article")[0]
        assert f"#{label}" in text.xpath(".//sup//@href | .//a[@class='tl']/@href")


def test_a_bare_event_word_is_shown_in_its_sentence():
    story = RECORD.stories[0]
    wire = next(r.article for r in RECORD.articles if r.article.outlet == "Northern Wire")
    at = wire.text.index("talks on")
    word = Evidence(article=wire.id, span=(at, at + 5), quote="talks")
    event = story.events[0].model_copy(update={"evidence": (word,)})
    bare = story.model_copy(update={"events": (event, *story.events[1:])})
    page = Page(render_html(RECORD.model_copy(update={"stories": (bare,)}), BriefOptions()))
    quote = page.by_id("T1").xpath(".//blockquote")[0]
    assert squeezed(quote.text_content()).endswith("ended two days of talks on Wednesday with a schedule for water "
                                                   "releases from the Tarn dam, officials said.")  # fmt: skip
    assert [b.text for b in quote.xpath(".//b")] == ["talks"]


def test_full_texts_are_shown_word_for_word():
    by_title = {a.get("aria-label"): a for a in PAGE.all("//article")}
    assert len(by_title) == len(RECORD.articles)
    for reading in RECORD.articles:
        shown = [squeezed("\n".join(PAGE.words(n))) for n in range(1, len(RECORD.articles) + 1)]
        assert squeezed(reading.article.text) in shown


def test_first_screen_has_its_rows_in_order_each_with_a_source():
    titles = [squeezed(t.text_content()) for t in PAGE.all("//dl[@id='memo-1']//dt")]
    assert titles == ["What", "When", "Where", "Who", "Sources", "Disputed", "Promised"]
    for words in PAGE.all("//dl[@id='memo-1']//span[@class='ev']"):
        assert words.xpath(".//a[@class='jump']")
        assert words.get("data-cite")


def test_sources_are_counted_as_independent_of_articles():
    assert "6 independent (7 articles)" in text_of("memo-1")
    assert "wire copy of Northern Wire" in text_of("reports-1")


def test_doubtful_and_unknown_speakers_are_marked_with_the_reason():
    section = text_of("statements-1")
    assert "speaker doubtful (42 % sure): two women could be meant by “she”" in section
    assert "speaker unknown: no source is named in the sentence" in section


def test_nested_statement_stands_inside_its_parent_and_is_announced_at_its_speaker():
    (nested,) = PAGE.all("//li[contains(@class, 'nested')]")
    parent = nested.xpath("ancestor::li[contains(@class, 'stmt')]")[0]
    assert "Dray had assured her" in parent.xpath("./div//blockquote")[0].text_content()
    assert "Also in the words of others" in text_of("statements-1")


def test_kinds_of_contradiction_are_kept_apart_and_the_deciding_words_marked():
    titles = [squeezed(t.text_content()) for t in PAGE.all("//section[@id='conflicts-1']//h3")]
    assert titles == ["Between reports 2", "Between the parties 1", "Within one report 1"]
    marked = {m.text_content() for m in PAGE.by_id("C1").xpath(".//mark[@class='differs']")}
    assert marked == {"signed", "without signing"}


def test_timeline_says_status_and_disagreement_in_words():
    assert "Dates differ: 12 March 2031 (Northern Wire); 11 March 2031 (The Harbour Post)" in text_of("T2")
    assert "Over time: planned (Northern Wire), then did not happen (The Harbour Post)" in text_of("T4")
    assert "Reports differ on whether it happened" in text_of("T3")
    assert "Date unknown" in text_of("timeline-1")
    assert PAGE.by_id("T8").getprevious() is None  # the first under that heading, which says it for all


def test_chart_marks_are_links_with_names():
    for chart in PAGE.all("//svg"):
        if "chart" in (chart.get("class") or ""):
            links = chart.xpath(".//a")
            assert len(links) == 7
            assert all(link.get("aria-label") and PAGE.by_id(link.get("href")[1:]) is not None for link in links)


def test_promise_board_says_what_became_of_each_and_by_which_words():
    card = text_of("P1")
    assert "commitment Tomas Dray" in card
    assert "broken, by these later words:The lower gates of the Tarn dam were still closed" in card
    columns = [squeezed(c.text_content()) for c in PAGE.all("//p[@class='chead']/span[1]")]
    assert columns == ["kept", "broken", "superseded", "open", "overdue", "unclear"]


def test_omissions_are_words_not_only_signs():
    rows = {squeezed(r.xpath("./th")[0].text_content()): [c.text_content() for c in r.xpath("./td")]
            for r in PAGE.all("//table[@class='omap']//tr[@class='item']")}  # fmt: skip
    key = next(k for k in rows if k.startswith("C3"))
    assert Counter(rows[key]) == {"leaves it out": 3, "has it": 1, "": 3}


def test_what_was_not_read_is_said_at_the_top_and_in_its_panel():
    head = squeezed(PAGE.all("//header")[0].text_content())
    assert "Read 8 of 9 inputs. reports/scan-0312.pdf was not read." in head
    assert "no text layer: the pages are pictures" in text_of("health")
    assert "Loaded wording: not in Ministry of Foreign Affairs of Norvia" in text_of("health")


def test_layers_not_computed_say_so_and_findings_are_not_pretended():
    story = RECORD.stories[0]
    bare = story.model_copy(
        update={"conflicts": (), "positions": (), "omissions": (), "source_lines": {}, "not_computed": ("conflicts",)}
    )
    page = Page(render_html(RECORD.model_copy(update={"stories": (bare,)}), BriefOptions()))
    assert squeezed(page.by_id("conflicts-1").text_content()) == "Contradictions Not computed for this story."
    assert "No position on an issue was found." in page.by_id("positions-1").text_content()
    assert "Not computed." in page.by_id("memo-1").text_content()


def test_articles_without_a_story_are_shown_as_read_but_not_compared():
    page = Page(render_html(RECORD.model_copy(update={"stories": ()}), BriefOptions()))
    assert "not compared" in page.by_id("story-1").text_content()
    assert page.by_id("conflicts-1") is None
    assert page.by_id("statements-1") is not None
    assert sorted(set(page.jumps()) - set(page.ids())) == []


def test_several_stories_get_an_index_and_a_block_each():
    first = RECORD.stories[0]
    second = first.model_copy(update={"id": "story-two", "title": "A second story", "speakers": {}})
    page = Page(render_html(RECORD.model_copy(update={"stories": (first, second)}), BriefOptions()))
    assert [squeezed(a.text_content()) for a in page.all("//ol[@class='index']//a")] == [first.title, "A second story"]
    assert page.by_id("story-2") is not None
    assert sorted(set(page.jumps()) - set(page.ids())) == []
    assert [n for n, c in Counter(page.ids()).items() if c > 1] == []


def test_a_record_of_failures_alone_still_gives_a_page():
    record = Record(articles=(), failures=(Failure(path="empty.txt", reason="empty file"),))
    page = Page(render_html(record, BriefOptions(title="Nothing")))
    assert "Read 0 of 1 input" in page.root.text_content()
    assert "Nothing was read" in page.root.text_content()


def test_title_option_wins():
    page = Page(render_html(RECORD, BriefOptions(title="Desk note")))
    assert page.root.findtext(".//title") == "Desk note"
    assert page.root.findtext(".//h1") == "Desk note"


def test_a_story_of_one_report_has_no_sections_on_what_reports_share():
    one = RECORD.articles[0]
    empty = {
        "actors": (),
        "speakers": {},
        "events": (),
        "timeline": (),
        "shared_facts": (),
        "conflicts": (),
        "quote_variants": (),
        "positions": (),
    }
    story = RECORD.stories[0].model_copy(
        update=empty | {"articles": (one.article.id,), "forward": (), "omissions": (), "source_lines": {}}
    )
    page = Page(render_html(RECORD.model_copy(update={"articles": (one,), "stories": (story,)}), BriefOptions()))
    ids = set(page.all("//section/@id"))
    assert not ids & {"facts-1", "variants-1", "omissions-1"}
    assert "There is one report" in squeezed(page.by_id("conflicts-1").text_content())


def test_landmarks_of_several_stories_have_names_of_their_own():
    story = RECORD.stories[0]
    again = story.model_copy(update={"id": "story-again", "title": "Another story"})
    page = Page(render_html(RECORD.model_copy(update={"stories": (story, again)}), BriefOptions()))
    names = page.all("//section/@aria-labelledby") + page.all("//form/@aria-label")
    assert len(names) == len(set(names))
