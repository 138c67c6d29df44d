"""The home page and the pages that anybody may read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from front import queries
from front.turn import turn_of
from people.actions import choose_language
from people.models import Person
from sessions.queries.overseeing import attention_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My turn, the rounds and the news; for a visitor what Klankbord is."""
    person = request.user
    if not isinstance(person, Person):
        return render(request, "front/welcome.html")
    rounds = queries.rounds_of(person)
    context = {
        "turn": turn_of(request),
        "rounds": queries.round_lines(rounds),
        "news": queries.news(person),
        "attention": attention_for(person, rounds),
    }
    return render(request, "front/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What Klankbord is and who is behind it."""
    return render(request, "front/about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of people, and why."""
    return render(request, "front/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the site is, and what to do when something does not work."""
    return render(request, "front/accessibility.html")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on, here and in the mail, and stay on the same page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        back, {request.get_host()}, require_https=request.is_secure()
    ):
        back = "/"
    answer = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if translation.check_for_language(chosen) and chosen in dict(settings.LANGUAGES):
        _keep(request, answer, chosen)
    return answer


def _keep(request: HttpRequest, answer: HttpResponse, chosen: str) -> None:
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=request.is_secure(),
    )
    if isinstance(request.user, Person):
        choose_language(person=request.user, language=chosen, by=request.user)
