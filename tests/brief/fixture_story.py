"""What linking and comparing would find in the invented reports of `fixture.py`."""

from __future__ import annotations

from typing import Any

from communique.record import (
    Conflict,
    IndependenceGroup,
    Omission,
    Position,
    QuoteVariant,
    SharedFact,
    Side,
    Source,
    Story,
)

from .fixture_linkage import summit_actors, summit_events


def _conflicts(wire: Any, post: Any, readout: Any, autumn: Any) -> tuple[Conflict, ...]:
    return (
        Conflict(
            id="c-signed",
            between="reports",
            kind="agreed-or-not",
            strength="hard",
            topic="whether the schedule was signed",
            sides=(
                Side(
                    claim="the schedule was signed",
                    evidence=(
                        wire.ev("the two sides had signed the schedule on Wednesday morning"),
                        readout.ev("The ministers signed a schedule of releases from the Tarn dam."),
                    ),
                ),
                Side(
                    claim="it was initialled, not signed",
                    evidence=(post.ev("without signing the water schedule they had initialled"),),
                ),
            ),
            reasons=("same document, same day", "“signed” against “without signing”"),
            confidence=0.91,
        ),
        Conflict(
            id="c-number",
            between="reports",
            kind="number",
            strength="medium",
            topic="how many delegates came",
            sides=(
                Side(
                    claim="400",
                    evidence=(
                        wire.ev("Some 400 delegates attended."),
                        readout.ev("The delegations counted 400 members."),
                    ),
                ),
                Side(claim="250", evidence=(post.ev("About 250 delegates came"),)),
            ),
            reasons=("same unit, same meeting, 400 against 250",),
            confidence=0.8,
        ),
        Conflict(
            id="c-cond",
            between="parties",
            kind="condition",
            strength="hard",
            topic="whether the prisoners at Ostel must be freed first",
            sides=(
                Side(
                    claim="Kareth wants them released first",
                    evidence=(post.ev("Kareth wanted the prisoners at Ostel released first"),),
                    holder="one of the two people in the room",
                ),
                Side(
                    claim="there is no such condition",
                    evidence=(post.ev("“There is no such condition, and there will be none.”"),),
                    holder="p-maren",
                ),
            ),
            reasons=("denial cue “denied” with “that” pointing at the claim before it",),
            confidence=0.95,
        ),
        Conflict(
            id="c-slip",
            between="within one report",
            kind="date",
            strength="internal",
            topic="how late the gates are",
            sides=(
                Side(claim="six months", evidence=(autumn.ev("Six months on, the lower gates are still shut"),)),
                Side(claim="three months", evidence=(autumn.ev("three months after the date"),)),
            ),
            reasons=("six months after the talks, three after the date promised: two starting points, not one",),
            confidence=0.4,
        ),
    )


def summit_story(wire: Any, post: Any, herald: Any, forum: Any, ledger: Any, readout: Any, autumn: Any) -> Story:
    reports = (wire, post, herald, forum, ledger, readout, autumn)
    groups = {
        wire.id: "g1",
        herald.id: "g1",
        post.id: "g2",
        autumn.id: "g2b",
        forum.id: "g3",
        ledger.id: "g4",
        readout.id: "g5",
    }
    speakers = {
        s.id: {
            "Ilse Maren": ("p-maren",),
            "Tomas Dray": ("p-dray",),
            "Petra Hollin": ("p-hollin",),
            "Norvia": ("o-norvia",),
            "Kareth": ("o-kareth",),
            "Grand Pier Hotel": ("o-hotel",),
        }[s.speaker]
        for r in reports
        for s in r.statements
        if s.speaker
    }
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
            IndependenceGroup(
                group="g1",
                articles=(wire.id, herald.id),
                why="wire",
                origin=wire.id,
                evidence=(herald.ev("(Northern Wire)"),),
                reasons=("dateline names the agency", "78 % of the words shared"),
            ),
            *(
                IndependenceGroup(group=g, articles=(a,), why="independent")
                for a, g in sorted(groups.items())
                if g != "g1"
            ),
        ),
        actors=summit_actors(wire, post, herald, forum, readout, autumn),
        speakers=speakers,
        events=summit_events(wire, post, herald, readout, autumn),
        timeline=("e-talks", "e-leave", "e-sign", "e-april", "e-gates", "e-gauge", "e-boat", "e-open"),
        shared_facts=(
            SharedFact(
                id="k-talks",
                proposition="The foreign ministers of Norvia and Kareth met at Lake Sorel for two days.",
                evidence=(
                    wire.ev("Foreign ministers of Norvia and Kareth ended two days of talks on Wednesday"),
                    herald.ev("Foreign ministers of Norvia and Kareth ended two days of talks on Wednesday"),
                    readout.ev(
                        "Foreign Minister Ilse Maren met her Karethi counterpart at Lake Sorel on 11 and 12 March."
                    ),
                ),
                articles=(wire.id, herald.id, readout.id),
                independent=2,
                reasons=("same actors, act, place and time",),
            ),
            SharedFact(
                id="k-june",
                proposition="Kareth is to open the lower gates by June.",
                evidence=(
                    wire.ev("open the lower gates by the first of June"),
                    herald.ev("open the lower gates by June"),
                    post.ev("the lower gates would open “by early summer”"),
                    readout.ev("the lower gates to be open no later than 1 June"),
                ),
                articles=(wire.id, herald.id, post.id, readout.id),
                independent=2,
                rests_on="the same press conference",
            ),
        ),
        conflicts=_conflicts(wire, post, readout, autumn),
        quote_variants=(
            QuoteVariant(
                id="v-gates",
                statements=(wire.gates.id, herald.gates.id),
                kind="altered",
                reasons=("“by the first of June” became “by June”", "same speaker, same press conference"),
            ),
            QuoteVariant(
                id="v-cond",
                statements=(wire.nested.id, ledger.told.id),
                kind="quoted and paraphrased",
                reasons=("the quoted words are the same", "the opinion piece names no speaker"),
            ),
        ),
        positions=(
            Position(
                id="m1",
                actor="p-dray",
                issue="water release",
                stance="supports",
                summary="will open the lower gates by 1 June",
                evidence=(wire.ev("“We will open the lower gates by the first of June,”"),),
                reported_by="holder",
                as_of="2031-03-12",
                statements=(wire.gates.id,),
            ),
            Position(
                id="m2",
                actor="p-hollin",
                issue="water release",
                stance="conditional",
                summary="only after the repairs",
                evidence=(autumn.ev("the gates “will open when the repairs are done”"),),
                reported_by="holder",
                as_of="2031-09-19",
                statements=(autumn.repairs.id,),
            ),
            Position(
                id="m3",
                actor="p-maren",
                issue="water release",
                stance="supports",
                summary="no later than 1 June",
                evidence=(readout.ev("Norvia expects the lower gates to be open no later than 1 June"),),
                reported_by="holder",
                as_of="2031-03-12",
                statements=(readout.expects.id,),
            ),
            Position(
                id="m4",
                actor="o-kareth",
                issue="prisoners at Ostel",
                stance="supports",
                summary="wants them released first",
                evidence=(post.ev("Kareth wanted the prisoners at Ostel released first"),),
                reported_by="one of the two people in the room",
                as_of="2031-03-13",
                statements=(post.prisoners.id,),
            ),
            Position(
                id="m5",
                actor="p-maren",
                issue="prisoners at Ostel",
                stance="opposes",
                summary="denies that there is a condition",
                evidence=(post.ev("“There is no such condition, and there will be none.”"),),
                reported_by="holder",
                as_of="2031-03-13",
                statements=(post.no_condition.id,),
            ),
            Position(
                id="m6",
                actor="o-norvia",
                issue="joint gauge",
                stance="supports",
                summary="wants a joint gauge",
                evidence=(forum.ev("Norvia has long wanted a joint gauge."),),
                reported_by="author",
                as_of="2031-03",
                statements=(forum.wanted.id,),
            ),
            Position(
                id="m7",
                actor="o-kareth",
                issue="joint gauge",
                stance="opposes",
                summary="fears that numbers become claims",
                evidence=(forum.ev("Kareth fears that numbers become claims."),),
                reported_by="author",
                as_of="2031-03",
                statements=(forum.fears.id,),
            ),
            Position(
                id="m8",
                actor="o-kareth",
                issue="joint gauge",
                stance="supports",
                summary="says that the gauge runs",
                evidence=(autumn.ev("a joint gauge has been running since July, both sides say"),),
                reported_by="holder",
                as_of="2031-09-19",
            ),
        ),
        forward=(
            wire.track(
                promise,
                status="broken",
                outcome=autumn.ev("The lower gates of the Tarn dam were still closed on Thursday"),
                reasons=("same gates", "horizon 1 June 2031 is past"),
            ),
            wire.track(nested, status="broken", outcome=autumn.ev("the gates “will open when the repairs are done”")),
            herald.track(repeated, status="superseded", reasons=("the full wording is in the wire copy",)),
            wire.track(plan, status="broken", outcome=autumn.ev("The April round in Port Almar never took place.")),
            readout.track(demand, status="overdue"),
            readout.track(
                offer,
                status="kept",
                outcome=autumn.ev("Norvia did send engineers: a joint gauge has been running since July"),
            ),
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
    )
