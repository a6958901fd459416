"""What each kind of zone looks like. The sentences are invented; boundaries are asserted as the words they cut."""

from __future__ import annotations

import textwrap

import pytest

from communique.ingest import mark_zones
from communique.record.article import Zone

BODY = (
    "The ministers of Lindmark and Orvania said on Tuesday that they would resume the talks about the ferry, "
    "and that both sides had agreed to share the maps."
)
MORE = "Nobody mentioned the dam, which both capitals had called the heart of the matter only a week before."


def words(text: str, kind: str, **hints: object) -> list[str]:
    """The words of every zone of a kind."""
    return [text[z.span[0] : z.span[1]] for z in mark_zones(text, **hints) if z.kind == kind]  # type: ignore[arg-type]


def furniture(text: str) -> list[str]:
    """The words of every zone that would not be read."""
    kinds = ("boilerplate", "author_bio", "provenance", "byline")
    return [text[z.span[0] : z.span[1]] for z in mark_zones(text) if z.kind in kinds]


def article(*lines: str) -> str:
    return "\n\n".join(lines)


def test_the_first_line_is_the_title_and_each_paragraph_a_body_zone() -> None:
    text = article("Ferry talks resume", BODY, MORE)
    assert mark_zones(text) == (
        Zone(kind="title", span=(0, 18)),
        Zone(kind="body", span=(20, 20 + len(BODY))),
        Zone(kind="body", span=(22 + len(BODY), len(text))),
    )


def test_a_first_line_that_is_a_sentence_is_body() -> None:
    assert words(article(BODY, MORE), "title") == []


def test_a_single_line_is_body() -> None:
    assert [z.kind for z in mark_zones("Ferry talks resume")] == ["body"]


def test_a_given_title_is_found_below_navigation() -> None:
    text = article("Skip to content", "Home | World | Politics | Sport", "“Ferry” talks resume", BODY)
    assert words(text, "title", title='"Ferry" talks resume') == ["“Ferry” talks resume"]
    assert words(text, "boilerplate", title='"Ferry" talks resume') == [
        "Skip to content",
        "Home | World | Politics | Sport",
    ]


def test_a_given_title_that_is_not_in_the_text_makes_nothing_else_the_title() -> None:
    text = article("Ned Pryor, Department Spokesperson", BODY, MORE)
    assert words(text, "title", title="Call with the Foreign Minister of Orvania") == []
    assert words(text, "byline", title="Call with the Foreign Minister of Orvania") == [
        "Ned Pryor, Department Spokesperson"
    ]


def test_the_head_of_a_newspaper() -> None:
    text = article(
        "OPINION",
        "The summit that nobody wanted",
        "Both leaders needed a handshake more than a treaty, and that is what they got.",
        "By Leopold Anstruther",
        "Published 6:00 a.m. ET Sept. 22, 2031 | Updated 7:41 a.m. ET Sept. 22, 2031",
        BODY,
    )
    assert [z.kind for z in mark_zones(text)] == ["boilerplate", "title", "standfirst", "byline", "boilerplate", "body"]


@pytest.mark.parametrize(
    "dateline",
    [
        "WASHINGTON —",
        "RIYADH, Saudi Arabia —",
        "Dec. 3, 2031 (AGENCY)-",
        "KALSUND, March 4 (Meridian) -",
        "SELBY, Velmora (MW) —",
        "HARROWAY, Kestria (AP) _",
        "CASTLE FORD --",
        "Brennow, Lindmark —",
        "OSLO —",
        "(Meridian Wire) —",
        "Sept. 4 (UPI) --",
        "HARROWAY:",
        "NEW DELHI, 4 March (PTI) -",
    ],
)
def test_a_dateline_ends_with_its_dash(dateline: str) -> None:
    assert words(article("Ferry talks resume", f"{dateline} {BODY}", MORE), "dateline") == [dateline]


@pytest.mark.parametrize("dateline", ["NAIROBI, Kenya (AP) _", "WASHINGTON, March 12 (Xinhua) --", "MIAMI _"])
def test_a_dateline_on_a_line_of_its_own_is_no_title(dateline: str) -> None:
    text = article(dateline, BODY, MORE)
    assert words(text, "dateline") == [dateline]
    assert words(text, "title") == []


@pytest.mark.parametrize(
    "start",
    [
        "Nobody — not even the ferryman — had heard of it.",
        "NATO — the alliance that neither wants to name — said nothing.",
        "Peace - or what passes for it - has come to Selby.",
        "BREAKING — the talks have failed.",
        "Question: who moved the guns?",
        "He said: nothing.",
    ],
)
def test_a_dash_or_colon_alone_makes_no_dateline(start: str) -> None:
    assert words(article("Ferry talks resume", f"{start} {BODY}", MORE), "dateline") == []


def test_speakers_of_a_transcript_are_no_datelines() -> None:
    text = article("Remarks", f"MINISTER VALE: {BODY}", f"QUESTION: {BODY}", f"MINISTER EKLID: {MORE}")
    assert words(text, "dateline") == []


@pytest.mark.parametrize(
    "byline",
    [
        "By Hanne Voss and Piet Marrow",
        "BY OKEY BRAND & EMEKA LAWSON, with agency report",
        "Hanne Voss, Staff Writer",
        "Imogen Hartley Diplomatic editor",
        "Dale Hutchins | Fairmont Courier",
        "Staff Reporter",
        "Written by Adaeze Quill, University of Orva",
        "Analysis by Roderick Hume, Meridian Wire",
        "Office of the Press Secretary",
    ],
)
def test_a_byline(byline: str) -> None:
    assert words(article("Ferry talks resume on both banks", byline, BODY, MORE), "byline") == [byline]


def test_bare_names_are_a_byline_only_beside_a_time_stamp() -> None:
    text = article("Ferry talks resume on both banks", "Hanne Voss", "March 4, 2031", BODY, MORE)
    assert words(text, "byline") == ["Hanne Voss"]
    assert words(article("Ferry talks resume on both banks", "Castle Ford Burns", BODY, MORE), "byline") == []


@pytest.mark.parametrize(
    "stamp",
    [
        "Jan. 9, 2031 10:30 p.m. ET",
        "Updated 3 hours ago",
        "12 May 2031 Last updated at 08:44 GMT",
        "Thu 11 Feb 2031 18.30 GMT",
        "COMMENTARY / 14 NOV 2031",
        "2031-03-04 | 5 min read",
        "Published: 4 March 2031",
    ],
)
def test_a_time_stamp_is_furniture(stamp: str) -> None:
    assert words(article("Ferry talks resume on both banks", stamp, BODY), "boilerplate") == [stamp]


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Share on Facebook",
        "Tweet",
        "Advertisement",
        "Story continues below advertisement",
        "© 2031 The Calder Institute. All rights reserved.",
        "Sign up for our free daily newsletter",
        "Read more: Soybean growers brace for new tariffs",
        "We use cookies to improve your experience on this site.",
        "The views expressed are those of the author and do not necessarily reflect the position of the institute.",
        "Support independent journalism. Donate today.",
        "Click here to subscribe",
        "Leave a comment",
        "What do you think? Join the conversation in the comments below.",
        "Follow us on Twitter and Facebook",
        "Write to Hanne Voss at hvoss@post.example",
        "(Reporting by Hanne Voss; Editing by Colm Derry)",
        "Piet Marrow contributed reporting from Orva.",
        "Tags: Lindmark, ferry, talks",
        "Terms of Service | Privacy Policy | Contact us",
        "5 min read",
        "123 comments",
        "###",
    ],
)
def test_a_line_of_furniture(line: str) -> None:
    assert words(article("Ferry talks resume", BODY, line, MORE), "boilerplate") == [line]


@pytest.mark.parametrize(
    "sentence",
    [
        "He said that subscribers to the treaty would share the cost.",
        "“Sign up for our newsletter,” the minister joked, and nobody laughed.",
        "The commission depends on donations of fuel and asked donors to support its patrols for another year.",
        "A spokeswoman declined to comment on the copyright of the maps that both sides have published.",
        "Follow the river, the ferryman said, and you will find the border.",
        "The bishops' letters do not express the views of the government, a point on which the conference disagrees.",
        "The report published on Tuesday showed that most of the meetings were with donors.",
        "More than ever, the two states need a way to work together, the envoy said.",
        "Could you tell us a little more about the shape of the deal?",
        "By Monday, both sides were talking about the weather.",
        "Read the treaty again, he told reporters, and tell us where it mentions the ferry.",
        "A cookie factory on the border has been offered as the place of the exchange.",
        "Supporters of the accord reported from both banks that the guns were silent.",
        "Advertisement revenue fell by a third, the publisher of the state newspaper said.",
        "Related to this is the question of the dam, which nobody raised.",
        "Contact between the two armies has been limited to a telephone line.",
        "Make a small boat, put it in a gift basket, and send it to the other bank.",
        "Thank you for your patience, the mediator told both delegations.",
        "Stay informed, the mayor advised, and keep a suitcase by the door.",
        "Join the army or leave the valley, the leaflet said.",
        "Join the talks, the rebel leader was told, or be left out of them.",
        "Consider Mr. Roper, a member of the committee that nobody had heard of.",
        "Give your gift to the bridge, the bishop said, and both banks will thank you.",
        "Download speeds in the valley fell after the cable was cut, engineers said.",
        "Have your passports ready, the ferryman told them, and they laughed.",
        "Subscribers to that doctrine of sovereignty should look at the river.",
        "Donors gave generously to the army, and every gift to the fund was matched.",
    ],
)
def test_a_sentence_of_the_report_is_never_furniture(sentence: str) -> None:
    assert furniture(article("Ferry talks resume", BODY, sentence, MORE)) == []
    assert furniture(f"{BODY} {sentence} {MORE}") == []


@pytest.mark.parametrize(
    ("glue", "found"),
    [
        ("Please consider making a donation to keep our journalism free.", None),
        (" Support our work. Donate now. ", "Support our work. Donate now."),
        (" Related Coverage ", None),
        (" Advertisement Continue reading the main story ", None),
        (" READ MORE: What we know about the crossing ", None),
        (" CLICK HERE TO GET THE NORTHGATE NEWS APP ", None),
        (" Get our free weekly politics newsletter — sign up here. ", None),
        ("(Reporting by Hanne Voss; Editing by Colm Derry)", None),
    ],
)
def test_furniture_glued_between_two_sentences_is_cut_out_of_the_line(glue: str, found: str | None) -> None:
    text = f"{BODY}{glue}He said so twice. {MORE}"
    assert "".join(words(text, "boilerplate")).replace(" ", "") == (found or glue).replace(" ", "")
    assert words(text, "body") == [BODY, f"He said so twice. {MORE}"]


def test_words_of_furniture_inside_a_quotation_are_speech() -> None:
    text = f"{BODY} “We are here. Sign up for our newsletter today. Donate now. It matters,” she said. {MORE}"
    assert furniture(text) == []


def test_a_caption_with_its_credit_is_a_caption() -> None:
    line = "Ferrymen wait at the closed crossing on Monday. (AP Photo/Mo Lindqvist)"
    assert words(article("Ferry talks resume", line, BODY), "caption") == [line]


def test_a_caption_glued_between_sentences_is_cut_out_with_its_sentence() -> None:
    caption = "Workers at the closed silo in Port Selby on Monday. Mo Lindqvist/Associated Press"
    text = f"{BODY}{caption} “Nobody walked,” said Agnes Thorne. {MORE}"
    assert words(text, "caption") == [caption]


def test_applause_in_a_transcript_is_no_caption() -> None:
    assert (
        words(article("Remarks", BODY, "Thank you all for the work you have done here. (Applause.)", MORE), "caption")
        == []
    )


def test_the_head_of_a_flattened_report_is_peeled_piece_by_piece() -> None:
    text = (
        "Ministers Trade Blame Over Failed Grain Accord By DELPHINE ARKWRIGHTOCT. 9, 2031 PORT SELBY — The collapse of "
        f"the accord left both governments scrambling on Tuesday. {BODY} {MORE}"
    )
    assert [(z.kind, text[z.span[0] : z.span[1]]) for z in mark_zones(text)][:4] == [
        ("title", "Ministers Trade Blame Over Failed Grain Accord"),
        ("byline", "By DELPHINE ARKWRIGHT"),
        ("boilerplate", "OCT. 9, 2031"),
        ("dateline", "PORT SELBY —"),
    ]


def test_a_headline_with_by_in_it_is_not_cut_there() -> None:
    text = f"Ferry Talks Saved By Kestrian Envoy In Selby {BODY} {MORE}"
    assert words(text, "byline") == words(text, "title") == []


def test_a_date_in_the_first_sentence_is_no_time_stamp() -> None:
    assert furniture(f"The treaty was signed on March 3, 2031 in Orva. {BODY} {MORE}") == []


def test_a_list_of_links_is_furniture_up_to_the_next_paragraph() -> None:
    text = article("Ferry talks resume", BODY, "Related\nThe ferry, in five charts\nWho is Tomas Eklid?", MORE)
    assert words(text, "boilerplate") == ["Related", "The ferry, in five charts", "Who is Tomas Eklid?"]
    assert words(text, "body") == [BODY, MORE]


def test_a_subhead_stands_between_paragraphs() -> None:
    text = article("Ferry talks resume", BODY, "A question of trust", MORE, "'Nobody asked'", BODY)
    assert words(text, "subhead") == ["A question of trust", "'Nobody asked'"]


def test_readers_comments_are_furniture_to_the_end() -> None:
    comments = (
        "3 Responses to “Ferry talks”\nriverman says:\nThe log was changed, as everyone here knows by now.\nReply"
    )
    text = article("Ferry talks resume", BODY, MORE, comments)
    assert words(text, "body") == [BODY, MORE]


def test_an_author_is_introduced_at_the_end() -> None:
    bio = "Leopold Anstruther is a former ambassador and the author of “Tables and Chairs.” He lives in Selby."
    text = article("The summit", "By Leopold Anstruther", BODY, MORE, bio)
    assert words(text, "author_bio") == [bio]


def test_an_expert_introduced_in_the_last_paragraph_is_body() -> None:
    last = "Wilhelmina Stroud is a senior fellow at the institute. Stroud said the hotline would ring soon."
    text = article("The summit", f"{BODY} “It will ring,” Wilhelmina Stroud said.", MORE, last)
    assert words(text, "author_bio") == []


@pytest.mark.parametrize(
    "line",
    [
        "This article was originally published in the Selby Evening Ledger and is republished here with permission.",
        "A version of this article appears in print on October 10, 2031, on page A6 with the headline: Accord Fails.",
        "Source: The Castle Ford Gazette",
        "Read the original article here.",
    ],
)
def test_where_a_text_was_published_is_provenance(line: str) -> None:
    assert words(article("Ferry talks resume", BODY, MORE, line), "provenance") == [line]


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    paragraphs = [textwrap.fill(f"{BODY} {MORE}", 60), textwrap.fill(f"{MORE} {BODY}", 60)]
    text = article("Ferry talks resume", *paragraphs)
    assert words(text, "body") == paragraphs


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\t\r\n\x85\u2028\u00a0"])
def test_a_blank_text_has_no_zones(blank: str) -> None:
    assert mark_zones(blank) == ()


@pytest.mark.parametrize(
    "title",
    [
        "Premier Denies Fake News",
        "Envoy Calls Report Fake News",
        "Ministers Await Harbour News",
        "Ana Vale Brings Good News",
    ],
)
def test_a_headline_that_ends_in_news_is_the_title(title: str) -> None:
    assert words(article(title, "By Ana Vale", BODY, BODY), "title") == [title]


def test_a_name_with_its_outlet_below_a_title_stays_a_byline() -> None:
    text = article("Ferries leave Varn again", "Dale Hutchins Fairmont News", BODY, BODY)
    assert words(text, "byline") == ["Dale Hutchins Fairmont News"]


def test_an_appeal_glued_to_the_last_sentence_is_furniture() -> None:
    appeal = "The Dunmere Post depends on its readers: give 2 florins today."
    text = article("The ferries stopped on March 9." + appeal)
    assert furniture(text) == [appeal]


def test_a_report_that_something_depends_on_its_members_is_none() -> None:
    assert furniture(article("The alliance depends on its members, and its members on the straits.")) == []
