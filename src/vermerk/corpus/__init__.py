"""The folder on the disk: builds, decisions, search."""

from vermerk.corpus.building import BuildReport, build
from vermerk.corpus.corpus import Corpus, Coverage
from vermerk.corpus.decisions import Action, Decision
from vermerk.corpus.folder import Folder, Settings, add
from vermerk.corpus.search import Hit

__all__ = ["Action", "BuildReport", "Corpus", "Coverage", "Decision", "Folder", "Hit", "Settings", "add", "build"]
