"""Spellings of one name: Korean, Chinese, Vietnamese, Russian and German names over the systems of records."""

from vermerk.authority.spelling.comparing import compare, keys
from vermerk.authority.spelling.match import Likeness, Match
from vermerk.authority.spelling.order import family_first

__all__ = ["Likeness", "Match", "compare", "family_first", "keys"]
