from __future__ import annotations

import pytest

from communique.ingest.language import language_of, name_of

TEXTS = {
    "en": "The ministers said on Tuesday that they would resume the talks after a break of two years, but neither side "
    "expected that the question of the border could be solved before the end of the year, officials told reporters.",
    "fr": "Les ministres ont déclaré mardi qu'ils allaient reprendre les pourparlers après une pause de deux ans, mais "
    "aucune des deux parties ne pense que la question de la frontière sera réglée avant la fin de l'année.",
    "de": "Die Minister erklärten am Dienstag, dass sie die Gespräche nach einer Pause von zwei Jahren wieder "
    "aufnehmen werden, aber keine der beiden Seiten erwartet, dass die Frage der Grenze bald gelöst wird.",
    "es": "Los ministros dijeron el martes que reanudarían las conversaciones después de una pausa de dos años, pero "
    "ninguna de las partes espera que la cuestión de la frontera se resuelva antes de fin de año.",
    "it": "I ministri hanno detto martedì che riprenderanno i colloqui dopo una pausa di due anni, ma nessuna delle "
    "due parti si aspetta che la questione del confine sia risolta prima della fine dell'anno.",
    "nl": "De ministers zeiden dinsdag dat ze de gesprekken na een pauze van twee jaar zouden hervatten, maar geen van "
    "beide partijen verwacht dat de kwestie van de grens voor het einde van het jaar wordt opgelost.",
    "pl": "Ministrowie powiedzieli we wtorek, że wznowią rozmowy po dwuletniej przerwie, ale żadna ze stron nie "
    "oczekuje, że kwestia granicy zostanie rozwiązana przed końcem roku, jak podali urzędnicy w rozmowie.",
    "ru": "Министры заявили во вторник, что возобновят переговоры после двухлетнего перерыва.",
    "ar": "قال الوزراء يوم الثلاثاء إنهم سيستأنفون المحادثات بعد توقف دام عامين",
    "zh": "部长们周二表示，在中断两年之后，他们将恢复谈判，但双方都不认为边界问题"
    "能够在年底之前得到解决，官员们对记者说。",
    "ja": "閣僚らは火曜日、二年間の中断の後に協議を再開すると述べたが、"
    "双方とも国境問題が年末までに解決されるとは考えていない。",
    "he": "השרים אמרו ביום שלישי כי יחדשו את השיחות לאחר הפסקה של שנתיים",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_language_is_told_by_its_letters_or_its_function_words(code: str) -> None:
    assert language_of(TEXTS[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "Ferry talks resume.",
        "",
        "1 2 3 4 5 " * 50,
        "Kovar Marrow Voss Eklid Thorne Hallam Brandt Ruhr Tarn Pell Danforth Farrant Brack Norgay Ananth Rao Lund "
        * 3,
        "Bonjour tout le monde.",
    ],
)
def test_too_little_to_tell_is_none(text: str) -> None:
    assert language_of(text) is None


def test_a_foreign_quotation_does_not_change_the_language() -> None:
    assert language_of(TEXTS["en"] + " “" + TEXTS["fr"][:90] + "”, the minister said. " + TEXTS["en"]) == "en"


def test_text_in_capitals_is_still_english() -> None:
    assert language_of(TEXTS["en"].upper()) == "en"


def test_a_language_has_a_name() -> None:
    assert name_of("fr") == "French"
    assert name_of("ru").startswith("Russian")
