"""Which statement is the one that was corrected, when another reader draws the borders elsewhere."""

from __future__ import annotations

from communique.correct.matching import Attribution, free_to_restore, matched, sameness

from .made import Made

TEXT = "Ana Vale said the ferry would sail on Monday and that the crew was ready. Otto Brandl said that Vale had lied."


def statement(*content: str, cue: str = "", nth: int = 0):
    made = Made(TEXT)
    found = made.says(*content)
    return found.model_copy(update={"cue": (made.at(cue, nth),) if cue else ()})


def of(*content: str, cue: str = "", nth: int = 0) -> Attribution:
    return Attribution.of(statement(*content, cue=cue, nth=nth))


WHOLE = of("the ferry would sail on Monday and that the crew was ready", cue="said")


def test_wider_and_narrower_content_after_the_same_cue_is_the_same():
    narrow = of("the ferry would sail", cue="said")
    assert sameness(WHOLE, narrow) is not None
    assert sameness(narrow, WHOLE) == sameness(WHOLE, narrow)


def test_the_very_same_is_the_surest():
    assert sameness(WHOLE, WHOLE) == 1.5
    assert (sameness(WHOLE, of("the ferry would sail", cue="said")) or 0) < 1.5


def test_a_narrow_piece_without_the_cue_is_not_the_same():
    assert sameness(WHOLE, of("the crew was ready")) is None


def test_content_that_only_touches_is_another_statement():
    assert sameness(of("the ferry would sail on Monday"), of("the crew was ready")) is None


def test_words_told_inside_a_statement_are_another_attribution_however_much_of_it_they_fill():
    text = (
        "Otto Brandl said Vale denied that the ferry of the northern line would sail on Monday after the long strike."
    )
    made = Made(text)
    outer = made.says(
        "Vale denied that the ferry of the northern line would sail on Monday after the long strike", cue="said"
    )
    inner = made.says("the ferry of the northern line would sail on Monday after the long strike", cue="denied")
    assert sameness(Attribution.of(outer), Attribution.of(inner)) is None


def test_the_best_of_several_is_taken():
    near = statement("the ferry would sail on Monday and that the crew", cue="said")
    far = statement("the ferry would sail", cue="said")
    assert matched([WHOLE], [far, near]) == (near,)


def test_the_pieces_that_a_statement_was_cut_into_are_it_together():
    first, second = statement("the ferry would sail on Monday"), statement("the crew was ready")
    old = of("the ferry would sail on Monday and that the crew was ready")
    only_parts = [first.model_copy(update={"content": ((first.content[0][0], first.content[0][1] - 8),)}), second]
    assert matched([old], only_parts) == tuple(only_parts)


def test_one_small_piece_is_not_the_statement():
    assert matched([WHOLE], [statement("the crew was ready")]) == ()


def test_words_that_another_statement_holds_are_not_put_back():
    assert not free_to_restore(of("the crew was ready"), [statement("and that the crew was ready.")])
    assert free_to_restore(of("Vale had lied"), [statement("the crew was ready")])
