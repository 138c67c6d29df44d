"""What stands in the rooms of sessions and in the mail of an edition of any size: made in bulk, without actions.

What belongs to one sitting does not grow with the edition; the days, the conference, the proposals
and the mail do.
"""

from tests.benchmarks.rooms_conference import Meetings
from tests.benchmarks.rooms_mail import Mails
from tests.benchmarks.rooms_matching import Matchings
from tests.benchmarks.rooms_sittings import Sittings


class Rooms(Sittings, Matchings, Meetings, Mails):
    """Makes one kind of rows after the other; what pages open stands in its attributes."""

    def fill(self) -> "Rooms":
        """Put all of them in the database."""
        self.sittings_of_the_round()
        self.of_one_sitting()
        self.planning()
        self.matching()
        self.meeting()
        self.mail()
        return self
