"""Log lines say what happened, and nothing that somebody wrote."""

import json
import logging
import sys

from core.logs import JsonFormatter, without_secrets
from core.requests import start_request


def line(message: str, *args: object, exc_info=None, **extra: object) -> dict:
    record = logging.LogRecord("test", logging.INFO, __file__, 1, message, args, exc_info)
    vars(record).update(extra)
    return json.loads(JsonFormatter().format(record))


def test_line_has_moment_level_message_and_ids():
    start_request("given-by-proxy-1")

    written = line("mail %s sent", 3, delivery=7, state="sent")

    assert written.pop("at").endswith("+00:00")
    assert written == {
        "level": "info",
        "logger": "test",
        "message": "mail 3 sent",
        "request": "given-by-proxy-1",
        "delivery": 7,
        "state": "sent",
    }


def test_addresses_and_tokens_are_taken_out():
    message = "Not Found: /invitations/kT93hf8sJH2ks8dkfj38skdj3sk3/ for a.b+c@mail.example.org"

    assert without_secrets(message) == "Not Found: /invitations/[secret]/ for [mail]"


def test_plain_paths_and_names_stay():
    message = "Not Found: /plans/12/versions/3/ in django.security.DisallowedHost"

    assert without_secrets(message) == message


def test_text_of_an_exception_is_not_written():
    try:
        raise ValueError("what somebody typed")
    except ValueError:
        written = line("failed", exc_info=sys.exc_info())

    assert written["error"] == "ValueError"
    assert written["where"][-1].endswith("test_text_of_an_exception_is_not_written")
    assert "typed" not in json.dumps(written)


def test_long_texts_and_objects_as_extra_are_left_out():
    written = line("x", request=object(), body="b" * 65, count=2)

    assert {"body", "object"} & set(written) == set()
    assert written["count"] == 2


def test_newlines_cannot_forge_a_line():
    record = logging.LogRecord("t", logging.INFO, __file__, 1, 'a\n{"level": "x"}', (), None)

    assert "\n" not in JsonFormatter().format(record)
