"""Two attributions never keep the same piece of text, unless one is told inside the other."""

from communique.read.statements.overlaps import settle


def test_a_piece_goes_to_the_nearer_cue() -> None:
    # He said (0-7) the talks go on (8-24). "We sign" (26-35) she told us (36-40) ...
    first, second = settle([((8, 24), (26, 35)), ((26, 35), (50, 60))], [((3, 7),), ((36, 40),)])
    assert first == ((8, 24),)
    assert second == ((26, 35), (50, 60))


def test_a_statement_keeps_its_last_piece() -> None:
    first, second = settle([((26, 35),), ((26, 35), (50, 60))], [((3, 7),), ((36, 40),)])
    assert first == ((26, 35),)
    assert second == ((26, 35), (50, 60))


def test_second_hand_speech_is_left_alone() -> None:
    contents = [((10, 60),), ((40, 60),)]
    assert settle(contents, [((0, 4),), ((20, 26),)]) == contents
