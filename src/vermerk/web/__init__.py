"""The site: pages with lasting addresses, each with its JSON twin, for reading a corpus and reviewing its statements."""

from vermerk.web.access import Access
from vermerk.web.app import site, warm
from vermerk.web.holdings import Holdings

__all__ = ["Access", "Holdings", "site", "warm"]
