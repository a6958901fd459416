"""Speakers behind source phrases, with names and antecedents written by hand instead of a model's."""

import re

import numpy as np
import pytest

from communique.encoder.schema import TAG_HEADS
from communique.encoder.words import split_words
from communique.read.naming.mentions import group_names
from communique.read.naming.names import Name
from communique.read.scores import Antecedents, WordScores
from communique.read.speakers import Resolved, SpeakerResolver

COLUMNS = sum(len(labels) for labels in TAG_HEADS.values())


def resolved(
    text: str, source: str, names: dict[str, str], points: dict[str, str] | None = None, before: Resolved | None = None
) -> Resolved:
    """The speaker behind the last `source` in `text`; `names`: name to kind, `points`: pronoun to name."""
    words = split_words(text)
    scores = WordScores(words, np.zeros((len(words), COLUMNS), np.float16))
    found = []
    for name, kind in names.items():
        start = text.index(name)
        found.append(Name(start, start + len(name), name, kind, kind))  # type: ignore[arg-type]
    at = text.rindex(source)
    for pronoun, name in (points or {}).items():
        anchor = words.at(text.rindex(pronoun), text.rindex(pronoun) + len(pronoun))[0]
        target = words.at(text.index(name), text.index(name) + len(name))[0]
        scores.antecedents[anchor] = Antecedents(((target, 0.9),), 0.1)
    actors = group_names(text, sorted(found, key=lambda n: n.start))
    return SpeakerResolver(scores, actors).resolve((at, at + len(source)), before)


PEOPLE = {"Ana Kovar": "person", "Ivo Kral": "person"}


@pytest.mark.parametrize(
    ("text", "source", "names", "speaker"),
    [
        ("Ana Kovar, the mayor, said no.", "Ana Kovar, the mayor", {"Ana Kovar": "person"}, "Ana Kovar"),
        ("Ana Kovar and Ivo Kral said no.", "Ana Kovar and Ivo Kral", PEOPLE, "Ana Kovar; Ivo Kral"),
        ("Ana Kovar and her husband, Ivo Kral, said no.",
         "Ana Kovar and her husband, Ivo Kral", PEOPLE, "Ana Kovar; Ivo Kral"),
        ("Ana Kovar, a lawyer for Ivo Kral, said no.", "Ana Kovar, a lawyer for Ivo Kral", PEOPLE, "Ana Kovar"),
        ("Foreign Minister Ana Kovar spoke. The foreign minister said no.",
         "The foreign minister", {"Ana Kovar": "person"}, "Ana Kovar"),
        ("The mayor, Ana Kovar, said no.", "The mayor", {"Ana Kovar": "person"}, "Ana Kovar"),
        ("Ana Kovar, who said no, left.", "who", {"Ana Kovar": "person"}, "Ana Kovar"),
        ("Secretary of State Ana Kovar said no.", "Secretary of State Ana Kovar", {"Ana Kovar": "person"}, "Ana Kovar"),
        ("A poll by Norvik Institute found much.",
         "A poll by Norvik Institute", {"Norvik Institute": "organization"}, "Norvik Institute"),
        ("The Harbor Committee met. The committee said no.",
         "The committee", {"Harbor Committee": "organization"}, "Harbor Committee"),
        ("The pilot who led them, Ivo Kral, said no.", "The pilot who led them, Ivo Kral,", {"Ivo Kral": "person"}, "Ivo Kral"),
        ("The pilot who led them, Oddvar Brunn, said no.", "The pilot who led them, Oddvar Brunn,", {}, "Oddvar Brunn"),
        ("It rained. Oddvar Brunn, the group’s coordinator urged them on.",
         "the group’s coordinator", {}, "Oddvar Brunn"),
        ("She met Ivo Kral, a “prophet” of the harbor, who said no.", "who", {"Ivo Kral": "person"}, "Ivo Kral"),
        ("A statement from the Norvik Institute came. The statement said no.",
         "The statement", {"Norvik Institute": "organization"}, "Norvik Institute"),
        ("Ana Kovar left. Kovar’s office said no.",
         "Kovar’s office", {"Ana Kovar": "person", "Kovar": "person"}, "Ana Kovar’s office"),
    ],
)  # fmt: skip
def test_who_speaks(text: str, source: str, names: dict[str, str], speaker: str) -> None:
    assert resolved(text, source, names).name == speaker


@pytest.mark.parametrize(
    ("text", "source", "names"),
    [
        ("A spokesman for Ana Kovar said no.", "A spokesman for Ana Kovar", {"Ana Kovar": "person"}),
        ("Ana Kovar’s doctors said no.", "Ana Kovar’s doctors", {"Ana Kovar": "person"}),
        ("Several aides said no.", "Several aides", {}),
        ("Ana Kovar came. An official left. The official said no.", "The official", {"Ana Kovar": "person"}),
        ("A court said no.", "A court", {}),
        ("Polls say no.", "Polls", {}),
        ("MODERATOR: Thank you all.", "MODERATOR", {}),
    ],
)
def test_who_stays_without_a_name(text: str, source: str, names: dict[str, str]) -> None:
    found = resolved(text, source, names)
    assert found.name is None
    assert found.description


def test_a_pronoun_follows_the_model_where_gender_agrees() -> None:
    found = resolved("Ana Kovar came. She said no.", "She", {"Ana Kovar": "person"}, {"She": "Ana Kovar"})
    assert (found.name, found.kind) == ("Ana Kovar", "named")
    assert found.confidence > 0.8


def test_a_pronoun_of_the_other_gender_points_to_nobody() -> None:
    assert resolved("Mrs. Ana Kovar came. He said no.", "He", {"Ana Kovar": "person"}, {"He": "Ana Kovar"}).name is None


def test_it_is_no_person() -> None:
    assert resolved("Ana Kovar came. It said no.", "It", {"Ana Kovar": "person"}, {"It": "Ana Kovar"}).name is None


def test_a_capital_is_marked_as_a_metonym() -> None:
    found = resolved("Moscow said no.", "Moscow", {"Moscow": "place"})
    assert found.name == "Russia"
    assert "metonym" in (found.description or "")


def test_a_shared_family_name_is_less_sure() -> None:
    names = {"Ana Kovar": "person", "Milan Kovar": "person", "Kovar said": "person"}
    text = "Ana Kovar came. Milan Kovar left. Kovar said no."
    sure = resolved(text, "Milan Kovar", {"Ana Kovar": "person", "Milan Kovar": "person"}).confidence
    del names["Kovar said"]
    assert resolved(text, "Kovar", names).confidence < sure


def test_he_is_never_a_state() -> None:
    found = resolved("Ana Kovar left Lindmark. He said no.", "He", {"Lindmark": "state"}, {"He": "Lindmark"})
    assert found.name is None


def test_the_state_is_the_one_the_text_is_about() -> None:
    text = "Utah sued. Utah lost. Utah went on, and Ohio watched. The state said no."
    words = split_words(text)
    scores = WordScores(words, np.zeros((len(words), COLUMNS), np.float16))
    spans = [(m.start(), m.end()) for m in re.finditer("Utah|Ohio", text)]
    names = [Name(s, e, text[s:e], "place", "state") for s, e in spans]
    resolver = SpeakerResolver(scores, group_names(text, names))
    at = text.index("The state")
    assert resolver.resolve((at, at + len("The state"))).name == "Utah"


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("It rose as Ana Kovar turned down the offer, saying it came late.", "saying", "it came late"),
        ("By calling it “late,” Ms. Kovar angered them. Ana Kovar left.", "calling", "“late,”"),
    ],
)
def test_a_participle_belongs_to_the_subject_of_its_sentence(text: str, cue: str, content: str) -> None:
    words = split_words(text)
    scores = WordScores(words, np.zeros((len(words), COLUMNS), np.float16))
    spans = [(m.start(), m.end()) for m in re.finditer("Ana Kovar|(?<=Ms. )Kovar", text)]
    resolver = SpeakerResolver(scores, group_names(text, [Name(s, e, text[s:e], "person", "person") for s, e in spans]))
    at, end = text.index(cue), text.index(content) + len(content)
    found = resolver.subject((at, at + len(cue)), end, None)
    assert found is not None
    assert found.name == "Ana Kovar"
