"""Input that no honest client sends is answered with a sentence; private pages are not kept."""

import json

import pytest
from asgiref.sync import iscoroutinefunction
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, JsonResponse
from django.test import AsyncClient, Client, override_settings
from django.urls import path
from django.views import View

from core.middleware import CleanInputMiddleware, NoStoreMiddleware, RequestIdMiddleware
from core.middleware.clean_input import has_bad_escape
from core.requests import current_request_id

OURS = "core.middleware."


def echo(request):
    """What arrived."""
    if request.content_type == "application/json":
        return JsonResponse({"got": json.loads(request.body), "id": current_request_id()})
    return JsonResponse(
        {"got": {**request.GET.dict(), **request.POST.dict()}, "id": current_request_id()}
    )


def cached(request):
    """A page that may be kept."""
    response = HttpResponse("x")
    response["Cache-Control"] = "max-age=60"
    return response


def breaks(request):
    """A view in which a database would meet half a character."""
    "\ud800".encode()


class Form(View):
    """A page of a library: Django's form views take PUT as POST."""

    def get(self, request):
        """What arrived."""
        return echo(request)

    def put(self, request):
        """What arrived."""
        return echo(request)


async def echo_async(request):
    """What arrived, in a coroutine."""
    return JsonResponse({"got": request.POST.dict(), "id": current_request_id()})


urlpatterns = [
    path("echo/", echo),
    path("api/echo/", echo),
    path("cached/", cached),
    path("breaks/", breaks),
    path("async/", echo_async),
    path("form/", Form.as_view()),
]

pytestmark = pytest.mark.usefixtures("small_site")


@pytest.fixture
def small_site():
    with override_settings(
        ROOT_URLCONF="tests.core.test_middleware",
        MIDDLEWARE=[
            OURS + "RequestIdMiddleware",
            OURS + "CleanInputMiddleware",
            OURS + "NoStoreMiddleware",
            OURS + "PageMethodsMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        LANGUAGE_CODE="en",
    ):
        yield


@pytest.fixture
def browser():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    "address", ["/echo/?q=%00", "/echo/?%00=1", "/echo/%00/", "/echo/?a=b%00c"]
)
def test_nul_in_the_address_is_refused_with_a_sentence(browser, address):
    response = browser.get(address)

    assert (response.status_code, response.content) == (
        400,
        b"This address holds a sign that cannot be used.",
    )


def test_odd_but_honest_addresses_pass(browser):
    response = browser.get("/echo/", {"q": "100% 👩🏽‍🌾 שלום \\u0000 %0"})

    assert response.json()["got"] == {"q": "100% 👩🏽‍🌾 שלום \\u0000 %0"}


def test_bytes_that_are_no_utf8_do_not_break(browser):
    assert browser.get("/echo/?q=%ff%ed%a0%80").status_code == 200
    assert browser.get("/echo/%ff%fe/").status_code == 404


@pytest.mark.parametrize(
    ("body", "bad"),
    [
        (rb'{"a": "\u0000"}', True),
        (rb'{"a": "\ud800"}', True),
        (rb'{"a": "\uDC00x"}', True),
        (rb'{"a": "\ud83d\ud83d\ude00"}', True),
        (b'{"a": "\x00"}', True),
        (rb'{"a": "\\\u0000"}', True),
        (rb'{"a": "\ud83d\ude00"}', False),
        (rb'{"a": "\\u0000 is how NUL is written"}', False),
        (rb'{"a": "\\\\ud800"}', False),
        (rb'{"a": "\u00e9\n"}', False),
    ],
)
def test_json_with_signs_that_cannot_be_kept(body, bad, browser):
    assert has_bad_escape(body) is bad

    response = browser.post("/api/echo/", body, content_type="application/json")

    assert response.status_code == (400 if bad else 200)
    if bad:
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["detail"] == "This text holds a sign that cannot be used."


def test_nul_in_a_form_is_left_to_the_fields(browser):
    assert browser.post("/echo/", {"a": "x\x00y"}).json()["got"] == {"a": "x\x00y"}


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "latin-1", "nonsense"])
def test_other_encodings_are_refused(browser, charset):
    kind = f"multipart/form-data; boundary=x; charset={charset}"

    response = browser.generic("POST", "/echo/", b"--x--", content_type=kind)

    assert (response.status_code, response.content) == (
        400,
        b"Only text in UTF-8 is understood here.",
    )


@pytest.mark.parametrize("name", ["utf-8", "UTF-8", '"utf-8"'])
def test_utf8_by_its_names_is_understood(browser, name):
    kind = f"application/x-www-form-urlencoded; charset={name}"

    assert browser.post("/echo/", "a=%C3%A9", content_type=kind).json()["got"] == {"a": "é"}


def test_too_large_body_is_413(browser, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = browser.post("/echo/", {"a": "x" * 2000})

    assert (response.status_code, response.content) == (
        413,
        b"This is more than can be sent at once. Go back and send less.",
    )
    assert (
        browser.post("/api/echo/", b"x" * 2000, content_type="application/json").status_code == 413
    )


def test_too_many_fields_is_413(browser, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10

    response = browser.post("/echo/", {f"a{number}": "x" for number in range(20)})

    assert response.status_code == 413


def test_too_many_files_is_413(browser, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2

    response = browser.post(
        "/echo/", {f"a{n}": SimpleUploadedFile("a.txt", b"x") for n in range(4)}
    )

    assert response.status_code == 413


@pytest.mark.parametrize("body", [b"", b"--y\r\n", b"--x\r\nContent-Disposition: form-data"])
@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x"])
def test_broken_uploads_are_no_crash(browser, body, kind):
    assert browser.post("/echo/", body, content_type=kind).status_code in (200, 400)


def test_half_character_that_reaches_a_view_is_400(browser):
    response = browser.get("/breaks/")

    assert (response.status_code, response.content) == (
        400,
        b"This text holds a sign that cannot be used.",
    )


def test_request_has_an_id_in_the_answer(browser):
    one, two = browser.get("/echo/"), browser.get("/echo/")

    assert one["X-Request-ID"] == one.json()["id"]
    assert one.json()["id"] != two.json()["id"]


@pytest.mark.parametrize(
    ("told", "kept"),
    [("abcdef-12345678", True), ("short", False), ("a\tb" * 10, False), ("x" * 65, False)],
)
def test_id_of_the_proxy_is_kept_when_plain(browser, told, kept):
    response = browser.get("/echo/", headers={"X-Request-ID": told})

    assert (response["X-Request-ID"] == told) is kept


def test_refused_request_has_an_id_too(browser):
    assert browser.get("/echo/?q=%00").has_header("X-Request-ID")


def test_pages_of_a_session_are_not_kept(browser):
    browser.cookies[django_settings.SESSION_COOKIE_NAME] = "x"

    assert browser.get("/echo/")["Cache-Control"] == "private, no-store"


def test_pages_for_everybody_and_pages_that_say_so_may_be_kept(browser):
    assert not browser.get("/echo/").has_header("Cache-Control")

    browser.cookies[django_settings.SESSION_COOKIE_NAME] = "x"
    assert browser.get("/cached/")["Cache-Control"] == "max-age=60"


async def test_everything_works_in_coroutines(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    browser = AsyncClient(raise_request_exception=False)

    fine = await browser.post("/async/", {"a": "é"})
    much = await browser.post("/async/", {"a": "x" * 2000})
    nul = await browser.get("/async/?q=%00")

    assert fine.json() == {"got": {"a": "é"}, "id": fine["X-Request-ID"]}
    assert (much.status_code, nul.status_code) == (413, 400)


@pytest.mark.parametrize("kind", [RequestIdMiddleware, CleanInputMiddleware, NoStoreMiddleware])
def test_middleware_runs_in_both_worlds(kind):
    async def answer(request):
        return HttpResponse()

    assert iscoroutinefunction(kind(answer))
    assert not iscoroutinefunction(kind(lambda request: HttpResponse()))


@pytest.mark.django_db
@override_settings(
    **{name: getattr(django_settings, name) for name in ("ROOT_URLCONF", "MIDDLEWARE", "TEMPLATES")}
)
def test_people_get_a_page_with_the_sentence(browser):
    refused = browser.get("/?q=%00")
    much = browser.post("/?x", {"a": "x" * 3_000_000})

    assert refused.status_code == 400
    assert "<p>This address holds a sign that cannot be used.</p>" in refused.content.decode()
    assert much.status_code == 413
    assert (
        "<p>This is more than can be sent at once. Go back and send less.</p>"
        in much.content.decode()
    )


def test_a_page_of_a_library_is_read_and_posted_alone(browser):
    refused = browser.put("/form/")

    assert browser.get("/form/?a=b").json()["got"] == {"a": "b"}
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert browser.put("/echo/").status_code == 200
