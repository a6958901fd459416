"""Which way chains of words lean on the thing behind them."""

import pytest

from communique.compare.clauses.words import tokens
from communique.compare.stands.leanings import at_stake, lean, leaning_on, stance_told


@pytest.mark.parametrize(
    ("words", "sign", "sure"),
    [
        ("supports", 1, True),
        ("came out against", -1, True),
        ("welcomed an end to", -1, True),
        ("opposed lifting", 1, True),
        ("would not object to", 1, True),
        ("refused to rule out", 1, False),
        ("did not condemn", 1, False),
        ("should not reject", 1, True),
        ("rejected calls for", -1, True),
        ("urged the guild not to build", -1, True),
        ("dismissed fears that", 1, True),
        ("dropped its opposition to", 1, True),
    ],
)
def test_a_chain_of_verbs_leans_one_way(words, sign, sure):
    found = lean(f"{words} the ")
    assert found is not None
    assert (found.sign, found.sure) == (sign, sure)


@pytest.mark.parametrize("words", ["measured the ", "walked past the ", "owns the "])
def test_plain_words_lean_no_way(words):
    assert lean(words) is None


@pytest.mark.parametrize(
    ("words", "behind", "sign"),
    [
        ("wants the ", " to be pulled down", -1),
        ("wants the ", " to be painted red", 1),
        ("does not want the ", " to be pulled down", 1),
        ("regrets that the ", " had been abolished", 1),
    ],
)
def test_what_is_wished_to_end_is_not_wanted(words, behind, sign):
    found = leaning_on(words, behind)
    assert found is not None
    assert found.sign == sign


def test_the_words_of_the_thing_itself_undo_nothing():
    plain, spared = lean("accepts a ban on the "), lean("accepts a ban on the ", frozenset({"ban"}))
    assert plain is not None
    assert spared is not None
    assert (plain.sign, spared.sign) == (-1, 1)


def test_consent_that_hangs_on_something_is_conditional():
    assert stance_told(lean("would accept the "), "if the ferry stays") == "conditional"
    assert stance_told(lean("rejects the "), "if the ferry stays") == "opposes"
    assert stance_told(None, "") is None


@pytest.mark.parametrize(
    ("words", "stake"), [("they want the lighthouse", True), ("they sat near some lighthouse", False)]
)
def test_a_noun_is_at_stake_where_somebody_is_for_or_against_it(words, stake):
    found = list(tokens(words))
    assert at_stake(found, len(found) - 1) is stake
