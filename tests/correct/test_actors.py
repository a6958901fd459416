"""Actors merged, split, renamed, rejected, accepted: in the same story, after a re-run that links otherwise, in others."""

from __future__ import annotations

import itertools

from communique.correct import corrected_linkage, on_actors
from communique.record import Linkage, Reading

from .made import EARLY, LATE, Made, outcomes, story_of

FIRST = (
    "Ana Vale opened the bridge. “It will hold,” Ana Vale said. The engineer from the north met Otto Brandl, and "
    "the engineer from the north praised him."
)
SECOND = "Otto Brandl thanked Anna Wahl for the bridge. Anna Wahl said the work was done."


def first(**fields) -> Reading:
    made = Made(FIRST, url="https://news.example/1", path="1.txt", **fields)
    made.names("Ana Vale")
    made.names("Ana Vale", nth=1)
    made.names("The engineer from the north", "the engineer", form="nominal")
    made.names("the engineer from the north", "the engineer", form="nominal")
    made.names("Otto Brandl")
    made.says("“It will hold,”", cue="said", speaker="Ana Vale", source="", form="direct")
    made.happens("met", participants=("the engineer", "Otto Brandl"))
    return made.reading()


def second(name: str = "Anna Wahl") -> Reading:
    made = Made(SECOND, url="https://news.example/2", path="2.txt")
    made.names("Otto Brandl")
    made.names("Anna Wahl", name)
    made.names("Anna Wahl", name, nth=1)
    made.says("the work was done", cue="said", speaker=name, source="")
    return made.reading()


READINGS = (first(), second())
STORY = story_of(*READINGS)


def actor(linkage: Linkage, name: str):
    return next(a for a in linkage.actors if name in (a.name, *a.names))


def lay(*corrections, linkage: Linkage = STORY, readings=READINGS):
    now, applied = corrected_linkage(linkage, readings, corrections)
    return now, {a.correction: a for a in applied}


def merge(*names: str, name: str | None = None, by=EARLY):
    return on_actors(READINGS, [actor(STORY, n) for n in names], "merge-actors", {"name": name}, by)


def statement(reading: Reading) -> str:
    return reading.statements[0].id


def test_merged_actors_are_one_with_all_names_mentions_and_words():
    now, told = lay(row := merge("Ana Vale", "Anna Wahl"))
    one = actor(now, "Anna Wahl")
    assert one.name == "Ana Vale"
    assert {"Ana Vale", "Anna Wahl"} <= set(one.names)
    assert len(one.mentions) == 4
    assert len(now.actors) == len(STORY.actors) - 1
    assert now.speakers[statement(READINGS[0])] == now.speakers[statement(READINGS[1])] == (one.id,)
    assert told[row.id].targets == (one.id,)
    assert one.reasons[0].feature == "joined by hand"


def test_a_merged_actor_takes_the_name_given_and_its_events_follow():
    now, _ = lay(merge("engineer", "Anna Wahl", name="Irma Quandt"))
    event = now.events[0]
    assert actor(now, "Anna Wahl").id in event.participants
    assert "Irma Quandt" in event.name
    assert "engineer" not in event.name


def test_the_merged_actor_has_the_id_that_linking_would_give_it():
    now, _ = lay(merge("Anna Wahl", "Ana Vale"))
    ids = {actor(STORY, "Ana Vale").id, actor(STORY, "Anna Wahl").id}
    assert actor(now, "Anna Wahl").id in ids
    first_mention = min((m.article, m.span) for m in actor(now, "Anna Wahl").mentions)
    owner = next(a for a in STORY.actors if first_mention in {(m.article, m.span) for m in a.mentions})
    assert actor(now, "Anna Wahl").id == owner.id


def test_a_merge_that_a_re_run_makes_by_itself_is_so_already():
    joined, _ = lay(merge("Ana Vale", "Anna Wahl"))
    now, told = lay(row := merge("Ana Vale", "Anna Wahl"), linkage=joined)
    assert now == joined
    assert told[row.id].outcome == "already so"


def test_merged_actors_stay_merged_when_a_re_run_splits_one_of_them():
    row = merge("Ana Vale", "Anna Wahl")
    apart = on_actors(
        READINGS, [actor(STORY, "Anna Wahl")], "split-actor", {"name": "A. Wahl"}, EARLY,
        going=[(m.article, m.span) for m in actor(STORY, "Anna Wahl").mentions[1:]],
    )  # fmt: skip
    rerun, told = lay(apart)
    assert told[apart.id].outcome == "applied"
    assert len(rerun.actors) == len(STORY.actors) + 1
    now, told = lay(row, linkage=rerun)
    assert told[row.id].outcome == "applied"
    assert len(now.actors) == len(STORY.actors) - 1
    assert len(actor(now, "Anna Wahl").mentions) == 4


def test_a_merge_holds_by_full_names_in_a_story_without_the_anchored_words():
    other = Made("Ana Vale and Anna Wahl and Wahl met.", url="https://news.example/3", path="3.txt")
    other.names("Ana Vale")
    other.names("Anna Wahl")
    reading = other.reading()
    now, told = lay(row := merge("Ana Vale", "Anna Wahl"), linkage=story_of(reading), readings=[reading])
    assert len(now.actors) == 1
    assert told[row.id].how == "by name"


def test_a_rejection_holds_where_it_was_made_and_not_wherever_the_name_stands():
    made = Made("Ana Vale slept.", url="https://news.example/6", path="6.txt")
    made.names("Ana Vale")
    reading = made.reading()
    before = story_of(reading)
    row = on_actors(READINGS, [actor(STORY, "Ana Vale")], "reject", None, EARLY)
    assert lay(row, linkage=before, readings=[reading]) == (before, {})


def test_a_name_is_corrected_once_for_all_stories():
    made = Made("Otto Brandl slept.", url="https://news.example/7", path="7.txt")
    made.names("Otto Brandl")
    reading = made.reading()
    row = on_actors(READINGS, [actor(STORY, "Otto Brandl")], "rename-actor", "Otto von Brandl", EARLY)
    now, told = lay(row, linkage=story_of(reading), readings=[reading])
    assert now.actors[0].name == "Otto von Brandl"
    assert told[row.id].how == "by name"


def test_a_single_word_names_nobody_for_sure_in_another_story():
    made = Made("Vale met Wahl. Vale said so.", url="https://news.example/4", path="4.txt")
    made.names("Vale")
    made.names("Wahl")
    reading = made.reading()
    named = [a.model_copy(update={"names": (a.name.split()[-1],), "name": a.name.split()[-1]}) for a in STORY.actors]
    pair = [next(a for a in named if a.name == n) for n in ("Vale", "Wahl")]
    row = on_actors(READINGS, pair, "merge-actors", {"name": None}, EARLY)
    before = story_of(reading)
    now, told = lay(row, linkage=before, readings=[reading])
    assert now == before
    assert told == {}


def test_merges_chain_in_any_order_of_the_rows():
    rows = [merge("Ana Vale", "Anna Wahl"), merge("Anna Wahl", "engineer", by=LATE)]
    results = [lay(*order)[0] for order in itertools.permutations(rows)]
    assert results[0] == results[1]
    assert len(results[0].actors) == len(STORY.actors) - 2


def test_an_actor_is_renamed_and_the_later_name_holds():
    def rename(name, by):
        return on_actors(READINGS, [actor(STORY, "Otto Brandl")], "rename-actor", name, by)

    early, late = rename("O. Brandl", EARLY), rename("Otto von Brandl", LATE)
    for order in ([early, late], [late, early]):
        now, told = lay(*order)
        assert actor(now, "Otto Brandl").name == "Otto von Brandl"
        assert outcomes(told.values()) == {early.id: "superseded", late.id: "applied"}
    assert "Otto von Brandl" in now.events[0].name


def test_a_rejected_actor_speaks_and_takes_part_no_more():
    now, told = lay(row := on_actors(READINGS, [actor(STORY, "engineer")], "reject", None, EARLY))
    assert "engineer" not in {a.name for a in now.actors}
    assert now.events[0].participants == (actor(now, "Otto Brandl").id,)
    assert told[row.id].outcome == "applied"
    now, _ = lay(on_actors(READINGS, [actor(STORY, "Ana Vale")], "reject", None, EARLY))
    assert statement(READINGS[0]) not in now.speakers


def test_an_accepted_actor_says_so():
    now, _ = lay(on_actors(READINGS, [actor(STORY, "Ana Vale")], "accept", None, EARLY))
    assert actor(now, "Ana Vale").reasons[0].feature == "accepted by hand"


def joined_readings() -> tuple[Reading, ...]:
    """Two persons under one name, as a machine may link them."""
    return first(), second("Anna Wahl")


def joined() -> Linkage:
    return lay(merge("Ana Vale", "Anna Wahl"))[0]


def split(linkage: Linkage, article: int, names=()):
    whole = actor(linkage, "Anna Wahl")
    going = [(m.article, m.span) for m in whole.mentions if m.article == READINGS[article].article.id]
    after = {"name": "Anna Wahl", "names": list(names)}
    return on_actors(READINGS, [whole], "split-actor", after, LATE, going=going)


def test_a_split_takes_mentions_words_and_names_apart():
    now, told = lay(row := split(joined(), 1), linkage=joined())
    old, new = (next(a for a in now.actors if a.id == i) for i in told[row.id].targets)
    assert (old.name, new.name) == ("Ana Vale", "Anna Wahl")
    assert "Anna Wahl" not in old.names
    assert {m.article for m in new.mentions} == {READINGS[1].article.id}
    assert now.speakers == {statement(READINGS[0]): (old.id,), statement(READINGS[1]): (new.id,)}


def test_a_split_hands_events_to_whom_they_belong():
    rows = [merge("Ana Vale", "engineer")]
    whole, _ = lay(*rows)
    one = actor(whole, "engineer")
    going = [(m.article, m.span) for m in one.mentions if m in actor(STORY, "engineer").mentions]
    row = on_actors(READINGS, [one], "split-actor", {"name": "engineer"}, LATE, going=going)
    now, _ = lay(row, linkage=whole)
    assert actor(now, "engineer").id in now.events[0].participants
    assert actor(now, "Ana Vale").id not in now.events[0].participants


def test_names_decide_where_the_split_gives_them():
    whole = actor(joined(), "Anna Wahl")
    going = [(m.article, m.span) for m in whole.mentions]
    row = on_actors(READINGS, [whole], "split-actor", {"name": "Anna Wahl", "names": ["Anna Wahl"]}, LATE, going=going)
    now, told = lay(row, linkage=joined())
    assert told[row.id].outcome == "applied"
    assert {m.article for m in actor(now, "Ana Vale").mentions} == {READINGS[0].article.id}


def test_a_split_that_leaves_nothing_is_refused():
    whole = actor(joined(), "Anna Wahl")
    row = on_actors(
        READINGS, [whole], "split-actor", {"name": "X"}, LATE, going=[(m.article, m.span) for m in whole.mentions]
    )
    now, told = lay(row, linkage=joined())
    assert now.actors == joined().actors
    assert told[row.id].outcome == "refused"


def test_a_split_that_a_re_run_makes_by_itself_is_so_already():
    now, told = lay(row := split(joined(), 1), linkage=STORY)
    assert now.actors == STORY.actors
    assert told[row.id].outcome == "already so"


def test_a_story_without_the_actors_is_left_alone_and_tells_nothing():
    made = Made("Irma Quandt slept.", url="https://news.example/5", path="5.txt")
    made.names("Irma Quandt")
    reading = made.reading()
    before = story_of(reading)
    assert lay(merge("Ana Vale", "Anna Wahl"), linkage=before, readings=[reading]) == (before, {})
