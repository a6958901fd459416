import pytest

from communique.lexicon import state_named, state_of, states


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("the U.S.", "United States", "alias"),
        ("US", "United States", "alias"),
        ("America", "United States", "alias"),
        ("Britain", "United Kingdom", "alias"),
        ("Washington", "United States", "capital"),
        ("Tehran", "Iran", "capital"),
        ("Israeli", "Israel", "adjective"),
        ("Saudis", "Saudi Arabia", "people"),
        ("the Russians", "Russia", "people"),
        ("Iran’s", "Iran", "name"),
        ("DPRK", "North Korea", "alias"),
        ("NOR", "Norway", "code"),
        ("Côte d’Ivoire", "Ivory Coast", "alias"),
    ],
)
def test_a_state_by_any_of_its_names(text, name, how):
    match = state_of(text)
    assert (match.name, match.how, match.actor) == (name, how, name)


@pytest.mark.parametrize(
    ("text", "state", "actor"),
    [
        ("the White House", "United States", "White House"),
        ("the Kremlin", "Russia", "Kremlin"),
        ("Foggy Bottom", "United States", "State Department"),
    ],
)
def test_a_seat_keeps_its_own_actor_and_names_its_state(text, state, actor):
    match = state_of(text)
    assert (match.name, match.how, match.actor) == (state, "seat", actor)


@pytest.mark.parametrize("text", ["us", "turkey", "polish", "nor", "china", "", "Lindmark", "Swiss cheese"])
def test_common_words_and_unknown_names_are_no_state(text):
    assert state_of(text) is None


def test_adjectives_can_be_left_out():
    assert state_of("French", adjectives=False) is None
    assert state_of("France", adjectives=False) is not None


def test_no_two_states_share_a_name_and_every_state_is_found_by_it():
    names = [state.name for state in states()]
    assert len(set(names)) == len(names)
    assert all(state_named(name).name == name for name in names)
