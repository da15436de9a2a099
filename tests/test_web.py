"""The site without a browser: every page and its twin, hostile records, sign-in, forged forms, decisions on the disk."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.places import ROOT
from vermerk.corpus import Corpus, Folder, add, build
from vermerk.model import BadRequest, BadTable, Passage

pytest.importorskip("starlette")
import itertools

from starlette.testclient import TestClient

from vermerk.web import Access, Holdings, site
from vermerk.web.access import hashed, read_accounts
from vermerk.web.citing import bibtex
from vermerk.web.fields import changes, fields_of, mark_of
from vermerk.web.guard import Rate
from vermerk.web.marking import blocks, lanes_of, plain
from vermerk.web.openapi import description
from vermerk.web.pages import PAGES
from vermerk.web.pages.compare import kappa
from vermerk.web.rendering import as_csv, at, web_address

HOSTILE = """# <script>alert(1)</script>

Moscow, 3 May 1967

Memorandum of Conversation

The Ambassador of Finland visited <img src=x onerror=alert(2)> Moscow in May 1967. "{{ 7 * 7 }}" he said.

The Soviet Union agreed with Finland on javascript:alert(3) trade\r\nand delivered 20,000 tons of steel to Finland in 1967.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    hostile = root / "hostile <b>&'\".txt"
    hostile.write_bytes(HOSTILE.encode())
    made = Folder.begin(root / "corpus", "Examples <i>of</i> records")
    list(add(made, [ROOT / "examples", hostile]))
    build(made, processes=1)
    return made


@pytest.fixture(scope="module")
def holdings(folder):
    return Holdings(folder)


@pytest.fixture
def reader(holdings):
    return TestClient(site(holdings, Access("alone", name="Anna"), ["testserver"]))


def first(holdings, order="row"):
    return holdings.ask(f"SELECT id, record FROM told ORDER BY {order} LIMIT 1")[0]


def token(page):
    return re.search(r'name="token" value="(\w+)"', page.text)[1]


def addresses(holdings):
    one = first(holdings)
    return [
        "/corpus", "/records", "/records?year=1963&order=title", "/search", "/search?q=embassy", "/search?kind=contact",
        "/search?q=trade&party=Australia", "/parties", "/parties/Australia", "/parties/Australia?kind=contact", "/pair",
        "/pair?a=Australia&b=France", "/pair?a=Australia&b=France&on=1963", "/chronology", "/chronology?a=Australia",
        "/conflicts", "/unknowns", "/promises", "/network", "/network?kind=contact&on=1970", "/map", "/review",
        "/review?kind=contact", "/review/compare", "/who?name=UAR&on=1968", at("records", one["record"]),
        at("statements", one["id"]), at("statements", one["id"], "others"), at("review", "records", one["record"]),
    ]  # fmt: skip


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_every_page_and_its_twin_answer_and_carry_no_script_of_their_own(reader, holdings):
    for address in addresses(holdings):
        page = reader.get(address)
        assert page.status_code == 200, address
        tags = Tags()
        tags.feed(page.text)
        for tag, attributes in tags.found:
            assert not any(name.startswith("on") or name == "style" for name in attributes), (address, tag, attributes)
            assert tag != "style"
            if tag == "script":
                assert attributes["src"].startswith("/static/")
            if tag == "a" and "href" in attributes:
                assert attributes["href"].startswith(("/", "#", "?", "http://", "https://")), attributes
        path, _, query = address.partition("?")
        twin = reader.get(f"{path}.json?{query}")
        assert twin.status_code == 200
        assert isinstance(twin.json(), dict)


def test_tables_come_as_csv_and_no_cell_is_a_formula(reader):
    assert reader.get("/chronology.csv").text.splitlines()[0].startswith("day,")
    assert reader.get("/network.csv").status_code == 200
    written = as_csv([Passage(1, 2)])
    assert written.splitlines() == ["start,end", "1,2"]


def test_the_headers_keep_a_hostile_record_harmless(reader):
    headers = reader.get("/corpus").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in policy


def test_hostile_words_are_escaped_everywhere(reader, holdings):
    name = next(r["record"] for r in holdings.ask("SELECT record FROM records") if r["record"].startswith("hostile"))
    statement = holdings.ask("SELECT id FROM told WHERE record = ? LIMIT 1", [name])
    pages = [
        at("records", name),
        "/records",
        "/search?q=moscow",
        "/corpus",
        at("search", q="<script>alert(1)</script>"),
    ]
    pages += [at("statements", statement[0]["id"]), at("review", record=name)] if statement else []
    for address in pages:
        text = reader.get(address).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "<i>of</i>" not in text
    assert "{{ 7 * 7 }}" in reader.get(at("records", name)).text
    assert web_address("javascript:alert(1)") is None
    assert web_address(" https://example.org/a") == "https://example.org/a"
    assert web_address("http://[bad") is None


class Words(HTMLParser):
    """The text of the elements that hold the record's words, as a browser would have it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.depth, self.text = 0, []

    def handle_starttag(self, tag, attrs):
        if self.depth:
            self.depth += tag in {"div", "span", "a"}
        elif ("class", "words") in attrs:
            self.depth = 1

    def handle_endtag(self, tag):
        self.depth -= bool(self.depth) and tag in {"div", "span", "a"}

    def handle_data(self, data):
        if self.depth:
            self.text.append(data)


def test_the_text_on_the_page_is_the_record_character_by_character(reader, holdings):
    for row in holdings.ask("SELECT record FROM records"):
        record = holdings.record(row["record"])
        words = Words()
        words.feed(reader.get(at("records", row["record"])).text)
        assert "".join(words.text) == record.text


def test_blocks_cover_a_text_and_name_every_statement_once(holdings):
    for row in holdings.ask("SELECT record FROM records"):
        record, read = holdings.record(row["record"]), holdings.machine_of(row["record"])
        read = sorted(read, key=lambda s: (s.start, s.end, s.id))
        cut = blocks(record, read)
        assert cut[0].start == 0
        assert cut[-1].end == len(record.text)
        assert all(a.end == b.start for a, b in itertools.pairwise(cut))
        assert [n for b in cut for n in b.statements] == list(range(1, len(read) + 1))


def test_overlapping_passages_lie_in_lanes_of_their_own():
    assert lanes_of([Passage(0, 10), Passage(5, 15), Passage(10, 12), Passage(20, 22)]) == [0, 1, 0, 0]
    assert str(plain("a\r\n<\x00")) == "a&#13;\n&lt;\ufffd"


def test_what_is_not_there_is_told_in_one_line(reader):
    for address, status in (
        ("/records/none", 404), ("/statements/none", 404), ("/parties/Nobody at all", 404), ("/nothing", 404),
        ("/search?q=%22open", 400), ("/search?leaf=x", 400), ("/pair?a=DPRK&b=DPRK", 400), ("/network?kind=none", 400),
        ("/who?name=UAR&on=yesterday", 400), ("/chronology?since=never", 400), ("/search?q=" + "a" * 600, 400),
    ):  # fmt: skip
        page = reader.get(address)
        assert page.status_code == status, address
        assert "Traceback" not in page.text
    assert reader.get("/records/none.json").json()["error"]
    assert reader.get("/search.json?leaf=x").status_code == 400


def test_openapi_describes_every_twin(reader):
    told = json.loads(description(PAGES))
    assert told == reader.get("/openapi.json").json()
    assert set(told["paths"]) == {re.sub(r":path", "", page.path) + ".json" for page in PAGES}
    operations = [get["get"]["operationId"] for get in told["paths"].values()]
    assert len(set(operations)) == len(PAGES)
    text = json.dumps(told)
    for reference in set(re.findall(r"#/components/schemas/([\w.]+)", text)):
        assert reference in told["components"]["schemas"]


def test_a_page_that_a_browser_has_is_not_sent_again(reader):
    page = reader.get("/records")
    again = reader.get("/records", headers={"if-none-match": page.headers["etag"]})
    assert again.status_code == 304


def test_only_names_of_this_machine_are_answered(holdings):
    strange = TestClient(site(holdings, Access("alone", name="Anna")), base_url="http://evil.example")
    assert strange.get("/corpus").status_code == 400


def test_decisions_are_written_under_the_reviewers_name_and_taken_back(reader, folder, holdings):
    desk = reader.get("/review")
    name = re.search(r'name="statement" value="(\w+)"', desk.text)[1]
    mark = re.search(r'name="mark" value="(\w+)"', desk.text)[1]
    form = {"token": token(desk), "statement": name, "mark": mark, "action": "accept"}
    page = reader.post("/review/decide", data=form)
    assert "Accepted" in page.text
    assert f'value="{name}"' not in page.text
    lines = [json.loads(line) for line in (folder.decisions / "Anna.jsonl").read_text().splitlines()]
    assert lines[-1]["action"] == "accept"
    assert lines[-1]["statement"] == name
    assert Corpus(folder).statement(name).review == "accepted"
    assert "accepted" in reader.get(at("statements", name)).text
    page = reader.post("/review/decide", data={"token": token(page), "action": "undo"})
    assert "Taken back" in page.text
    assert holdings.statement(name).review == "unseen"
    page = reader.post("/review/decide", data={**form, "action": "skip", "token": token(page)})
    assert f'name="statement" value="{name}"' not in page.text


def test_a_changed_field_is_a_correction_and_a_wrong_one_is_told(reader, folder, holdings):
    name = first(holdings, "row DESC")["id"]
    desk = reader.get(at("review", statement=name))
    statement = holdings.statement(name).statement
    form = {field.name: field.value for field in fields_of(statement) if field.form != "check"}
    form |= {"token": token(desk), "statement": name, "mark": mark_of(statement), "action": "accept"}
    wrong = reader.post("/review/decide", data={**form, "time": "last year"})
    assert wrong.status_code == 400
    assert "EDTF" in wrong.text
    assert reader.post("/review/decide", data={**form, "action": "correct"}).status_code == 400
    page = reader.post("/review/decide", data={**form, "certainty": "possible", "actor": "USSR; Finland"})
    assert "Corrected: actor, certainty" in page.text
    held = holdings.statement(name)
    assert held.review == "corrected"
    assert held.statement.actor == ("USSR", "Finland")
    assert Corpus(folder).statement(name).statement.certainty == "possible"
    stale = reader.post("/review/decide", data={**form, "action": "accept"})
    assert stale.status_code == 409
    assert len(holdings.history(name)) == 1


def test_two_reviewers_are_compared_and_neither_sees_the_others_version(holdings):
    name = first(holdings, "row DESC")["id"]
    bert = TestClient(site(holdings, Access("alone", name="Bert"), ["testserver"]))
    desk = bert.get(at("review", statement=name))
    machine = next(s for s in holdings.machine_of(holdings.record_of(name)) if s.id == name)
    assert f'value="{mark_of(machine)}"' in desk.text
    form = {"token": token(desk), "statement": name, "mark": mark_of(machine), "action": "reject", "comment": "no"}
    assert "Rejected" in bert.post("/review/decide", data=form).text
    told = bert.get("/review/compare.json?a=Anna&b=Bert").json()
    assert told["both"] == 1
    assert told["agreement"][0] == {"field": "verdict", "both": 1, "agree": 0, "kappa": 0.0}
    assert told["differing"][0]["verdicts"] == ["corrected", "rejected"]
    assert "disputed" in bert.get(at("statements", name)).text


def test_a_record_is_accepted_only_as_it_was_shown(reader, holdings):
    record = first(holdings)["record"]
    desk = reader.get(at("review", "records", record))
    marks = dict(re.findall(r'name="(mark-\w+)" value="(\w+)"', desk.text))
    assert marks
    form = {"token": token(desk), "desk": record, **marks}
    broken = reader.post("/review/accept-shown", data={**form, next(iter(marks)): "other"})
    assert broken.status_code == 409
    page = reader.post("/review/accept-shown", data=form)
    assert f"{len(marks)} statements accepted" in page.text
    assert {h.review for h in holdings.standing_of(record)} <= {"accepted", "corrected", "disputed"}


def test_selected_words_become_a_statement(reader, holdings):
    record = holdings.record(first(holdings)["record"])
    start = record.body[0].start
    quote = record.text[start : start + 20]
    page = reader.get(at("records", record.id))
    form = {
        "token": token(page),
        "record": record.id,
        "start": start,
        "end": start + 20,
        "quote": quote,
        "kind": "visit",
    }
    moved = reader.post("/review/add", data={**form, "quote": "other words entirely"})
    assert moved.status_code == 409
    page = reader.post("/review/add", data={**form, "actor": "Australia; France", "time": "1962"})
    assert page.status_code == 200
    added = [h for h in holdings.standing_of(record.id) if h.review == "added"]
    assert added[0].statement.quote == quote
    assert added[0].statement.actor == ("Australia", "France")
    assert added[0].statement.chain[0].mode == "writes"
    assert reader.get(at("statements", added[0].statement.id)).status_code == 200


def test_a_form_from_elsewhere_is_refused(reader, holdings):
    name = first(holdings)["id"]
    form = {"statement": name, "action": "reject"}
    assert reader.post("/review/decide", data=form).status_code == 403
    desk = reader.get(at("review", statement=name))
    good = {**form, "token": token(desk)}
    assert reader.post("/review/decide", data=good, headers={"origin": "http://evil.example"}).status_code == 403
    assert reader.post("/review/decide", data=good, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert reader.post("/review/decide", json=good).status_code == 415
    assert reader.post("/review/decide", data={**good, "comment": "x" * 300_000}).status_code == 413
    other = TestClient(site(holdings, Access("alone", name="Anna"), ["testserver"]))
    other.get("/review")
    assert other.post("/review/decide", data=good).status_code == 403
    assert reader.get("/review/decide").status_code in {404, 405}


def test_guests_read_and_decide_nothing(holdings):
    guest = TestClient(site(holdings, Access("guests", guests=True), ["testserver"]))
    assert guest.get("/corpus").status_code == 200
    assert "Guests read" in guest.get("/review").text
    assert guest.post("/review/decide", data={"action": "undo"}).status_code == 403


def test_a_team_signs_in_with_passwords(holdings, tmp_path):
    users = tmp_path / "users"
    users.write_text(f"# team\nAnna:reviewer:{hashed('long enough words')}\nGast:guest:{hashed('only for reading')}\n")
    access = Access("passwords", accounts=read_accounts(users))
    client = TestClient(site(holdings, access, ["testserver"]))
    assert client.get("/corpus.json").status_code == 401
    page = client.get("/records?year=1963")
    assert page.url.path == "/sign-in"
    wrong = client.post("/sign-in", data={"token": token(page), "name": "Anna", "password": "guess"})
    assert wrong.status_code == 403
    page = client.post("/sign-in", data={"token": token(wrong), "name": "Anna", "password": "long enough words"})
    assert str(page.url).endswith("/records?year=1963")
    assert "Sign out Anna" in page.text
    out = client.post("/sign-out", data={"token": token(page)})
    assert out.url.path == "/sign-in"
    page = client.get("/sign-in")
    page = client.post("/sign-in", data={"token": token(page), "name": "Gast", "password": "only for reading"})
    assert "Guests read" in client.get("/review").text
    answers = [client.post("/sign-in", data={"token": "x"}).status_code for _ in range(3)]
    assert set(answers) == {403}


def test_cookies_go_over_tls_alone_where_a_proxy_speaks_it(holdings):
    access = Access("passwords", accounts=read_accounts_of("Anna", "long enough words"))
    for tls in (False, True):
        client = TestClient(site(holdings, access, ["testserver"], tls=tls))
        cookie = client.get("/sign-in").headers["set-cookie"].lower()
        assert ("secure" in cookie) is tls
        assert "httponly" in cookie
        assert "samesite=lax" in cookie


def test_passwords_cannot_be_tried_without_end(holdings):
    access = Access("passwords", accounts=read_accounts_of("Anna", "long enough words"))
    client = TestClient(site(holdings, access, ["testserver"]))
    page = client.get("/sign-in")
    tries = [client.post("/sign-in", data={"token": token(page), "name": "Anna", "password": "no"}) for _ in range(10)]
    assert tries[-1].status_code == 429


def read_accounts_of(name, password):
    from vermerk.web.access import Account

    return {name: Account(name, "reviewer", hashed(password))}


def test_a_password_file_with_a_mistake_is_told_by_its_line(tmp_path):
    users = tmp_path / "users"
    users.write_text("Anna:reviewer:plain\n")
    with pytest.raises(BadTable, match="line 1"):
        read_accounts(users)
    users.write_text("# nobody\n")
    with pytest.raises(BadRequest):
        read_accounts(users)


def test_a_proxy_names_the_reader_and_nobody_else_does(holdings):
    believed = Access("header", header="X-Remote-User", proxies=frozenset({"testclient"}))
    client = TestClient(site(holdings, believed, ["testserver"]))
    assert client.get("/corpus.json").status_code == 401
    assert client.get("/corpus.json", headers={"x-remote-user": "Cara"}).status_code == 200
    assert client.get("/corpus.json", headers={"x-remote-user": "../../etc"}).status_code == 401
    strange = Access("header", header="X-Remote-User", proxies=frozenset({"10.0.0.1"}))
    refused = TestClient(site(holdings, strange, ["testserver"]))
    assert refused.get("/corpus.json", headers={"x-remote-user": "Cara"}).status_code == 401


def test_rates_let_bursts_through_and_fill_again():
    rate = Rate(3, 1)
    assert [rate.allows("a", 0.0) for _ in range(4)] == [True, True, True, False]
    assert rate.allows("b", 0.0)
    assert rate.allows("a", 1.5)


def test_changes_are_read_as_the_codebook_has_them(holdings):
    row = first(holdings)
    statement = next(s for s in holdings.machine_of(row["record"]) if s.id == row["id"])
    record = holdings.record(row["record"])
    form = {field.name: field.value.replace("\n", "\r\n") for field in fields_of(statement) if field.form != "check"}
    form |= {"editorial": "yes"} if statement.editorial else {}
    assert changes(statement, form, record) == {}
    told = changes(
        statement,
        {**form, "chain": "Anna | writes\nBert | says", "quantities": "1,000-2,000 | about ton | steel"},
        record,
    )
    assert told["chain"] == [{"holder": "Anna", "mode": "writes"}, {"holder": "Bert", "mode": "says"}]
    assert told["quantities"] == [{"value": [1000, 2000], "unit": "ton", "of": "steel", "approximate": True}]
    words = " ".join(statement.quote.split()[:3])
    moved = changes(statement, {**form, "quote": words}, record)
    assert record.text[moved["start"] : moved["end"]] == moved["quote"]
    for wrong in (
        {"chain": "Anna writes"},
        {"quantities": "many | ton"},
        {"quote": "not in the text"},
        {"time": "soon"},
    ):
        with pytest.raises(BadRequest):
            changes(statement, {**form, **wrong}, record)


def test_kappa_is_cohens():
    assert kappa([]) is None
    assert kappa([("a", "a"), ("a", "a")]) is None
    assert kappa([("a", "a"), ("b", "b"), ("a", "b"), ("b", "a")]) == 0.0
    assert kappa([("a", "a"), ("b", "b")]) == 1.0


def test_bibtex_survives_signs_of_its_own():
    entry = bibtex({"id": "a {b}", "title": "Costs & 5% {x}", "author": [{"family": "O_x", "given": ""}],
                    "issued": {"date-parts": [[1968, 12]]}, "URL": "https://x.org/{a}"})  # fmt: skip
    assert r"Costs \& 5\% \{x\}" in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")
    assert "date = {1968-12}" in entry


def test_decisions_made_elsewhere_are_seen(holdings, folder):
    name = first(holdings, "row DESC")["id"]
    before = holdings.version
    Corpus(folder).decide("Dora", "comment", name, comment="seen in the archive")
    assert any(d.who == "Dora" for d in holdings.history(name))
    assert holdings.version > before
    path = folder.decisions / "Dora.jsonl"
    kept = path.read_text()
    path.write_text("")
    assert not any(d.who == "Dora" for d in holdings.history(name))
    path.write_text(kept)
    assert any(d.who == "Dora" for d in holdings.history(name))


def test_the_scripts_of_a_page_stay_small():
    static = Path(__file__).parents[1] / "src/vermerk/web/static"
    own = sum((static / name).stat().st_size for name in ("site.js", "review.js", "pair.js"))
    bundles = [path.stat().st_size for path in (static / "built").glob("*.js")] or [0]
    assert own + max(bundles) < 300_000


def test_what_was_decided_of_a_record_stands_under_its_new_name(tmp_path):
    made = Folder.begin(tmp_path / "corpus")
    list(add(made, [ROOT / "examples" / "note-ulan-bator-1971.txt"]))
    build(made, processes=1)
    held = Holdings(made)
    chosen = [h.statement for h in held.standing_of("note-ulan-bator-1971.txt")][7:9]
    held.decide("Anna", "accept", chosen[0].id)
    held.decide("Anna", "correct", chosen[1].id, fields={"certainty": "possible"})
    source = made.records / "note-ulan-bator-1971.txt"
    source.rename(source.with_name("renamed.txt"))
    build(made, processes=1)
    again = Holdings(made)
    standing = {h.statement.quote: h for h in again.standing_of("renamed.txt") if h.reviewers}
    assert {standing[s.quote].review for s in chosen} == {"accepted", "corrected"}
    name = standing[chosen[0].quote].statement.id
    assert [d.who for d in again.history(name)] == ["Anna"]
    client = TestClient(site(again, Access("alone", name="Anna"), ["testserver"]))
    assert "2 of" in client.get(at("review", "records", "renamed.txt")).text
    page = client.get(at("review", statement=name))
    again.decide("Bert", "reject", name)
    assert "disputed" in client.get(at("statements", name)).text
    assert "You have accepted it before" in page.text
