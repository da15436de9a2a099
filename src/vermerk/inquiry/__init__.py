"""Questions to a corpus: each a function from its tables to an answer that carries its evidence."""

from vermerk.inquiry.opened import OpenCorpus
from vermerk.inquiry.scope import Scope, Searched

__all__ = ["OpenCorpus", "Scope", "Searched"]
