"""What makes a verb a cue, and a noun a holder: the complement that the verb needs, and the words that can speak.

"Maintained that" reports, "maintained neutrality" does not; an expert or a bulletin says, a fact or a policy does not.
"""

from __future__ import annotations

from spacy.tokens import Token

from vermerk.extraction.clauses import PREDICATES, SUBJECTS
from vermerk.extraction.lexicon import Complement, Cue, Lexicon, read_pairs
from vermerk.model import Mode

CLAUSES = frozenset({"ccomp", "csubj", "csubjpass", "parataxis"})
QUOTES = frozenset({'"', "“", "'", "‘", "''", "``"})
SPEAKING = frozenset({"organ", "people", "envoy"})  # types of actors.tsv that act and speak; what is owned does not
TOLD = frozenset({Mode.SAYS, Mode.KNOWS})  # a statement or information tells something; a view or a question does not
UNREAL = frozenset({"need", "only"})  # "I need not say that …", "did not only say that …": it is said


def takes_its_complement(head: Token, cue: Cue) -> bool:
    """True where a predicate has what its cue needs to report anything."""
    if cue.complement is Complement.ANYTHING or head.dep_ == "prep":
        return True
    below = [*head.children, *(g for c in head.children if c.dep_ in {"acomp", "oprd"} for g in c.children)]
    if any(c.dep_ in CLAUSES or is_bare_report(c) for c in below) or _quotes(head):
        return True
    if any(_stands_for_a_clause(c) for c in below) or (cue.mode is Mode.KNOWS and any(c.dep_ == "neg" for c in below)):
        return True
    objects = any(c.dep_ in {"dobj", "oprd"} for c in below)
    if any(c.dep_ == "xcomp" for c in below):
        passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in below)
        return cue.complement is Complement.CLAUSE or passive
    return not objects and _parenthetical(head)


def is_bare_report(token: Token) -> bool:
    """True for a report without "that" which the parse takes for an adverbial clause ("replied broadly there were …")."""
    if token.dep_ != "advcl" or token.i < token.head.i or token.tag_ in {"VBG", "VBN", "VB"}:
        return False
    opens = token.left_edge
    between = token.doc[token.head.i + 1 : opens.i]
    if any(t.is_punct or t.pos_ in {"SCONJ", "CCONJ"} for t in between):
        return False
    marked = any(c.dep_ in {"mark", "advmod", "cc"} and c.i < token.i and _links(c) for c in token.children)
    return not marked and any(c.dep_ in SUBJECTS for c in token.children)


def _stands_for_a_clause(token: Token) -> bool:
    """True for "this" or "so" ("does not believe this") and for a noun that brings its clause ("the view that …")."""
    if token.dep_ == "advmod":
        return token.lower_ in {"so", "otherwise"}
    if token.dep_ != "dobj":
        return False
    return token.lower_ in {"this", "that", "so"} or any(
        c.dep_ in {"acl", "ccomp"} and any(g.lower_ == "that" and g.tag_ == "IN" for g in c.children)
        for c in token.children
    )


def _links(word: Token) -> bool:
    return word.tag_ in {"IN", "WRB", "CC"} or word.dep_ == "mark"


def _quotes(head: Token) -> bool:
    """True where words in quotation marks or a colon follow the predicate at once, or close its sentence."""
    following = [t for t in head.doc[head.i + 1 : head.sent.end] if not t.is_space]
    ends = [t.text for t in following[-2:]]
    if any(text.startswith(":") for text in ends):
        return True
    near = [t.text for t in following[:3]]
    return bool(near) and (
        near[0] == ":" or near[0] in QUOTES or (near[0] == "," and near[1:2] != [] and near[1] in QUOTES)
    )


def _parenthetical(head: Token) -> bool:
    """True for a verb of saying set into what it reports ("as Renouf notes", "…, he added, …")."""
    return head.dep_ in {"advcl", "parataxis"} and (
        head.dep_ == "parataxis" or any(c.dep_ == "mark" and c.lower_ == "as" for c in head.children)
    )


def can_hold(token: Token, lexicon: Lexicon) -> bool:
    """True where a noun phrase can say, think or know something: names, persons, bodies and texts."""
    if token.pos_ == "PRON" or token.tag_ in {"PRP", "PRP$", "DT", "WP"}:
        return True
    if len(token.text.strip(".")) < 2 or token.text.isdigit() or _half(token):
        return False  # the letter or number of a list, or half a word
    if token.pos_ != "NOUN" or (token.text[:1].isupper() and not token.is_upper and not token.is_sent_start):
        return True
    lemma = token.lemma_.lower()
    source = lexicon.sources.get(lemma)
    if (source is not None and (source.text or source.mode in TOLD)) or read_pairs("actors.tsv").get(lemma) in SPEAKING:
        return True
    return read_pairs("reporting.tsv").get(lemma) in {"person", "body", "text"} or lemma in read_pairs("bodies.tsv")


def is_text(token: Token, lexicon: Lexicon) -> bool:
    """True for a noun that names words written down: it says things, and thinks or hears of none."""
    if token.pos_ != "NOUN":
        return False
    lemma = token.lemma_.lower()
    if read_pairs("actors.tsv").get(lemma) in SPEAKING:
        return False
    source = lexicon.sources.get(lemma)
    return (source is not None and source.text) or read_pairs("reporting.tsv").get(lemma) == "text"


def may_be_name(token: Token) -> bool:
    """True for a bare word that opens a sentence, which the tagger may have taken for a common noun ("Smuts told me")."""
    if token.pos_ != "NOUN" or not token.is_sent_start or not token.text[:1].isupper() or token.is_upper:
        return False
    return not any(c.dep_ in {"det", "amod", "nmod", "compound", "poss", "prep", "nummod"} for c in token.children)


def _half(token: Token) -> bool:
    """True for the first half of a word with a hyphen, which the parser cuts ("Co" of "Co-ordinator")."""
    following = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
    return not token.whitespace_ and following in {"-", "–", "‑"}


def withheld(verb: Token, mode: Mode) -> bool:
    """True where somebody is told not to have said a thing ("had not mentioned that", "without saying that")."""
    if mode is not Mode.SAYS:
        return False
    words = read_pairs("reporting.tsv")
    if any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children):
        return not any(c.lower_ in UNREAL or c.lemma_.lower() in UNREAL for c in verb.children)
    above = verb.head
    if verb.dep_ not in {"xcomp", "pcomp"} or words.get(above.lemma_.lower()) != "withholds":
        return False
    return not (above.pos_ in PREDICATES and any(c.dep_ == "neg" for c in above.children))


def resumes(clause: Token) -> bool:
    """True for a joined that-clause behind a comma ("…, and that France would pay"): it takes up an outer series."""
    if clause.dep_ != "conj":
        return False
    marker = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if marker is None or marker.i < 2:
        return False
    return clause.doc[marker.i - 1].dep_ == "cc" and clause.doc[marker.i - 2].text in {",", ";"}


def reported(verb: Token) -> bool:
    """True where a verb, or the one it is joined to, stands in a that-clause itself."""
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
