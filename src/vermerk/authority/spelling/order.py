"""Whether a name stands with its family name first, as Korean, Chinese and Vietnamese names do."""

from __future__ import annotations

from vermerk.reading.people import family_first

__all__ = ["family_first"]
