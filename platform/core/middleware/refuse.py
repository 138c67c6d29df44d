"""The answer to input that goes no further: a page for people, a problem for programs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist

from core.problems import problem


def refuse(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """A page from `templates/<status>.html` with `reason`, or a problem for the REST face."""
    if request.path.startswith("/api/") or "json" in request.headers.get("Accept", ""):
        return problem(status, detail=sentence)
    try:
        return render(request, f"{status}.html", {"reason": sentence}, status=status)
    except TemplateDoesNotExist:
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
