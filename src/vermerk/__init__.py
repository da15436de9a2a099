"""Vermerk reads diplomatic and archival records into statements that a historian can cite."""

__version__ = "0.1.0"
