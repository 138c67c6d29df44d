"""Two people in one section: whatever the order of their looking and saving, no text is lost."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans import actions
from plans.errors import TextChanged

MOVES = st.lists(st.tuples(st.sampled_from(["mia", "rob"]), st.booleans()), max_size=14)


class Writer:
    """Somebody with a page open: adds a line to what the page shows, and saves it."""

    def __init__(self, dossier, person):
        self.dossier, self.person = dossier, person
        self.text, self.revision, self.kept = "", 0, []
        self.look()

    def look(self):
        """Load the page again; lines that are not saved stay with the writer, as in the browser."""
        section = self.dossier.sections.get(key="core")
        self.text, self.revision = section.source, section.revision

    def write(self, line):
        self.kept.append(line)
        self.save()

    def save(self):
        """Save all; refused, the writer gets the other text and puts the own lines below it."""
        source = "\n".join([self.text, *self.kept])
        try:
            section = actions.save_section(
                dossier=self.dossier,
                key="core",
                source=source,
                revision=self.revision,
                by=self.person,
            )
        except TextChanged as refused:
            self.text, self.revision = refused.saved.text, refused.saved.revision
        else:
            self.text, self.revision, self.kept = section.source, section.revision, []


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(MOVES)
def test_no_order_of_looking_and_saving_loses_a_line(cast, dossier, moves):
    with transaction.atomic():
        writers = {name: Writer(dossier, getattr(cast, name)) for name in ("mia", "rob")}
        lines = []
        for number, (name, looks_first) in enumerate(moves):
            if looks_first:
                writers[name].look()
            lines.append(f"{name} wrote {number}.")
            writers[name].write(lines[-1])
        for writer in [*writers.values()] * 2:
            if writer.kept:
                writer.save()

        text = dossier.sections.get(key="core").source
        transaction.set_rollback(True)

    assert sorted(lines) == sorted(line for line in text.split("\n") if " wrote " in line)
    assert text.startswith("What we say about core.")
