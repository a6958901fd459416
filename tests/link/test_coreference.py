"""Event coreference over triggers: stems, sentences, stories."""

from communique.lexicon.stems import word_key
from communique.link.events.coreference import Trigger, coreferent

A = "Envoys of Maresia met Qarastani officials in Lysvik on Monday over the river."
B = "The Lysvik meeting of Maresian envoys and Qarastani officials on Monday dealt with the river."
C = "A fire broke out in a warehouse in the harbour of Verim on Sunday night."


def clusters(*triggers: Trigger) -> list[int]:
    return coreferent(triggers)


def test_forms_of_one_verb_share_a_key() -> None:
    assert len({word_key(w) for w in ("shoot", "shot", "shooting", "shootings", "shoots")}) == 1
    assert len({word_key(w) for w in ("met", "meet", "meeting", "meetings")}) == 1
    assert word_key("war") != word_key("warn")


def test_one_meeting_in_two_reports_is_one_event() -> None:
    a, b = clusters(Trigger("a", "s", "met", A), Trigger("b", "s", "meeting", B))
    assert a == b


def test_different_words_about_different_things_stay_apart() -> None:
    a, b = clusters(Trigger("a", "s", "met", A), Trigger("c", "s", "fire", C))
    assert a != b


def test_stories_are_never_mixed() -> None:
    a, b = clusters(Trigger("a", "s1", "met", A), Trigger("b", "s2", "meeting", B))
    assert a != b


def test_two_words_of_one_sentence_are_two_events() -> None:
    a, b = clusters(Trigger("b", "s", "meeting", B), Trigger("b", "s", "dealt", B))
    assert a != b
