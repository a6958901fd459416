import pytest

from communique.lexicon import (
    apposition_after,
    apposition_before,
    gender_cue,
    head_noun,
    media_name,
    noun_kind,
    offices_exclude,
    parse_role,
    role_key,
    split_title,
    title_before,
)


@pytest.mark.parametrize(
    ("text", "title", "of"),
    [
        ("the deputy White House press secretary", "deputy press secretary", "White House"),
        ("President Orlova’s national security adviser", "national security adviser", "President Orlova"),
        ("Norway's foreign minister", "foreign minister", "Norway"),
        ("the Israeli prime minister", "prime minister", "Israel"),
        ("Israeli Prime Minister", "prime minister", "Israel"),
        ("a spokesman for the Danish Foreign Ministry", "spokesman", "Danish Foreign Ministry"),
        ("the retiring chairman of the Senate Rivers Committee", "chairman", "Senate Rivers Committee"),
        ("top Democrat on the Senate Rivers Committee", "top democrat", "Senate Rivers Committee"),
        ("Secretary of State", "secretary of state", None),
        ("U.N. Secretary-General", "secretary-general", "U.N."),
        ("chief executive of Brent Oil", "chief executive", "Brent Oil"),
        ("president of the Center for River Policy", "president", "Center for River Policy"),
        ("Lindmark Senate Majority Leader", "majority leader", "Lindmark Senate"),
        ("Republican Gov.", "governor", None),
        ("Lund spokeswoman", "spokeswoman", "Lund"),
        ("Lund President", "president", None),
        ("Port Ansel Mayor", "mayor", "Port Ansel"),
        ("Republican of Ohio", "republican", "Ohio"),
        ("mayor of Sellin and Mr.", "mayor", "Sellin"),
        ("mayor of Sellin and the chairwoman of the port board", "mayor", "Sellin"),
        ("a Danish hospital administrator", "administrator", None),
        ("a Danish journalist", "journalist", None),
        ("the administrator of Greenland", "administrator", "Greenland"),
        ("Senator Tove Lund and Senator", "senator", None),
        ("Controversial Sellin Gov.", "governor", "Sellin"),
        ("Saturday. Denmark's president", "president", "Denmark"),
        ("ended up becoming Kadra's first mayor", "first mayor", "Kadra"),
        ("director of national intelligence", "director of national intelligence", None),
    ],
)
def test_an_office_and_what_it_is_of(text, title, of):
    office = parse_role(text)
    assert (office.title, office.of) == (title, of)


def test_an_ambassador_is_of_one_state_and_to_another():
    office = parse_role("the U.S. ambassador to Norway")
    assert (office.title, office.of, office.to) == ("ambassador", "United States", "Norway")


def test_former_offices_are_marked():
    assert parse_role("former secretary of state").former
    assert not parse_role("secretary of state").former


@pytest.mark.parametrize("text", ["the agreement", "Norway", "", "a river", "a Republican"])
def test_what_is_no_office_gives_none(text):
    assert parse_role(text) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [("spokeswoman", "spokesman"), ("advisor", "adviser"), ("chairwoman", "chair"), ("Sen.", "senator")],
)
def test_wordings_of_one_office_share_a_key(left, right):
    assert role_key(left) == role_key(right)


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("Gov. Iris Holm", "Gov.", "Iris Holm"),
        ("Fed Chair Iris Holm", "Fed Chair", "Iris Holm"),
        ("Iris Holm", "", "Iris Holm"),
        ("Martin King", "", "Martin King"),
        ("Queen Astrid II", "Queen", "Astrid II"),
    ],
)
def test_leading_titles_are_split_off(text, title, name):
    assert split_title(text) == (title, name)


@pytest.mark.parametrize(
    ("phrase", "head", "kind"),
    [
        ("a senior administration official", "official", "person"),
        ("two people familiar with the talks", "people", "person"),
        ("dozens of aides to the president", "aide", "person"),
        ("18 members of the River Committee", "member", "person"),
        ("a number of Democrats", "democrat", "collective"),
        ("the foreign ministry", "ministry", "organization"),
        ("a report by the committee", "report", "document"),
        ("the state news agency", "agency", "media"),
        ("the accord", "accord", "agreement"),
        ("critics", "critic", "person"),
        ("the weather", "weather", None),
    ],
)
def test_nouns_by_what_they_stand_for(phrase, head, kind):
    assert (head_noun(phrase), noun_kind(phrase)) == (head, kind)


@pytest.mark.parametrize(
    ("text", "name"),
    [("AP", "Associated Press"), ("the Port Gazette", "Port Gazette"), ("Daily Lantern", "Daily Lantern")],
)
def test_news_organizations_by_list_and_by_pattern(text, name):
    assert media_name(text) == name


@pytest.mark.parametrize("text", ["Emily Post", "Norway", "the river post"])
def test_persons_and_other_names_are_no_media(text):
    assert media_name(text) is None


def test_gender_cues():
    assert gender_cue("the congresswoman") == "female"
    assert gender_cue("Mr. Vale") == "male"
    assert gender_cue("the official") is None
    assert gender_cue("the king and the queen") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was said by Foreign Minister Iris Holm.", "Foreign Minister"),
        ("The Danish government spokesman Iris Holm left.", "The Danish government spokesman"),
        ("Then Iris Holm left.", None),
        ("Larry King met Iris Holm.", None),
    ],
)
def test_the_title_before_a_name(text, words):
    span = title_before(text, text.index("Iris"))
    assert (span and text[slice(*span)]) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Iris Holm, the mayor of Sellin, left.", "the mayor of Sellin"),
        ("Iris Holm (R-Ohio), a former judge, left.", "a former judge"),
        ("Iris Holm, Democrat of Ohio, left.", "Democrat of Ohio"),
        ("Iris Holm, the mayor and others left.", None),
        ("Iris Holm, Otto Brandl, and the mayor left.", None),
        ("Iris Holm, the mayor said, left.", None),
        ("Iris Holm, the river, left.", None),
    ],
)
def test_the_apposition_after_a_name(text, words):
    span = apposition_after(text, len("Iris Holm"))
    assert (span and text[slice(*span)]) == words


def test_the_apposition_that_opens_a_sentence():
    text = "It rained. The mayor of Sellin, Iris Holm, left."
    start = text.index("Iris")
    assert text[slice(*apposition_before(text, start, start + 9))] == "The mayor of Sellin"
    assert apposition_before("They met the mayor, Iris Holm, there.", 20, 29) is None


@pytest.mark.parametrize(
    "words", ["the foreign minister's younger brother", "the president's widow", "the mayor's office"]
)
def test_what_belongs_to_an_officer_is_no_office(words: str) -> None:
    assert parse_role(words) is None


def test_a_title_does_not_reach_over_a_full_stop() -> None:
    text = "It opened six weeks late. President Vale stayed away."
    span = title_before(text, text.index("Vale"))
    assert span
    assert text[slice(*span)] == "President"


def test_heads_of_missions_have_a_title() -> None:
    assert split_title("Head of Mission Beatriz Lomax") == ("Head of Mission", "Beatriz Lomax")


def test_two_high_offices_exclude_one_another() -> None:
    president, minister = parse_role("President"), parse_role("Interior Minister")
    former, senator = parse_role("former President"), parse_role("Senator")
    assert president
    assert minister
    assert former
    assert senator
    assert offices_exclude(president, minister)
    assert not offices_exclude(former, minister)
    assert not offices_exclude(senator, minister)
