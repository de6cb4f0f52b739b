"""Imports every module that registers models, and registers those of other packages with our own base class.

`studio.apps` imports this once the admin site exists.
"""

from django.contrib import admin
from django.contrib.auth.models import Group
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_tasks_db.models import DBTaskResult

from studio.admin import accounts, catalog, funnel, inquiries, mail, photo_days, portfolio
from studio.admin.base import StaffAdmin

__all__ = ["accounts", "catalog", "funnel", "inquiries", "mail", "photo_days", "portfolio"]

for model in (Group, TOTPDevice, DBTaskResult):
    brought = type(admin.site.get_model_admin(model))
    admin.site.unregister(model)
    admin.site.register(model, type(brought.__name__, (StaffAdmin, brought), {}))

# The database holds only hashes of recovery codes, so there is nothing to see, and a code typed here would never work.
admin.site.unregister(StaticDevice)
