"""Forms that come and go as JSON: what was exported can be imported again. No database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reviews import schema
from reviews.errors import BadFile
from reviews.schema import Schema, SchemaError, Words
from sessions.models import Season

LARGEST = 500_000  # bytes
LONGEST_NAME = 120


@dataclass(frozen=True)
class Paper:
    """A form with its name and season, wherever it came from."""

    name: Words
    season: Season
    schema: Schema

    def data(self, key: str) -> dict[str, Any]:
        """As a version or a draft keeps it."""
        head = {"key": key, "season": self.season.value, "name": self.name.data()}
        return head | schema.data_of(self.schema)


def as_text(data: Mapping[str, Any]) -> str:
    """A form as a file that people can read."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def paper_of(data: Mapping[str, Any], *, whole: bool = False) -> Paper:
    """A form from kept data. SchemaError says what is wrong."""
    read = schema.read(data, whole=whole)
    name = schema.read_words(data.get("name"))
    said = Words(*(" ".join(words.split())[:LONGEST_NAME] for words in (name.nl, name.en)))
    try:
        season = Season(str(data.get("season")))
    except (ValueError, TypeError) as error:
        raise SchemaError(_("The season of a form is “june” or “september”.")) from error
    return Paper(said, season, read)


def read_file(content: bytes) -> Paper:
    """A form from an uploaded file. BadFile says in a sentence what is wrong with it."""
    if len(content) > LARGEST:
        raise BadFile(_("This file is too large for a form."))
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadFile(
            _("This is not a form: the file is no JSON. Choose a file that was exported here.")
        ) from error
    if not isinstance(data, Mapping):
        raise BadFile(_("This is not a form. Choose a file that was exported here."))
    try:
        found = paper_of(data)
        if not found.name.whole:
            raise SchemaError(_("The form has no name in Dutch and in English."))
        json.dumps(found.data("x"), ensure_ascii=False).encode()
    except (SchemaError, UnicodeEncodeError) as error:
        raise BadFile(_("This form cannot be used: %(why)s") % {"why": error}) from error
    return found


def _no_number(name: str) -> Any:
    raise ValueError(name)
