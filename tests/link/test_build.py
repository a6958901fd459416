from communique.link import link
from communique.options import LinkOptions
from communique.record import Record, Story, canonical_json
from tests.link.build_readings import name, reading, said
from tests.link.test_duplicates import ORIGINAL, STORY
from tests.link.test_stories import HARBOUR, ORCHARD


def vale(text, who="Ana Vale", **fields):
    return reading(text, [name(text, who)], **fields)


READINGS = [
    vale(HARBOUR[0], published="2031-03-04", title="Harbour talks end"),
    vale(HARBOUR[1], published="2031-03-04", title="No pact on dredging"),
    vale(HARBOUR[2], published="2031-03-05", title="Vale on the harbour dues"),
    reading(ORCHARD[0], published="2031-02-01", title="Frost in the orchards"),
    reading(ORCHARD[1], published="2031-02-02", title="Cider makers fear for the harvest"),
]


def test_one_linkage_a_story_the_earlier_story_first():
    linkages = link(READINGS, LinkOptions())
    assert [len(linkage.articles) for linkage in linkages] == [2, 3]
    assert linkages[0].title in {"Frost in the orchards", "Cider makers fear for the harvest"}
    assert [actor.name for actor in linkages[1].actors] == ["Ana Vale"]


def test_every_article_is_in_one_story_and_has_one_source():
    linkages = link(READINGS, LinkOptions())
    assert sorted(a for linkage in linkages for a in linkage.articles) == sorted(r.article.id for r in READINGS)
    for linkage in linkages:
        assert sorted(source.article for source in linkage.sources) == sorted(linkage.articles)


def test_the_same_bytes_for_any_order():
    first = [canonical_json(linkage) for linkage in link(READINGS, LinkOptions())]
    assert first == [canonical_json(linkage) for linkage in link(READINGS[::-1], LinkOptions())]


def test_a_copy_with_other_furniture_is_in_the_story_of_its_original():
    copy = reading("\n\n".join([*STORY, "Sign up for letters"]), title="Elsewhere", published="2031-09-05")
    original = reading(ORIGINAL.text, title="Night ferry ends", published="2031-03-04", outlet="Ansel Gazette")
    linkages = link([copy, original, *READINGS], LinkOptions())
    story = next(linkage for linkage in linkages if original.article.id in linkage.articles)
    assert copy.article.id in story.articles
    assert len(story.independence) == 1
    assert story.title == "Night ferry ends"  # not the headline of the copy


def test_all_evidence_of_a_linkage_stands_in_its_articles():
    text = HARBOUR[1] + " “We tried,” said Transport Minister Ana Vale."
    spoken = reading(text, [name(text, "Ana Vale", nth=1)], [said(text, "“We tried,”", "Ana Vale")])
    stories = tuple(Story(**linkage.model_dump()) for linkage in link([spoken, *READINGS], LinkOptions()))
    record = Record(articles=(spoken, *READINGS), stories=stories)
    assert any(actor.roles for story in record.stories for actor in story.actors)


def test_nothing_to_link():
    assert link([], LinkOptions()) == ()


def test_an_article_without_words_is_a_story_with_a_title():
    (linkage,) = link([reading("?!", path="odd.txt")], LinkOptions())
    assert linkage.title == "?!"
