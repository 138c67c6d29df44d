"""Who I am, and how much waits for me."""

from typing import Any

from ninja import Router, Schema

from api.auth import PersonRequest
from notifications.queries import unread_count

router = Router(tags=["me"])


class Me(Schema):
    """The person behind the session."""

    id: int
    name: str
    language: str
    notices: int


@router.get("/me", response=Me, url_name="me")
def me(request: PersonRequest) -> dict[str, Any]:
    """The person behind the session, and the number of unread notices."""
    person = request.user
    return {
        "id": person.pk,
        "name": str(person),
        "language": person.language,
        "notices": unread_count(person),
    }
