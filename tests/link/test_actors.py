import itertools

import pytest

from communique.link.actors.cast import cast_of
from tests.link.build_readings import name, reading, said


def people(*readings):
    return {actor.name: actor for actor in cast_of(readings).actors}


def one(text: str, words: str, kind: str = "person", **fields):
    return reading(text, [name(text, words, kind=kind)], **fields)


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Ana Vale", "Vale", "person"),
        ("Joseph Q. Haskin", "Joe Haskin", "person"),
        ("Muhammad Qadduri", "Mohammed Gadduri", "person"),
        ("Foreign Ministry of Norway", "Norwegian Foreign Ministry", "organization"),
        ("Department of Fisheries", "Fisheries Department", "organization"),
        ("National Lindmark Bank", "NLB", "organization"),
        ("United States", "U.S.", "state"),
        ("Top Republicans", "Republicans", "organization"),
    ],
)
def test_one_actor_under_two_names_has_reasons(left, right, kind):
    actors = cast_of([one(f"{left} spoke.", left, kind), one(f"Then {right} spoke again.", right, kind)]).actors
    assert len(actors) == 1
    assert set(actors[0].names) == {left, right}
    assert actors[0].reasons


@pytest.mark.parametrize(
    ("left", "left_kind", "right", "right_kind"),
    [
        ("Susan Vale", "person", "Peter Vale", "person"),
        ("Qadduri", "person", "Gadduri", "person"),
        ("Maribel Jordan", "person", "Jordan", "state"),
        ("Jordan", "person", "Jordan", "state"),
        ("Danish Foreign Ministry", "organization", "Norwegian Foreign Ministry", "organization"),
        ("a senior official", "person", "a senior official", "person"),
    ],
)
def test_two_actors_stay_two(left, left_kind, right, right_kind):
    readings = [one(f"{left} spoke.", left, left_kind), one(f"Then {right} spoke again.", right, right_kind)]
    assert len(cast_of(readings).actors) == 2


def test_a_family_name_that_two_persons_bear_goes_to_neither():
    cast = people(
        one("Walter Lund spoke.", "Walter Lund"), one("Then Irma Lund spoke.", "Irma Lund"), one("Lund left.", "Lund")
    )
    assert set(cast) == {"Walter Lund", "Irma Lund", "Lund"}


def test_father_and_son_of_one_article_stay_two_in_all():
    text = "Otto Brandl and Otto Brandl Jr. spoke."
    both = reading(text, [name(text, "Otto Brandl"), name(text, "Otto Brandl Jr.")])
    cast = people(both, one("Otto Brandl left.", "Otto Brandl"))
    assert set(cast) == {"Otto Brandl", "Otto Brandl Jr."}
    assert len(cast["Otto Brandl"].mentions) == 2


def test_an_honorific_tells_which_bearer_of_a_family_name_is_meant():
    text = "Later Mrs. Lund left."
    cast = people(
        one("Walter Lund, the spokesman, spoke to Mr. Lund’s staff.", "Walter Lund"),
        one("Then Ms. Irma Lund spoke.", "Irma Lund"),
        reading(text, [name(text, "Lund")]),
    )
    joined = next(actor for actor in cast.values() if "Irma Lund" in actor.names)
    assert len({m.article for m in joined.mentions}) == 2 or "Lund" in cast


def test_no_chain_of_family_names_joins_two_given_names():
    readings = [one(f"{who} spoke here.", who) for who in ("Walter Lund", "Lund", "W. Lund", "Wilma Lund")]
    for actor in cast_of(readings).actors:
        assert not {"Walter Lund", "Wilma Lund"} <= set(actor.names)


def test_romanisations_of_a_family_name_alone_need_an_office_beside_them():
    first, second = "Omar Qadduri, the foreign minister of Norway, spoke.", "Norwegian Foreign Minister Gadduri spoke."
    assert len(cast_of([one(first, "Omar Qadduri"), one(second, "Gadduri")]).actors) == 1
    assert len(cast_of([one("Omar Qadduri spoke.", "Omar Qadduri"), one("Gadduri spoke.", "Gadduri")]).actors) == 2


def test_one_office_in_two_years_is_two_persons():
    text = "The Norwegian prime minister spoke."
    later = "Again the Norwegian prime minister spoke."
    office = "Norwegian prime minister"
    first = reading(text, [name(text, office, form="nominal")], published="2031-03-01")
    second = reading(later, [name(later, office, form="nominal")], published="2034-03-01")
    same_year = reading(later, [name(later, office, form="nominal")], published="2031-04-01")
    assert len(cast_of([first, second]).actors) == 2
    assert len(cast_of([first, same_year]).actors) == 1


def test_an_office_alone_is_its_holder_of_that_year():
    text, later = "Norwegian Prime Minister Ana Vale spoke.", "The Norwegian prime minister left."
    named = reading(text, [name(text, "Ana Vale")], published="2031-03-01")
    lone = reading(later, [name(later, "The Norwegian prime minister", form="nominal")], published="2031-03-02")
    next_term = reading(later, [name(later, "The Norwegian prime minister", form="nominal")], published="2036-03-02")
    assert [a.name for a in cast_of([named, lone]).actors] == ["Ana Vale"]
    assert len(cast_of([named, next_term]).actors) == 2


@pytest.mark.parametrize(
    ("text", "who", "title", "of"),
    [
        ("Norwegian Foreign Minister Ana Vale spoke.", "Ana Vale", "foreign minister", "Norway"),
        ("It was said by Sen. Otto Brandl on Monday.", "Otto Brandl", "senator", None),
        (
            "Ana Vale, the deputy White House press secretary, spoke.",
            "Ana Vale",
            "deputy press secretary",
            "White House",
        ),
        ("Ana Vale, a former secretary of state, spoke.", "Ana Vale", "former secretary of state", None),
    ],
)
def test_roles_are_kept_as_reported_with_their_words_and_date(text, who, title, of):
    actor = cast_of([one(text, who, published="2031-03-01T10:00")]).actors[0]
    role = actor.roles[0]
    assert (role.title, role.of, role.as_of) == (title, of, "2031-03-01")
    assert role.evidence.quote in text


def test_a_list_of_persons_gives_no_roles():
    text = "Ana Vale, Otto Brandl, the mayor and others spoke."
    assert cast_of([one(text, "Ana Vale")]).actors[0].roles == ()


def test_speakers_point_to_actors_across_articles():
    first = "Ana Vale said the talks went well."
    second = "The talks went well, said Vale; her aides agreed."
    readings = [
        reading(first, [name(first, "Ana Vale")], [said(first, "the talks went well", "Ana Vale")]),
        reading(second, [name(second, "Vale")], [said(second, "The talks went well", "Vale; Otto Brandl")]),
    ]
    cast = cast_of(readings)
    vale = next(a for a in cast.actors if a.name == "Ana Vale")
    brandl = next(a for a in cast.actors if a.name == "Otto Brandl")
    assert sorted(cast.speakers.values()) == sorted([(vale.id,), (vale.id, brandl.id)])


def test_unnamed_and_unknown_speakers_are_nobody():
    text = "An official said the talks went well."
    statement = said(text, "the talks went well", "unnamed: an official", "unnamed")
    cast = cast_of([reading(text, statements=[statement])])
    assert (cast.actors, cast.speakers) == ((), {})


def test_the_order_of_the_articles_does_not_matter():
    readings = [one(f"{w} spoke here.", w) for w in ("Walter Lund", "Lund", "W. Lund", "Irma Lund", "Ana Vale", "Vale")]
    results = {repr(cast_of(order).actors) for order in itertools.islice(itertools.permutations(readings), 0, 720, 97)}
    assert len(results) == 1


def test_an_unknown_state_is_one_actor_by_all_that_the_story_says_of_it():
    left = "The government of Maresia met. Maresia refused."
    right = "Then a Maresian ship sank near Maresia."
    first = reading(left, [name(left, "Maresia", kind="organization"), name(left, "Maresia", kind="person", nth=1)])
    second = reading(right, [name(right, "Maresian", kind="organization"), name(right, "Maresia", kind="place", nth=1)])
    actors = cast_of([first, second]).actors
    assert [(actor.name, actor.kind, len(actor.mentions)) for actor in actors] == [("Maresia", "state", 4)]
    assert any(reason.feature.startswith("a state: ") for reason in actors[0].reasons)


def test_an_unknown_state_is_found_under_every_kind_the_reader_gave_it():
    text = "The government of Maresia met. Maresia refused. A Maresian ship sank."
    mentions = [
        name(text, "Maresia", kind="organization"),
        name(text, "Maresia", kind="person", nth=1),
        name(text, "Maresian", kind="place"),
    ]
    made = reading(text, mentions)
    cast = cast_of([made])
    found = {cast.actor_of(made.article.id, m.actor, m.kind) for m in mentions}
    assert found == {cast.actors[0].id}
    assert cast.actor_of(made.article.id, "Maresian") == cast.actors[0].id
