"""Values that are right one by one and wrong together: these stop the start too."""

from urllib.parse import urlparse

from django.http.request import validate_host

from config.env import integer, stop, text


def check_production(*, debug: bool, demo: bool, base_url: str) -> None:
    """A site for the world has no debug pages, no demo accounts, and real addresses."""
    if debug:
        stop("DEBUG is on in production; set DEBUG to 0.")
    if demo:
        stop("DEMO is on in production, where anybody knows its password; set DEMO to 0.")
    for name, example in (
        ("ALLOWED_HOSTS", "the host names of this site"),
        ("BASE_URL", "the address of this site, such as https://klankbord.example"),
        ("EMAIL_URL", "the mail server, such as smtp+tls://user:password@host:587"),
        ("MAIL_FROM", "the address that mail comes from"),
    ):
        if not text(name):
            stop(f"{name} is missing; in production set it to {example}.")
    if not base_url.startswith("https://"):
        stop(f"BASE_URL is '{base_url}'; in production set it to an address with https.")


def check_hosts(*, base_url: str, allowed: list[str]) -> None:
    """Links in mails must lead to a host that answers."""
    host = urlparse(base_url).hostname or ""
    if not validate_host(host, allowed):
        stop(f"BASE_URL leads to {host}, which ALLOWED_HOSTS does not name; add it there.")


def check_processes(*, redis_url: str) -> None:
    """More than one server process needs a doorbell that reaches them all."""
    if integer("WEB_CONCURRENCY", default=1, least=1) > 1 and not redis_url:
        stop("WEB_CONCURRENCY is above 1 without Redis; set REDIS_URL, or WEB_CONCURRENCY to 1.")
