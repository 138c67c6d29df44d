"""Every page that the story visits: no violation, nothing sticks out, no error in the browser."""

from collections.abc import Callable

import pytest

from tests.journeys.browsers import Visitor

Person = Callable[..., Visitor]
pytestmark = pytest.mark.once
# The demo in an empty database: round 2 is September's; plan 1 is Zuid-Limburg's, with invitation 12 still open.
PAGES = {
    "": [
        "/",
        "/about/",
        "/privacy/",
        "/accessibility/",
        "/account/login/",
        "/account/login/code/",
        "/account/password/reset/",
        "/account/signup/",
    ],
    "facilitator": [
        "/",
        "/rounds/",
        "/rounds/new/",
        "/rounds/conflicts/",
        "/rounds/2/",
        "/rounds/2/steps/",
        "/rounds/2/plans/",
        "/rounds/2/assign/",
        "/rounds/2/assign/5/",
        "/rounds/2/assign/send/",
        "/rounds/2/extensions/",
        "/reviews/plans/5/merge/",
        "/rounds/assignments/12/withdraw/",
        "/reviews/rounds/2/forms/",
        "/reviews/rounds/1/questions/",
        "/reviews/forms/2/",
        "/reviews/forms/",
        "/reviews/forms/new/",
        "/reviews/forms/import/",
        "/reviews/forms/versions/1/",
        "/reviews/overviews/2017/",
        "/reviews/overviews/rounds/1/",
        "/reviews/overviews/2017/regions/zuid-limburg/",
        "/reviews/overviews/dossiers/1/",
        "/people/",
        "/people/invitations/",
        "/people/invitations/new/",
        "/people/log/",
        "/people/organisations/",
        "/people/roles/",
        "/programme/",
        "/programme/2017/",
        "/programme/2017/steps/2/edit/",
        "/outbox/",
        "/outbox/1/",
        "/notices/",
        "/ui/",
    ],
    "lead": [
        "/",
        "/plans/",
        "/plans/new/zuid-limburg/",
        "/plans/1/",
        "/plans/1/edit/",
        "/plans/1/changes/",
        "/plans/1/submit/",
        "/plans/1/level/",
        "/plans/1/versions/1/",
        "/plans/1/versions/2/changes/",
        "/reviews/",
        "/reviews/plans/1/",
        "/reviews/plans/1/questions/",
        "/reviews/plans/5/",
        "/reviews/recommendations/",
        "/reviews/recommendations/1/",
        "/reviews/recommendations/5/",
        "/reviews/recommendations/1/commitments/new/",
        "/reviews/dossiers/1/",
        "/reports/",
        "/reports/dossiers/1/",
        "/reviews/commitments/1/",
        "/reviews/help/",
        "/reviews/commitments/1/edit/",
        "/people/regions/",
        "/people/regions/zuid-limburg/",
        "/people/regions/zuid-limburg/edit/",
        "/people/regions/zuid-limburg/team/",
        "/reviews/regions/zuid-limburg/judged/",
    ],
    "friend": [
        "/",
        "/plans/1/",
        "/reviews/",
        "/reviews/1/",
        "/reviews/write/1/",
        "/reviews/write/9/",
        "/reviews/write/9/check/",
        "/reviews/write/9/text/",
        "/reviews/write/9/together/",
        "/reviews/plans/1/questions/",
        "/reviews/pattern/",
        "/threads/",
        "/threads/on/dossier/1",
        "/threads/on/dossier/1/start",
        "/threads/on/question/1",
        "/notices/",
        "/notices/preferences/",
        "/people/profile/",
        "/account/2fa/",
        "/account/email/",
        "/account/sessions/",
        "/account/password/change/",
    ],
    "peer": ["/", "/rounds/assignments/12/", "/rounds/2/", "/plans/"],
    "observer": [
        "/",
        "/plans/",
        "/rounds/",
        "/reviews/",
        "/reviews/overviews/2017/",
        "/reviews/overviews/rounds/2/",
        "/threads/",
    ],
    "stranger": ["/", "/plans/", "/rounds/", "/reviews/", "/threads/"],
}
TALKING = {"friend"}  # who sees the threads of the list as well; their numbers differ every time
WIDTHS = (320, 768)
VARIANTS = [("nl", "light"), ("en", "dark")]


def paths_of(visitor: Visitor, role: str) -> list[str]:
    """The pages of this role, with the first two threads of the list."""
    threads = visitor.links("/threads/", r"/threads/\d+") if role in TALKING else []
    assert len(threads) > 1 or role not in TALKING
    return [*PAGES[role], *threads[:2]]


@pytest.mark.parametrize(("language", "scheme"), VARIANTS)
@pytest.mark.parametrize("role", list(PAGES))
def test_no_page_has_a_violation_or_sticks_out(
    person: Person, role: str, language: str, scheme: str
) -> None:
    visitor = person(role, language=language, scheme=scheme)

    found, wide = {}, []
    for path in paths_of(visitor, role):
        visitor.go(path)
        found[path] = visitor.violations()
        wide += [(path, width) for width in WIDTHS if visitor.sticks_out(width)]

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert wide == []
    assert visitor.complaints == []
