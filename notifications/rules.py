"""Who may do what with the mail of others, as sentences."""

import rules

from people.rules import administers, runs_an_edition

rules.add_perm("notifications.see_failed", runs_an_edition | administers)
rules.add_perm("notifications.hold", runs_an_edition | administers)
rules.add_perm("notifications.edit_letters", runs_an_edition | administers)
rules.add_perm("notifications.handle_inbound", administers)
