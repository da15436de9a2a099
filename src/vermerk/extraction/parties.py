"""From noun phrases to parties: which state, body, group or person a phrase stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from vermerk.authority import Authority, Entry
from vermerk.extraction.cast import Cast
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.lexicon import Lexicon, read_pairs
from vermerk.extraction.names_at import day_told, pick
from vermerk.extraction.noun_phrases import attributes
from vermerk.extraction.proper_names import unknown_name
from vermerk.extraction.talk_offices import alone, office_words
from vermerk.language.parse import Paragraph

# A ministry that stands for its state is the state (codebook, Actors); a party or a firm is not.
MINISTRY = re.compile(r"\b(?:Office|Department|Ministry|Pentagon|White House|Navy|Army)\b")
# Nouns that mean a share of what follows "of".
PARTS = frozenset(
    {"majority", "minority", "part", "number", "member", "most", "some", "rest", "bulk", "section", "group"}
)
COUNTRIES = frozenset({"country", "state", "nation", "power"})
OWNING_PREPOSITIONS = frozenset({"of", "from", "by"})
SHARING_PREPOSITIONS = frozenset({"of", "between", "among", "with", "to"})


def actor_nouns() -> Mapping[str, str]:
    """Nouns by which a party is meant through something of its own, with their type."""
    return read_pairs("actors.tsv")


def group_attributes() -> Mapping[str, str]:
    """Attributes of countries and powers, with whether they make a group of them ("the Allied powers")."""
    return read_pairs("groups.tsv")


def _state_of_place(place: Entry, authority: Authority, on: str | None) -> Entry:
    """A place as the state it lay in on a day; one without a state stays itself."""
    return Entry(place.key, authority.state_then(place.parent, on), "state") if place.parent else place


@dataclass(slots=True)
class PartyReader:
    """Reads the parties of one paragraph."""

    paragraph: Paragraph
    authority: Authority
    cast: Cast
    memory: Memory
    lexicon: Lexicon
    mentions: dict[int, Ref]

    @classmethod
    def of_paragraph(
        cls, paragraph: Paragraph, authority: Authority, cast: Cast, memory: Memory, lexicon: Lexicon
    ) -> PartyReader:
        """Look up all names of a paragraph in one scan."""
        mentions: dict[int, Ref] = {}
        starts = {token.idx: token.i for token in paragraph.doc}
        for mention in authority.find(paragraph.reading.text):
            day = day_told(paragraph.reading.text, mention.start, mention.entries, cast.on)
            entry = pick(mention.entries, day, cast.frequent)
            first = starts.get(mention.start)
            if entry is None or first is None:
                continue
            if entry.kind == "place" or (entry.parent and MINISTRY.search(entry.label)):
                entry = _state_of_place(entry, authority, day)
            ref = Ref(
                name=entry.label,
                kind=entry.kind,
                key=entry.key,
                form=mention.form,
                start=mention.start,
                end=mention.end,
                state=entry.parent if entry.kind in {"body", "person"} else None,
            )
            for token in paragraph.doc[first:]:
                if token.idx >= mention.end:
                    break
                mentions[token.i] = ref
        return cls(paragraph, authority, cast, memory, lexicon, mentions)

    def read(self, token: Token, *, depth: int = 0) -> list[Ref]:
        """The parties a noun phrase stands for, with those coordinated to it; empty where it stands for none."""
        refs = self.read_one(token, depth=depth)
        if depth < 3:
            for child in token.children:
                if child.dep_ == "conj" and child.pos_ in {"PROPN", "NOUN", "PRON", "ADJ"}:
                    refs = refs + [r for r in self.read(child, depth=depth + 1) if r not in refs]
        return refs

    def read_one(self, token: Token, *, depth: int = 0) -> list[Ref]:
        """The parties a noun phrase stands for, without those coordinated to it."""
        if token.pos_ == "PRON" or token.tag_ in {"PRP", "PRP$"}:
            return self.memory.pronoun(token, self)
        if token.lower_ in {"latter", "former"}:
            return self.memory.latter()
        person = self._talking_office(token) or self.person_at(token)
        if person is not None:
            return [person]
        mention = self.mentions.get(token.i)
        if mention is not None and mention.form not in {"adjective", "place"}:
            return [mention]
        return self._through_noun(token, depth)

    def person_at(self, token: Token) -> Ref | None:
        """The person that a token names, or null."""
        if token.pos_ not in {"PROPN", "NOUN"} or not token.text[:1].isupper():
            return None
        ended = None
        if self.cast.in_long_name(token.text):
            ended = self.cast.ending([t.text for t in self.paragraph.doc[max(0, token.i - 2) : token.i + 1]])
        if ended is not None:
            named, length = ended
            first = self.paragraph.doc[token.i - length + 1]
            return Ref(named.name, "person", None, "name", first.idx, token.idx + len(token), state=named.state)
        if self.cast.in_long_name(token.text) and self._opens_longer_name(token):
            return None
        person = self.cast.person(token.text) or self.cast.person(self._full_name(token))
        if person is None:
            mention = self.mentions.get(token.i)
            if mention is not None:
                return mention if mention.kind == "person" else None
            return unknown_name(token, self, actor_nouns())
        start, end = token.idx, token.idx + len(token)
        return Ref(person.name, "person", None, "name", start, end, state=person.state)

    def _opens_longer_name(self, token: Token) -> bool:
        """True for a word inside a name of several words that the cast knows, before its last."""
        doc = self.paragraph.doc
        return any(self.cast.ending([t.text for t in doc[token.i : end]]) for end in (token.i + 2, token.i + 3))

    @staticmethod
    def _full_name(token: Token) -> str:
        parts = [c for c in attributes(token, {"compound"}) if c.pos_ == "PROPN"]
        return " ".join([c.text for c in parts] + [token.text])

    def phrase_at(self, token: Token) -> Ref | None:
        """Some people or bodies that only a common noun with its attributes names ("local sympathizers"), as written."""
        if token.pos_ != "NOUN":
            return None
        words = [*attributes(token), token]
        text = self.paragraph.reading.text[words[0].idx : token.idx + len(token)]
        return Ref(" ".join(text.split()), "phrase", None, "phrase", words[0].idx, token.idx + len(token))

    def _through_noun(self, token: Token, depth: int) -> list[Ref]:
        """A party meant through its embassy, people, envoy, policy or its share in something mutual."""
        noun = token.lemma_.lower()
        kind = actor_nouns().get(noun)
        source = self.lexicon.sources.get(noun)
        if source is not None and source.text and kind != "owned":
            return []
        if noun == "country" or noun == "state" or noun == "government" or noun == "side":
            paired = self.memory.both(token)
            if paired:
                return paired
        if noun in PARTS:
            return [ref for owner in self._owners(token, None) for ref in self.read(owner, depth=depth + 1)][:1]
        if noun in COUNTRIES and token.tag_ == "NNS":
            return self._group(token)
        if kind is None and not any(c.i in self.mentions or c.dep_ == "poss" for c in token.children):
            return []
        if noun in {"government", "govt", "cabinet", "administration"} and token.text[:1].isupper():
            bare = [c for c in token.children if c.dep_ in {"compound", "amod", "nmod", "poss"} or c.lower_ == "of"]
            if not bare:
                return self.memory.own_state(token)
        if kind == "envoy" and any(c.dep_ == "poss" and c.lower_ in {"my", "our"} for c in token.children):
            return self._office(token)
        owners = [ref for owner in self._owners(token, kind) for ref in self._owner_refs(owner, depth)]
        if owners:
            through = kind if kind in {"envoy", "organ"} else None
            if kind == "organ":
                owners = [self._state_of(ref) for ref in owners]
            return [ref._replace(form=through or ref.form) for ref in self._pruned(kind, owners)]
        return self._office(token) if kind == "envoy" else []

    @staticmethod
    def _state_of(ref: Ref) -> Ref:
        """A person's government is his state ("his govt", said of the President of Korea)."""
        if ref.kind == "person" and ref.state:
            return Ref(ref.state, "state", None, "organ", ref.start, ref.end)
        return ref

    def _group(self, token: Token) -> list[Ref]:
        """Countries named together by what they share ("countries of Asia and Africa"), in the record's words."""
        right = [t for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "in"} for t in c.subtree]
        telling = [c for c in attributes(token) if group_attributes().get(c.lower_) != "empty"]
        if token.lemma_.lower() == "power" and not any(group_attributes().get(c.lower_) == "powers" for c in telling):
            return []
        if not telling and not right:
            return []
        words = sorted([*telling, token, *right], key=lambda t: t.i)
        name = " ".join(self.paragraph.reading.text[words[0].idx : words[-1].idx + len(words[-1])].split())
        return [Ref(name, "group", None, "name", words[0].idx, words[-1].idx + len(words[-1]))]

    @staticmethod
    def _pruned(kind: str | None, owners: list[Ref]) -> list[Ref]:
        distinct = list({ref.name: ref for ref in owners}.values())
        return distinct if kind == "mutual" else distinct[:1]

    def _owners(self, token: Token, kind: str | None) -> Iterator[Token]:
        """Tokens that may name whose a thing is, in order of strength."""
        for child in token.children:
            if child.dep_ in {"poss", "compound", "nmod", "amod"}:
                yield child
        prepositions = SHARING_PREPOSITIONS if kind == "mutual" else OWNING_PREPOSITIONS
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in prepositions:
                for grand in child.children:
                    if grand.dep_ == "pobj":
                        yield grand

    def _owner_refs(self, owner: Token, depth: int) -> list[Ref]:
        mention = self.mentions.get(owner.i)
        if mention is not None and mention.form != "place":
            refs = [mention]
            for child in owner.children:
                if child.dep_ == "conj" and (more := self.mentions.get(child.i)) is not None:
                    refs.append(more)
            return refs
        if owner.dep_ in {"poss", "pobj"} and depth < 2:
            return self.read(owner, depth=depth + 1)
        return []

    def _talking_office(self, token: Token) -> Ref | None:
        """Whoever of a talk an office alone means ("The Secretary warned"): the talker who holds it, else the office."""
        words = office_words(token) if self.cast.offices else None
        if words is None or words.lower() not in self.cast.offices or not alone(token):
            return None
        person = self.cast.offices[words.lower()]
        start, end = token.left_edge.idx, token.idx + len(token)
        if person is None:
            return Ref(words, "office", None, "office", start, end)
        return Ref(person.name, "person", None, "office", start, end, state=person.state)

    def _office(self, token: Token) -> list[Ref]:
        """A person named by office alone: one of the cast, else whoever held it, else nobody."""
        words = [c.text for c in token.children if c.dep_ in {"compound", "amod"} and c.text[:1].isupper()]
        office = " ".join([*words, token.text])
        indefinite = any(
            c.dep_ == "det" and c.lower_ in {"a", "an", "any", "some", "no", "every"} for c in token.children
        )
        if not token.text[:1].isupper() or indefinite or token.tag_ == "NNS":
            return []
        named = next((ref for c in token.children if c.dep_ == "appos" and (ref := self.person_at(c))), None)
        if named is not None:
            return [named]
        full = f"{office}{self._charge(token)}"
        person = self.cast.by_office(full) or (self.cast.by_office(token.text) if full == token.text else None)
        start = min([token.idx, *(c.idx for c in token.children if c.text in words)])
        if person is not None:
            return [Ref(person.name, "person", None, "office", start, token.idx + len(token), state=person.state)]
        if self.cast.on and self.cast.home:
            holder = self.authority.office_holder(full, self.cast.home, self.cast.on)
            if holder is not None:
                return [Ref(holder.label, "person", holder.key, "office", start, token.idx + len(token))]
        if self._led_to_place(token) and self.memory.place is not None and self.memory.place.name != self.cast.home:
            return [self.memory.place._replace(form="envoy", start=start, end=token.idx + len(token))]
        return [Ref(full, "office", None, "office", start, token.idx + len(full) - len(office) + len(token))]

    @staticmethod
    def _charge(token: Token) -> str:
        """What an office is set over, as the words behind it say (" of State for Air", " for External Affairs")."""
        end = token.i + 1
        while (
            end + 1 < len(token.doc)
            and token.doc[end].lower_ in {"of", "for"}
            and token.doc[end + 1].text[:1].isupper()
        ):
            end += 2
            while end < len(token.doc) and token.doc[end].text[:1].isupper() and token.doc[end].is_alpha:
                end += 1
        return token.doc.text[token.idx + len(token) : token.doc[end - 1].idx + len(token.doc[end - 1])]

    def _led_to_place(self, token: Token) -> bool:
        """True where an office may be one of the place spoken of; in a talk only where the sentence itself is "there"."""
        if not (self.cast.conversation and self.memory.talkers):
            return True
        return any(t.lower_ == "there" and t.dep_ != "expl" for t in token.sent)

    def envoy(self, token: Token, state: Ref) -> Ref | None:
        """The one person of the cast whom a state's envoy means ("the Dutch Minister"), or null."""
        if state.kind != "state" or actor_nouns().get(token.lemma_.lower()) != "envoy":
            return None
        serving = [p for p in self.cast.counterparts if p.state == state.name]
        named = [p for p in serving if p.office and token.lower_ in p.office.lower()] or serving
        if len(named) != 1:
            return None
        return Ref(named[0].name, "person", None, "office", state.start, state.end, state=state.name)

    def place_state(self, token: Token) -> Ref | None:
        """The state a place lies in, where a place name stands ("in Pyongyang": DPRK)."""
        mention = self.mentions.get(token.i)
        return mention if mention is not None and mention.kind == "state" else None
