"""Walks each page in a real Chromium, reviews by keyboard, and compares what was decided on the disk."""

import json

import pytest

from tests.browser.conftest import missing
from vermerk.corpus import Action, Corpus
from vermerk.web import Holdings
from vermerk.web.copying import copy_site
from vermerk.web.rendering import at

PAGES = (
    "/corpus", "/records", "/search", "/search?q=embassy", "/search?kind=contact", "/parties", "/parties/Australia",
    "/pair", "/pair?a=Australia&b=United%20Kingdom", "/chronology", "/conflicts", "/unknowns", "/promises", "/network",
    "/map", "/review", "/review/compare", "/who?name=UAR&on=1968", "/records/none",
)  # fmt: skip


def record_of(folder):
    rows = Corpus(folder).records.order_by("row").select("record").execute()
    return str(rows["record"][0])


def places(folder):
    statement = str(Corpus(folder).statements.order_by("row").select("id").limit(1).execute()["id"][0])
    record = record_of(folder)
    return (*PAGES, at("records", record), at("statements", statement), at("review", "records", record))


def decided(folder, who="Anna"):
    path = folder.decisions / f"{who}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def test_each_page_opens_without_an_error_and_fits_a_narrow_screen(page, folder):
    for place in places(folder):
        for width in (1280, 400):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(place)
            assert page.locator("h1").count() == 1, place
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (place, width)
    wrong = [said for said in page.wrong if "404" not in said]
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_wcag_2_2_aa(page, folder, axe, scheme):
    page.emulate_media(color_scheme=scheme)
    found = []
    for place in places(folder):
        page.goto(place)
        page.evaluate(axe)
        told = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        found += [
            (place, one["id"], one["help"], [node["html"][:160] for node in one["nodes"]][:2])
            for one in told["violations"]
        ]
    assert found == []


def test_no_page_carries_more_than_300_kb_of_script(page, folder):
    carried = []
    page.on("response", lambda got: carried.append(got) if got.request.resource_type == "script" else None)
    for place in places(folder):
        carried.clear()
        page.goto(place)
        assert sum(len(got.body()) for got in carried) <= 300_000, place


def test_a_statement_can_be_read_on_paper(page, folder):
    page.goto(at("records", record_of(folder)))
    page.get_by_role("button", name="Light or dark").click()
    page.emulate_media(media="print")
    assert page.locator(".top").is_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".row:not(.beside) .words").first.is_visible()


def test_the_copy_is_read_and_searched_from_a_disk(chromium, folder, tmp_path):
    copy_site(Holdings(folder), tmp_path / "copy")
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(8000)
    page.goto((tmp_path / "copy/corpus.html").as_uri())
    page.locator("#quick").fill("steel")
    page.keyboard.press("Enter")
    page.locator("#copy-found article").first.wait_for()
    assert "steel" in page.locator("#copy-found blockquote").first.inner_text()
    page.locator("#copy-found blockquote a").first.click()
    assert page.locator(".ladder li").count() >= 1
    page.get_by_role("link", name="Relations", exact=True).click()
    page.locator(".parties a").first.click()
    assert page.locator(".sheet-of tbody tr").count() >= 1
    context.close()


def test_two_reviewers_are_compared_side_by_side(page, folder, axe):
    kept = Holdings(folder)
    rows = kept.ask("SELECT id FROM told ORDER BY row DESC LIMIT 2")
    for name in ("Bert", "Cara"):
        kept.decide(name, Action.ACCEPT, rows[0]["id"])
    kept.decide("Bert", Action.REJECT, rows[1]["id"])
    kept.decide("Cara", Action.CORRECT, rows[1]["id"], fields={"certainty": "possible"})
    page.goto("/review/compare?a=Bert&b=Cara")
    verdict = page.locator("tbody tr", has_text="verdict").first
    assert verdict.locator("td").all_inner_texts()[:3] == ["2", "1", "50 %"]
    assert page.locator(".differs, .compare").count() >= 1
    page.evaluate(axe)
    assert page.evaluate("axe.run()")["violations"] == []


def test_pages_read_without_scripts(chromium, address, folder):
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(at("records", record_of(folder)))
    page.locator(".row .ref").first.click()
    card = page.locator(".card:target")
    assert card.count() == 1
    card.locator("summary").click()
    assert card.locator(".ladder li").count() >= 1
    card.get_by_role("link", name="Statement, history and citation").click()
    assert page.locator(".copyable").count() == 4
    context.close()


def test_a_number_in_the_text_opens_its_statement_and_both_light_up(page, folder):
    page.goto(at("records", record_of(folder)))
    page.locator(".row .ref").first.click()
    assert page.locator("details.card[open]").count() == 1
    page.locator(".row .p").first.hover()
    assert page.locator(".card.lit").count() == 1


def test_a_citation_is_copied(page, folder):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(places(folder)[-2])
    page.get_by_role("button", name="Copy Footnote").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".copyable pre").first.inner_text()


def test_light_and_dark_are_kept(page):
    page.goto("/corpus")
    before = page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor")
    page.get_by_role("button", name="Light or dark").click()
    page.goto("/records")
    assert page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor") != before


def test_statements_are_reviewed_by_keyboard_alone(page, folder):
    page.goto("/review")
    shown = [page.locator("input[name=statement]").input_value()]

    def press(key):
        with page.expect_navigation():
            page.keyboard.press(key)
        shown.append(page.locator("input[name=statement]").input_value())

    press("a")
    press("r")
    press("s")
    page.keyboard.press("e")
    page.locator("select[name=certainty]").focus()
    page.locator("select[name=certainty]").select_option("possible")
    assert "with 1 change" in page.locator("[data-key=a]").inner_text() or page.locator(".changed").count() == 1
    page.locator("input[name=actor]").focus()
    page.keyboard.press("End")
    page.keyboard.type("; Fiji")
    press("Control+Enter")
    assert len(set(shown)) == 5
    lines = decided(folder)
    assert [(line["action"], line["statement"]) for line in lines] == [
        ("accept", shown[0]), ("reject", shown[1]), ("correct", shown[3]),
    ]  # fmt: skip
    assert lines[-1]["fields"]["certainty"] == "possible"
    assert lines[-1]["fields"]["actor"][-1] == "Fiji"
    press("u")
    assert shown[-1] == shown[3]
    assert decided(folder)[-1]["action"] == "undo"
    assert decided(folder)[-1]["undoes"] == lines[-1]["id"]
    assert Corpus(folder).statement(shown[0]).review == "accepted"


def test_letters_in_a_field_are_letters_and_keys_can_be_turned_off(page, folder):
    page.goto("/review")
    before = len(decided(folder))
    page.locator("input[name=what]").focus()
    page.keyboard.press("End")
    page.keyboard.type("arsu")
    assert page.locator("input[name=what]").input_value().endswith("arsu")
    page.keyboard.press("Escape")
    page.locator("#keys").uncheck()
    page.locator("h1").click()
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    assert len(decided(folder)) == before
    page.locator("#keys").check()


def test_names_are_looked_up_at_the_records_date(page):
    page.goto("/review")
    page.locator("input[name=actor]").fill("UAR")
    page.locator(".told-by", has_text="UAR").wait_for()


def test_a_record_is_reviewed_by_keyboard(page, folder):
    record = record_of(folder)
    page.goto(at("review", "records", record))
    before = len(decided(folder))
    page.keyboard.press("j")
    page.keyboard.press("j")
    item = page.evaluate("document.activeElement.querySelector('input[name=statement]').value")
    with page.expect_navigation():
        page.keyboard.press("a")
    lines = decided(folder)
    assert len(lines) == before + 1
    assert lines[-1]["statement"] == item


def test_words_selected_in_the_text_become_a_statement(page, folder):
    record = record_of(folder)
    page.goto(at("records", record))
    if not page.locator("script[src*=annotating]").count():
        missing("the bundle of front-end libraries", "cd web && npm ci && npm run build")
    block = page.locator(".row:not(.beside) .words").nth(1)
    block.scroll_into_view_if_needed()
    box = block.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 16)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 16, steps=8)
    page.mouse.up()
    page.locator("#adding").wait_for()
    page.locator("#adding select[name=kind]").select_option("visit")
    page.locator("#adding input[name=actor]").fill("Australia")
    with page.expect_navigation():
        page.get_by_role("button", name="Add").click()
    added = decided(folder)[-1]
    text = Corpus(folder).record(record).text
    anchor = added["anchor"]
    assert added["action"] == "add"
    assert text[anchor["start"] : anchor["end"]] == anchor["quote"] == added["fields"]["quote"]
    assert page.locator(".card", has_text="added by hand").count() == 1


def test_the_slider_shows_the_sheet_of_a_year(page):
    page.goto("/pair?a=Finland&b=USSR")
    slider = page.locator("#year")
    with page.expect_navigation():
        slider.evaluate("s => { s.value = s.min; s.dispatchEvent(new Event('change')); }")
    assert "on=" in page.url


def test_network_and_map_are_drawn(page):
    for place, picture in (("/network", "#network canvas"), ("/map", "#map circle")):
        page.goto(place)
        if not page.locator("script[src*=built]").count():
            missing("the bundle of front-end libraries", "cd web && npm ci && npm run build")
        page.locator(picture).first.wait_for(state="attached")


def test_a_search_is_narrowed_by_a_facet(page):
    page.goto("/corpus")
    page.locator("#quick").fill("embassy")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=embassy")
    found = page.locator(".passage").count()
    assert found > 0
    page.locator(".facets a").first.click()
    assert page.locator(".chosen li").count() == 1
    assert page.locator(".passage").count() <= found
    assert page.locator(".passage .inside").count() > 0
