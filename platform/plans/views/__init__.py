"""The pages of plans."""

from plans.views.attachments import attachment_add, attachment_download, attachment_remove
from plans.views.autosave import part_save, preview
from plans.views.dossiers import dossier_create, dossier_detail, dossier_list
from plans.views.editor import dossier_edit
from plans.views.levels import dossier_level
from plans.views.passages import passage_attach, passage_new
from plans.views.submitting import dossier_changes, dossier_submit
from plans.views.suggestions import suggestion_decide
from plans.views.versions import version_detail, version_diff

__all__ = [
    "attachment_add",
    "attachment_download",
    "attachment_remove",
    "dossier_changes",
    "dossier_create",
    "dossier_detail",
    "dossier_edit",
    "dossier_level",
    "dossier_list",
    "dossier_submit",
    "part_save",
    "passage_attach",
    "passage_new",
    "preview",
    "suggestion_decide",
    "version_detail",
    "version_diff",
]
