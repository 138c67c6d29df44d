"""What people send: the review, the region's answer, commitments, evidence, and the forms themselves."""

from reviews.forms.answering import MergeForm, ProposalForm, ResponseForm, RevisionForm
from reviews.forms.beside import PassageForm, TextFileForm
from reviews.forms.building import KINDS, HeadForm, NewFieldForm, SectionForm, SeenForm, said
from reviews.forms.choosing import ImportForm, NewFormForm, RoundFormsForm
from reviews.forms.library import LibraryForm
from reviews.forms.options import OptionFormSet, options_in
from reviews.forms.promising import CommitmentForm, EvidenceForm, ProgressForm
from reviews.forms.question import FieldForm, initial_of
from reviews.forms.sheet import SheetForm

__all__ = [
    "KINDS",
    "CommitmentForm",
    "EvidenceForm",
    "FieldForm",
    "HeadForm",
    "ImportForm",
    "LibraryForm",
    "MergeForm",
    "NewFieldForm",
    "NewFormForm",
    "OptionFormSet",
    "PassageForm",
    "ProgressForm",
    "ProposalForm",
    "ResponseForm",
    "RevisionForm",
    "RoundFormsForm",
    "SectionForm",
    "SeenForm",
    "SheetForm",
    "TextFileForm",
    "initial_of",
    "options_in",
    "said",
]
