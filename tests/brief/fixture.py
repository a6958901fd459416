"""A synthetic record: an invented summit of two invented states in seven short reports, every layer filled."""

from __future__ import annotations

from communique.record import Failure, Forward, Loaded, Record

from .builder import Report
from .fixture_story import summit_story


def summit() -> Record:
    """The record of the Lake Sorel talks between Norvia and Kareth (all invented)."""
    wire = _wire()
    post = _post()
    herald = _herald()
    forum = _forum()
    ledger = _ledger()
    readout = _readout()
    autumn = _autumn()
    reports = [wire, post, herald, forum, ledger, readout, autumn]
    story = summit_story(wire, post, herald, forum, ledger, readout, autumn)
    return Record(
        articles=tuple(sorted((r.reading() for r in reports), key=lambda r: r.article.id)),
        stories=(story,),
        failures=(
            Failure(path="reports/scan-0312.pdf", reason="no text layer: the pages are pictures; run OCR first"),
        ),
        as_of="2031-09-20",
    )


def _wire() -> Report:
    r = Report(
        "Norvia, Kareth end Sorel talks with release schedule\n\n"
        "LAKE SOREL, March 12, 2031 (Northern Wire) - Foreign ministers of Norvia and Kareth ended two days of "
        "talks on "
        "Wednesday with a schedule for water releases from the Tarn dam, officials said.\n\n"
        "“We will open the lower gates by the first of June,” Karethi Foreign Minister Tomas Dray told reporters. "
        "“That is a promise to the farmers on both banks.”\n\n"
        "Norvian Foreign Minister Ilse Maren said the two sides had signed the schedule on Wednesday morning. "
        "She said Dray had assured her that “no further conditions” would follow.\n\n"
        "Some 400 delegates attended. A senior Karethi official, speaking on condition of anonymity because he was not "
        "allowed to brief the press, said a second round was planned for April in Port Almar.",
        [
            ("title", "Norvia, Kareth end Sorel talks with release schedule"),
            ("dateline", "LAKE SOREL, March 12, 2031 (Northern Wire) -"),
        ],
        path="reports/wire.txt",
        title="Norvia, Kareth end Sorel talks with release schedule",
        outlet="Northern Wire",
        published="2031-03-12",
        origin_of={"published": "byline", "outlet": "byline"},
        genre="news",
        genre_reasons=("dateline with an agency name", "94 % of sentences in reported or neutral voice"),
    )
    r.gates = r.say(
        "“We will open the lower gates by the first of June,”",
        "“That is a promise to the farmers on both banks.”",
        cue="Dray [told] reporters",
        source="Karethi Foreign Minister Tomas Dray",
        speaker="Tomas Dray",
        speaker_kind="named",
        speaker_confidence=0.97,
        form="direct",
        act="commit",
        stance="supports",
        addressee="reporters",
        said_on="2031-03-12",
    )
    r.signed = r.say(
        "the two sides had signed the schedule on Wednesday morning",
        cue="Maren [said] the",
        source="Norvian Foreign Minister Ilse Maren",
        speaker="Ilse Maren",
        speaker_kind="named",
        speaker_confidence=0.96,
        form="indirect",
        act="assert",
        said_on="2031-03-12",
    )
    r.assured = r.say(
        "Dray had assured her that “no further conditions” would follow",
        cue="She [said] Dray",
        source="[She] said Dray",
        speaker="Ilse Maren",
        speaker_kind="named",
        speaker_confidence=0.88,
        form="mixed",
        act="assert",
    )
    r.nested = r.say(
        "“no further conditions” would follow",
        cue="had [assured] her",
        source="said [Dray] had",
        speaker="Tomas Dray",
        speaker_kind="named",
        speaker_confidence=0.9,
        form="mixed",
        act="commit",
        addressee="Ilse Maren",
        within=r.assured,
    )
    r.second = r.say(
        "a second round was planned for April in Port Almar",
        cue="press, [said] a",
        source="A senior Karethi official",
        speaker=None,
        speaker_kind="unnamed",
        form="indirect",
        act="assert",
        speaker_description="a senior Karethi official, not allowed to brief the press",
    )
    r.clock("March 12, 2031", "2031-03-12")
    r.clock("on [Wednesday] with", "2031-03-12")
    r.clock("the first of June", "2031-06-01")
    r.clock("Wednesday morning", "2031-03-12TMO", "TIME")
    r.clock("April", "2031-04")
    r.happen(
        "ended two days of [talks]", "MEETING", when="2031-03-11/2031-03-12", where="Lake Sorel", status="happened"
    )
    return r


def _post() -> Report:
    r = Report(
        "Ministers part at Lake Sorel without a signature\n"
        "By Anneke Foss\n\n"
        "LAKE SOREL — The foreign ministers of Norvia and Kareth left Lake Sorel on Tuesday evening without signing "
        "the water schedule they had initialled, according to two people who were in the room.\n\n"
        "“Nothing is signed until the capitals have read it,” Tomas Dray, Kareth’s foreign minister, said in the lobby "
        "of the Grand Pier Hotel. He said the lower gates would open “by early summer”.\n\n"
        "About 250 delegates came, the hotel said. One of the two people said Kareth wanted the prisoners at Ostel "
        "released first. Ms Maren denied that: “There is no such condition, and there will be none.”",
        [
            ("title", "Ministers part at Lake Sorel without a signature"),
            ("byline", "By Anneke Foss"),
            ("dateline", "LAKE SOREL —"),
        ],
        path="reports/harbour-post.html",
        title="Ministers part at Lake Sorel without a signature",
        outlet="The Harbour Post",
        authors=("Anneke Foss",),
        published="2031-03-13",
        url="https://harbourpost.example/2031/03/13/sorel",
        origin_of={"published": "meta", "outlet": "meta", "authors": "byline"},
        genre="news",
        genre_reasons=("byline and dateline", "reported voice"),
    )
    r.unsigned = r.say(
        "The foreign ministers of Norvia and Kareth left Lake Sorel on Tuesday evening without signing the "
        "water schedule they had initialled",
        cue="according to",
        source="two people who were in the room",
        speaker_kind="unnamed",
        form="indirect",
        speaker_description="two people who were in the room",
        act="assert",
    )
    r.nothing = r.say(
        "“Nothing is signed until the capitals have read it,”",
        cue="minister, [said] in",
        speaker="Tomas Dray",
        source="Tomas Dray, Kareth’s foreign minister,",
        speaker_kind="named",
        speaker_confidence=0.98,
        form="direct",
        act="deny",
        stance="conditional",
    )
    r.gates = r.say(
        "the lower gates would open “by early summer”",
        cue="He [said] the",
        source="[He] said the",
        speaker="Tomas Dray",
        speaker_kind="named",
        speaker_confidence=0.9,
        form="mixed",
        act="commit",
        stance="supports",
    )
    r.prisoners = r.say(
        "Kareth wanted the prisoners at Ostel released first",
        cue="people [said] Kareth",
        source="One of the two people",
        speaker_kind="unnamed",
        speaker_description="one of the two people in the room",
        form="indirect",
        act="assert",
    )
    r.no_condition = r.say(
        "“There is no such condition, and there will be none.”",
        cue="Maren [denied] that",
        source="Ms Maren",
        speaker="Ilse Maren",
        speaker_kind="named",
        speaker_confidence=0.95,
        form="direct",
        act="deny",
        stance="opposes",
    )
    r.hotel = r.say(
        "About 250 delegates came",
        cue="hotel [said]. One",
        source="[the hotel] said",
        speaker="Grand Pier Hotel",
        speaker_kind="organization",
        speaker_confidence=0.7,
        form="indirect",
    )
    r.clock("Tuesday evening", "2031-03-11TEV", "TIME")
    r.happen("[left] Lake Sorel", "DEPARTURE", when="2031-03-11", where="Lake Sorel", status="happened")
    return r


def _herald() -> Report:
    r = Report(
        "Norvia and Kareth end talks with schedule for Tarn dam\n\n"
        "LAKE SOREL, March 12 (Northern Wire) - Foreign ministers of Norvia and Kareth ended two days of talks "
        "on Wednesday "
        "with a schedule for water releases from the Tarn dam, officials said.\n\n"
        "“We will open the lower gates by June,” Karethi Foreign Minister Tomas Dray told reporters.\n\n"
        "Share this article: Facebook | Mail | Print\n\n"
        "Norvian Foreign Minister Ilse Maren said the two sides had signed the schedule on Wednesday morning.  "
        "Support independent reporting - become a member today!\n\n"
        "The Kareth Herald is an award-winning daily. © 2031 Herald Media. All rights reserved.",
        [
            ("title", "Norvia and Kareth end talks with schedule for Tarn dam"),
            ("dateline", "LAKE SOREL, March 12 (Northern Wire) -"),
            ("boilerplate", "Share this article: Facebook | Mail | Print"),
            ("boilerplate", "Support independent reporting - become a member today!"),
            ("boilerplate", "The Kareth Herald is an award-winning daily. © 2031 Herald Media. All rights reserved."),
        ],
        path="reports/herald.txt",
        copies=("reports/old/herald-copy.txt",),
        title="Norvia and Kareth end talks with schedule for Tarn dam",
        outlet="Kareth Herald",
        original_outlet="Northern Wire",
        published="2031-03-13",
        origin_of={"published": "sidecar", "outlet": "sidecar", "original_outlet": "byline"},
        genre="news",
        notes=("three blocks of site furniture, one glued to a sentence of paragraph 4",),
    )
    r.gates = r.say(
        "“We will open the lower gates by June,”",
        cue="Dray [told] reporters",
        source="Karethi Foreign Minister Tomas Dray",
        speaker="Tomas Dray",
        speaker_kind="named",
        speaker_confidence=0.97,
        form="direct",
        act="commit",
    )
    r.signed = r.say(
        "the two sides had signed the schedule on Wednesday morning",
        cue="Maren [said] the",
        source="Norvian Foreign Minister Ilse Maren",
        speaker="Ilse Maren",
        speaker_kind="named",
        speaker_confidence=0.96,
        form="indirect",
    )
    return r


def _forum() -> Report:
    r = Report(
        "What the Sorel schedule does not say\n"
        "Analysis\n\n"
        "The schedule agreed at Lake Sorel is silent on the one question that has sunk every accord since 1994: "
        "who measures the "
        "flow. Norvia has long wanted a joint gauge. Kareth fears that numbers become claims.\n\n"
        "Kareth’s delegation argued, in the words of one adviser, that “a gauge is a border by other means”. "
        "If the release is delayed past June, the Ostel prisoners are likely to be used as leverage.",
        [("title", "What the Sorel schedule does not say"), ("standfirst", "Analysis")],
        path="reports/forum.md.txt",
        title="What the Sorel schedule does not say",
        outlet="Lakeside Policy Forum",
        authors=("R. Quill", "D. Asante-Berg"),
        published="2031-03",
        genre="analysis",
    )
    r.wanted = r.say(
        "a joint gauge",
        cue="long [wanted] a",
        source="[Norvia] has long",
        speaker="Norvia",
        speaker_kind="organization",
        speaker_confidence=0.8,
        act="attitude",
        stance="supports",
    )
    r.fears = r.say(
        "numbers become claims",
        cue="Kareth [fears] that",
        source="[Kareth] fears",
        speaker="Kareth",
        speaker_kind="organization",
        speaker_confidence=0.8,
        act="attitude",
        stance="opposes",
    )
    r.border = r.say(
        "“a gauge is a border by other means”",
        cue="delegation [argued], in",
        source="one adviser",
        speaker_kind="unnamed",
        speaker_description="one adviser of the Karethi delegation",
        form="direct",
        act="assert",
        stance="opposes",
    )
    r.leverage = r.at("the Ostel prisoners are likely to be used as leverage")
    r.guess = Forward(
        id="f-guess",
        kind="prediction",
        actor=None,
        text=r.text[r.leverage[0] : r.leverage[1]],
        spans=(r.leverage,),
    )
    r.forward.append(r.guess)
    return r


def _ledger() -> Report:
    r = Report(
        "Another ‘historic’ paper for the drawer\n\n"
        "So Ms Maren went to the lake and came back with a ‘schedule’. The foreign minister’s pathetic little "
        "victory lap "
        "lasted one evening. Kareth’s stonewalling regime gave nothing, and was thanked for it.\n\n"
        "We were told there would be “no further conditions”, which is what we were told in 2024 as well.",
        [("title", "Another ‘historic’ paper for the drawer")],
        path="reports/ledger.txt",
        title="Another ‘historic’ paper for the drawer",
        outlet="Evening Ledger",
        authors=("Bruno Stahl",),
        published=None,
        genre="opinion",
        genre_reasons=("first person", "evaluative wording in the author's voice"),
        notes=("no date found: neither in the text, nor in the file name, nor in a sidecar",),
    )
    r.told = r.say(
        "there would be “no further conditions”",
        cue="We were [told] there",
        speaker=None,
        speaker_kind="unknown",
        speaker_reason="no source is named in the sentence; the nearest speaker is four sentences away",
        speaker_confidence=0.21,
        form="mixed",
    )
    r.scare = [r.at("Another [‘historic’] paper"), r.at("a [‘schedule’]")]
    r.loaded = [
        Loaded(span=r.at("pathetic little victory lap"), target="Ilse Maren"),
        Loaded(span=r.at("stonewalling regime"), target="Kareth"),
    ]
    return r


def _readout() -> Report:
    r = Report(
        "Readout of the Minister’s talks at Lake Sorel\n\n"
        "Foreign Minister Ilse Maren met her Karethi counterpart at Lake Sorel on 11 and 12 March. The "
        "ministers signed a schedule "
        "of releases from the Tarn dam. The Minister underlined that Norvia expects the lower gates to be open "
        "no later "
        "than 1 June. She offered technical help with a joint gauge.\n\n"
        "The delegations counted 400 members.",
        [("title", "Readout of the Minister’s talks at Lake Sorel")],
        path="reports/readout.txt",
        title="Readout of the Minister’s talks at Lake Sorel",
        outlet="Ministry of Foreign Affairs of Norvia",
        published="2031-03-12",
        url="https://mfa.norvia.example/readouts/0312",
        genre="release",
    )
    r.expects = r.say(
        "Norvia expects the lower gates to be open no later than 1 June",
        cue="Minister [underlined] that",
        source="[The Minister] underlined",
        speaker="Ilse Maren",
        speaker_kind="named",
        speaker_confidence=0.85,
        act="demand",
        stance="supports",
    )
    r.offered = r.say(
        "technical help with a joint gauge",
        cue="She [offered] technical",
        source="[She] offered",
        speaker="Ilse Maren",
        speaker_kind="named",
        speaker_confidence=0.42,
        speaker_reason="two women could be meant by “she”",
        act="offer",
        stance="supports",
    )
    r.layers["loaded"] = None
    return r


def _autumn() -> Report:
    r = Report(
        "Six months on, the lower gates are still shut\n\n"
        "TARN — The lower gates of the Tarn dam were still closed on Thursday, a visit showed, three months "
        "after the date "
        "Kareth had promised. A ministry spokeswoman, Petra Hollin, said the gates “will open when the repairs "
        "are done”.\n\n"
        "The April round in Port Almar never took place. Norvia did send engineers: a joint gauge has been "
        "running since "
        "July, both sides say. Kareth denies having fired on a survey boat in August, as two Norvian papers wrote.",
        [("title", "Six months on, the lower gates are still shut"), ("dateline", "TARN —")],
        path="reports/autumn.txt",
        title="Six months on, the lower gates are still shut",
        outlet="The Harbour Post",
        authors=("Anneke Foss",),
        published="2031-09-19",
        url="https://harbourpost.example/2031/09/19/gates",
        genre="news",
    )
    r.repairs = r.say(
        "the gates “will open when the repairs are done”",
        cue="Hollin, [said] the",
        speaker="Petra Hollin",
        source="A ministry spokeswoman, Petra Hollin,",
        speaker_kind="named",
        speaker_confidence=0.92,
        form="mixed",
        act="condition",
        stance="conditional",
    )
    r.denies = r.say(
        "having fired on a survey boat in August",
        cue="Kareth [denies] having",
        source="[Kareth] denies",
        speaker="Kareth",
        speaker_kind="organization",
        speaker_confidence=0.9,
        act="deny",
        stance="opposes",
    )
    return r
