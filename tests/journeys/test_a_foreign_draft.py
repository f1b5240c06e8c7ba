"""An editor of another organization tries each address and form of a draft, in a browser: nothing opens, nothing changes."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser import OpenPage
from tests.people import SignIn

DRAFT = "Чернетка лише для своїх"
SEND = """async ([address, fields]) => {
  const token = document.querySelector('input[name=csrf_token]').value;
  const answer = await fetch(address, {method: 'POST', redirect: 'manual',
    body: new URLSearchParams({...fields, csrf_token: token})});
  return answer.status;
}"""


def _addresses(page: Page) -> set[str]:
    """Where the forms and links of a member's page lead, those with a number of a record."""
    found = page.locator("main a[href^='/member/'], main form").evaluate_all(
        "all => all.map(each => each.getAttribute('href') || each.getAttribute('action') || location.pathname)"
    )
    return {address for address in found if any(part.isdigit() for part in address.split("/"))}


def test_no_address_and_no_field_opens_a_foreign_draft(open_page: OpenPage, sign_in: SignIn) -> None:
    own = open_page("/", java_script_enabled=False)
    sign_in(own, "editor")
    own.goto("/member/services")
    form = own.locator("a[href^='/member/services/'][href$='/edit']").last.get_attribute("href") or ""
    own.goto(form)
    service_id = form.split("/")[3]
    own.locator("#f-summary_uk").fill(DRAFT)
    own.get_by_role("button", name="Зберегти чернетку й переглянути").click()
    draft = own.url
    addresses = {form, draft.removeprefix(own.url.split("/member")[0])} | _addresses(own)
    for page_of_it in (form, form.replace("/edit", "/history"), form.replace("/edit", "/remove")):
        own.goto(page_of_it)
        addresses |= {page_of_it} | _addresses(own)
    assert len(addresses) >= 6

    other = open_page("/")
    sign_in(other, "foreign_editor")
    other.goto("/member")
    assert DRAFT not in other.content()
    own_form = other.locator("a[href^='/member/services/'][href$='/edit']").first.get_attribute("href") or ""
    for address in sorted(addresses):
        answer = other.goto(address)
        assert answer is not None and answer.status in {404, 405}, address
        assert DRAFT not in other.content(), address
        other.goto(own_form)
        fields = {"summary_uk": "Чуже", "version": "1", "reason": "ended", "record_id": service_id}
        assert other.evaluate(SEND, [address, fields]) in {404, 405}, address
    foreign = {"record_id": service_id, "change_id": draft.rsplit("/", 1)[1], "organization_id": "1"}
    other.evaluate(SEND, [own_form, {"summary_uk": "Чуже", "version": "0", "record_version": "0"} | foreign])

    own.goto(draft)
    assert DRAFT in own.content()
    assert "Чуже" not in own.content()
    with own.expect_navigation():
        own.get_by_role("button", name="Відмовитися від зміни").click()
