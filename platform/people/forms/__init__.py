"""Forms about people: one noun a file."""

from people.forms.invitations import InvitationForm
from people.forms.persons import DirectoryForm, ProfileForm
from people.forms.regions import RegionForm, goal_formset
from people.forms.signup import SignupForm

__all__ = [
    "DirectoryForm",
    "InvitationForm",
    "ProfileForm",
    "RegionForm",
    "SignupForm",
    "goal_formset",
]
