"""The lines that the seed record answers with, checked by hand, and those that the engine does not read rightly yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

HEARD = {"last_heard": "1968-12-09"}
ON = "1968-12"


@dataclass(frozen=True)
class Cell:
    """One cell of a sheet: whose, towards whom, carried by which words, and what its fields must be."""

    name: str
    a: str
    b: str
    facet: str
    holder: str
    other: str
    words: str
    told: Mapping[str, object] = field(default_factory=dict)
    via: str | None = None
    by: str = "Putivez"
    on: str | None = ON


@dataclass(frozen=True)
class Event:
    """One line of a chronology: its words, its date in words, its marks."""

    name: str
    a: str
    b: str
    words: str
    date: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Promise:
    """One promise: how it stands, by when it is due, through which stages, on whose word."""

    name: str
    words: str
    stands: str
    due: str | None
    stages: tuple[str, ...]
    holder: str = "Putivez"


@dataclass(frozen=True)
class Gap:
    """Something not known, asked, or left out."""

    name: str
    sort: str
    who: str
    words: str
    about: tuple[str, ...] = ()
    whom: str | None = None
    answered: bool | None = None
    whole: str = ""


def told(**fields: object) -> Mapping[str, object]:
    """What the fields of a cell must be, beside the day on which all of the record was told."""
    return {**HEARD, "certainty": "certain", "polarity": "affirmed", **fields}


ANNOUNCED = "According to announcement, as read by Putivez, in: Herrmann"
NO_REPORT = "no report since 1968-12-09"

CELLS = (
    # DPRK and Finland, December 1968
    Cell(
        "the DPRK's office in Finland", "DPRK", "Finland", "representation", "DPRK", "Finland",
        "The DPRK has already opened its trade representation in Finland",
        told(level="trade representation", status="done", time=None, silence=NO_REPORT),
    ),
    Cell(
        "Finland's office in the DPRK, as claimed of both sides", "DPRK", "Finland", "representation", "Finland", "DPRK",
        "trade representations were established between both countries",
        told(level="trade representation", status="done", via=None),
    ),
    Cell(
        "Finland in the DPRK, through Beijing", "DPRK", "Finland", "representation", "Finland", "DPRK",
        "represented through the [Finnish] embassy in Beijing", told(level=None, status="ongoing"), via="Beijing",
    ),
    Cell(
        "the DPRK ambassador's visit to Finland", "DPRK", "Finland", "visit", "DPRK", "Finland",
        "the DPRK ambassador in Moscow went on a visit to Finland", told(time="1968-09/1968-10", status="done"),
    ),
    Cell(
        "received in Finland", "DPRK", "Finland", "contact", "DPRK", "Finland",
        "received by the Prime Minister, the Foreign Minister, and the Foreign Trade Minister", told(status="done"),
    ),
    # DPRK and Pakistan
    Cell(
        "the DPRK's interest in Pakistan", "DPRK", "Pakistan", "position", "DPRK", "Pakistan",
        "the DPRK is primarily interested to develop trade relations", told(status="ongoing"), on=None,
    ),
    Cell(
        "the talk with Pakistan's chamber", "DPRK", "Pakistan", "contact", "DPRK", "Pakistan",
        "the DPRK trade representative met the Chairman", told(status="done"), by=ANNOUNCED, on=None,
    ),
    Cell(
        "the agreements with Pakistan", "DPRK", "Pakistan", "agreement", "DPRK", "Pakistan",
        "the following agreements were made", told(status="done"), by=ANNOUNCED, on=None,
    ),
    Cell(
        "imports from Pakistan", "DPRK", "Pakistan", "trade", "DPRK", "Pakistan",
        "importing from Pakistan jute, chrome ore, salt, and sports equipments", told(status="ongoing"), by=ANNOUNCED,
        on=None,
    ),
    Cell(
        "deliveries to Pakistan", "DPRK", "Pakistan", "trade", "DPRK", "Pakistan",
        "It will deliver to Pakistan: Iron, steel, and machine tools", told(status="planned"), by=ANNOUNCED, on=None,
    ),
    Cell(
        "the volume of 1966/67", "DPRK", "Pakistan", "trade", "DPRK", "Pakistan", "1,700,000 rupees",
        told(time="1966/1967", status="done"), by=ANNOUNCED, on=None,
    ),
    Cell(
        "the volume of 1967/68", "DPRK", "Pakistan", "trade", "DPRK", "Pakistan", "decreased by 600,000 rupees",
        told(time="1967/1968", status="done"), by=ANNOUNCED, on=None,
    ),
    Cell(
        "the volume of 1968/69", "DPRK", "Pakistan", "trade", "DPRK", "Pakistan", "supposed to be doubled",
        told(time="1968/1969", status="planned"), by=ANNOUNCED, on=None,
    ),
    # DPRK and France
    Cell(
        "no French trade delegation in Pyongyang", "DPRK", "France", "representation", "France", "DPRK",
        "France is so far not represented by an official trade delegation in Pyongyang", told(polarity="negated"), on=None,
    ),
    Cell(
        "the French committee in Pyongyang", "DPRK", "France", "representation", "France", "DPRK",
        "a representation of France's trade committee", told(level="committee office"), on=None,
    ),
    Cell(
        "the Korean office in Paris by its name", "DPRK", "France", "representation", "DPRK", "France",
        "Representation of the Korean Foreign Trade Committee",
        told(level="committee office", style="Representation of the Korean Foreign Trade Committee"), on=None,
    ),
    Cell(
        "no political character", "DPRK", "France", "representation", "DPRK", "France",
        "this representation does not have political character", told(polarity="negated"), on=None,
    ),
    Cell(
        "France refuses the term DPRK", "DPRK", "France", "position", "France", "DPRK",
        'the French government did not want to accept the term "DPRK"', told(polarity="negated"),
        by="As known to Putivez, in: Herrmann", on=None,
    ),
    # DPRK and USSR
    Cell(
        "the protocol of 2 March 1967", "DPRK", "USSR", "agreement", "DPRK", "USSR",
        "The protocol signed between both states on 2 March 1967", told(time="1967-03-02", status="done"), on=None,
    ),
    Cell(
        "logging in Khabarovsk", "DPRK", "USSR", "agreement", "DPRK", "USSR",
        "In 1967 a protocol was signed about logging in the Khabarovsk area", told(time="1967", status="done"), on=None,
    ),
    Cell(
        "the long-term agreement", "DPRK", "USSR", "agreement", "DPRK", "USSR",
        "a long-term agreement covering the period between 1966 and 1970", told(time="1966/1970", status="done"), on=None,
    ),
    Cell(
        "the plant in Pukchang", "DPRK", "USSR", "assistance", "USSR", "DPRK",
        "a thermoelectric power plant in Pukchang with a capacity of 600,000 kilowatt", told(status="planned"), on=None,
    ),
    Cell(
        "the plant of 100,000 kilowatt", "DPRK", "USSR", "assistance", "USSR", "DPRK",
        "the Soviet Union will build a power plant with a capacity of 100,000 kilowatt", told(status="planned"), on=None,
    ),
    Cell(
        "smaller projects", "DPRK", "USSR", "assistance", "USSR", "DPRK",
        "providing support to smaller projects", told(status="ongoing"), on=None,
    ),
    Cell(
        "all objects until 1973", "DPRK", "USSR", "assistance", "USSR", "DPRK",
        "scheduled to be finished until 1973", told(time="../1973", status="planned"), on=None,
    ),
    Cell(
        "trade to grow 2.0 to 2.5 times", "DPRK", "USSR", "trade", "USSR", "DPRK",
        "the trade volume is supposed to increase 2.0 to 2.5 times", told(time="1966/1970", status="planned"), on=None,
    ),
    Cell(
        "Polyansky in the DPRK", "DPRK", "USSR", "visit", "USSR", "DPRK",
        "a USSR delegation headed by Comrade Polyansky visited the DPRK", told(status="done"), on=None,
    ),
    Cell(
        "delegations exchanged: the DPRK's in the USSR", "DPRK", "USSR", "visit", "DPRK", "USSR",
        "Delegations were exchanged by both countries", told(status="done"), on=None,
    ),
    Cell(
        "delegations exchanged: the USSR's in the DPRK", "DPRK", "USSR", "visit", "USSR", "DPRK",
        "Delegations were exchanged by both countries", told(status="done"), on=None,
    ),
    Cell(
        "regular talks in Moscow", "DPRK", "USSR", "contact", "DPRK", "USSR",
        "The DPRK Deputy Foreign Minister is holding regular talks", told(status="ongoing"), on=None,
    ),
    Cell(
        "close cooperation on some issues", "DPRK", "USSR", "support", "USSR", "DPRK",
        "there exists very close cooperation on some issues", told(status="ongoing"), on=None,
    ),
    Cell(
        "the political relationship is not very broad", "DPRK", "USSR", "assessment", "USSR", "DPRK",
        "it is not very broad", {}, on=None,
    ),
    Cell(
        "the DPRK wants lasting relations, as Putivez concludes", "DPRK", "USSR", "position", "DPRK", "USSR",
        "the DPRK is interested to develop long-term and lasting relations", {"certainty": "probable"},
        by="As concluded by Putivez", on=None,
    ),
    # DPRK and India
    Cell(
        "consulates general agreed with India", "DPRK", "India", "representation", "DPRK", "India",
        "agreed to a simultaneous opening of [Indian] consulates general in Seoul and Pyongyang",
        told(level="consulate general", status="planned"), on=None,
    ),
    Cell(
        "efforts in India", "DPRK", "India", "position", "DPRK", "India", "Korea has activated its efforts in India", {},
        by="As known to Putivez", on=None,
    ),
    # DPRK and West Germany
    Cell(
        "no official relations with West Germany", "DPRK", "FRG", "recognition", "DPRK", "West Germany",
        "there exist no official relations", told(polarity="negated"), on=None,
    ),
    Cell(
        "private relations on company level", "DPRK", "FRG", "contact", "DPRK", "West Germany",
        "they are conducted privately on company level", told(), on=None,
    ),
    Cell(
        "the West German turbine", "DPRK", "FRG", "assistance", "West Germany", "DPRK",
        "West Germany did install a turbine there", told(status="done"), on=None,
    ),
    Cell(
        "Krupp's turbines, as the GDR's own side knows", "DPRK", "FRG", "assistance", "West Germany", "DPRK",
        "the assembly of turbines at the thermoelectric power plant", told(status="done"),
        by="As known to GDR, in: Herrmann", on=None,
    ),
    # DPRK and Switzerland
    Cell(
        "the Swiss ambassador in Pyongyang", "North Korea", "Switzerland", "visit", "Switzerland", "DPRK",
        "the Swiss ambassador has visited Pyongyang", told(status="done"), by="As known to Putivez", on=None,
    ),
    Cell(
        "his stay and the Pueblo, by the bulletin", "North Korea", "Switzerland", "visit", "Switzerland", "DPRK",
        'his stay was related to the "Pueblo"', told(), by="According to Korean bulletin, according to Putivez", on=None,
    ),
    Cell(
        "maybe commissioned to establish ties", "North Korea", "Switzerland", "position", "Switzerland", "DPRK",
        "Maybe he was also commissioned to establish ties", {"certainty": "possible", "status": "hypothetical"},
        by="In the opinion of Putivez", on=None,
    ),
    # others
    Cell(
        "South Korea and the places where the DPRK is represented", "DPRK", "South Korea", "position", "South Korea", "DPRK",
        "Since spring of 1968 South Korea tries to penetrate those places", told(time="1968-21/..", status="ongoing"),
        on=None,
    ),
    Cell(
        "the meeting with Nasser", "South Korea", "UAR", "contact", "South Korea", "United Arab Republic",
        "a meeting with President [Gamal Abdel] Nasser", told(status="done"), on=None,
    ),
)  # fmt: skip

BY, AS_OF = "by 9 December 1968", "as of 9 December 1968"
EVENTS = (
    Event("trade talks", "DPRK", "USSR", "In 1966 and 1967 trade issues were discussed", "1966–1967"),
    Event("the protocol of March", "DPRK", "USSR", "The protocol signed between both states", "2 March 1967"),
    Event("the protocol on logging", "DPRK", "USSR", "In 1967 a protocol was signed about logging", "1967"),
    Event("the agreement's term", "DPRK", "USSR", "a long-term agreement covering the period", "1966–1970"),
    Event("the visit to Finland", "DPRK", "Finland", "went on a visit to Finland", "September–October 1968"),
    Event("established between both", "DPRK", "Finland", "were established between both countries", BY, ("disputed",)),
    Event("opened in Finland", "DPRK", "Finland", "The DPRK has already opened its trade representation", BY),
    Event("through Beijing", "DPRK", "Finland", "embassy in Beijing", AS_OF, ("disputed", "editor's words")),
    Event(
        "the volume by fiscal year", "DPRK", "Pakistan", "1,700,000 rupees",
        "fiscal year 1966/67 (1 July 1966 – 30 June 1967 in Pakistan)", ("hearsay",),
    ),
    Event(
        "the volume to be doubled", "DPRK", "Pakistan", "supposed to be doubled",
        "fiscal year 1968/69 (1 July 1968 – 30 June 1969 in Pakistan)", ("planned", "hearsay"),
    ),
    Event("the talk as read", "DPRK", "Pakistan", "met the Chairman of the Industry", BY, ("hearsay",)),
    Event("the Swiss stay as reported", "DPRK", "Switzerland", 'related to the "Pueblo"', BY, ("hearsay",)),
    Event("to be finished", "DPRK", "USSR", "scheduled to be finished until 1973", "until 1973", ("planned",)),
    Event("consulates planned", "DPRK", "India", "simultaneous opening", AS_OF, ("planned",)),
    Event("no relations", "DPRK", "FRG", "there exist no official relations", AS_OF, ("denied",)),
)  # fmt: skip

PROMISES = (
    Promise("promise: the protocol of March", "The protocol signed between both states", "agreed", None, ("agreed",)),
    Promise("promise: Pukchang", "power plant in Pukchang", "agreed", "1973-12-31", ("agreed", "due")),
    Promise("promise: the plant in Pyongyang", "Construction of the Pyongyang power plant", "done", None, ("done",)),
    Promise("promise: 100,000 kilowatt", "capacity of 100,000 kilowatt", "agreed", "1973-12-31", ("agreed", "due")),
    Promise("promise: logging", "logging in the Khabarovsk area", "agreed", None, ("agreed",)),
    Promise("promise: talks, then the agreement", "a long-term agreement covering", "agreed", None, ("discussed", "agreed")),
    Promise("promise: trade with the USSR", "increase 2.0 to 2.5 times", "agreed", "1970-12-31", ("agreed",)),
    Promise("promise: equipment", "deliver needed equipment", "agreed", None, ("agreed",)),
    Promise("promise: West German turbine", "West Germany did install a turbine", "done", None, ("done",)),
    Promise("promise: Krupp", "the assembly of turbines", "done", None, ("done",), "GDR"),
    Promise(
        "promise: the agreements with Pakistan", "the following agreements were made", "agreed", None,
        ("discussed", "agreed"), "announcement",
    ),
    Promise("promise: iron and steel", "It will deliver to Pakistan", "agreed", None, ("agreed",), "announcement"),
    Promise("promise: volume doubled", "supposed to be doubled", "agreed", "1969-06-30", ("agreed",), "announcement"),
    Promise("promise: consulates general", "consulates general in Seoul and Pyongyang", "agreed", None, ("agreed",)),
)  # fmt: skip

GAPS = (
    Gap(
        "not informed of India", "not known", "Putivez", "not informed in detail about relations", ("DPRK", "India"),
        whole="he is not informed in detail about relations between the DPRK and India",
    ),
    Gap(
        "not informed of West Germany", "not known", "Putivez", "is also not informed", ("DPRK", "West Germany"),
        whole="[Putivez] is also not informed about DPRK relations with West Germany",
    ),
    Gap(
        "question 1", "asked", "Herrmann", "How stable did political relations", ("DPRK", "socialist countries"),
        "Putivez", True,
    ),
    Gap("question 2", "asked", "Herrmann", "The problem of DPRK relationships", ("DPRK",), "Putivez", True),
    Gap("question 3", "asked", "Herrmann", "Foreign policy relations between the DPRK", ("DPRK",), "Putivez", True),
    Gap("left out", "left out", "Herrmann", "I do not want to repeat this in detail"),
)  # fmt: skip

#: Lines that the engine does not read rightly yet, with the reason; they are asked all the same.
NOT_YET: Mapping[str, str] = {}
