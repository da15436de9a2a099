"""From parsed passages to statements: running source, cues, chains and frames."""

from vermerk.extraction.engine import GrammarEngine

__all__ = ["GrammarEngine"]
