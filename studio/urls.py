"""The addresses of the studio's pages."""

from django.urls import path

from studio import calendar_feed, own_page_views, tally, views
from studio.photo_day import views as photo_day_views

app_name = "studio"

urlpatterns = [
    path("", views.show_studio, name="studio"),
    path("pictures/<str:name>", views.send_picture, name="picture"),
    path("photos/<int:pk>/<str:size>", views.send_photo, name="photo"),
    path("calendar/<str:token>.ics", calendar_feed.send_feed, name="calendar-feed"),
    path("tally/", tally.count_result, name="tally"),
    path("inquiry/", views.ask_inquiry, name="inquiry"),
    path("inquiry/sent/<str:reference>/", views.show_sent, name="inquiry-sent"),
    path("inquiry/own/<str:token>/", own_page_views.show_own_page, name="own-page"),
    path("inquiry/own/<str:token>/withdraw/", own_page_views.withdraw, name="own-withdraw"),
    path("inquiry/own/<str:token>/session.ics", own_page_views.send_calendar, name="own-calendar"),
    path("inquiry/own/<str:token>/move/", own_page_views.ask_to_move, name="own-move"),
    path("inquiry/own/<str:token>/pick/", own_page_views.pick, name="own-pick"),
    path("inquiry/own/<str:token>/consent/", own_page_views.consent, name="own-consent"),
    path("inquiry/own/<str:token>/photos/", own_page_views.send_photos, name="own-photos"),
    path("inquiry/own/<str:token>/erase/", own_page_views.ask_for_erasure, name="own-erase"),
    path("inquiry/own/<str:token>/photo-day-<int:pk>.pdf", photo_day_views.send_sheet, name="own-photo-day-sheet"),
    path("inquiry/own/<str:token>/photo-day-<int:pk>.ics", photo_day_views.send_day, name="own-photo-day-calendar"),
    path("photo-day/own/<str:token>/", photo_day_views.show_own_time, name="photo-day-own"),
    path("photo-day/own/<str:token>/confirm/", photo_day_views.confirm, name="photo-day-confirm"),
    path("photo-day/own/<str:token>/change/", photo_day_views.change, name="photo-day-change"),
    path("photo-day/own/<str:token>/cancel/", photo_day_views.cancel, name="photo-day-cancel"),
    path("photo-day/own/<str:token>/time.ics", photo_day_views.send_time, name="photo-day-time"),
    path("photo-day/<str:token>/", photo_day_views.sign_up, name="photo-day"),
    path("photo-day/<str:token>/held/", photo_day_views.show_held, name="photo-day-held"),
]
