"""What the tests of plans share."""

import re

import pytest
from django.core.files.base import ContentFile

from core.files import check_upload
from plans.models import Attachment
from tests.factories.plans import full_dossier


@pytest.fixture(autouse=True)
def files_apart(tmp_path, monkeypatch):
    """Files of a test are kept in its own folder."""
    storage = Attachment._meta.get_field("file").storage
    monkeypatch.setitem(storage.__dict__, "base_location", str(tmp_path))
    monkeypatch.setitem(storage.__dict__, "location", str(tmp_path))


@pytest.fixture
def dossier(cast):
    """South's plan, complete, only a draft yet."""
    return full_dossier(by=cast.rob, edition=cast.edition, region=cast.south, title="Late adopters")


@pytest.fixture
def upload():
    """A small file that passed the check."""

    def make(name="figures.csv", data=b"year,jobs\n2017,12\n"):
        return check_upload(ContentFile(data, name=name))

    return make


def fields_of(response, form=""):
    """What a browser would send from a page without typing: hidden inputs and text areas."""
    html = response.content.decode()
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    found = {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}
    return {name: value for name, value in found.items() if name.startswith(form)}


def read_out(response):
    """Take in a download to its end, so that its file is closed; the status of any answer."""
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code
