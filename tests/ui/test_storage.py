"""Hashed names of static files reach into our script modules."""

import re

from django.core.files.base import ContentFile

from ui.storage import StaticStorage


def test_a_module_imports_its_neighbour_by_the_hashed_name(tmp_path):
    storage = StaticStorage(location=tmp_path, base_url="/static/")
    files = {
        "ui/js/a.js": 'import { b } from "./b.js";\nb();\n',
        "ui/js/b.js": "export function b() {}\n",
        "other/c.js": 'import { d } from "somewhere";\n',
    }
    for name, text in files.items():
        storage.save(name, ContentFile(text))

    list(storage.post_process({name: (storage, name) for name in files}))

    stored = (tmp_path / storage.hashed_files["ui/js/a.js"]).read_text()
    assert re.search(r'from "\./b\.[0-9a-f]{12}\.js";', stored)
    assert 'from "somewhere"' in (tmp_path / storage.hashed_files["other/c.js"]).read_text()
