"""The addresses of the studio part."""

from django.urls import path

from studio import tally_view, views

app_name = "studio"

urlpatterns = [
    path("", views.show_studio, name="studio"),
    path("pictures/<str:name>", views.send_picture, name="picture"),
    path("tally/", tally_view.count_result, name="tally"),
    path("inquiry/", views.ask_inquiry, name="inquiry"),
    path("inquiry/sent/<str:reference>/", views.show_sent, name="inquiry-sent"),
]
