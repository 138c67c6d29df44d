"""The results wall."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from sessions.actions import conference_wall as actions
from sessions.forms.conference_room import CardForm, HideForm, TopicForm
from sessions.models import Conference, WallCard, WallTopic
from sessions.queries.conference_room import wall_of
from sessions.views.conference_common import (
    back,
    fragment,
    need_join,
    need_run,
    page,
    run_conference,
    seen_conference,
    seen_on,
)

WALL = "wall"


@require_http_methods(["GET", "POST"])
@login_required
def wall(request: PersonRequest, pk: int) -> HttpResponse:
    """All cards under their headings, and adding one."""
    conference = seen_conference(request, pk)
    if request.method == "POST":
        need_join(request, conference)
    form = _card_form(request, conference)
    if form.is_bound and form.is_valid():
        try:
            card = actions.add_card(
                topic=form.cleaned_data["topic"], text=form.cleaned_data["text"], by=request.user
            )
        except DomainError as error:
            form.add_error("text", str(error))
        else:
            said = _("Your card is on the wall.")
            return back(conference, WALL, at=f"card-{card.pk}", said=said, request=request)
    return _wall(request, conference, form, TopicForm())


@require_GET
@login_required
def wall_part(request: PersonRequest, pk: int) -> HttpResponse:
    """The cards without the page around them."""
    conference = seen_conference(request, pk)
    return fragment(request, "wall", conference, {"topics": wall_of(conference, request.user)})


@require_POST
@login_required
def topic_add(request: PersonRequest, pk: int) -> HttpResponse:
    """A new heading."""
    conference = run_conference(request, pk)
    form = TopicForm(request.POST)
    if form.is_valid():
        try:
            actions.add_topic(
                conference=conference, title=form.cleaned_data["title"], by=request.user
            )
        except DomainError as error:
            form.add_error("title", str(error))
        else:
            said = _("The heading is on the wall.")
            return back(conference, WALL, said=said, request=request)
    return _wall(request, conference, CardForm(topics=conference.wall_topics.all()), form)


@require_POST
@login_required
def topic_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a heading away that nobody wrote under."""
    topic = seen_on(WallTopic.objects.visible_to(request.user), pk)
    need_run(request, topic.conference)
    try:
        actions.remove_topic(topic=topic, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The heading is removed."))
    return back(topic.conference, WALL, request=request)


@require_POST
@login_required
def card_take_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the own card off the wall."""
    card = _seen(request, pk)
    if card.author_id != request.user.pk:
        raise PermissionDenied(_("Only who wrote a card takes it back."))
    try:
        actions.take_back_card(card=card, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Your card is off the wall."))
    return back(card.conference, WALL, request=request)


@require_http_methods(["GET", "POST"])
@login_required
def card_hide(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a card off the wall, with a reason."""
    card = _seen(request, pk)
    need_run(request, card.conference)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.hide_card(card=card, reason=form.cleaned_data["reason"], by=request.user)
        return back(card.conference, WALL, said=_("The card is hidden."), request=request)
    context = {"form": form, "text": card.text, "name": WALL}
    return page(request, "hide", card.conference, context, refused=form.is_bound)


@require_POST
@login_required
def card_show(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a hidden card on the wall again."""
    card = _seen(request, pk)
    need_run(request, card.conference)
    actions.hide_card(card=card, reason="", by=request.user)
    return back(card.conference, WALL, at=f"card-{pk}", request=request)


def _seen(request: PersonRequest, pk: int) -> WallCard:
    return seen_on(WallCard.objects.visible_to(request.user), pk)


def _card_form(request: PersonRequest, conference: Conference) -> CardForm:
    data = request.POST if request.method == "POST" else None
    return CardForm(data, topics=conference.wall_topics.all())


def _wall(
    request: PersonRequest, conference: Conference, form: CardForm, topic_form: TopicForm
) -> HttpResponse:
    context = {
        "form": form,
        "topic_form": topic_form,
        "topics": wall_of(conference, request.user),
    }
    refused = form.is_bound or topic_form.is_bound
    return page(request, "wall", conference, context, refused=refused)
