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
SILENCE = 10.0  # seconds without a bell, after which a process rings itself: does it still hear?
BEATS = 5  # so many moments in a heartbeat: sockets share them, and are asked about together
CROWD = 500  # sockets that are asked about at once
DATABASE = 4  # reads at once, for all sockets of a process
WAIT = 25.0  # seconds that a long poll waits at most
TURN = 3.0  # seconds between two words about how many read along
READERS = 99  # other readers; more are told as this many
