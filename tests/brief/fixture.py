"""A synthetic record: an invented summit of two invented states in seven short reports, every layer filled.

Spans are computed from the words (`Report.at`), so evidence holds by construction. All names are inventions.
"""

from __future__ import annotations

from typing import Any

from communique.record import (
    Actor,
    ActorMention,
    Article,
    Conflict,
    Event,
    Evidence,
    Failure,
    Forward,
    IndependenceGroup,
    LinkedEvent,
    Loaded,
    Mention,
    Omission,
    Position,
    QuoteVariant,
    Reading,
    Reason,
    Record,
    Role,
    SharedFact,
    Side,
    Source,
    Statement,
    Story,
    Time,
    TrackedForward,
    Zone,
    content_id,
    join_pieces,
    normalise_spans,
)

LAYERS = dict.fromkeys(("statements", "scare_quotes", "times", "events", "mentions", "forward", "loaded"), "reader-1")


class Report:
    """One invented article under construction: finds words, collects annotations, gives a Reading."""

    def __init__(self, text: str, zones: list[tuple[str, str]] | None = None, **meta: Any) -> None:
        self.text = text
        self.meta = meta
        self.id = content_id("a", text)
        self.zones = zones or []
        self.layers: dict[str, str | None] = dict(LAYERS)
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.loaded: list[Loaded] = []
        self.times: list[Time] = []
        self.mentions: list[Mention] = []
        self.forward: list[Forward] = []
        self.scare: list[tuple[int, int]] = []

    def at(self, words: str) -> tuple[int, int]:
        """The span of `words`; brackets pick a part: "Maren [said] that" is the span of "said" there."""
        plain = words.replace("[", "").replace("]", "")
        if self.text.count(plain) != 1:
            raise AssertionError(f"{plain!r} stands {self.text.count(plain)} times in {self.meta['path']}")
        start = self.text.index(plain)
        if "[" not in words:
            return (start, start + len(plain))
        return (start + words.index("["), start + words.index("]") - 1)

    def say(self, *content: str, cue: str = "", source: str = "", within: Statement | None = None, **fields: Any) -> Statement:
        """Add a statement whose content, cue and source are given as words."""
        spans = tuple(sorted(self.at(words) for words in content))
        statement = Statement(
            id=content_id("s", self.id, spans),
            content=spans,
            text=join_pieces(self.text, spans),
            cue=(self.at(cue),) if cue else (),
            source=(self.at(source),) if source else (),
            within=within.id if within else None,
            confidence=0.9,
            **fields,
        )
        self.statements.append(statement)
        return statement

    def ev(self, words: str) -> Evidence:
        """Evidence for `words`."""
        start, end = self.at(words)
        return Evidence(article=self.id, span=(start, end), quote=self.text[start:end])

    def happen(self, words: str, kind: str, **fields: Any) -> Event:
        """Add an event with one trigger."""
        span = self.at(words)
        event = Event(id=content_id("e", self.id, span), kind=kind, triggers=(span,), confidence=0.8, **fields)
        self.events.append(event)
        return event

    def ahead(self, statement: Statement, kind: Any, horizon: str | None = None) -> Forward:
        """Make a forward-looking line of a statement."""
        forward = Forward(
            id=content_id("f", statement.id, kind),
            kind=kind,
            actor=statement.speaker,
            text=statement.text,
            spans=statement.content,
            horizon=horizon,
            statement=statement.id,
        )
        self.forward.append(forward)
        return forward

    def track(self, forward: Forward, **fields: Any) -> TrackedForward:
        """The same line as the comparison follows it."""
        return TrackedForward(**forward.model_dump(), article=self.id, **fields)

    def clock(self, words: str, value: str | None, kind: Any = "DATE") -> None:
        """Add a TIMEX3 expression."""
        span = self.at(words)
        self.times.append(Time(span=span, text=self.text[span[0] : span[1]], type=kind, value=value))

    def reading(self) -> Reading:
        """The finished Reading."""
        zones, taken = [], []
        for kind, words in self.zones:
            span = self.at(words)
            taken.append(span)
            zones.append(Zone(kind=kind, span=span))  # type: ignore[arg-type]
        position = 0
        for start, end in [*normalise_spans(taken), (len(self.text), len(self.text))]:
            if self.text[position:start].strip():
                zones.append(Zone(kind="body", span=(position, start)))
            position = end
        zones.sort(key=lambda zone: zone.span)
        return Reading(
            article=Article(id=self.id, text=self.text, zones=tuple(zones), language="en", **self.meta),
            layers=self.layers,
            statements=tuple(sorted(self.statements, key=lambda s: s.content)),
            scare_quotes=tuple(sorted(self.scare)),
            times=tuple(sorted(self.times, key=lambda t: t.span)),
            events=tuple(self.events),
            mentions=tuple(self.mentions),
            forward=tuple(self.forward),
            loaded=tuple(self.loaded),
        )


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
    story = _story(wire, post, herald, forum, ledger, readout, autumn)
    return Record(
        articles=tuple(sorted((r.reading() for r in reports), key=lambda r: r.article.id)),
        stories=(story,),
        failures=(Failure(path="reports/scan-0312.pdf", reason="no text layer: the pages are pictures; run OCR first"),),
        as_of="2031-09-20",
    )


def _wire() -> Report:
    r = Report(
        "Norvia, Kareth end Sorel talks with release schedule\n\n"
        "LAKE SOREL, March 12, 2031 (Northern Wire) - Foreign ministers of Norvia and Kareth ended two days of talks on "
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
    r.gates = r.say(  # type: ignore[attr-defined]
        "“We will open the lower gates by the first of June,”", "“That is a promise to the farmers on both banks.”",
        cue="Dray [told] reporters", source="Karethi Foreign Minister Tomas Dray", speaker="Tomas Dray",
        speaker_kind="named", speaker_confidence=0.97, form="direct", act="commit", stance="supports",
        addressee="reporters", said_on="2031-03-12",
    )  # fmt: skip
    r.signed = r.say(  # type: ignore[attr-defined]
        "the two sides had signed the schedule on Wednesday morning", cue="Maren [said] the",
        source="Norvian Foreign Minister Ilse Maren", speaker="Ilse Maren", speaker_kind="named",
        speaker_confidence=0.96, form="indirect", act="assert", said_on="2031-03-12",
    )  # fmt: skip
    r.assured = r.say(  # type: ignore[attr-defined]
        "Dray had assured her that “no further conditions” would follow", cue="She [said] Dray", source="[She] said Dray",
        speaker="Ilse Maren", speaker_kind="named", speaker_confidence=0.88, form="mixed", act="assert",
    )  # fmt: skip
    r.nested = r.say(  # type: ignore[attr-defined]
        "“no further conditions” would follow", cue="had [assured] her", source="said [Dray] had", speaker="Tomas Dray",
        speaker_kind="named", speaker_confidence=0.9, form="mixed", act="commit", addressee="Ilse Maren",
        within=r.assured,
    )  # fmt: skip
    r.second = r.say(  # type: ignore[attr-defined]
        "a second round was planned for April in Port Almar", cue="press, [said] a", source="A senior Karethi official",
        speaker=None, speaker_kind="unnamed", form="indirect", act="assert",
        speaker_description="a senior Karethi official, not allowed to brief the press",
    )  # fmt: skip
    r.clock("March 12, 2031", "2031-03-12")
    r.clock("on [Wednesday] with", "2031-03-12")
    r.clock("the first of June", "2031-06-01")
    r.clock("Wednesday morning", "2031-03-12TMO", "TIME")
    r.clock("April", "2031-04")
    r.happen("ended two days of [talks]", "MEETING", when="2031-03-11/2031-03-12", where="Lake Sorel", status="happened")
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
        [("title", "Ministers part at Lake Sorel without a signature"), ("byline", "By Anneke Foss"), ("dateline", "LAKE SOREL —")],
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
    r.unsigned = r.say(  # type: ignore[attr-defined]
        "The foreign ministers of Norvia and Kareth left Lake Sorel on Tuesday evening without signing the water schedule they had initialled",
        cue="according to", source="two people who were in the room", speaker_kind="unnamed", form="indirect",
        speaker_description="two people who were in the room", act="assert",
    )  # fmt: skip
    r.nothing = r.say(  # type: ignore[attr-defined]
        "“Nothing is signed until the capitals have read it,”", cue="minister, [said] in", speaker="Tomas Dray",
        source="Tomas Dray, Kareth’s foreign minister,", speaker_kind="named", speaker_confidence=0.98, form="direct",
        act="deny", stance="conditional",
    )  # fmt: skip
    r.gates = r.say(  # type: ignore[attr-defined]
        "the lower gates would open “by early summer”", cue="He [said] the", source="[He] said the", speaker="Tomas Dray",
        speaker_kind="named", speaker_confidence=0.9, form="mixed", act="commit", stance="supports",
    )  # fmt: skip
    r.prisoners = r.say(  # type: ignore[attr-defined]
        "Kareth wanted the prisoners at Ostel released first", cue="people [said] Kareth", source="One of the two people",
        speaker_kind="unnamed", speaker_description="one of the two people in the room", form="indirect", act="assert",
    )  # fmt: skip
    r.no_condition = r.say(  # type: ignore[attr-defined]
        "“There is no such condition, and there will be none.”", cue="Maren [denied] that", source="Ms Maren",
        speaker="Ilse Maren", speaker_kind="named", speaker_confidence=0.95, form="direct", act="deny", stance="opposes",
    )  # fmt: skip
    r.hotel = r.say(  # type: ignore[attr-defined]
        "About 250 delegates came", cue="hotel [said]. One", source="[the hotel] said", speaker="Grand Pier Hotel",
        speaker_kind="organization", speaker_confidence=0.7, form="indirect",
    )  # fmt: skip
    r.clock("Tuesday evening", "2031-03-11TEV", "TIME")
    r.happen("[left] Lake Sorel", "DEPARTURE", when="2031-03-11", where="Lake Sorel", status="happened")
    return r


def _herald() -> Report:
    r = Report(
        "Norvia and Kareth end talks with schedule for Tarn dam\n\n"
        "LAKE SOREL, March 12 (Northern Wire) - Foreign ministers of Norvia and Kareth ended two days of talks on Wednesday "
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
    r.gates = r.say(  # type: ignore[attr-defined]
        "“We will open the lower gates by June,”", cue="Dray [told] reporters", source="Karethi Foreign Minister Tomas Dray",
        speaker="Tomas Dray", speaker_kind="named", speaker_confidence=0.97, form="direct", act="commit",
    )  # fmt: skip
    r.signed = r.say(  # type: ignore[attr-defined]
        "the two sides had signed the schedule on Wednesday morning", cue="Maren [said] the",
        source="Norvian Foreign Minister Ilse Maren", speaker="Ilse Maren", speaker_kind="named",
        speaker_confidence=0.96, form="indirect",
    )  # fmt: skip
    return r


def _forum() -> Report:
    r = Report(
        "What the Sorel schedule does not say\n"
        "Analysis\n\n"
        "The schedule agreed at Lake Sorel is silent on the one question that has sunk every accord since 1994: who measures the "
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
    r.wanted = r.say(  # type: ignore[attr-defined]
        "a joint gauge", cue="long [wanted] a", source="[Norvia] has long", speaker="Norvia", speaker_kind="organization",
        speaker_confidence=0.8, act="attitude", stance="supports",
    )  # fmt: skip
    r.fears = r.say(  # type: ignore[attr-defined]
        "numbers become claims", cue="Kareth [fears] that", source="[Kareth] fears", speaker="Kareth",
        speaker_kind="organization", speaker_confidence=0.8, act="attitude", stance="opposes",
    )  # fmt: skip
    r.border = r.say(  # type: ignore[attr-defined]
        "“a gauge is a border by other means”", cue="delegation [argued], in", source="one adviser",
        speaker_kind="unnamed", speaker_description="one adviser of the Karethi delegation", form="direct",
        act="assert", stance="opposes",
    )  # fmt: skip
    r.leverage = r.at("the Ostel prisoners are likely to be used as leverage")  # type: ignore[attr-defined]
    r.guess = Forward(  # type: ignore[attr-defined]
        id="f-guess", kind="prediction", actor=None, text=r.text[r.leverage[0] : r.leverage[1]], spans=(r.leverage,),  # type: ignore[attr-defined]
    )  # fmt: skip
    r.forward.append(r.guess)  # type: ignore[attr-defined]
    return r


def _ledger() -> Report:
    r = Report(
        "Another ‘historic’ paper for the drawer\n\n"
        "So Ms Maren went to the lake and came back with a ‘schedule’. The foreign minister’s pathetic little victory lap "
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
    r.told = r.say(  # type: ignore[attr-defined]
        "there would be “no further conditions”", cue="We were [told] there", speaker=None, speaker_kind="unknown",
        speaker_reason="no source is named in the sentence; the nearest speaker is four sentences away",
        speaker_confidence=0.21, form="mixed",
    )  # fmt: skip
    r.scare = [r.at("Another [‘historic’] paper"), r.at("a [‘schedule’]")]
    r.loaded = [
        Loaded(span=r.at("pathetic little victory lap"), target="Ilse Maren"),
        Loaded(span=r.at("stonewalling regime"), target="Kareth"),
    ]
    return r


def _readout() -> Report:
    r = Report(
        "Readout of the Minister’s talks at Lake Sorel\n\n"
        "Foreign Minister Ilse Maren met her Karethi counterpart at Lake Sorel on 11 and 12 March. The ministers signed a schedule "
        "of releases from the Tarn dam. The Minister underlined that Norvia expects the lower gates to be open no later "
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
    r.expects = r.say(  # type: ignore[attr-defined]
        "Norvia expects the lower gates to be open no later than 1 June", cue="Minister [underlined] that",
        source="[The Minister] underlined", speaker="Ilse Maren", speaker_kind="named", speaker_confidence=0.85,
        act="demand", stance="supports",
    )  # fmt: skip
    r.offered = r.say(  # type: ignore[attr-defined]
        "technical help with a joint gauge", cue="She [offered] technical", source="[She] offered", speaker="Ilse Maren",
        speaker_kind="named", speaker_confidence=0.42, speaker_reason="two women could be meant by “she”", act="offer",
        stance="supports",
    )  # fmt: skip
    r.layers["loaded"] = None
    return r


def _autumn() -> Report:
    r = Report(
        "Six months on, the lower gates are still shut\n\n"
        "TARN — The lower gates of the Tarn dam were still closed on Thursday, a visit showed, three months after the date "
        "Kareth had promised. A ministry spokeswoman, Petra Hollin, said the gates “will open when the repairs are done”.\n\n"
        "The April round in Port Almar never took place. Norvia did send engineers: a joint gauge has been running since "
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
    r.repairs = r.say(  # type: ignore[attr-defined]
        "the gates “will open when the repairs are done”", cue="Hollin, [said] the", speaker="Petra Hollin",
        source="A ministry spokeswoman, Petra Hollin,", speaker_kind="named", speaker_confidence=0.92, form="mixed",
        act="condition", stance="conditional",
    )  # fmt: skip
    r.denies = r.say(  # type: ignore[attr-defined]
        "having fired on a survey boat in August", cue="Kareth [denies] having", source="[Kareth] denies",
        speaker="Kareth", speaker_kind="organization", speaker_confidence=0.9, act="deny", stance="opposes",
    )  # fmt: skip
    return r


def _actors(wire: Any, post: Any, herald: Any, forum: Any, readout: Any, autumn: Any) -> tuple[Actor, ...]:
    def seen(report: Report, words: str) -> ActorMention:
        return ActorMention(article=report.id, span=report.at(words))

    return (
        Actor(id="p-maren", name="Ilse Maren", kind="person", names=("Ilse Maren", "Ms Maren"),
              roles=(Role(title="Foreign Minister", of="Norvia", as_of="2031-03", evidence=wire.ev("Norvian Foreign Minister Ilse Maren")),),
              mentions=(seen(wire, "Norvian Foreign Minister [Ilse Maren]"), seen(post, "Ms Maren"), seen(readout, "[Ilse Maren] met")),
              reasons=(Reason(feature="same surname and title", score=0.9, left="Ilse Maren", right="Ms Maren"),)),
        Actor(id="p-dray", name="Tomas Dray", kind="person", names=("Tomas Dray", "Dray"),
              roles=(Role(title="foreign minister", of="Kareth", as_of="2031-03", evidence=post.ev("Tomas Dray, Kareth’s foreign minister,")),),
              mentions=(seen(wire, "Karethi Foreign Minister [Tomas Dray]"), seen(post, "[Tomas Dray], Kareth"), seen(herald, "[Tomas Dray] told"))),
        Actor(id="p-hollin", name="Petra Hollin", kind="person", names=("Petra Hollin",),
              roles=(Role(title="spokeswoman", of="a ministry", as_of="2031-09", evidence=autumn.ev("A ministry spokeswoman, Petra Hollin,")),),
              mentions=(seen(autumn, "Petra Hollin"),)),
        Actor(id="o-norvia", name="Norvia", kind="state", names=("Norvia",), mentions=(seen(forum, "[Norvia] has long"),)),
        Actor(id="o-kareth", name="Kareth", kind="state", names=("Kareth",), mentions=(seen(forum, "[Kareth] fears"), seen(autumn, "[Kareth] denies"))),
        Actor(id="o-hotel", name="Grand Pier Hotel", kind="organization", names=("Grand Pier Hotel", "the hotel")),
    )  # fmt: skip


def _events(wire: Any, post: Any, herald: Any, readout: Any, autumn: Any) -> tuple[LinkedEvent, ...]:
    both = ("o-norvia", "o-kareth")
    return (
        LinkedEvent(id="e-talks", name="Talks at Lake Sorel", kind="MEETING", plover="CONSULT", when="2031-03-11/2031-03-12",
                    where="Lake Sorel", participants=("p-maren", "p-dray"), status="happened",
                    evidence=(wire.ev("ended two days of talks on Wednesday"), herald.ev("ended two days of talks on Wednesday"), readout.ev("at Lake Sorel on 11 and 12 March")),
                    articles=(wire.id, herald.id, readout.id), independent=2,
                    reasons=(Reason(feature="same trigger, place and participants", score=0.93),)),
        LinkedEvent(id="e-leave", name="Ministers leave Lake Sorel", kind="DEPARTURE", when="2031-03-12", where="Lake Sorel",
                    dates={wire.id: "2031-03-12", post.id: "2031-03-11"}, participants=("p-maren", "p-dray"), status="happened",
                    evidence=(post.ev("left Lake Sorel on Tuesday evening"), wire.ev("ended two days of talks on Wednesday")),
                    articles=(wire.id, post.id), independent=2),
        LinkedEvent(id="e-sign", name="Signing of the water schedule", kind="AGREEMENT", plover="AGREE", when="2031-03-12", where="Lake Sorel",
                    statuses={wire.id: "happened", post.id: "denied"}, participants=both, status="denied",
                    evidence=(wire.ev("signed the schedule on Wednesday morning"), post.ev("without signing the water schedule"), readout.ev("The ministers signed a schedule of releases")),
                    articles=(wire.id, post.id, readout.id), independent=3),
        LinkedEvent(id="e-april", name="Second round in Port Almar", kind="MEETING", when="2031-04", where="Port Almar", participants=both,
                    status="cancelled", statuses={wire.id: "planned", autumn.id: "cancelled"},
                    evidence=(wire.ev("a second round was planned for April in Port Almar"), autumn.ev("The April round in Port Almar never took place.")),
                    articles=(wire.id, autumn.id), independent=2),
        LinkedEvent(id="e-gates", name="Opening of the lower gates", kind="RELEASE", when="2031-06-01~", where="Tarn", participants=("o-kareth",),
                    status="planned", evidence=(wire.ev("open the lower gates by the first of June"), herald.ev("open the lower gates by June")),
                    articles=(wire.id, herald.id), independent=1),
        LinkedEvent(id="e-gauge", name="Joint gauge starts running", kind="OTHER", when="2031-07", participants=both, status="happened",
                    evidence=(autumn.ev("a joint gauge has been running since July"),), articles=(autumn.id,), independent=1),
        LinkedEvent(id="e-boat", name="Shots at a survey boat", kind="ATTACK", when="2031-08", participants=("o-kareth",), status="denied",
                    evidence=(autumn.ev("fired on a survey boat in August"),), articles=(autumn.id,), independent=1),
        LinkedEvent(id="e-open", name="Gates open after repairs", kind="RELEASE", when=None, status="hypothetical", participants=("o-kareth",),
                    evidence=(autumn.ev("“will open when the repairs are done”"),), articles=(autumn.id,), independent=1),
    )  # fmt: skip


def _conflicts(wire: Any, post: Any, herald: Any, readout: Any, autumn: Any) -> tuple[Conflict, ...]:
    return (
        Conflict(id="c-signed", between="reports", kind="agreed-or-not", strength="hard", topic="whether the schedule was signed",
                 sides=(Side(claim="the schedule was signed", evidence=(wire.ev("the two sides had signed the schedule on Wednesday morning"), readout.ev("The ministers signed a schedule of releases from the Tarn dam."))),
                        Side(claim="it was initialled, not signed", evidence=(post.ev("without signing the water schedule they had initialled"),))),
                 reasons=("same document, same day", "“signed” against “without signing”"), confidence=0.91),
        Conflict(id="c-number", between="reports", kind="number", strength="medium", topic="how many delegates came",
                 sides=(Side(claim="400", evidence=(wire.ev("Some 400 delegates attended."), readout.ev("The delegations counted 400 members."))),
                        Side(claim="250", evidence=(post.ev("About 250 delegates came"),))),
                 reasons=("same unit, same meeting, 400 against 250",), confidence=0.8),
        Conflict(id="c-cond", between="parties", kind="condition", strength="hard", topic="whether the prisoners at Ostel must be freed first",
                 sides=(Side(claim="Kareth wants them released first", evidence=(post.ev("Kareth wanted the prisoners at Ostel released first"),), holder="one of the two people in the room"),
                        Side(claim="there is no such condition", evidence=(post.ev("“There is no such condition, and there will be none.”"),), holder="p-maren")),
                 reasons=("denial cue “denied” with “that” pointing at the claim before it",), confidence=0.95),
        Conflict(id="c-slip", between="within one report", kind="date", strength="internal", topic="how late the gates are",
                 sides=(Side(claim="six months", evidence=(autumn.ev("Six months on, the lower gates are still shut"),)),
                        Side(claim="three months", evidence=(autumn.ev("three months after the date"),))),
                 reasons=("six months after the talks, three after the date promised: two starting points, not one",), confidence=0.4),
    )  # fmt: skip


def _story(wire: Any, post: Any, herald: Any, forum: Any, ledger: Any, readout: Any, autumn: Any) -> Story:
    reports = (wire, post, herald, forum, ledger, readout, autumn)
    groups = {wire.id: "g1", herald.id: "g1", post.id: "g2", autumn.id: "g2b", forum.id: "g3", ledger.id: "g4", readout.id: "g5"}
    speakers = {
        s.id: {"Ilse Maren": ("p-maren",), "Tomas Dray": ("p-dray",), "Petra Hollin": ("p-hollin",), "Norvia": ("o-norvia",),
               "Kareth": ("o-kareth",), "Grand Pier Hotel": ("o-hotel",)}[s.speaker]
        for r in reports for s in r.statements if s.speaker
    }  # fmt: skip
    promise, nested = wire.ahead(wire.gates, "commitment", "2031-06-01"), wire.ahead(wire.nested, "commitment")
    repeated = herald.ahead(herald.gates, "commitment", "2031-06")
    demand, offer = readout.ahead(readout.expects, "demand", "2031-06-01"), readout.ahead(readout.offered, "offer")
    plan, later = wire.ahead(wire.second, "plan", "2031-04"), autumn.ahead(autumn.repairs, "condition")
    return Story(
        id="story-sorel",
        title="Talks at Lake Sorel on water from the Tarn dam",
        articles=tuple(sorted(r.id for r in reports)),
        sources=tuple(Source(article=a, group=g) for a, g in sorted(groups.items())),
        independence=(
            IndependenceGroup(group="g1", articles=(wire.id, herald.id), why="wire", origin=wire.id,
                              evidence=(herald.ev("(Northern Wire)"),), reasons=("dateline names the agency", "78 % of the words shared")),
            *(IndependenceGroup(group=g, articles=(a,), why="independent") for a, g in sorted(groups.items()) if g != "g1"),
        ),
        actors=_actors(wire, post, herald, forum, readout, autumn),
        speakers=speakers,
        events=_events(wire, post, herald, readout, autumn),
        timeline=("e-talks", "e-leave", "e-sign", "e-april", "e-gates", "e-gauge", "e-boat", "e-open"),
        shared_facts=(
            SharedFact(id="k-talks", proposition="The foreign ministers of Norvia and Kareth met at Lake Sorel for two days.",
                       evidence=(wire.ev("Foreign ministers of Norvia and Kareth ended two days of talks on Wednesday"),
                                 herald.ev("Foreign ministers of Norvia and Kareth ended two days of talks on Wednesday"),
                                 readout.ev("Foreign Minister Ilse Maren met her Karethi counterpart at Lake Sorel on 11 and 12 March.")),
                       articles=(wire.id, herald.id, readout.id), independent=2, reasons=("same actors, act, place and time",)),
            SharedFact(id="k-june", proposition="Kareth is to open the lower gates by June.",
                       evidence=(wire.ev("open the lower gates by the first of June"), herald.ev("open the lower gates by June"), post.ev("the lower gates would open “by early summer”"),
                                 readout.ev("the lower gates to be open no later than 1 June")),
                       articles=(wire.id, herald.id, post.id, readout.id), independent=2, rests_on="the same press conference"),
        ),
        conflicts=_conflicts(wire, post, herald, readout, autumn),
        quote_variants=(
            QuoteVariant(id="v-gates", statements=(wire.gates.id, herald.gates.id), kind="altered",
                         reasons=("“by the first of June” became “by June”", "same speaker, same press conference")),
            QuoteVariant(id="v-cond", statements=(wire.nested.id, ledger.told.id), kind="quoted and paraphrased",
                         reasons=("the quoted words are the same", "the opinion piece names no speaker")),
        ),
        positions=(
            Position(id="m1", actor="p-dray", issue="water release", stance="supports", summary="will open the lower gates by 1 June",
                     evidence=(wire.ev("“We will open the lower gates by the first of June,”"),), reported_by="holder", as_of="2031-03-12", statements=(wire.gates.id,)),
            Position(id="m2", actor="p-hollin", issue="water release", stance="conditional", summary="only after the repairs",
                     evidence=(autumn.ev("the gates “will open when the repairs are done”"),), reported_by="holder", as_of="2031-09-19", statements=(autumn.repairs.id,)),
            Position(id="m3", actor="p-maren", issue="water release", stance="supports", summary="no later than 1 June",
                     evidence=(readout.ev("Norvia expects the lower gates to be open no later than 1 June"),), reported_by="holder", as_of="2031-03-12", statements=(readout.expects.id,)),
            Position(id="m4", actor="o-kareth", issue="prisoners at Ostel", stance="supports", summary="wants them released first",
                     evidence=(post.ev("Kareth wanted the prisoners at Ostel released first"),), reported_by="one of the two people in the room", as_of="2031-03-13", statements=(post.prisoners.id,)),
            Position(id="m5", actor="p-maren", issue="prisoners at Ostel", stance="opposes", summary="denies that there is a condition",
                     evidence=(post.ev("“There is no such condition, and there will be none.”"),), reported_by="holder", as_of="2031-03-13", statements=(post.no_condition.id,)),
            Position(id="m6", actor="o-norvia", issue="joint gauge", stance="supports", summary="wants a joint gauge",
                     evidence=(forum.ev("Norvia has long wanted a joint gauge."),), reported_by="author", as_of="2031-03", statements=(forum.wanted.id,)),
            Position(id="m7", actor="o-kareth", issue="joint gauge", stance="opposes", summary="fears that numbers become claims",
                     evidence=(forum.ev("Kareth fears that numbers become claims."),), reported_by="author", as_of="2031-03", statements=(forum.fears.id,)),
            Position(id="m8", actor="o-kareth", issue="joint gauge", stance="supports", summary="says that the gauge runs",
                     evidence=(autumn.ev("a joint gauge has been running since July, both sides say"),), reported_by="holder", as_of="2031-09-19"),
        ),
        forward=(
            wire.track(promise, status="broken", outcome=autumn.ev("The lower gates of the Tarn dam were still closed on Thursday"), reasons=("same gates", "horizon 1 June 2031 is past")),
            wire.track(nested, status="broken", outcome=autumn.ev("the gates “will open when the repairs are done”")),
            herald.track(repeated, status="superseded", reasons=("the full wording is in the wire copy",)),
            wire.track(plan, status="broken", outcome=autumn.ev("The April round in Port Almar never took place.")),
            readout.track(demand, status="overdue"),
            readout.track(offer, status="kept", outcome=autumn.ev("Norvia did send engineers: a joint gauge has been running since July")),
            autumn.track(later, status="open"),
            forum.track(forum.guess, status="unclear"),
        ),
        omissions=(
            Omission(finding="c-cond", reported_by=(post.id,), absent_from=(wire.id, herald.id, readout.id)),
            Omission(finding="k-june", reported_by=(wire.id, herald.id, post.id, readout.id), absent_from=(forum.id,)),
            Omission(finding="e-april", reported_by=(wire.id, autumn.id), absent_from=(post.id, herald.id)),
        ),
        source_lines={
            "k-june": "Four reports, two independent: all rest on what Dray told reporters on 12 March; on the record.",
            "c-signed": "On the record (Maren, the readout) against two unnamed people who were in the room.",
            "c-cond": "One unnamed person, second-hand; denied on the record by Maren. No other report carries it.",
            "e-boat": "Two papers cited by one report; denied by Kareth; not confirmed by anyone else.",
        },
        notes=("positions use the default issue set",),
        not_computed=(),
    )  # fmt: skip
