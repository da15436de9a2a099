"""The opening of a document, read paragraph by paragraph until the running text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from vermerk.model import Passage
from vermerk.reading.archive import Reference, find_reference, is_reference_line
from vermerk.reading.closing import REGISTRY, RULE
from vermerk.reading.conversation import ITEM, PRESENCE
from vermerk.reading.head import (
    BODY_WORDS,
    COUNTED,
    FORM,
    PRIORITY_LINE,
    DateLine,
    classification,
    date_line,
    is_post,
    letter_joined,
    sent_line,
)
from vermerk.reading.headlines import (
    addressee,
    could_be_head,
    goes_on,
    is_seat,
    is_sure,
    letterhead_of,
    may_be_subject,
    run_on,
)
from vermerk.reading.labelled import PEOPLE, Labelled, labelled
from vermerk.reading.paragraphs import columns_of, folded, lines_of
from vermerk.reading.people import OFFICE
from vermerk.reading.signing import is_lone_name
from vermerk.reading.titles import (
    BY_LINE,
    DATED_TITLE,
    ISSUING,
    RECEIVED,
    RUNNING,
    SALUTATION,
    SENTENCE_END,
    STAMP,
    TITLE_WORD,
    VERB,
    attends,
    is_roll,
    title_key,
)

HEAD_LIMIT = 40
LOOK_AHEAD = 5


class Opening:
    """Reads the head of a document; the fields hold what its lines tell.

    ``known`` are titles told elsewhere (by the archive's page, by front matter): the document's own title lines
    are then recognised as such without giving another title.
    """

    def __init__(self, text: str, known: Sequence[str] = ()) -> None:
        self.text = text
        self.known = {title_key(title) for title in known if title}
        self.title: str | None = None
        self.titles: list[Passage] = []
        self.subject: str | None = None
        self.letterhead: list[tuple[str, ...]] = []
        self.dated: DateLine | None = None
        self.secrecy: str | None = None
        self.reference: Reference | None = None
        self.place: str | None = None
        self.labels: list[Labelled] = []
        self.presence: list[Passage] = []
        self.listing = False
        self.talked: DateLine | None = None

    def read(self, paragraphs: Sequence[Passage]) -> int:
        """Return how many of the paragraphs belong to the head."""
        limit = min(len(paragraphs), HEAD_LIMIT)
        for at in range(limit):
            if not self._take(paragraphs, at) and not self._leads_on(paragraphs, at):
                return at
        return limit

    def _take(self, paragraphs: Sequence[Passage], at: int) -> bool:
        passage = paragraphs[at]
        words = passage.of(self.text)
        if RULE.match(words):
            return True
        if words.lstrip().startswith("#") or self._of_title(passage, at, paragraphs):
            return self._title(passage)
        plain = folded(words)
        lines = run_on(columns_of(self.text, passage))
        if PRESENCE.match(words) and not ITEM.match(words):
            return self._present(passage, plain)
        if self.listing and (attends(plain) or is_roll(plain)):
            self.presence.append(passage)
            return True
        self.listing = False
        if RECEIVED.match(plain) and len(plain) < 120:
            return True
        if self._labels(lines):
            first = labelled(lines[0])
            if first is not None and first.meaning in PEOPLE:
                self.presence.append(passage)
            return True
        if title_key(plain) in self.known:
            self.titles.append(passage)
            return True
        if is_post(plain) and self.place is None:
            self.place = plain
            return True
        if ITEM.match(words) and not date_line(plain):
            return False
        if self._is_title(plain, lines) and (self.dated is not None or date_line(plain) is None):
            return self._title(passage)
        undated = self.dated is None
        if all(self._line(line) or self._seat(lines, i) or self._named(lines, i) for i, line in enumerate(lines)):
            self._note_letterhead(lines, before_date=undated)
            return True
        if SALUTATION.match(plain):
            return True
        told = addressee(plain, lines)
        if told is not None:
            self.labels.append(Labelled("addressee", told))
            return True
        if self._is_subject(words, plain, at, paragraphs):
            self.subject = self.subject or re.sub(r"\[\d+\]|(?<=[a-zA-Z])\d{1,2}$", "", plain).strip()
            return True
        return False

    def _present(self, passage: Passage, plain: str) -> bool:
        """A list of those present belongs to the head; a sentence that tells of them, to the text."""
        heading = plain.isupper() and len(plain.split()) < 3  # "PRESENT", with the list below it
        if ":" not in plain[:40] and not heading:
            return False
        self.presence.append(passage)
        self.listing = heading or plain.endswith(":")
        return True

    def _labels(self, lines: Sequence[str]) -> bool:
        """Labelled lines; what follows a label in the same paragraph belongs to it."""
        first = labelled(lines[0])
        if first is None or (first.meaning == "registry" and len(first.value) > 120):
            return False
        if first.meaning in {"subject", "addressee", "sender"} and len(first.value) > 220:
            return False
        for line in lines:
            one = labelled(line)
            if one is not None:
                self.labels.append(one)
            elif classification(line) is not None:
                self.secrecy = self.secrecy or classification(line)
            else:
                last = self.labels[-1]
                joint = "\n" if last.meaning in PEOPLE else ", "
                value = joint.join(filter(None, (last.value, folded(line))))
                self.labels[-1] = msgspec.structs.replace(last, value=value)
            if one is not None and one.meaning == "classification":
                self.secrecy = self.secrecy or classification(one.value)
            if one is not None and one.meaning == "subject":
                self.subject = self.subject or one.value.rstrip(".") or None
        return True

    def _of_title(self, passage: Passage, at: int, paragraphs: Sequence[Passage]) -> bool:
        """True for lines that go on with a title above ("Note" / "about a Conversation between …")."""
        follows = bool(self.titles) and at > 0 and self.titles[-1] == paragraphs[at - 1]
        return follows and goes_on(folded(passage.of(self.text)))

    def _is_title(self, plain: str, lines: Sequence[str]) -> bool:
        """True where a short paragraph without a stop names the kind of document ("JOURNAL" / "of Ambassador …")."""
        joined = letter_joined(folded(lines[0]))
        spaced = joined != folded(lines[0])
        if (
            len(plain) > (600 if joined.isupper() or spaced else 320)
            or SENTENCE_END.search(plain)
            or plain.endswith(":")
        ):
            return False
        if RUNNING.search(" ".join([joined, *lines[1:]])):
            return False
        if TITLE_WORD.match(joined) is None and not (joined.isupper() and TITLE_WORD.match(plain)):
            return False
        if spaced or joined.isupper() or (not self.known and self.title is None):
            return True
        placed = self.known and (self.dated is not None or self.letterhead)
        return bool(placed and (joined[:1].isupper() or self.titles))

    def _title(self, passage: Passage) -> bool:
        plain = folded(passage.of(self.text))
        found = date_line(plain)
        if found is not None and self.dated is None and (self.titles or (self.known and not DATED_TITLE.search(plain))):
            self.dated = found
            return True
        if self.titles and (FORM.fullmatch(plain.strip(" ,")) or classification(plain) is not None):
            return self._line(plain) or True
        lines = [letter_joined(folded(line.of(self.text))) for line in lines_of(self.text, passage)]
        if len(lines) > 1 and (dating := date_line(lines[-1])) is not None:
            self.talked = self.talked or dating
            if not self.known:
                lines = lines[:-1]
        joined = " ".join(lines)
        run_on = DATED_TITLE.search(joined) if self.dated is None else None
        if run_on is not None:
            self.dated = date_line(joined[run_on.end("title") :])
            joined = run_on["title"]
        if self.known and not passage.of(self.text).lstrip().startswith("#"):
            self.titles.append(passage)
            self.subject = self.subject or joined
        elif self.title is not None and title_key(joined) == title_key(self.title):
            self.titles.append(passage)
        elif self.title is None or not self.titles or self.titles[-1].end >= passage.start - 4:
            self.title = f"{self.title} {joined}" if self.title else joined
            self.titles.append(passage)
        else:
            self.subject = self.subject or joined
        return True

    def _line(self, line: str) -> bool:
        """Take one line of the head; false where it belongs to none of its kinds."""
        plain = folded(line)
        secrecy = classification(line)
        if secrecy is not None:
            self.secrecy = self.secrecy or secrecy
            return True
        if PRIORITY_LINE.match(plain):
            return True
        by = BY_LINE.match(plain)
        if by is not None and not BODY_WORDS.search(by["who"]):
            self.labels.append(Labelled("author", by["who"]))
            return True
        told = labelled(line)
        if told is not None and len(plain) < 120:
            return self._labels([line])
        if is_post(plain) and self.place is None:
            self.place = plain
            return True
        found = date_line(line) or sent_line(line)
        if re.match(r"(?:received|dispatched|despatched|sent)\b.{0,12}\d", plain, re.I):
            return len(plain) < 60
        if found is not None:
            if self.dated is None and not (REGISTRY.match(plain) or "/" in plain[:3]):
                self.dated = found
            return self.dated is found or len(plain) < 40
        if is_reference_line(line):
            hit = find_reference(line)
            self.reference = self.reference or (hit[0] if hit else None)
            return True
        if (BODY_WORDS.search(plain) or OFFICE.search(plain)) and len(plain) < 110 and not SENTENCE_END.search(plain):
            return not VERB.search(plain)
        if COUNTED.match(plain) and len(plain) < 60:
            return True
        if REGISTRY.match(plain) or re.match(
            r"^(?:[A-Z]{2,}[-, ].{0,40}\d|No\.|Nr\.|Reg\.|File|Ref|Copy\b|In (?:du|tri)plicate)", plain
        ):
            return len(plain) < 70
        if STAMP.match(plain) and not re.fullmatch(r"\W*", plain):
            return len(plain) < 160 and not plain.endswith(":]")
        return re.fullmatch(r"[\w./\[\]-]{1,16}\.?", plain) is not None and any(c.isdigit() for c in plain)

    def _named(self, lines: Sequence[str], at: int) -> bool:
        """Take a surname alone as the last of several lines of a head: to whom the paper goes ("Vyshinsky.")."""
        if at == 0 or at + 1 < len(lines) or not is_lone_name(folded(lines[at])):
            return False
        self.labels.append(Labelled("addressee", folded(lines[at]).strip(" .,:")))
        return True

    def _seat(self, lines: Sequence[str], at: int) -> bool:
        """Take a line under the body of a letterhead that names the city where it sits."""
        if self.place is not None or not is_seat(lines, at):
            return False
        self.place = folded(lines[at])
        return True

    def _note_letterhead(self, lines: Sequence[str], *, before_date: bool) -> None:
        """Keep the bodies a paragraph names above the date, below it only embassies and ministries."""
        found = letterhead_of(lines)
        if found and self.subject is None and (before_date or ISSUING.match(found[0])):
            self.letterhead.append(tuple(found))

    def _leads_on(self, paragraphs: Sequence[Passage], at: int) -> bool:
        """True for a short unknown line that a surer part of the head follows before any running text."""
        if not could_be_head(self.text, paragraphs[at]):
            return False
        for passage in paragraphs[at + 1 : at + 1 + LOOK_AHEAD]:
            words = passage.of(self.text)
            lines = [line.of(self.text) for line in lines_of(self.text, passage)]
            if any(is_sure(line) for line in lines) or title_key(folded(words)) in self.known:
                self._keep_unknown(paragraphs[at])
                return True
            if not could_be_head(self.text, passage):
                return False
        return False

    def _keep_unknown(self, passage: Passage) -> None:
        lines = columns_of(self.text, passage)
        for line in lines:
            self._line(line)
        if lines[0][:1].islower() and self.letterhead:
            *rest, last = self.letterhead[-1]
            self.letterhead[-1] = (*rest, f"{last} {lines[0]}")
        elif BODY_WORDS.search(lines[0]):
            self._note_letterhead(lines, before_date=self.dated is None)

    def _is_subject(self, words: str, plain: str, at: int, paragraphs: Sequence[Passage]) -> bool:
        """A short line without a stop, set off or followed by a longer paragraph."""
        if not may_be_subject(plain) or self.subject is not None:
            return False
        marked = bool(re.fullmatch(r"\s*[*_]{1,3}[^*_]+[*_]{1,3}\s*(?:\[\d+\])?", words)) or plain.isupper()
        if marked or (self.dated is None and self.title is None):
            return marked and self.dated is not None
        following = paragraphs[at + 1].of(self.text) if at + 1 < len(paragraphs) else ""
        return len(plain) < 140 and len(following) > len(plain) and plain[:1].isupper()
