"""Writing the words of one letter: of all such letters, or of those of one held sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from core.text import render as render_text
from notifications import actions
from notifications.errors import AlreadyDecided, WordsChanged
from notifications.forms import WordingForm
from notifications.letters import Letter
from notifications.models import Wording
from notifications.previews import Reader
from notifications.queries.wordings import history_of, wording_of
from notifications.wordable import Wordable
from people.http import PersonRequest
from people.models import Language


@dataclass(frozen=True)
class Desk:
    """One letter in one language, with the addresses of its page and of the way back to the usual words."""

    letter: Wordable
    language: str
    here: str
    usual: str
    saved: str

    @property
    def about(self) -> dict[str, Any]:
        """What names the words, as actions want it."""
        return {"kind": self.letter.key, "language": self.language, "batch": self.letter.batch}


def write_words(request: PersonRequest, desk: Desk) -> HttpResponse:
    """Write, look how somebody would get it, and save."""
    history = history_of(**desk.about)
    form = _form(request, desk, history)
    conflict = ""
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        try:
            actions.word(by=request.user, **desk.about, **form.cleaned_data)
        except (WordsChanged, AlreadyDecided) as error:
            conflict = str(error.sentence)
        else:
            messages.success(request, desk.saved)
            return redirect(desk.here)
    return _page(request, desk, form, history, conflict)


def words_as_usual(request: PersonRequest, desk: Desk) -> HttpResponse:
    """Go back to the usual words."""
    history = history_of(**desk.about)
    try:
        if history and not history[0].is_usual:
            actions.word_as_usual(after=history[0].number, by=request.user, **desk.about)
            messages.success(request, _("The letter has the usual words again."))
    except (WordsChanged, AlreadyDecided) as error:
        messages.warning(request, str(error.sentence))
    return redirect(desk.here)


def _form(request: PersonRequest, desk: Desk, history: list[Wording]) -> WordingForm:
    letter = desk.letter
    if request.method == "POST":
        return WordingForm(request.POST, places=letter.places, must=letter.must)
    now = wording_of(letter.key, desk.language, letter.batch)
    with translation.override(desk.language):
        subject, body = (now.subject, now.body) if now else letter.usual()
    initial = {"subject": subject, "body": body, "after": history[0].number if history else 0}
    return WordingForm(initial=initial, places=letter.places, must=letter.must)


def _page(
    request: PersonRequest, desk: Desk, form: WordingForm, history: list[Wording], conflict: str
) -> HttpResponse:
    readers = desk.letter.readers(request.user, desk.language)
    chosen = request.POST.get("reader") or request.GET.get("reader") or ""
    reader = next((one for one in readers if str(one.person.pk) == chosen), None)
    context = {
        "desk": desk,
        "title": desk.letter.title,
        "batch": desk.letter.batch,
        "language_name": dict(Language.choices)[desk.language],
        "form": form,
        "history": history,
        "worded": bool(history) and not history[0].is_usual,
        "conflict": conflict,
        "newest": history[0].number if history else 0,
        "readers": readers,
        "reader": reader,
        "letter": _letter(form, desk, reader, request),
    }
    status = 409 if conflict else 200
    return render(request, "notifications/letter_edit.html", context, status=status)


def _letter(
    form: WordingForm, desk: Desk, reader: Reader | None, request: PersonRequest
) -> Letter | None:
    """The letter as it stands in the form, if it can be sent."""
    values: Mapping[str, Any] = form.initial
    if form.is_bound:
        if not form.is_valid():
            return None
        values = form.cleaned_data
    words = Wording(
        kind=desk.letter.key,
        language=desk.language,
        subject=values["subject"],
        body=values["body"],
        html=render_text(values["body"]).html,
    )
    return desk.letter.show(words, reader, request.user)
