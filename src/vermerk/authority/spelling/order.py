"""Whether a name stands with its family name first, as Korean, Chinese and Vietnamese names do."""

from __future__ import annotations

import re
from functools import lru_cache

from vermerk.authority.spelling.chinese import read_chinese
from vermerk.authority.spelling.korean import read_korean
from vermerk.authority.spelling.vietnamese import read_vietnamese

WRITTEN = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*(?: [^\W\d_]+(?:['’`-][^\W\d_]+)*){1,3}")


@lru_cache(maxsize=8192)
def family_first(name: str) -> bool:
    """True where a name of two to four words can be read with its first word as an East Asian family name."""
    if WRITTEN.fullmatch(name) is None or not all(word[:1].isupper() for word in name.split()):
        return False
    family = name.split(maxsplit=1)[0]
    if any(reading(name) and reading(family) for reading in (read_korean, read_chinese)):
        return True
    return bool(read_vietnamese(name)) and len(name.split()) > 2
