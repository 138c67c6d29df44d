"""From a clone to a running Klankbord: standard library only."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- any Python may be the first to read this
    sys.exit("Klankbord: python3 is older than 3.11; install Python 3.11 or newer.")
