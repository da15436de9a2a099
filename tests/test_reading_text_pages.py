"""Archive pages whose documents come from offices of several states: head, end, participants, reference."""

from __future__ import annotations

import pytest

from vermerk.model import PartKind, Record
from vermerk.reading.archive import split_reference
from vermerk.reading.page import is_page, read_page

PAGE = """

**{date}**

**{title}**

**Citation:**

"{title}", {date}, Wilson Center Digital Archive, {reference} <https://archive.example.org/document/7>

**Summary:**

What the archive says of it.

**Credits:**

Made possible by a foundation

**Original Language:**

{language}

**Contents:**

Translation - English

{body}
"""


def page(title: str, date: str, body: str, reference: str = "AB, C 1, D/2.", language: str = "German") -> Record:
    text = PAGE.format(title=title, date=date, body=body, reference=reference, language=language)
    assert is_page(text)
    (record,) = read_page(text, "p.txt", "p.txt")
    assert record.text == text
    return record


def running(record: Record) -> list[str]:
    return [passage.of(record.text) for passage in record.body]


def names(record: Record) -> list[str | None]:
    return [one.name for one in record.description.participants]


def test_a_report_that_begins_with_an_omission_and_ends_with_name_and_office() -> None:
    record = page(
        "Report, Embassy of Ruritania in North Korea to the Ruritanian Foreign Ministry",
        "March 4, 1956",
        "[…] On 1 March I visited the Foreign Ministry. The harvest had been poor. […]\n\nThe ministry does not trust us.\n\n"
        "[…]\n\nLászló Horvath\n\nAmbassador",
        "MOL, XIX-J-1-j Korea, 4. doboz, 5/a, 004111/ 1956. Translated for NKIDP by Anna Example.",
    )
    said = record.description
    assert said.author_body == "Embassy of Ruritania in North Korea"
    assert (said.repository, said.fonds) == ("MOL", "XIX-J-1-j Korea")
    assert (said.signatories, said.author, said.translator) == (("László Horvath",), "Horvath", "Anna Example")
    assert said.document_date == "1956-03-04"
    assert len(running(record)) == 2


def test_a_journal_with_stamps_copies_and_a_signature_between_slashes() -> None:
    record = page(
        "Journal of Soviet Ambassador to the DPRK A.M. Petrov for 3 August 1957",
        "August 3, 1957",
        "SOVIET EMBASSY IN THE DPRK\n\nNº 182\n\n16/17 August 1957\n\nTOP SECRET\n\nCopy Nº 1\n\nJOURNAL  \nof Soviet Ambassador to the "
        "DPRK A. M. PETROV for the period  \n1 through 15 August 1957\n\nPyongyang\n\n[…]\n\n3 August 1957\n\n"
        "I visited Minister Nam at his invitation.\n\nSOVIET AMBASSADOR IN THE DPRK [signature] /A. PETROV/\n\nFive copies printed\n\n"
        "1 - Cde. A. A. Ivanov\n\n2 - to file\n\nNº 395 - 9 August 1957",
        "AVPRF F. 0102, Op. 13, P. 72, Delo 5. Translated for NKIDP by John Writer.",
    )
    said = record.description
    assert running(record) == ["I visited Minister Nam at his invitation."]
    assert (said.document_date, said.place, said.classification) == ("1957-08-03", "Pyongyang", "TOP SECRET")
    assert (said.author_body, said.author) == ("SOVIET EMBASSY IN THE DPRK", "Petrov")
    assert said.signatories == ("A. Petrov",)
    assert said.distribution == ("Cde. A. A. Ivanov", "file")
    assert (said.repository, said.fonds, said.shelfmark) == ("AVPRF", "F. 0102", "Op. 13, P. 72, Delo 5")
    assert record.notes == ()


def test_a_telegram_with_labelled_lines() -> None:
    record = page(
        "TELEGRAM 066.621 from the Ruritanian Embassy in Pyongyang to the Ruritanian Ministry of Foreign Affairs",
        "April 14, 1978",
        "TELEGRAM 066.621\n\nTo: the Ruritanian Ministry of Foreign Affairs\n\nFrom: the Ruritanian Embassy in Pyongyang\n\n"
        "Subject: Opening of embassies\n\nDate: April 14th, 1978\n\nClassification: Secret\n\n"
        "On April 13th the Minister said that the embassy would be opened shortly.\n\nSigned: Ambassador Dan Popescu",
        "AMAE, Folder 784/1978. Obtained and translated for NKIDP by Elena Exemplar.",
    )
    said = record.description
    assert (said.classification, said.author_body) == ("Secret", "Ruritanian Embassy in Pyongyang")
    assert (said.signatories, said.translator) == (("Dan Popescu",), "Elena Exemplar")
    assert len(running(record)) == 1


def test_a_letter_with_address_salutation_greeting_and_copies() -> None:
    record = page(
        "Letter from GDR Embassy in the DPRK to State Secretary Huber",
        "December 12, 1966",
        "Embassy of the GDR  \nin the DPRK\n\nPyongyang, 12 December 1966\n\nTo:  \nState Secretary  \nComrade Huber  \n104 Berlin\n\n"
        "Stamped: Confidential Matter 17/66\n\nDear Comrade Huber!\n\nWe learned that there has been a campaign among the people.\n\n"
        "With socialist greetings\n\n[signed] Brandt  \nActing Ambassador\n\nCopies:  \n1x Comrade Stein, Far East  \n1x Embassy",
    )
    said = record.description
    assert running(record) == ["We learned that there has been a campaign among the people."]
    assert (said.author_body, said.place) == ("Embassy of the GDR in the DPRK", "Pyongyang")
    assert (said.signatories, said.distribution) == (("Brandt",), ("Comrade Stein, Far East", "Embassy"))


def test_a_transcript_with_time_place_interpreter_and_recorder() -> None:
    record = page(
        "Record of Premier Zhou's Meeting with Pak, New Ambassador of Korea to China",
        "April 28, 1964",
        "Foreign Ministry Top Secret File\n\n(Premier has yet to review)\n\nTime: 4 p.m., 27 April 1964\n\nPlace: Xihua Hall\n\n"
        "Person attending the meeting: Vice Minister Yu Pei\n\nInterpreter: Li Xiang\n\nRecorder: Zhang Rui\n\n"
        "Premier Zhou: Comrade Ambassador, when did you arrive here?\n\nAmbassador Pak (hereafter Pak): I arrived on the 23rd.\n\nPak: Yes.",
        "PRC FMA 109-02415-01. Translated by Li Example.",
    )
    said = record.description
    assert names(record) == ["Zhou", "Pak", "Yu Pei", "Li Xiang", "Zhang Rui"]
    assert [one.role for one in said.participants[3:]] == ["interpreter", "recorder"]
    assert (said.event_date, said.classification) == ("1964-04-27", "Top Secret")
    assert (said.repository, said.fonds, said.shelfmark) == ("PRC FMA", None, "109-02415-01")
    speakers = [part.speaker for part in record.parts if part.kind is PartKind.SPEECH]
    assert speakers == ["Premier Zhou", "Ambassador Pak", "Pak"]
    assert len(running(record)) == 3


def test_a_record_from_a_diary_has_its_keeper_among_those_who_talked() -> None:
    record = page(
        "From the Diary of S. P. Kozlov, Record of Conversation with the DPRK Ambassador to the USSR, Ri, 4 December 1957",
        "December 5, 1957",
        "SECRET Copy No. 2\n\nFrom the diary of  \nS. P. KOZLOV\n\n5 December 1957  \nNº 1240/3\n\nRECORD OF CONVERSATION  \n"
        "with the DPRK Ambassador to the USSR, Ri  \n4 December 1957\n\nToday I received Ambassador Ri at his request.\n\n"
        "The conversation lasted 40 minutes. Third Secretary V. I. Ivanov was present.\n\n"
        "DEPUTY MINISTER OF FOREIGN AFFAIRS OF THE USSR (signed) S. KOZLOV",
    )
    said = record.description
    assert names(record) == ["S. P. Kozlov", "Ri", "V. I. Ivanov"]
    assert (said.document_date, said.event_date, said.classification) == ("1957-12-05", "1957-12-04", "SECRET")
    assert (said.signatories, said.author) == (("S. Kozlov",), "Kozlov")


def test_place_and_date_at_the_end_and_a_letterspaced_title() -> None:
    record = page(
        "Memorandum, Ruritanian Foreign Ministry",
        "February 16, 1976",
        "Ministry of Foreign Affairs  \nFar East Department\n\nNagy Ferenc\n\nTOP SECRET!\n\nM E M O R A N D U M\n\n"
        "Subject: Visit of the Ambassador\n\nOn 13 February Comrade Roska received the ambassador.\n\n1. He said that trade would grow.\n\n"
        "Budapest, 16 February 1976\n\nFerenc Nagy",
    )
    said = record.description
    assert (said.place, said.document_date, said.classification) == ("Budapest", "1976-02-16", "TOP SECRET")
    assert (said.author_body, said.signatories) == ("Ministry of Foreign Affairs", ("Ferenc Nagy",))
    assert len(running(record)) == 2


def test_letterhead_and_date_side_by_side() -> None:
    record = page(
        "Letter, An Account Being Submitted",
        "October 4, 1961",
        "The Embassy of Albania        Pyongyang, on October 4, 1961\n\nto the DPRK\n\nNumber 111. Top Secret\n\n"
        "Re: An account being submitted.\n\nAttached we are sending an account of the reception.\n\nThe Ambassador  \n(Hasan Shembull)",
    )
    said = record.description
    assert (said.author_body, said.place, said.classification) == (
        "Embassy of Albania to the DPRK",
        "Pyongyang",
        "Top Secret",
    )
    assert said.signatories == ("Hasan Shembull",)


def test_fields_after_the_document() -> None:
    text = (
        "Skip to content\n\nJuly 23, 1960\n\nNote on Meeting with Comrade Ri on 20 July 1960\n\nDepartment X\n\nBerlin, 23 July 1960\n\n"
        "Comrade Ri asked for support.\n\n(signed) Hiel\n\nRi asks for something.\n\nAuthor(s):\n\nDocument Information\n\nSource\n\n"
        "BStU, ZA, HA X, 390, p. 65. Translated by Bernd Muster.\n\nRights\n\nReuse is welcome."
    )
    assert is_page(text)
    (record,) = read_page(text, "p.txt", "p.txt")
    said = record.description
    assert running(record)[-1] == "Comrade Ri asked for support."
    assert (said.summary, said.place, said.event_date) == ("Ri asks for something.", "Berlin", "1960-07-20")
    assert (said.repository, said.translator) == ("BStU", "Bernd Muster")


def test_names_with_a_stop_are_speakers_only_where_they_alternate() -> None:
    lines = [
        "A. I. Sidorov. We have the note.",
        "Stevens. I shall inform him.",
        "A. I. Sidorov. Good.",
        "Stevens. That is all.",
    ]
    record = page("Conversation of Sidorov with Stevens", "June 2, 1962", "\n\n".join(lines))
    assert [p.speaker for p in record.parts if p.kind is PartKind.SPEECH] == ["A. I. Sidorov", "Stevens"] * 2
    record = page(
        "Report on Trade", "June 2, 1962", "Moscow. The trade has grown very much this year.\n\nIt will grow."
    )
    assert not [p for p in record.parts if p.kind is PartKind.SPEECH]


def test_an_archive_that_dates_otherwise_is_remarked() -> None:
    record = page("Letter to Huber", "May 3, 1960", "Strelsau, 5 May 1960\n\nWe have agreed to the treaty.")
    assert record.description.document_date == "1960-05-05"
    assert record.remarks == ("the archive dates it 1960-05-03, the document 1960-05-05",)


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("SAPMO-BA, DY 30, IV A2/20/253", ("SAPMO-BA", "DY 30", "IV A2/20/253")),
        ("NAA: A1838, 370/1/19/18, xxxiii", ("NAA", "A1838", "370/1/19/18, xxxiii")),
        ("NAA: M1003", ("NAA", "M1003", None)),
        ("AVPRF fond 0102, opis 16, delo 7", ("AVPRF", "fond 0102", "opis 16, delo 7")),
        ("PolA AA, MfAA, C 1023/73", ("PolA AA", "MfAA", "C 1023/73")),
        ("Central State Archive, Tirana, AQPPSH, D. 6", ("Central State Archive, Tirana", "AQPPSH", "D. 6")),
        ("AVP RF", ("AVP RF", None, None)),
    ],
)
def test_references_are_split_where_archives_part_them(whole: str, parts: tuple[str | None, ...]) -> None:
    found = split_reference(whole)
    assert (found.repository, found.fonds, found.shelfmark) == parts
    assert found.whole == whole
