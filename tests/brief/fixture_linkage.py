"""Actors and events of the invented reports of `fixture.py`, as linking would find them."""

from __future__ import annotations

from typing import Any

from communique.record import Actor, ActorMention, LinkedEvent, Reason, Role

from .builder import Report


def summit_actors(wire: Any, post: Any, herald: Any, forum: Any, readout: Any, autumn: Any) -> tuple[Actor, ...]:
    def seen(report: Report, words: str) -> ActorMention:
        return ActorMention(article=report.id, span=report.at(words))

    return (
        Actor(
            id="p-maren",
            name="Ilse Maren",
            kind="person",
            names=("Ilse Maren", "Ms Maren"),
            roles=(
                Role(
                    title="Foreign Minister",
                    of="Norvia",
                    as_of="2031-03",
                    evidence=wire.ev("Norvian Foreign Minister Ilse Maren"),
                ),
            ),
            mentions=(
                seen(wire, "Norvian Foreign Minister [Ilse Maren]"),
                seen(post, "Ms Maren"),
                seen(readout, "[Ilse Maren] met"),
            ),
            reasons=(Reason(feature="same surname and title", score=0.9, left="Ilse Maren", right="Ms Maren"),),
        ),
        Actor(
            id="p-dray",
            name="Tomas Dray",
            kind="person",
            names=("Tomas Dray", "Dray"),
            roles=(
                Role(
                    title="foreign minister",
                    of="Kareth",
                    as_of="2031-03",
                    evidence=post.ev("Tomas Dray, Kareth’s foreign minister,"),
                ),
            ),
            mentions=(
                seen(wire, "Karethi Foreign Minister [Tomas Dray]"),
                seen(post, "[Tomas Dray], Kareth"),
                seen(herald, "[Tomas Dray] told"),
            ),
        ),
        Actor(
            id="p-hollin",
            name="Petra Hollin",
            kind="person",
            names=("Petra Hollin",),
            roles=(
                Role(
                    title="spokeswoman",
                    of="a ministry",
                    as_of="2031-09",
                    evidence=autumn.ev("A ministry spokeswoman, Petra Hollin,"),
                ),
            ),
            mentions=(seen(autumn, "Petra Hollin"),),
        ),
        Actor(
            id="o-norvia", name="Norvia", kind="state", names=("Norvia",), mentions=(seen(forum, "[Norvia] has long"),)
        ),
        Actor(
            id="o-kareth",
            name="Kareth",
            kind="state",
            names=("Kareth",),
            mentions=(seen(forum, "[Kareth] fears"), seen(autumn, "[Kareth] denies")),
        ),
        Actor(id="o-hotel", name="Grand Pier Hotel", kind="organization", names=("Grand Pier Hotel", "the hotel")),
    )


def summit_events(wire: Any, post: Any, herald: Any, readout: Any, autumn: Any) -> tuple[LinkedEvent, ...]:
    both = ("o-norvia", "o-kareth")
    return (
        LinkedEvent(
            id="e-talks",
            name="Talks at Lake Sorel",
            kind="MEETING",
            plover="CONSULT",
            when="2031-03-11/2031-03-12",
            where="Lake Sorel",
            participants=("p-maren", "p-dray"),
            status="happened",
            evidence=(
                wire.ev("ended two days of talks on Wednesday"),
                herald.ev("ended two days of talks on Wednesday"),
                readout.ev("at Lake Sorel on 11 and 12 March"),
            ),
            articles=(wire.id, herald.id, readout.id),
            independent=2,
            reasons=(Reason(feature="same trigger, place and participants", score=0.93),),
        ),
        LinkedEvent(
            id="e-leave",
            name="Ministers leave Lake Sorel",
            kind="DEPARTURE",
            when="2031-03-12",
            where="Lake Sorel",
            dates={wire.id: "2031-03-12", post.id: "2031-03-11"},
            participants=("p-maren", "p-dray"),
            status="happened",
            evidence=(post.ev("left Lake Sorel on Tuesday evening"), wire.ev("ended two days of talks on Wednesday")),
            articles=(wire.id, post.id),
            independent=2,
        ),
        LinkedEvent(
            id="e-sign",
            name="Signing of the water schedule",
            kind="AGREEMENT",
            plover="AGREE",
            when="2031-03-12",
            where="Lake Sorel",
            statuses={wire.id: "happened", post.id: "denied"},
            participants=both,
            status="denied",
            evidence=(
                wire.ev("signed the schedule on Wednesday morning"),
                post.ev("without signing the water schedule"),
                readout.ev("The ministers signed a schedule of releases"),
            ),
            articles=(wire.id, post.id, readout.id),
            independent=3,
        ),
        LinkedEvent(
            id="e-april",
            name="Second round in Port Almar",
            kind="MEETING",
            when="2031-04",
            where="Port Almar",
            participants=both,
            status="cancelled",
            statuses={wire.id: "planned", autumn.id: "cancelled"},
            evidence=(
                wire.ev("a second round was planned for April in Port Almar"),
                autumn.ev("The April round in Port Almar never took place."),
            ),
            articles=(wire.id, autumn.id),
            independent=2,
        ),
        LinkedEvent(
            id="e-gates",
            name="Opening of the lower gates",
            kind="RELEASE",
            when="2031-06-01~",
            where="Tarn",
            participants=("o-kareth",),
            status="planned",
            evidence=(wire.ev("open the lower gates by the first of June"), herald.ev("open the lower gates by June")),
            articles=(wire.id, herald.id),
            independent=1,
        ),
        LinkedEvent(
            id="e-gauge",
            name="Joint gauge starts running",
            kind="OTHER",
            when="2031-07",
            participants=both,
            status="happened",
            evidence=(autumn.ev("a joint gauge has been running since July"),),
            articles=(autumn.id,),
            independent=1,
        ),
        LinkedEvent(
            id="e-boat",
            name="Shots at a survey boat",
            kind="ATTACK",
            when="2031-08",
            participants=("o-kareth",),
            status="denied",
            evidence=(autumn.ev("fired on a survey boat in August"),),
            articles=(autumn.id,),
            independent=1,
        ),
        LinkedEvent(
            id="e-open",
            name="Gates open after repairs",
            kind="RELEASE",
            when=None,
            status="hypothetical",
            participants=("o-kareth",),
            evidence=(autumn.ev("“will open when the repairs are done”"),),
            articles=(autumn.id,),
            independent=1,
        ),
    )
