"""Static files under hashed names, our script modules and what they import included.

A changed module gets a new name everywhere it is imported: nobody runs half of an old version.
Django's own switch would read every script, and those of other packages import by bare names.
"""

from django.contrib.staticfiles.storage import HashedFilesMixin, ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = ("discussion", "front", "live", "notifications", "plans", "reviews", "sessions", "ui")
_anywhere, _imports = HashedFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]  # no public name
PATTERNS = (*HashedFilesMixin.patterns, *((f"{folder}/*.js", _imports) for folder in OURS))


class StaticStorage(CompressedManifestStaticFilesStorage):
    """For production: compressed too."""

    patterns = PATTERNS


class QuickStaticStorage(ManifestStaticFilesStorage):
    """For a first start: compressing takes longer than all the rest of it."""

    patterns = PATTERNS
