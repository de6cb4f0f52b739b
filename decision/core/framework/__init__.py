"""The stakes framework as data: one TOML file a version, loaded and checked once."""

from decision.core.framework.load import (
    FrameworkError,
    find_framework_file,
    forget_folder,
    load_framework,
    load_latest,
    read_framework,
    register_folder,
    versions,
)
from decision.core.framework.model import (
    Caution,
    Framework,
    LookAdvice,
    Option,
    Plan,
    Question,
    Rule,
    Verdict,
    VerdictKey,
)
from decision.core.framework.odd_spots import weigh_odd_places

__all__ = [
    "Caution",
    "Framework",
    "FrameworkError",
    "LookAdvice",
    "Option",
    "Plan",
    "Question",
    "Rule",
    "Verdict",
    "VerdictKey",
    "find_framework_file",
    "forget_folder",
    "load_framework",
    "load_latest",
    "read_framework",
    "register_folder",
    "versions",
    "weigh_odd_places",
]
