"""Several names of one person in a record made one, and the state he serves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vermerk.authority import Authority
from vermerk.extraction.lexicon import read_words
from vermerk.extraction.serving import state_beside

if TYPE_CHECKING:
    from vermerk.extraction.cast import Cast

# Offices that a country's own people hold in it: without a state beside it, the host's.
LOCAL_OFFICE = re.compile(
    r"\b(?:President|Minister|Premier|PriMin|FonMin|King|Chancellor|General|Gen|Marshal|Colonel|Col|Major|Governor|Shah|Sultan|Prince)\b"
)


def write_as_the_body_does(cast: Cast, paragraphs: Sequence[str]) -> None:
    """Names that a title prints in capitals, with the capitals they have in the running text ("McNamara")."""
    text = "\n".join(paragraphs)
    for key, person in cast.persons.items():
        if person.participant and person.name not in text:
            found = re.search(rf"(?<![^\W_]){re.escape(person.name)}(?![^\W_])", text, re.IGNORECASE)
            if found is not None and not found.group().isupper():
                if cast.author == person.name:
                    cast.author = found.group()
                cast.persons[key] = replace(person, name=found.group())


def join_short_forms(cast: Cast) -> None:
    """A family name alone is the person whom the record names in full, where it names one ("Huang", Huang Wenbin)."""
    for key in [key for key in cast.persons if " " not in key]:
        full = [name for name in cast.persons if name.startswith(f"{key} ")]
        if len(full) == 1 and key != cast.author.lower():
            short, long = cast.persons.pop(key), cast.persons[full[0]]
            cast.persons[full[0]] = replace(
                long,
                office=long.office or short.office,
                state=long.state or short.state,
                participant=long.participant or short.participant,
            )


def join_titles(cast: Cast, paragraphs: Sequence[str]) -> None:
    """A title that stands for its one bearer ("the Tunku", Tunku Abdul Rahman) means him."""
    text = "\n".join(paragraphs)
    for title in sorted(read_words("titles.tsv")["alone"]):
        bearers = [
            key
            for key, person in cast.persons.items()
            if key != title.lower()
            and re.search(rf"\b{title} (?:[A-Z][\w'’]+ ){{0,2}}?{re.escape(person.name)}\b", text) is not None
        ]
        if len(bearers) == 1:
            cast.persons[title.lower()] = cast.persons[bearers[0]]
            cast.bearers[title.lower()] = bearers[0]


def add_states(cast: Cast, paragraphs: Sequence[str], authority: Authority) -> None:
    """The state each person serves: as the words beside his name say, as the tables know, or that of his office's place."""
    sides = {p.state for p in cast.persons.values() if p.participant and p.state}
    for key, person in cast.persons.items():
        if person.state is not None or person.name == cast.author or key in cast.bearers:
            continue
        if person.participant and cast.home and sides - {cast.home}:
            cast.persons[key] = replace(person, state=cast.home)  # beside those of another state, one's own
            continue
        served = state_beside(person.name, paragraphs, authority, cast.on)
        served = served or (authority.state_of_person(person.name, cast.on) if cast.on else None)
        if served is None and person.office and LOCAL_OFFICE.search(person.office):
            served = cast.host
        cast.persons[key] = replace(person, state=served)
    for title, key in cast.bearers.items():
        cast.persons[title] = cast.persons[key]
