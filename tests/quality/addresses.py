"""Every page template with an address that shows it at its fullest: what the tests of quality walk through."""

from __future__ import annotations

import gzip
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.architecture.sources import templates
from tests.engines import locked

HEAVIEST = "*"
"""In an address: whichever page of that kind is the heaviest."""

PAGES: Mapping[str, str] = {
    "accounts/ask_link.html": "/sign-in/link",
    "accounts/ask_reset.html": "/reset",
    "accounts/dead_link.html": "/reset/nothing",
    "accounts/email.html": "/account/email",
    "accounts/index.html": "/account",
    "accounts/new_passkey.html": "/account/passkeys/new",
    "accounts/new_second_factor.html": "/account/second-factor/new",
    "accounts/password.html": "/account/password",
    "accounts/people.html": "/people",
    "accounts/invite_person.html": "/people/invite",
    "accounts/person.html": "/people/1",
    "accounts/decide_on_person.html": "/people/1/shut-out",
    "accounts/change_oblasts.html": "/people/4/oblasts",
    "accounts/recovery_codes.html": "/account/recovery-codes",
    "accounts/sign_in.html": "/sign-in",
    "applications/join.html": "/join",
    "applications/show.html": "/join/{application}",
    "coordination/applications.html": "/coordination/applications",
    "coordination/audit.html": "/coordination/audit",
    "coordination/calls.html": "/coordination/calls",
    "coordination/change.html": "/coordination/review/{change}",
    "coordination/correct.html": "/coordination/review/{change}/correct",
    "coordination/freshness.html": "/coordination/freshness",
    "coordination/index.html": "/coordination",
    "coordination/partnerships.html": "/coordination/partnerships",
    "coordination/partnership.html": "/coordination/partnerships/{partnership}",
    "coordination/organization.html": "/coordination/organizations/1",
    "coordination/record.html": "/coordination/records/organization/1",
    "coordination/relocations.html": "/coordination/relocations",
    "coordination/reports.html": "/coordination/reports",
    "coordination/review.html": "/coordination/review",
    "directory/map.html": "/map",
    "directory/services.html": "/services?q=психолог Царичанка",
    "errors/error.html": "/no-such-page",
    "events/index.html": "/events",
    "events/month.html": "/events?month={month}",
    "events/show.html": "/events/*",
    "forums/documents.html": "/member/forums/donechchyna-poruch/documents",
    "forums/index.html": "/forums",
    "forums/show.html": "/forums/*",
    "feedback/report.html": "/services/*/report",
    "feedback/show.html": "/reports/{report}",
    "freshness/confirm.html": "/confirm/{confirmation}",
    "freshness/edit.html": "/confirm/{confirmation}/edit/{record}",
    "freshness/stale.html": "/confirm/{dead}",
    "home/index.html": "/",
    "home/network.html": "/network",
    "home/prose/about.en.html": "/en/about",
    "home/prose/about.uk.html": "/about",
    "home/prose/accessibility.en.html": "/en/accessibility",
    "home/prose/accessibility.uk.html": "/accessibility",
    "home/prose/how-we-check.en.html": "/en/how-we-check",
    "home/prose/how-we-check.uk.html": "/how-we-check",
    "home/prose/privacy.en.html": "/en/privacy",
    "home/prose/privacy.uk.html": "/privacy",
    "mail/index.html": "/dev/mail",
    "mail/show.html": "/dev/mail/{mail}",
    "member/index.html": "/member",
    "member/change.html": "/member/changes/{change}",
    "member/confirm.html": "/member/confirm/{organization}",
    "member/days.html": "/member/stops/{stop}/days",
    "member/edit.html": "/member/services/{service}/edit",
    "member/history.html": "/member/services/{service}/history",
    "member/remove.html": "/member/services/{service}/remove",
    "member/remove_person.html": "/member/people/{organization}/{person}/remove",
    "member/people.html": "/member/people",
    "member/records.html": "/member/services",
    "member/moves.html": "/member/moves",
    "member/referrals.html": "/member/referrals",
    "member/partnership.html": "/member/partnerships/{partnership}",
    "member/agree.html": "/member/partnerships/{partnership}/agree",
    "member/network_partnerships.html": "/member/network-partnerships",
    "mobile_teams/index.html": "/mobile-teams",
    "mobile_teams/show.html": "/mobile-teams/*",
    "news/index.html": "/news",
    "news/show.html": "/news/*",
    "organizations/index.html": "/organizations",
    "profiles/communities.html": "/communities",
    "profiles/community.html": "/communities/*",
    "profiles/organization.html": "/organizations/*",
    "profiles/origin.html": "/from/myrnohrad",
    "profiles/service.html": "/services/*",
    "profiles/which.html": "/communities/pokrovska",
    "partnerships/index.html": "/partnerships",
    "partnerships/network.html": "/partnerships/network",
    "partnerships/show.html": "/partnerships/resilience-center-in-zaporizhzhia",
    "relocations/index.html": "/relocations",
    "relocations/show.html": "/relocations/*",
    "urgent/index.html": "/urgent",
}
"""One address for each template that is a page; what stands in braces, tests/quality/planted.py gives."""

UNADDRESSED: Mapping[str, str] = {
    "accounts/drop_second_factor.html": "a phone has first to be connected: see tests/accounts/test_roles.py",
    "accounts/code.html": "between two steps of signing in: see tests/accounts/test_views.py",
    "accounts/codes.html": "shown once, after a phone was connected: see tests/accounts/test_views.py",
    "accounts/email_sent.html": "answers a form: see tests/accounts/test_editing.py",
    "accounts/link.html": "its address stands in a mail: see tests/accounts/test_views.py",
    "accounts/make_passkey.html": "answers a form: see tests/accounts/test_passkeys_browser.py",
    "accounts/new_email.html": "its address stands in a mail: see tests/accounts/test_editing.py",
    "accounts/new_password.html": "its address stands in a mail: see tests/accounts/test_views.py",
    "accounts/no_passkey.html": "answers a form: see tests/accounts/test_passkeys.py",
    "accounts/remove_passkey.html": "a key has first to be made: see tests/accounts/test_passkeys_browser.py",
    "accounts/second_factor.html": "between two steps of signing in: see tests/accounts/test_views.py",
    "accounts/sent.html": "answers a form: see tests/accounts/test_views.py",
    "accounts/sign_in_again.html": "for people without a password: see tests/accounts/test_editing.py",
    "freshness/proposed.html": "answers a form: see tests/freshness/test_editing.py",
    "freshness/sent.html": "answers a form: see test_answers_to_a_reminder_break_no_rule",
    "coordination/application.html": "somebody has first to apply: see tests/journeys/test_joining.py",
    "coordination/call.html": "an organization has first to be called: see tests/coordination/test_decisions.py",
    "coordination/moved_on.html": "answers a form: see tests/coordination/test_decisions.py",
    "coordination/report.html": "stands behind a link: see tests/journeys/test_feedback_resolved.py",
    "member/report.html": "stands behind a link of /member: see tests/journeys/test_member_edits.py",
    "freshness/thanks.html": "answers a form: see test_answers_to_a_reminder_break_no_rule",
}
"""Pages that the starting data give no address for, with the reason."""

STATES: Mapping[str, str] = {
    "all services": "/services",
    "a topic": "/topics/children",
    "a topic in a community": "/topics/psychologist?place=tsarychanska",
    "nothing found": "/services?q=трактористка",
    "a search that is wrong": "/services?age=500&within=5&place=ніде",
    "an old name": "/services?q=Димитров",
    "many filters": "/services?q=діти&place=dniprovska&mode=site&language=uk&open=1&within=50&age=7&from=bakhmutska",
    "a second page": "/services?page=2",
    "a search in English": "/en/services?q=psychologist Tsarychanka",
    "a service in English": "/en/services/*",
    "teams of a place": "/mobile-teams?place=Павлоград",
    "no teams of a place": "/mobile-teams?place=Львів",
    "organizations of a kind": "/organizations?kind=donor",
    "past events": "/events?when=past",
    "no events": "/events?kind=culture&enrolment=open&community=Львів",
    "filters of events that are wrong": "/events?community=ніде&month=13",
    "a map of a topic": "/map?topic=children",
    "a map of moves": "/map?show=flows&from=myrnohradska",
    "moves from a community": "/relocations?from=Димитров&what=service",
    "filters of moves that are wrong": "/relocations?from=ніде&state=planned",
    "a move in English": "/en/relocations/*",
    "a forum in English": "/en/forums/*",
}
"""Other faces of the same templates."""

LISTS: tuple[str, ...] = (
    "/services",
    "/services?q=психолог Царичанка",
    "/topics/children",
    "/communities",
    "/communities/*",
    "/organizations",
    "/partnerships",
    "/partnerships/resilience-center-in-zaporizhzhia",
    "/relocations",
    "/relocations/*",
    "/mobile-teams",
    "/events",
    "/forums",
    "/forums/*",
    "/news",
    "/from/myrnohrad",
    "/from/*",
    "/services/*",
)
"""Lists and service pages: what a family opens over a bad connection."""

NO_PAGES = {
    "accounts.code": "between two steps of signing in",
    "accounts.drop_second_factor": "a phone has first to be connected",
    "accounts.invitation": "its address stands in a mail",
    "accounts.link": "its address stands in a mail",
    "accounts.new_email": "its address stands in a mail",
    "accounts.remove_passkey": "a key has first to be made",
    "accounts.second_factor": "between two steps of signing in",
    "accounts.use_link": "takes a form",
    "coordination.application": "somebody has first to apply",
    "coordination.call": "an organization has first to be called",
    "coordination.report": "stands behind a link",
    "member.new": "the form of member.edit, empty",
    "member.report": "stands behind a link",
    "accounts.add_passkey": "takes a form",
    "accounts.ask_passkey": "data for a browser",
    "accounts.end_other_sessions": "takes a form",
    "accounts.end_session": "takes a form",
    "accounts.member_login": "leads on to the sign-in page",
    "accounts.sign_out": "takes a form",
    "accounts.sign_out_person": "takes a form",
    "accounts.use_passkey": "takes a form",
    "coordination.accept_application": "takes a form",
    "coordination.ask_applicant": "takes a form",
    "coordination.publish_change": "takes a form",
    "coordination.refuse_application": "takes a form",
    "coordination.answer_for_party": "takes a form",
    "coordination.partnership_document": "a file",
    "coordination.remove_record": "takes a form",
    "coordination.send_back": "takes a form",
    "coordination.show_confidential": "takes a form",
    "coordination.take_back": "takes a form",
    "coordination.trust": "takes a form",
    "coordination.answer_call": "takes a form",
    "coordination.settle_report": "takes a form",
    "directory.flow_data": "data of the map",
    "directory.map_data": "data of the map",
    "events.calendar": "a file for calendars",
    "forums.document": "a file",
    "forums.shared_document": "a file",
    "home.healthz": "for machines",
    "home.readyz": "for machines",
    "home.robots": "for machines",
    "home.sitemap": "for machines",
    "profiles.short": "leads on to the service",
    "mail.file": "a file of development",
    "applications.answer": "takes a form",
    "member.partnership_document": "a file",
    "partnerships.document": "a file",
    "coordination.document": "a file",
    "member.document": "a file",
    "member.edit_change": "leads on to the form",
    "member.invite": "takes a form",
    "member.preview": "is the public page with a word on top",
    "member.propose": "takes a form",
    "member.restore": "takes a form",
    "member.withdraw": "takes a form",
    "freshness.answer": "takes a form",
    "freshness.renew": "takes a form",
}
"""Endpoints that render no page, with the reason."""


def page_templates() -> set[str]:
    """The templates that are pages of their own: no component, no piece, no page that others build on."""
    paths = (path for path in templates() if path.suffix == ".html" and len(path.parts) > 1)
    return {str(path) for path in paths if path.parts[0] != "components" and not path.name.startswith("_")}


SIGNED_IN: Mapping[str, str] = {
    "/account": "editor",
    "/coordination/audit": "system_admin",
    "/member": "organization_admin",
    "/coordination": "coordinator",
    "/people": "system_admin",
}
"""Who has to be signed in to see the pages below an address; the first that fits."""


def role_for(address: str) -> str | None:
    """Who has to be signed in to see a page; None when everybody sees it."""
    return next((role for top, role in SIGNED_IN.items() if f"{address}/".startswith(f"{top}/")), None)


def is_english(address: str) -> bool:
    return address.startswith("/en/")


class Site:
    """A running directory with its starting data: which of its pages are the heaviest, and what was `planted` there."""

    def __init__(
        self, base: str, planted: Mapping[str, str] | None = None, known: Path | None = None
    ) -> None:
        """`known` is a file in which processes that look at the same data tell each other what they found."""
        self.base, self.planted, self.known = base, planted or {}, known
        self._heaviest: dict[str, str] = {}
        self._published: list[str] = []

    def resolve(self, address: str) -> str:
        """The address with the heaviest page in the place of its star, ready to be asked for."""
        if "{" in address:
            return address.format_map(self.planted)
        folder, star, rest = address.partition(HEAVIEST)
        if not star:
            return quote(address, safe="/?&=%")
        if folder not in self._heaviest:
            self._heaviest[folder] = self._find_heaviest(folder)
        return self._heaviest[folder] + rest

    def _find_heaviest(self, folder: str) -> str:
        """Each page is asked for once a run; in English it is the page that is the heaviest in Ukrainian."""
        if is_english(folder):
            return "/en" + self.resolve(folder.removeprefix("/en") + HEAVIEST)
        if self.known is None:
            return max(self._matching(folder), key=self._weight)
        with locked(self.known.with_suffix(".lock")):
            found = json.loads(self.known.read_text("utf-8")) if self.known.exists() else {}
            if folder not in found:
                found[folder] = max(self._matching(folder), key=self._weight)
                self.known.write_text(json.dumps(found), "utf-8")
        return str(found[folder])

    def _matching(self, address: str) -> Iterable[str]:
        folder = re.escape(address)
        found = [path for path in self._addresses() if re.fullmatch(rf"{folder}[^/]+", path)]
        if not found and "/from/" in address:
            page = self._read("/").decode()
            found = re.findall(rf'href="({folder}[^"/]+)"', page)
        assert found, f"no page like {address}"
        return found

    def _addresses(self) -> list[str]:
        if not self._published:
            sitemap = self._read("/sitemap.xml").decode()
            self._published = [urlsplit(found).path for found in re.findall(r"<loc>([^<]+)</loc>", sitemap)]
        return self._published

    def _weight(self, path: str) -> int:
        return len(gzip.compress(self._read(path), 6, mtime=0))

    def _read(self, path: str) -> bytes:
        try:
            with urllib.request.urlopen(self.base + path, timeout=30) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            error.close()
            raise


def name_of(address: str) -> str:
    """A test's name for an address."""
    return Path(address).as_posix().replace("*", "heaviest")
