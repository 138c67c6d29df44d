"""What the pages of plans share: finding what somebody may see, and refusing with a reason."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from people.models import Person
from people.queries import Visitor
from plans.models import Dossier
from plans.models.visible import DossierQuerySet


def known_dossiers(person: Visitor) -> DossierQuerySet:
    """The plans that somebody may know of, with what every page shows of them."""
    return Dossier.objects.visible_to(person).select_related("region", "edition__programme")


def visible_dossier(person: Visitor, pk: int) -> Dossier:
    """The plan, if the person may know of it; else 404."""
    return get_object_or_404(known_dossiers(person), pk=pk)


def need(person: Person, permission: str, dossier: Dossier) -> None:
    """Go on only with this right; else 403 with the reason."""
    if not person.has_perm(permission, dossier):
        raise PermissionDenied(reason_against(permission, dossier))


def reason_against(permission: str, dossier: Dossier) -> str:
    """Why somebody who sees the plan may not do this."""
    reasons = {
        "plans.write_dossier": _("Only the team of %(region)s writes in this plan."),
        "plans.read_working_copy": _("Only the team of %(region)s reads the working text."),
        "plans.submit_dossier": _("Only the lead of %(region)s submits this plan."),
        "plans.change_level": _("Only the lead of %(region)s decides who sees this plan."),
    }
    return reasons[permission] % {"region": dossier.region}


def nothing_here(request: HttpRequest) -> HttpResponse:
    """404; a visitor is asked to log in first, whatever is there or not."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())
