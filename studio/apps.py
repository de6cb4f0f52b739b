from django.apps import AppConfig


class StudioConfig(AppConfig):
    name = "studio"
    verbose_name = "Studio"

    def ready(self) -> None:
        """Tell the advice where to ask for packages: it never imports the studio."""
        from decision.packages import register_package_source
        from studio.catalog import find_team_price, list_offers

        register_package_source(list_offers, team_price=find_team_price)
