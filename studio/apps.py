from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class StudioConfig(AppConfig):
    name = "studio"
    verbose_name = "Studio"

    def ready(self) -> None:
        """Give the advice its source of packages, because `decision` never imports `studio`."""
        from decision.core.packages import register_package_source
        from studio.catalog.packages import find_team_price, list_offers

        register_package_source(list_offers, team_price=find_team_price)


class StaffSiteConfig(admin_apps.AdminConfig):
    """Django's admin app with the studio's admin site."""

    default = False
    default_site = "studio.admin.site.StaffSite"

    def ready(self) -> None:
        """Register our models. Not in `studio.admin` itself, because importing the site above imports that package."""
        super().ready()
        import_module("studio.admin.registry")
