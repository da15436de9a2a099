"""Who writes: authors, bodies and signatures of archive pages in layouts of many offices, and whose words a speech is."""

from __future__ import annotations

import pytest

from tests.test_reading_text_pages import names, page, running
from vermerk.model import PartKind
from vermerk.reading.page import read_page
from vermerk.reading.people import office_before, surname
from vermerk.reading.tei import read_tei

TALK = "He told me that the harvest had been poor.\n\nWe did not reply to this."
SIGNATURES = (
    ("Anna Example\nambassador", "Anna Example", "Example"),
    ("Exempel", "Exempel", "Exempel"),
    ("Exempel 318", "Exempel", "Exempel"),
    ("Yours sincerely,\n(R. K. Exemplar)", "R. K. Exemplar", "Exemplar"),
    ("(–) Col. T. Exemplarski", "T. Exemplarski", "Exemplarski"),
    ("(ss) Ion Exemplu", "Ion Exemplu", "Exemplu"),
    ("p.p.\nDr. Exempel\nHead of Section", "Exempel", "Exempel"),
    ("Charge d'affaires: St. Exemplov", "St. Exemplov", "Exemplov"),
    ("SOVIET AMBASSADOR TO THE MPR\n[signature] (P. EXEMPLOV)", "P. Exemplov", "Exemplov"),
    ("Counselor of the USSR Embassy in the DPRK (V. EXEMPLOV)", "V. Exemplov", "Exemplov"),
    ("Ambassador D. Exemplar\n\n4 August 1966\nBeijing city", "D. Exemplar", "Exemplar"),
    ("Exempel\nActing Ambassador\n\nNote:\nThe talk took place at our request.", "Exempel", "Exempel"),
    ("Moscow, 3 April 1969\n\nImre Példa\ncounsellor", "Imre Példa", "Példa"),
)


@pytest.mark.parametrize(("end", "signed", "author"), SIGNATURES)
def test_a_signature_of_any_office_names_the_author_and_is_no_running_text(end: str, signed: str, author: str) -> None:
    record = page("Report on the Harvest", "March 4, 1956", f"Pyongyang, 4 March 1956\n\n{TALK}\n\n{end}")
    assert (record.description.signatories, record.description.author) == ((signed,), author)
    assert running(record)[:2] == TALK.split("\n\n")
    assert not any(signed in words for words in running(record))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Cable from the Chinese Embassy in Albania, 'On the Withdrawal of Experts'", "Chinese Embassy in Albania"),
        (
            "Report, Embassy of Hungary in North Korea to the Hungarian Foreign Ministry",
            "Embassy of Hungary in North Korea",
        ),
        (
            "Ciphergram No. 7718, Polish Embassy in Beijing to the Foreign Ministry in Warsaw",
            "Polish Embassy in Beijing",
        ),
        ("Polish Embassy in Hanoi, Cipher Telegram No. 1234", "Polish Embassy in Hanoi"),
        ("Report from the Czechoslovak Embassy in Pyongyang on Korean Reactions", "Czechoslovak Embassy in Pyongyang"),
        ("Information Note of the Bulgarian Embassy in Kabul on the Situation", "Bulgarian Embassy in Kabul"),
        ("Note from the Deputy Head of the Polish Delegation to the ICCS on Cooperation", None),
        ("Report of the Yugoslav Ambassador in New Delhi on Indian Views", None),
        ("Ministry of Foreign Affairs Internal Note", "Ministry of Foreign Affairs"),
        ("REPORT BY DEFENCE COMMITTEE", "DEFENCE COMMITTEE"),
    ],
)
def test_the_body_in_a_title_is_cut_where_its_name_ends(title: str, body: str | None) -> None:
    assert page(title, "March 4, 1956", TALK).description.author_body == body


def test_a_body_that_closes_a_cable_is_its_end_and_a_receiving_stamp_is_no_author() -> None:
    record = page(
        "On Mongolian Attitudes",
        "March 4, 1961",
        f"Received by the Foreign Ministry\n5 March 1961\n\n{TALK}\n\nChinese Embassy in Mongolia\n\n4 March 1961",
    )
    assert record.description.author_body == "Chinese Embassy in Mongolia"
    assert (record.description.author, record.description.document_date) == (None, "1961-03-04")
    assert running(record) == TALK.split("\n\n")


def test_a_letterhead_in_capitals_gives_body_and_city_and_the_addressee_is_no_text() -> None:
    record = page(
        "Report of the Ruritanian Ambassador in New Delhi on Indian Views",
        "May 27, 1961",
        f"EMBASSY OF THE FPRY\nNEW DELHI\nStr. pov. no. 212/61\n27 May 1961\n\nTO THE STATE SECRETARIAT\n– First Department –\n\n{TALK}",
    )
    said = record.description
    assert (said.author_body, said.place, said.document_date) == ("EMBASSY OF THE FPRY", "New Delhi", "1961-05-27")
    assert running(record) == TALK.split("\n\n")


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Cairo, sent 9 August 1956, 22.15; received 10 August 1956, 06.40", "Cairo", "1956-08-09"),
        ("Sent from Beijing on 2 July, received on 3 July 1963", "Beijing", "1963-07-02"),
        ("From Hanoi, dispatched 2 February 1967, hr. 14:00", "Hanoi", "1967-02-02"),
    ],
)
def test_a_line_of_transmission_dates_a_cable_by_its_sending(line: str, place: str, date: str) -> None:
    said = page(
        "Cipher Telegram", "January 1, 1950", f"INCOMING CIPHER\n{line}\n\nVery urgent!\n\n{TALK}\n\nExempel"
    ).description
    assert (said.place, said.document_date, said.author) == (place, date, "Exempel")


def test_a_reference_is_found_after_any_collection_and_its_parts_are_told_apart() -> None:
    text = page("A Report", "March 4, 1956", TALK).text.replace(
        "Wilson Center Digital Archive", "Ruritanian example pages"
    )
    for reference, parts in {
        "XIX-K-4-b, box 7, 5/d": (None, "XIX-K-4-b", "box 7, 5/d"),
        "fond 0211, opis 38, delo 9": (None, "fond 0211", "opis 38, delo 9"),
        "MPR-FA, fond 7, list 2": ("MPR-FA", "fond 7", "list 2"),
        "PRC FMA 109-02415-01, pp. 8-13": ("PRC FMA", None, "109-02415-01, pp. 8-13"),
    }.items():
        changed = text.replace(
            "Ruritanian example pages, ", f"Ruritanian example pages, {reference}. Translated for it. "
        )
        (record,) = read_page(changed, "x.txt", "x.txt")
        said = record.description
        assert said.archive_reference == reference
        assert (said.repository, said.fonds, said.shelfmark) == parts


def test_a_speech_goes_on_to_the_next_speaker_and_ends_where_the_narrator_speaks() -> None:
    record = page(
        "Minutes of the Talks between the Delegation of the Romanian Party and the Delegation of the Korean Party",
        "October 19, 1971",
        "MINUTES\nof the talks between the delegation of the Romanian Communist Party, headed by comrade Ilie Exemplu, secretary of the CC, "
        "and the delegation of the Korean Workers' Party, headed by comrade Kim Chang-ho\nBucharest, 18 October 1971\n\n"
        "Cde. Ilie Exemplu: Welcome. You may speak first.\n\nCde. Kim Chang-ho: There are two problems.\n\n"
        "The first one is trade. We need rigs.\n\nCde. Ilie Exemplu: You shall have them.\n\nThe talks ended at 12:40.\n\n"
        "Notes taken by: C. Notar",
    )
    assert names(record)[:2] == ["Ilie Exemplu", "Kim Chang-ho"]
    assert (record.description.author, record.description.place) == ("Notar", "Bucharest")
    spoken = [(part.speaker, part.passage.of(record.text)) for part in record.parts if part.kind is PartKind.SPEECH]
    assert [speaker for speaker, _ in spoken] == ["Cde. Ilie Exemplu", "Cde. Kim Chang-ho", "Cde. Ilie Exemplu"]
    assert spoken[1][1].endswith("We need rigs.")
    assert spoken[2][1].endswith("You shall have them.")
    assert running(record)[-1] == "The talks ended at 12:40."


def test_questions_and_answers_are_spoken_by_the_author_and_the_other() -> None:
    record = page(
        "Memorandum of Conversation of Ambassador Juan Ejemplo with the Deputy Prime Minister of the DRV",
        "October 25, 1966",
        "MEMORANDUM\n\nInterview with comrade Le Quang Minh, Deputy Prime Minister of the DRV\n24 October 1966\n\nI thanked him.\n\n"
        "Q: How does he see the war?\n\nA: It will be long.\n\nJuan Ejemplo\nAmbassador",
    )
    spoken = [(part.label, part.speaker) for part in record.parts if part.kind is PartKind.SPEECH]
    assert spoken == [("Q:", "Ejemplo"), ("A:", "Le Quang Minh")]
    assert record.description.event_date == "1966-10-24"


def test_a_list_of_copies_at_the_head_does_not_swallow_the_letter() -> None:
    record = page(
        "Letter, A. Exemplov to V. Molotov",
        "May 7, 1946",
        f"To Comrade V. M. MOLOTOV\n\nCopies: to Comrades Vyshinsky, Dekanozov\n\n{TALK}\n\nA. EXEMPLOV\n\n7 May 1946",
    )
    assert running(record) == TALK.split("\n\n")
    assert record.description.author == "Exemplov"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Kim Il Sung", "Kim Il Sung"),
        ("Zhang Rui", "Zhang Rui"),
        ("Pham Van Dong", "Pham Van Dong"),
        ("Lee Radford", "Radford"),
        ("Lajos Példa", "Példa"),
        ("Alfred L. Atherton, Jr.", "Atherton"),
    ],
)
def test_a_family_name_that_stands_first_keeps_its_given_name(name: str, short: str) -> None:
    assert surname(name) == short


@pytest.mark.parametrize(
    ("words", "parted"),
    [
        ("Head of Department László Példa", ("Head of Department", "László Példa")),
        ("desk officer Mrs. Példa", ("desk officer", "Példa")),
        ("President Mohammad Ayub Khan of Pakistan", ("President of Pakistan", "Mohammad Ayub Khan")),
        ("Assistant Secretary of State Phillips Talbot", ("Assistant Secretary of State", "Phillips Talbot")),
        ("the Deputy Minister of War", None),
    ],
)
def test_an_office_before_a_name_is_parted_from_it(words: str, parted: tuple[str, str] | None) -> None:
    assert office_before(words) == parted


def test_sides_offices_and_heads_of_a_volume_without_their_own_markup() -> None:
    tei = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="document" n="5"><head>5. Memorandum of Conversation'
        '<note type="source">Source: National Archives, RG 59, Central Files, POL 7. Secret. Minutes prepared by Ann Scribe.</note></head>'
        '<list type="participants"><head>PARTICIPANTS</head><item><hi rend="italic">Poland</hi></item><item>Ambassador Jan '
        '<persName>Wzór</persName></item><item><hi rend="italic">U.S.</hi></item><item>The Secretary</item><item>U—Mr. George W. '
        "<persName>Ball</persName></item><item>State—U. Alexis Johnson, Joseph Sisco</item></list>"
        "<p>SUBJECT: Coal</p><p>A–842</p><p>The Ambassador asked for coal.</p></div></body></text></TEI>"
    )
    (record,) = read_tei(tei.encode(), "x.xml", "x.xml")
    told = [(one.name, one.role, one.state) for one in record.description.participants]
    assert told == [
        ("Jan Wzór", "Ambassador", "Poland"),
        (None, "Secretary", "U.S."),
        ("George W. Ball", "U", "U.S."),
        ("U. Alexis Johnson", "State", "U.S."),
        ("Joseph Sisco", "State", "U.S."),
    ]
    assert record.description.author == "Scribe"
    assert [passage.of(record.text) for passage in record.body] == ["The Ambassador asked for coal."]


def test_an_older_volume_lists_those_present_in_a_table_and_its_class_beside_the_date() -> None:
    tei = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="document" n="33">'
        '<note rend="inline" type="source">CA Files: Lot 56 D 625</note>'
        '<head><hi rend="italic">Memorandum of Conversation, by Burton Scribe of the Office of British Affairs</hi></head>'
        '<opener><dateline>[<placeName>Washington</placeName>,] <date when="1951-02-08">February 8, 1951</date>.</dateline>'
        "<seg>top secret</seg></opener><table><row><cell>Participants:</cell><cell>Prime Minister S. G. Sample</cell></row>"
        "<row><cell/><cell>Sir Carl Muster, New Zealand Ambassador</cell></row>"
        "<row><cell/><cell><gloss>BNA</gloss>—Mr. B. Scribe</cell></row></table>"
        "<p>Mr. Sample wished to make a point clear.</p></div></body></text></TEI>"
    )
    (record,) = read_tei(tei.encode(), "x.xml", "x.xml")
    said = record.description
    assert [(one.name, one.role) for one in said.participants] == [
        ("S. G. Sample", "Prime Minister"),
        ("Carl Muster", "New Zealand Ambassador"),
        ("B. Scribe", "BNA"),
    ]
    assert (said.author, said.author_body, said.classification) == ("Scribe", "Office of British Affairs", "top secret")
    assert (said.fonds, said.shelfmark) == ("CA Files", "Lot 56 D 625")
    assert [passage.of(record.text) for passage in record.body] == ["Mr. Sample wished to make a point clear."]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (
            "Mr. <persName>Jones</persName> and Mr. <persName>Smith</persName>, EUR",
            [("Jones", "EUR"), ("Smith", "EUR")],
        ),
        ("The Italian Ambassador (<persName>Brosio</persName>)", [("Brosio", "Italian Ambassador")]),
        ("<persName>Ambassador Bruce</persName>", [("Bruce", "Ambassador")]),
        ("General <persName>Goodpaster</persName>", [("Goodpaster", None)]),
        ("The Acting Secretary, Mr. <persName>Dillon</persName>", [("Dillon", "Acting Secretary")]),
    ],
)
def test_an_entry_of_a_list_of_participants_gives_names_and_offices(
    item: str, told: list[tuple[str, str | None]]
) -> None:
    tei = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="document" n="1"><head>1. Memorandum of Conversation'
        '<note n="1">Source: Department of State, Central Files, 884.411/11–1059. Secret. Drafted by Scribe on May 1.</note></head>'
        f'<list type="participants"><head>PARTICIPANTS</head><item>{item}</item></list><p>They spoke.</p></div></body></text></TEI>'
    )
    (record,) = read_tei(tei.encode(), "x.xml", "x.xml")
    assert [(one.name, one.role) for one in record.description.participants] == told
    assert (record.description.author, record.description.classification) == ("Scribe", "Secret")


def test_a_postscript_below_the_signature_stays_text() -> None:
    record = page(
        "Letter from Example to Muster",
        "March 4, 1929",
        f"4 March 1929\n\nDear Mr. Muster,\n\n{TALK}\n\nI am, Yours sincerely, R. G. EXAMPLE\n\nP.S. I enclose the paper of which you asked.",
    )
    assert (record.description.signatories, record.description.author) == (("R. G. Example",), "Example")
    assert running(record) == [*TALK.split("\n\n"), "P.S. I enclose the paper of which you asked."]


def test_a_letter_signed_above_its_address_is_by_whoever_signs() -> None:
    record = page(
        "Cable, Embassy of India in Nepal",
        "May 4, 1965",
        f"EMBASSY OF INDIA\nKATHMANDU\n\nNo. 14-P/65\nMay 4, 1965.\n\nMy dear Muster,\n\n{TALK}\n\nYours sincerely,\nSd/-\n(Shriman Example)\n\n"
        "Shri C. S. Muster,\nForeign Secretary,\nNew Delhi.",
    )
    assert (record.description.signatories, record.description.author) == (("Shriman Example",), "Example")
    assert (record.description.place, running(record)) == ("Kathmandu", TALK.split("\n\n"))
