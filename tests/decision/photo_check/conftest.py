"""Tests that need the models are skipped where set-up could not fetch them, and real portraits unless asked for."""

import os

from django.conf import settings

from decision.photo_check.models import has_models

collect_ignore = [] if has_models(settings.MODELS_DIR) else ["test_finding.py"]
if "PHOTOS" not in os.environ or collect_ignore:
    collect_ignore.append("test_photographs.py")
