from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class StudioConfig(AppConfig):
    name = "studio"
    verbose_name = "Studio"

    def ready(self) -> None:
        """Tell the advice where to ask for packages: it never imports the studio."""
        from decision.core.packages import register_package_source
        from studio.catalog.packages import find_team_price, list_offers

        register_package_source(list_offers, team_price=find_team_price)


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin, with the studio's site in its place."""

    default = False
    default_site = "studio.admin.site.DeskSite"

    def ready(self) -> None:
        """Register our models. Not in `studio.admin` itself: the site above is imported through that package."""
        super().ready()
        import_module("studio.admin.registry")
