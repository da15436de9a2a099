"""Who is who: states, bodies, offices, persons and places, each with its lifespan."""

from vermerk.authority.describing import state_of, with_states
from vermerk.authority.entry import Entry, Mention, Resolution
from vermerk.authority.lookup import Authority

__all__ = ["Authority", "Entry", "Mention", "Resolution", "state_of", "with_states"]
