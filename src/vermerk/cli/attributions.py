"""`vermerk attributions`: flat spans of source, cue and content."""

from __future__ import annotations


def attributions() -> None:
    """Show who is quoted: spans of source, cue and content."""
