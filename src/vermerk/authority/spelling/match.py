"""What comes of comparing two spellings."""

from __future__ import annotations

from typing import Literal

import msgspec

Likeness = Literal["same", "unsure", "different"]
RANK: dict[Likeness, int] = {"different": 0, "unsure": 1, "same": 2}


class Match(msgspec.Struct, frozen=True):
    """Whether two spellings are of one name.

    Attributes:
        score: 0 to 1, how near they are; above 0.5 for "unsure" and near 1 for "same".
        verdict: "same" where both are spellings of one name, "different" where they cannot be, "unsure" where the
            spellings leave it open.
        reason: why, in words for a reader.
    """

    score: float
    verdict: Likeness
    reason: str

    def at_most_unsure(self, reason: str) -> Match:
        """The same match with its verdict lowered to "unsure" where it is "same"."""
        if self.verdict != "same":
            return self
        return Match(min(self.score, 0.8), "unsure", f"{self.reason}; {reason}")


def best(matches: list[Match]) -> Match:
    """The match that says most: by verdict, then by score, then by its words."""
    return max(matches, key=lambda m: (RANK[m.verdict], m.score, m.reason))
