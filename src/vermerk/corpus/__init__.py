"""The folder on the disk: builds, decisions, search."""

from vermerk.corpus.building import BuildReport, Step, build
from vermerk.corpus.condition import Standing, standing_of
from vermerk.corpus.corpus import Corpus, Coverage, fetched
from vermerk.corpus.decisions import Action, Decision
from vermerk.corpus.folder import Folder, Settings, add
from vermerk.corpus.freezing import Frozen, freeze, verify
from vermerk.corpus.readings import ReadRecord
from vermerk.corpus.search import Hit
from vermerk.corpus.tables import restored

__all__ = [
    "Action",
    "BuildReport",
    "Corpus",
    "Coverage",
    "Decision",
    "Folder",
    "Frozen",
    "Hit",
    "ReadRecord",
    "Settings",
    "Standing",
    "Step",
    "add",
    "build",
    "fetched",
    "freeze",
    "restored",
    "standing_of",
    "verify",
]
