"""What stands behind the site: database, channel layer, cache, mail, log-in providers, log."""

import re
import sys
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

import environ

from config.env import split, stop, text

_env = environ.Env()
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        "PRAGMA busy_timeout=20000;PRAGMA journal_size_limit=67108864;"
    ),
}
POSTGRESQL_OPTIONS = {  # a network that swallows everything holds nobody for long; in seconds, but for the last
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds
}
EXAMPLES = "sqlite:////folder/klankbord.sqlite3 or postgres://user:password@host:5432/klankbord"


def database(name: str, default: Path) -> dict[str, Any]:
    """SQLite in a file, or PostgreSQL by its address."""
    value = text(name) or f"sqlite:///{default}"
    parsed = split(value)
    if not parsed or parsed.scheme not in {"sqlite", "postgres", "postgresql"}:
        stop(f"{name} is no address of a database; set it to {EXAMPLES}.")
    if len(parsed.path) < 2:
        stop(f"{name} names no database; set it to {EXAMPLES}.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the parser warns of is refused below
        config: dict[str, Any] = dict(_env.db_url_config(value))
    if parsed.scheme == "sqlite":
        return _sqlite(name, config)
    if "pool" in config.get("OPTIONS", {}):
        stop(f"{name} asks for a pool of connections, which halts the task queue; leave it out.")
    config["OPTIONS"] = POSTGRESQL_OPTIONS | config.get("OPTIONS", {})
    config["CONN_MAX_AGE"] = 0  # a kept connection does not survive a restart under ASGI
    return config


def _sqlite(name: str, config: dict[str, Any]) -> dict[str, Any]:
    folder = Path(config["NAME"]).parent
    if config["NAME"] == ":memory:" or not folder.is_dir():
        stop(f"{name} must name a file in a folder that exists; set it to {EXAMPLES}.")
    config["OPTIONS"] = SQLITE_OPTIONS
    return config


def redis(name: str) -> str:
    """The address of Redis, or nothing."""
    value = text(name)
    parsed = split(value)
    if value and not (parsed and parsed.scheme in {"redis", "rediss"} and parsed.hostname):
        stop(f"{name} is no address of Redis; set it to redis://host:6379/0 or leave it empty.")
    if value and parsed and not (parsed.path.strip("/") or "0").isdigit():
        stop(f"{name} ends in '{parsed.path}'; end it with the number of a database, such as /0.")
    return value


def channel_layers(address: str) -> dict[str, Any]:
    """The doorbell between readers: Redis where it is set, else inside this process."""
    if not address:
        return {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    from redis.asyncio.retry import Retry  # noqa: PLC0415 -- slow import
    from redis.backoff import ExponentialBackoff  # noqa: PLC0415 -- slow import
    from redis.exceptions import ConnectionError as RedisDown  # noqa: PLC0415 -- slow import
    from redis.exceptions import TimeoutError as RedisSlow  # noqa: PLC0415 -- slow import

    host = {
        "address": address,
        "retry": Retry(ExponentialBackoff(cap=1, base=0.05), 5),
        "retry_on_error": [RedisDown, RedisSlow],
        "health_check_interval": 15,
        "socket_connect_timeout": 2,
        "socket_timeout": 2,  # for an answer: a listener at rest asks for none
        "max_connections": 1000,
    }
    backend = "channels_redis.pubsub.RedisPubSubChannelLayer"
    return {"default": {"BACKEND": backend, "CONFIG": {"hosts": [host]}}}


def caches(address: str) -> dict[str, Any]:
    """The shared cache for rate limits and counters: Redis where it is set, else a table."""
    if address:
        backend = "django.core.cache.backends.redis.RedisCache"
        return {"default": {"BACKEND": backend, "LOCATION": address}}
    backend = "django.core.cache.backends.db.DatabaseCache"
    options = {"MAX_ENTRIES": 10_000}  # with the usual 300 the limits would forget who came
    return {
        "default": {
            "BACKEND": backend,
            "LOCATION": "cache",
            "TIMEOUT": 3600,
            "OPTIONS": options,
        }
    }


def openid_providers(name: str) -> dict[str, Any]:
    """OpenID Connect providers, as JSON: a list of id, name, client_id, secret and server_url."""
    if not text(name):
        return {}
    try:
        apps = [
            {
                "provider_id": row["id"],
                "name": row["name"],
                "client_id": row["client_id"],
                "secret": row["secret"],
                "settings": {"server_url": row["server_url"], "oauth_pkce_enabled": True},
            }
            for row in _env.json(name)
        ]
    except (ValueError, TypeError, KeyError, environ.ImproperlyConfigured):
        stop(
            f"{name} is no JSON list of id, name, client_id, secret, server_url; see .env.example."
        )
    return {"openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True}}


def mail(name: str) -> dict[str, Any]:
    """How mail leaves: by EMAIL_URL, else on the console."""
    try:
        config = dict(_env.email_url_config(text(name) or "consolemail://"))
    except (ValueError, KeyError, environ.ImproperlyConfigured):
        stop(f"{name} is no mail server; set it to smtp+tls://user:password@host:587.")
    if "smtp" in config["EMAIL_BACKEND"] and not config["EMAIL_HOST"]:
        stop(f"{name} names no host; set it to smtp+tls://user:password@host:587.")
    config.setdefault("EMAIL_TIMEOUT", 20)
    if "smtp" in config["EMAIL_BACKEND"]:
        config["EMAIL_BACKEND"] = "notifications.smtp.Backend"  # notes when a mail really leaves
    return config


def reply_address(name: str, default: str) -> str:
    """The address that answers by mail go to, before a token is added to it; or nothing."""
    value = (text(name) or default).lower()
    if value and not re.fullmatch(r"[a-z0-9._-]{1,30}@[a-z0-9.-]{3,200}", value):
        stop(f"{name} is '{value}'; set it to a bare address such as reply@klankbord.example.")
    return value


def inbound_secret(name: str) -> str:
    """What the mail provider proves itself with at /mail/inbound/; without it there is no such page."""
    value = text(name)
    if value and (len(value) < 24 or not value.isascii() or len(set(value)) < 8):
        stop(f"{name} is easy to guess; set it to a random text of at least 24 characters.")
    return value


def inbound_mailbox(name: str) -> dict[str, Any]:
    """The mailbox of answers: imaps://user:password@host:993/INBOX?done=Read."""
    value = text(name)
    parsed = split(value)
    if not value:
        return {}
    if not parsed or parsed.scheme not in {"imap", "imaps"} or not parsed.hostname:
        stop(f"{name} is no mailbox; set it to imaps://user:password@host:993/INBOX.")
    if not parsed.username or not parsed.password:
        stop(f"{name} names no user and password; set it to imaps://user:password@host:993/INBOX.")
    secure = parsed.scheme == "imaps"
    return {
        "secure": secure,
        "host": parsed.hostname,
        "port": parsed.port or (993 if secure else 143),
        "user": unquote(parsed.username),
        "password": unquote(parsed.password),
        "folder": unquote(parsed.path.strip("/")) or "INBOX",
        "done": parse_qs(parsed.query).get("done", [""])[0],
    }


def static_backend(*, debug: bool, production: bool) -> str:
    """Plain names while developing and testing; hashed ones elsewhere, compressed in production."""
    if debug or "pytest" in sys.modules:
        return "django.contrib.staticfiles.storage.StaticFilesStorage"
    return "ui.storage.StaticStorage" if production else "ui.storage.QuickStaticStorage"


def logging(*, production: bool) -> dict[str, Any]:
    """Log lines as JSON in production; elsewhere few and plain, for the person at the terminal."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "{levelname} {name}: {message}", "style": "{"},
            "json": {"()": "core.logs.JsonFormatter"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json" if production else "plain",
            }
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {"django-q": {"level": "INFO" if production else "WARNING"}},
    }
