"""An index of lemmas answers as asking one by one would."""

from communique.compare.clauses.words import Lemmas, lemmas_of, likeness

WORDS = "meet talk refuse reject minister official treaty accord ship vessel harbour withdraw leave zzyx 40".split()


def test_the_closest_lemma_is_the_one_that_asking_each_would_find():
    for end in range(1, len(WORDS) + 1):
        held = Lemmas(WORDS[:end])
        for word in ("gather", "deny", "agreement", "boat", "port", "withdraw", "unheardof", "40"):
            best = max((likeness(word, other), other) for other in WORDS[:end])
            assert held.closest(word) == (best if best[0] else (0.0, ""))


def test_some_of_the_asked_lemmas_are_alike_and_some_are_not():
    held = lemmas_of(tuple(WORDS))
    assert held.likeness("boat") > 0
    assert held.likeness("unheardof") == 0


def test_no_lemmas_are_like_nothing():
    assert Lemmas(()).closest("ship") == (0.0, "")
