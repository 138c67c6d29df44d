"""Middleware without a domain. Its order in settings:

- RequestIdMiddleware: at the beginning, after security;
- CleanInputMiddleware: after sessions and locale (it speaks), before common and csrf;
- NoStoreMiddleware: anywhere after sessions;
- PageMethodsMiddleware: before whatever reads a form.
"""

from core.middleware.clean_input import CleanInputMiddleware
from core.middleware.no_store import NoStoreMiddleware
from core.middleware.page_methods import PageMethodsMiddleware
from core.middleware.request_id import RequestIdMiddleware

__all__ = [
    "CleanInputMiddleware",
    "NoStoreMiddleware",
    "PageMethodsMiddleware",
    "RequestIdMiddleware",
]
