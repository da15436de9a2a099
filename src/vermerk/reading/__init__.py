"""One module a format: from a file to records with exact offsets."""

from vermerk.reading.extract_formats import read, read_bytes
from vermerk.reading.sources import Reading, Report, find_sources, read_all

__all__ = ["Reading", "Report", "find_sources", "read", "read_all", "read_bytes"]
