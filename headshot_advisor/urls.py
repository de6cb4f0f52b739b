"""Which part of the project answers which address."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from headshot_advisor import crawling, views
from studio.readiness_view import show_readiness

urlpatterns = [
    path("", include("decision.urls")),
    path("studio/", include("studio.urls")),
    path(settings.ADMIN_PATH, include("studio.desk.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("robots.txt", crawling.send_robots, name="robots"),
    path("sitemap.xml", crawling.send_site_map, name="site-map"),
    path("favicon.ico", crawling.find_icon, name="icon"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", show_readiness, name="readyz"),
]

handler400 = views.show_bad_request
handler403 = views.show_forbidden
handler404 = views.show_not_found
handler500 = views.show_server_error
