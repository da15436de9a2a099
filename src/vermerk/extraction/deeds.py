"""The parties of a deed done with relations, missions and their heads: who recognises whom, whose mission is where."""

from __future__ import annotations

from vermerk.extraction.clauses import Clause
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.posting import roles_of
from vermerk.extraction.recognising import of_recognition
from vermerk.extraction.roles import Roles
from vermerk.model import Kind


def roles_of_deed(kind: Kind, clause: Clause, roles: Roles, reader: PartyReader) -> Roles:
    """The parties of a clause that tells a deed of a kind (see ``posting.deeds_of``)."""
    if kind is Kind.RECOGNITION:
        return of_recognition(clause, roles, reader, reader.memory)
    return roles_of(clause, roles, reader, reader.memory)
