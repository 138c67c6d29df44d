"""The REST face, version 1."""

from ninja import NinjaAPI

api = NinjaAPI(title="Klankbord", version="1.0.0", docs_url=None, openapi_url="/openapi.json")
