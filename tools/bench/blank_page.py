"""The site with one more page: a blank one with the fonts and the style sheet of all others."""

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

PAGE = Template("""{% load static %}<!doctype html>
<html lang="en-US">
<head>
  <meta charset="utf-8">
  <title>Blank</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
{% include "fonts.html" %}  <link rel="stylesheet" href="{% static 'css/site.css' %}">
</head>
<body><h1>Blank</h1><p>One line.</p></body>
</html>
""")


def show_blank(request: HttpRequest) -> HttpResponse:
    """Show nothing but a heading and a line."""
    return HttpResponse(PAGE.render(RequestContext(request)))


urlpatterns = [path("blank/", show_blank), path("", include("headshot_advisor.urls"))]
