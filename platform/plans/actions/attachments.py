"""Files beside a plan."""

from django.db import transaction

from audit.actions import record
from core.clock import now
from core.files import CheckedFile
from people.models import Person
from plans.actions.locking import hold
from plans.errors import FileThere, TooManyFiles
from plans.models import Attachment, Dossier
from plans.sections import MAX_FILES


@transaction.atomic
def add_attachment(*, dossier: Dossier, checked: CheckedFile, by: Person) -> Attachment:
    """Put a checked file beside the plan. Raises FileThere, TooManyFiles."""
    dossier = hold(dossier)
    present = Attachment.objects.present().filter(dossier=dossier)
    if present.filter(sha256=checked.sha256).exists():
        raise FileThere
    if present.count() >= MAX_FILES:
        raise TooManyFiles
    attachment = Attachment(
        dossier=dossier,
        name=checked.name,
        mime=checked.mime,
        size=checked.size,
        sha256=checked.sha256,
        uploaded_at=now(),
        uploaded_by=by,
    )
    attachment.file.save(checked.name, checked.content, save=False)
    attachment.save()
    _log("plans.file_added", attachment, by)
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: Person) -> None:
    """Take a file out of the working copy. A version keeps it; else it is gone for good."""
    hold(attachment.dossier)
    found = Attachment.objects.present().filter(pk=attachment.pk).first()
    if found is None:
        return
    _log("plans.file_removed", found, by)
    if found.frozen.exists():
        found.removed_at, found.removed_by = now(), by
        found.save(update_fields=["removed_at", "removed_by"])
        return
    storage, name = found.file.storage, str(found.file.name)
    found.delete()
    transaction.on_commit(lambda: storage.delete(name), robust=True)


def _log(verb: str, attachment: Attachment, by: Person) -> None:
    names = (attachment.name, "") if verb == "plans.file_removed" else ("", attachment.name)
    record(
        verb,
        by=by,
        target=attachment,
        changes={"name": names},
        region_id=attachment.dossier.region_id,
    )
