"""How much, how often and how long: every number of the live layer in one place."""

from django.conf import settings

HEARTBEAT = float(getattr(settings, "LIVE_HEARTBEAT_SECONDS", 25))  # heads and rights, per socket
LIFE = (18 * 3600.0, 24 * 3600.0)  # a socket closes itself somewhere in between, with 1012
TOPICS = 200  # per socket
FRAME = 16_384  # bytes that a client may send at once
PACE = (30, 60)  # frames a second in the long run, and at once
BACKLOG = 256  # frames that may wait for one reader
BEHIND = 500  # events; further behind, a page is the cheaper way
CARRIED = 32_000  # bytes of an event that the doorbell carries itself
RING = 2.0  # seconds that a request waits for the doorbell
DATABASE = 4  # reads at once, for all sockets of a process
WAIT = 25.0  # seconds that a long poll waits at most
