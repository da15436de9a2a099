"""From parsed passages to statements: running source, cues, chains and frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vermerk.extraction.engine import GrammarEngine

__all__ = ["GrammarEngine"]


def __getattr__(name: str) -> Any:
    """Load the engine, and with it the parser, only when somebody asks for it: the tables beside it do not need them."""
    if name == "GrammarEngine":
        from vermerk.extraction.engine import GrammarEngine

        return GrammarEngine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
