"""Every address, by the app that answers it."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from api.urls import api
from config import health
from front.views import language

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth prescribes

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("front.urls")),
    path("language/", language, name="set_language"),
    path("account/", include("people.account_urls")),
    path("people/", include("people.urls")),
    path("programme/", include("programme.urls")),
    path("contact/", include("programme.urls_pairs")),
    path("plans/", include("plans.urls")),
    path("rounds/", include("sessions.urls")),
    path("conferences/", include("sessions.urls.conferences")),
    path("calendar/", include("sessions.urls.calendar")),
    path("reviews/", include("reviews.urls")),
    path("reports/", include("reports.urls")),
    path("threads/", include("discussion.urls")),
    path("notices/", include("notifications.urls")),
    path("mail/", include("notifications.inbound.urls")),
    path("api/v1/", api.urls),
    path("", include("ui.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "front.errors.bad_request"
handler403 = "front.errors.forbidden"
handler404 = "front.errors.not_found"
handler500 = "front.errors.server_error"
