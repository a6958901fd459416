import pytest

from communique.read.events import RootClassifier, cameo_of
from communique.read.events.cues import ROOTS
from communique.read.events.features import SOURCE, TARGET, features, mark


def spans(text, source, target):
    return (text.index(source), text.index(source) + len(source)), (
        text.index(target),
        text.index(target) + len(target),
    )


@pytest.mark.parametrize(
    ("text", "source", "target", "root"),
    [
        ("Lindmark accused Ostrava of breaking the truce.", "Lindmark", "Ostrava", "ACCUSE"),
        (
            "The president of Lindmark held talks with the Ostravan premier.",
            "The president of Lindmark",
            "the Ostravan premier",
            "CONSULT",
        ),
        ("Rebels shelled a market in Ostmar, killing nine people.", "Rebels", "a market in Ostmar", "ASSAULT"),
        ("Lindmark rejected the proposal of Ostrava.", "Lindmark", "the proposal of Ostrava", "REJECT"),
        ("Lindmark cut off aid to Ostrava.", "Lindmark", "Ostrava", "SANCTION"),
        ("Police in Lindmark arrested the editor.", "Police in Lindmark", "the editor", "COERCE"),
    ],
)
def test_clear_cases_without_the_encoder(text, source, target, root):
    found = RootClassifier().root(text, *spans(text, source, target))
    assert found.name == root
    assert 0 < found.probability <= 1


def test_a_sentence_without_marked_actors_still_gets_a_root():
    assert RootClassifier().root("Rebels shelled the town.", None, None).name in ROOTS


def test_source_and_target_become_one_token_each():
    text = "The minister of Lindmark met the mayor."
    tokens = mark(text, *spans(text, "The minister of Lindmark", "the mayor"))
    assert [t.lower for t in tokens] == [SOURCE, "met", TARGET, "."]


def test_active_and_passive_differ():
    text = "Lindmark attacked Ostrava."
    source, target = spans(text, "Lindmark", "Ostrava")
    assert features(text, source, target) != features(text, target, source)


def test_every_root_has_cameo_codes():
    assert all(cameo_of(root) for root in ROOTS)
    assert cameo_of("CONSULT") == ("04",)
