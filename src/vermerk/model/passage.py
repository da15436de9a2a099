"""A passage: a run of characters in a record's text."""

from __future__ import annotations

import msgspec


class Passage(msgspec.Struct, frozen=True, order=True):
    """A half-open run of characters.

    Attributes:
        start: offset of the first character, in Unicode code points from the start of the record's text.
        end: offset after the last character; never before ``start``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a passage must run forward from 0 or more, not {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of the passage.

        Raises:
            ValueError: the passage reaches beyond the text.
        """
        if self.end > len(text):
            raise ValueError(f"passage {self.start}-{self.end} reaches beyond a text of {len(text)} characters")
        return text[self.start : self.end]

    def holds(self, other: Passage | int) -> bool:
        """True where the other passage (or offset) lies inside this one."""
        if isinstance(other, int):
            return self.start <= other < self.end
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Passage) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end
