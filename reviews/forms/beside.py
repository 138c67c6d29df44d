"""What is sent beside the answers of a review: a cited passage, a text form that was filled in elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

TEXT_FILE_BYTES = 1_000_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class PassageForm(forms.Form):
    """A passage of the plan, and the answer in which it is cited."""

    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    part = forms.CharField(max_length=40, widget=forms.HiddenInput)
    paragraph = forms.IntegerField(min_value=1, max_value=32_000, widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    quote = forms.CharField(strip=False, widget=forms.HiddenInput)

    def clean_quote(self) -> str:
        """A browser sends line breaks in its own way."""
        quote: str = self.cleaned_data["quote"]
        return quote.replace("\r\n", "\n")


class TextFileForm(forms.Form):
    """A text form that was filled in elsewhere."""

    file = forms.FileField(
        label=_("Your text form"),
        help_text=_("The file that you downloaded here, filled in and saved as text (UTF-8)."),
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )

    def clean_file(self) -> str:
        """The text, when it is one."""
        sent = self.cleaned_data["file"]
        if sent.size > TEXT_FILE_BYTES:
            raise forms.ValidationError(_("This file is too large for a text form."))
        data: bytes = sent.read()
        try:
            return data.decode("utf-16" if data[:2] in UTF_16 else "utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                _("This is no text in UTF-8. Save the file as text with UTF-8 and try again.")
            ) from error
