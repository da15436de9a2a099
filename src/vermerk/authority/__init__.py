"""Who is who: states, bodies, offices, persons and places, each with its lifespan."""

from vermerk.authority.entry import Entry, Mention, Resolution
from vermerk.authority.lookup import Authority

__all__ = ["Authority", "Entry", "Mention", "Resolution"]
