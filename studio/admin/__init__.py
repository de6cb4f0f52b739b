"""The desk: what staff see and change. Each module registers its part."""

from django.contrib import admin

from studio.admin import facts, inquiries, packages, pictures, tallies

__all__ = ["facts", "inquiries", "packages", "pictures", "tallies"]

admin.site.site_header = admin.site.site_title = "Headshot Advisor desk"
admin.site.index_title = "What the studio works on"
# Four kinds of things need no sidebar, and the list needs its room.
admin.site.enable_nav_sidebar = False
