"""Who is who: states, bodies, offices, persons and places, each with its lifespan."""

from vermerk.authority.asking import meaning
from vermerk.authority.describing import state_of, with_states
from vermerk.authority.entry import Entry, Mention, Resolution
from vermerk.authority.levels import level_of, mission_of, rank_of
from vermerk.authority.lookup import Authority

__all__ = [
    "Authority",
    "Entry",
    "Mention",
    "Resolution",
    "level_of",
    "meaning",
    "mission_of",
    "rank_of",
    "state_of",
    "with_states",
]
