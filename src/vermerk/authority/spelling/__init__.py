"""Spellings of one name: Korean, Chinese, Vietnamese, Russian and German names over the systems of records."""

from vermerk.authority.spelling.comparing import compare, keys
from vermerk.authority.spelling.match import Likeness, Match

__all__ = ["Likeness", "Match", "compare", "keys"]
