"""What looks like a contradiction and is none; each beside one that differs in the point alone, where such a one is found."""

from __future__ import annotations

import pytest

from communique.compare import compare
from communique.compare.clauses.denials import denials
from communique.compare.clauses.story import lay_out
from communique.compare.conflicts.oppositions import oppositions
from communique.compare.wordings.wording import Change, same_spelling
from communique.options import CompareOptions
from communique.record import LinkedEvent, evidence_of

from .stories import Report, story

DAY = "2041-05-02"


def topics(*texts: str, people=()) -> list[str]:
    reports = [Report(f"Outlet {n}", DAY, text) for n, text in enumerate(texts)]
    linkage, readings = story(*reports, people=people)
    return [c.topic for c in compare(linkage, readings, CompareOptions()).conflicts]


def clauses(*texts: str):
    reports = [Report(f"Outlet {n}", DAY, text) for n, text in enumerate(texts)]
    return lay_out(*story(*reports)).clauses


def quoted(words: str) -> str:
    return f'[[Ana Kovar|"{words}"]], Ana Kovar said at the lock.'


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("The barrage will stand on our side of the river", "The barrage will stand on their side of the river", True),
        ("act of folly", "act of spite", False),  # a turn of phrase
        (
            "The barrage will stand ... on our side of the river",
            "The barrage will stand on their side of the river",
            False,
        ),
        ("They should pay for the barrage", "They should pay [for] the barrage", False),
        ("Not a bolt of this barrage", "Oh, not a bolt of this barrage", False),
        ("Who paid for that d***ed barrage", "Who paid for that damned barrage", False),
    ],
    ids=["other words", "a turn of phrase", "words left out", "supplied in brackets", "a filler", "a blotted word"],
)
def test_wordings_that_differ(one, other, clash):
    assert bool(topics(quoted(one), quoted(other))) is clash


def test_a_quotation_fitted_into_the_reporters_sentence_may_change_its_ending():
    whole = '[[Ana Kovar|"I look forward to signing the barrage treaty"]], Ana Kovar said.'
    fitted = 'Ana Kovar said she [[Ana Kovar|"looks forward to signing the barrage treaty"]].'
    linkage, readings = story(Report("Post", DAY, whole), Report("Gazette", DAY, fitted))
    mixed = readings[1].statements[0].model_copy(update={"form": "mixed"})
    readings[1] = readings[1].model_copy(update={"statements": (mixed,)})
    assert compare(linkage, readings, CompareOptions()).conflicts == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("they're", "they are", True),
        ("daughter's", "daughter has", True),
        ("can't", "cannot", True),
        ("sen", "senator", True),
        ("can", "cannot", False),
        ("in", "inside", False),
        ("a", "any", False),
    ],
)
def test_spellings_of_one_word(one, other, same):
    assert same_spelling(Change(tuple(one.split()), tuple(other.split()))) is same


def test_a_contraction_is_no_change_and_an_omission_that_is_marked_is_a_cut():
    linkage, readings = story(
        Report(
            "Post",
            DAY,
            quoted("We have seen the lock, and you were there. Whatever they call it, we are going to mend it"),
        ),
        Report("Gazette", DAY, quoted("We have seen the lock... Whatever they call it, we're going to mend it")),
        Report(
            "Courier",
            DAY,
            quoted("We've seen the lock, and you were there. Whatever they call it, we are going to mend it"),
        ),
    )
    found = compare(linkage, readings, CompareOptions()).quote_variants
    assert sorted(v.kind for v in found) in (["trimmed", "verbatim"], ["trimmed", "trimmed", "verbatim"])


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("The council has not signed the treaty.", True),
        ("The council should not sign the treaty.", False),
        ("The council must not sign the treaty.", False),
        ("The council may not sign the treaty till Easter.", False),
        ("The council passed over a treaty that the Regent has not signed.", False),
    ],
)
def test_what_is_denied(words, denied):
    found = [d.act.lemma for c in clauses(words) for d in denials(c)]
    assert ("sign" in found) is denied


def test_two_ends_of_one_line_exclude_nothing():
    one = "The cable runs from a northern port in Tarn to a southern port in Hale."
    assert not list(oppositions(clauses(one, one.replace("The cable", "That cable"))))
    apart = "The cable leaves a northern port in Tarn.", "The cable leaves a southern port in Tarn."
    assert next(o.words for o in oppositions(clauses(*apart))) == ("northern", "southern")


def test_the_name_of_a_thing_is_no_act():
    assert not list(oppositions(clauses("The cause of the cuts is unclear.", "The causes remain unclear.")))
    acts = "The Regent cut the pensions of widows.", "The Regent kept the pensions of widows."
    assert any("cut" in o.words for o in oppositions(clauses(*acts)))


def test_to_with_a_verb_is_no_place():
    assert not topics(
        "Deputies may use the fund to bolster security at the lock.",
        "Deputies may use the fund to boost security at the lock.",
    )


def test_a_history_is_no_place():
    words = "Two drowned pilots sat in the council for the first time in {0} history."
    assert not topics(words.format("Tarnish"), words.format("municipal"))


def test_a_job_in_one_town_and_a_post_in_another_are_two_things():
    assert not topics(
        "Odo Frisk, a guardsman of the Tarn Regiment, took a job in Old Harbour House.",
        "Odo Frisk, a guardsman of the Tarn Regiment, will speak at the veterans' post in West Sellin.",
    )


def test_things_that_happen_are_no_rival_doers():
    assert not topics(
        "The traders of Sellin were affected by the outage.", "The traders of Sellin were affected by the cut."
    )


def test_one_goes_and_another_does_not():
    going = "Odo Frisk attended the funeral of the old Regent at Sellin."
    people = ("Odo Frisk", "Mira Skov")
    assert not topics(going, "Mira Skov did not attend the funeral of the old Regent at Sellin.", people=people)
    assert not topics(
        "[[Mira Skov|I attended the funeral of the old Regent at Sellin]], Mira Skov said.",
        "Odo Frisk did not attend the funeral of the old Regent at Sellin.", people=people,
    )  # fmt: skip
    assert topics(going, "Odo Frisk did not attend the funeral of the old Regent at Sellin.", people=people)


@pytest.mark.parametrize(("where", "clash"), [("Hale", False), ("Tarn", True)])
def test_shares_of_two_countries_are_no_rivals(where, clash):
    words = (
        "[[Ana Kovar|Sixty-five per cent of traffic to Tarn was lost]], Ana Kovar said. "
        f"[[Tom Weir|90 per cent of traffic to {where} was lost]], Tom Weir said."
    )
    assert bool(topics(words)) is clash


def test_days_of_a_linked_event_are_not_compared_where_one_report_names_somebody_else():
    for second, clash in (("doubts visited the lock keepers", True), ("Odo Frisk visited the lock keepers", False)):
        linkage, readings = story(
            Report("Post", DAY, "On Monday doubts visited the lock keepers."), Report("Gazette", DAY, f"On Tuesday {second}."),
            people=("Odo Frisk",),
        )  # fmt: skip
        words = {r.article.id: r.article.text for r in readings}
        event = LinkedEvent(
            id="event-1", name="visit", kind="VISIT", dates=dict(zip(words, ("2041-04-29", "2041-04-30"), strict=True)),
            evidence=tuple(e for a, t in words.items() for e in evidence_of(a, t, [(t.index("visited"), t.index("visited") + 7)])),
            articles=tuple(words), independent=2,
        )  # fmt: skip
        found = compare(linkage.model_copy(update={"events": (event,)}), readings, CompareOptions()).conflicts
        assert ("date" in [c.kind for c in found]) is clash


@pytest.mark.parametrize(
    ("answer", "clash"),
    [
        ("That is false", True),
        ("It is a lie", True),
        ("Lies, all of it", True),
        ("The clerk was charged with filing false accounts", False),
        ("The clerk was told to lie to the council", False),
    ],
)
def test_a_charge_of_lying_is_no_denial(answer, clash):
    words = (
        "[[Ana Kovar|The council sold the upper lock to a brewer]], Ana Kovar said. "
        f"[[Tom Weir|{answer}]], Tom Weir said."
    )
    assert bool(topics(words)) is clash


def test_the_name_of_an_act_does_not_tell_it():
    denial = "[[Odo Frisk|He did not shoot the lock keeper of Sellin]], Odo Frisk said."
    assert not topics("Hearings on the shooting of the lock keeper of Sellin went on.", denial)
    assert topics("A guard shot the lock keeper of Sellin.", denial)


def test_one_of_several_is_no_count():
    listed = "The estate of the drowned pilot {0} a velvet hat, an oar and a flag."
    counted = "The estate of the drowned pilot held two velvet hats, an oar and a flag."
    assert not topics(listed.format("included"), counted)


def test_acts_of_two_days_have_two_doers():
    words = "The papers of the lock were released by {0} on {1}."
    assert not topics(words.format("the prosecutors", "29 April"), words.format("the heirs", "1 May"))
    assert topics(words.format("the prosecutors", "29 April"), words.format("the heirs", "29 April"))
