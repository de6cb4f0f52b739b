"""The addresses of the whole site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from headshot_advisor import site_pages, views
from studio.health import show_readiness

urlpatterns = [
    path("", include("decision.web.urls")),
    path("studio/", include("studio.urls")),
    path(settings.ADMIN_PATH, include("studio.admin.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("robots.txt", site_pages.send_robots, name="robots"),
    path("sitemap.xml", site_pages.send_site_map, name="site-map"),
    path("favicon.ico", site_pages.find_icon, name="icon"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", show_readiness, name="readyz"),
]

handler400 = views.show_bad_request
handler403 = views.show_forbidden
handler404 = views.show_not_found
handler500 = views.show_server_error
