from django.apps import AppConfig


class DecisionConfig(AppConfig):
    name = "decision"

    def ready(self) -> None:
        from decision import checks  # noqa: F401  # registering the system checks is its import
