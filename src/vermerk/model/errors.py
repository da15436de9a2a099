"""What can go wrong with what a user hands in, told in one line: what, where, what to do.

VermerkError
├── UnreadableSource   a file or folder that cannot be read as a record
├── BadTable           a user's table or lexicon with a mistake, by file and line
├── BadRequest         options that do not fit together
└── BadPeriod          words that are no EDTF date
"""

from __future__ import annotations


class VermerkError(Exception):
    """A mistake in what was handed in; its message is one line for the user."""


class UnreadableSource(VermerkError):
    """A source that cannot be read, with the reason and what to do about it."""

    def __init__(self, source: str, reason: str, advice: str) -> None:
        self.source, self.reason, self.advice = source, reason, advice
        super().__init__(f"{source}: {reason}; {advice}")


class BadTable(VermerkError):
    """A table or lexicon with a mistake in one line."""

    def __init__(self, table: str, line: int, reason: str, advice: str) -> None:
        self.table, self.line, self.reason, self.advice = table, line, reason, advice
        super().__init__(f"{table}, line {line}: {reason}; {advice}")


class BadRequest(VermerkError):
    """Options of a command that do not fit together, with what to do instead."""

    def __init__(self, option: str, reason: str, advice: str) -> None:
        self.option, self.reason, self.advice = option, reason, advice
        super().__init__(f"{option}: {reason}; {advice}")


class BadPeriod(VermerkError):
    """Words that cannot be read as an EDTF date."""
