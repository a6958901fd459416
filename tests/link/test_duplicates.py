import pytest

from communique.link import independence_of
from communique.options import LinkOptions
from tests.link.build_readings import article

STORY = [
    "The ferry company of Port Ansel will end its night service in the autumn, its director said on Monday.",
    "Fewer than forty passengers a night had used the line since the new bridge opened to lorries.",
    "The town council had offered a subsidy of two million crowns, which the company called too little too late.",
    "Shopkeepers near the quay fear for their trade, and the union of deckhands spoke of sixty lost jobs.",
    "A last crossing with lanterns and a brass band is planned for the first week of October.",
    "The company was founded by three brothers who had carried mail across the sound in an open boat.",
    "Its archive, with ledgers from the first year on, goes to the museum of the harbour master.",
]
OTHER = [
    "Port Ansel loses its night ferry, and the council learned of it from the newspaper.",
    "Members of all parties criticised the company, whose subsidy they had approved in spring.",
    "The bridge has taken most of the freight; what remained were commuters from the outer islands.",
    "They will now have to drive an hour more each way, said a teacher who lives on the largest of them.",
]
TAIL = [
    "The fishermen of the outer islands, who sold smoked eel on board, want their stall back on the quay.",
    "A petition with nine hundred names lies in the baker's shop, beside the timetable that nobody needs any more.",
    "In winter the sound freezes every third year, and then not even the bridge is of much use to them.",
]
OWN = [
    "Asked in the market hall, nine of ten customers did not know that the boats ran at night at all.",
    "The harbour master remembers the winter when the ferry brought the only doctor to the islands.",
    "His logbook lists four births on board and one wedding, which was held in the engine room.",
]
FURTHER = [
    "The marriage registrar of Sellin county confirms the wedding and adds that it was not lawful at the time.",
    "A midwife who retired last year has photographs of all four children, who are known as the ferry children.",
    "They meet every August on the mole, where the youngest of them now keeps the fuel station for pleasure craft.",
]
QUOTES = [
    "“We have carried this loss for eleven years and we cannot carry it any longer than this,” the director said.",
    "“Nobody came to us with a plan, nobody asked for our books, and nobody rode our boats at night,” he added.",
]


def sources(*articles):
    return independence_of(articles, LinkOptions())


def groups(*articles):
    return {frozenset(g.articles) for g in sources(*articles).groups}


ORIGINAL = article("\n\n".join(STORY), outlet="Ansel Gazette", published="2031-03-04")


def copy(text, **fields):
    return article(text, **{"outlet": "Copy Page", "published": "2031-03-05", **fields})


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(STORY) + "\n",
        "\n\n".join(STORY[::-1]),
        "\n\n".join(["Islanders woke to bad news.", *STORY, "Share this page", "Give today"]),
        "\n\n".join(STORY[:4]),
        "\n\n".join(s.replace("said", "stated").replace("fear for", "worry about") for s in STORY),
        "\n\n".join([*OTHER[:2], *STORY[1:4], *OTHER[2:]]),
    ],
    ids=["identical", "reordered", "new lead and furniture", "cut", "reworded", "a part of it"],
)
def test_copies_count_as_one_source(text):
    other = copy(text)
    found = sources(ORIGINAL, other)
    assert len(found.groups) == 1
    assert found.independent([ORIGINAL.id, other.id]) == 1
    assert found.groups[0].evidence
    assert found.groups[0].reasons


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(OTHER),
        "\n\n".join([*OTHER, STORY[4]]),
    ],
    ids=["same matter, own words", "one shared sentence"],
)
def test_independent_reports_stay_independent(text):
    assert len(groups(ORIGINAL, copy(text))) == 2


def test_a_formula_with_other_names_and_numbers_is_no_copy():
    formula = (
        "The council of {0} thanks the {1} volunteers who cleaned the banks of the {2} last weekend. "
        "Prizes of {3} crowns each went to the crews of {4} and {5}, who filled the most sacks. "
        "Next year the work begins on {6} at the weir of {7}, and the council of {0} asks all to come."
    )
    first = formula.format("Sellin", 300, "Orn", 40, "Vik", "Hale", "May 3", "Tarn")
    second = formula.format("Brask", 120, "Ull", 75, "Moss", "Rude", "June 9", "Keld")
    assert len(groups(article(first), article(second))) == 2


def test_two_reporters_who_quote_one_speech_are_two_sources():
    first = article("\n\n".join([STORY[0], QUOTES[0], STORY[1], QUOTES[1], STORY[3]]))
    second = article("\n\n".join([OTHER[0], QUOTES[0], OTHER[1], QUOTES[1], OTHER[2], OTHER[3]]))
    assert len(groups(first, second)) == 2


def test_nothing_joins_through_a_partial_copy():
    wire = article("\n\n".join([*OTHER, *TAIL, *STORY]))
    part = article("\n\n".join([STORY[0], STORY[1], STORY[2], STORY[3], *OWN]))
    part_of_part = article("\n\n".join([*OWN, *FURTHER]))
    assert frozenset({part_of_part.id}) in groups(wire, part, part_of_part)


def test_evidence_stands_in_the_text_and_the_order_does_not_matter():
    other = copy("\n\n".join(STORY[::-1]))
    articles = {a.id: a for a in (ORIGINAL, other)}
    found = sources(ORIGINAL, other)
    for evidence in found.groups[0].evidence:
        assert articles[evidence.article].text[evidence.span[0] : evidence.span[1]] == evidence.quote
    assert found == sources(other, ORIGINAL)


@pytest.mark.parametrize(
    "line",
    [
        "This story was originally published in the Ansel Gazette.",
        "Originally published on Ansel Gazette on March 4, 2031.",
        "Reprinted with permission from Ansel Gazette",
        "Source: Ansel Gazette",
        "First appeared in The Ansel Gazette. All rights reserved.",
    ],
)
def test_an_origin_that_the_copy_names_is_the_article_of_that_outlet(line):
    found = sources(ORIGINAL, copy("\n\n".join([*STORY[:5], line]), published=None)).groups[0]
    assert (found.origin, found.why) == (ORIGINAL.id, "reprint")
    assert any("Ansel Gazette" in e.quote for e in found.evidence)


def test_a_named_origin_that_is_not_among_the_articles_is_given_by_name():
    text = "\n\n".join([*STORY, "Originally published by Sound Courier."])
    first, second = copy(text, outlet="One"), copy("New lead here. " + text, outlet="Two")
    assert sources(first, second).groups[0].origin == "Sound Courier"


def test_wire_copy_is_named_after_the_agency():
    text = "PORT ANSEL (Reuters) - " + "\n\n".join(STORY)
    first, second = copy(text, outlet="One"), copy("\n\n".join([*STORY, "Share this"]), outlet="Two")
    found = sources(first, second).groups[0]
    assert (found.why, found.origin) == ("wire", "Reuters")


def test_the_earliest_article_is_the_origin_only_when_it_is_alone():
    later, same_day = copy("\n\n".join(STORY[::-1])), copy("\n\n".join(STORY[::-1]), published="2031-03-04")
    assert sources(ORIGINAL, later).groups[0].origin == ORIGINAL.id
    assert sources(ORIGINAL, same_day).groups[0].origin is None
    assert sources(ORIGINAL, copy("\n\n".join(STORY[::-1]), published=None)).groups[0].origin is None


def test_a_release_is_the_origin_of_what_was_taken_from_it():
    release = ORIGINAL.model_copy(update={"genre": "release", "published": None})
    found = sources(release, copy("\n\n".join([*STORY[:5], "More follows."]), published=None)).groups[0]
    assert (found.why, found.origin) == ("same release", release.id)


def test_an_independent_article_says_so():
    found = sources(ORIGINAL).groups[0]
    assert (found.why, found.articles, found.origin) == ("independent", (ORIGINAL.id,), None)


COUNCIL = "The harbour council of Port Ansel closed its session on Friday without naming a new pilot. Nobody spoke of ferries."


def test_two_texts_of_one_outlet_are_one_witness_and_two_groups():
    later = article(COUNCIL, outlet="The Ansel Gazette", published="2031-03-09")
    found = sources(ORIGINAL, later)
    assert len(found.groups) == 2
    assert found.independent([ORIGINAL.id, later.id]) == 1
    assert {s.issuer for s in found.sources} in ({"Ansel Gazette"}, {"The Ansel Gazette"})


def test_a_copy_speaks_for_whoever_wrote_it_and_not_for_the_outlet_that_printed_it():
    reprint = copy("\n\n".join([*STORY[:5], "Originally published on Ansel Gazette on March 4, 2031."]))
    own = article(COUNCIL, outlet="Copy Page", published="2031-03-09")
    found = sources(ORIGINAL, reprint, own)
    assert found.independent([reprint.id, own.id]) == 2
    assert found.independent([ORIGINAL.id, reprint.id]) == 1


def test_articles_of_no_known_outlet_stay_apart():
    one, other = (article(text, outlet=None, published="2031-03-04") for text in ("\n\n".join(STORY), COUNCIL))
    assert sources(one, other).independent([one.id, other.id]) == 2
