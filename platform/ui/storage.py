"""Static files under hashed names, our script modules and what they import included."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import (  # type: ignore[import-untyped]  # it has no types
    CompressedManifestStaticFilesStorage,
)

OURS = ("discussion", "front", "live", "notifications", "plans", "reviews", "sessions", "ui")
_anywhere, _imports = HashedFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]  # no public name


class StaticStorage(CompressedManifestStaticFilesStorage):
    """A changed module gets a new name everywhere it is imported: nobody runs half of an old version.

    Django's own switch would read every script, and those of other packages import by bare names.
    """

    patterns = (*HashedFilesMixin.patterns, *((f"{folder}/*.js", _imports) for folder in OURS))
