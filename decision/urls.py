"""The addresses of the decision part. Answers always stand in the query string."""

from django.urls import path

from decision.views import closer, documents, downloads, embed, pages, questionnaire, reminder, report, result, teams

app_name = "decision"

urlpatterns = [
    path("", pages.show_home, name="home"),
    path("look-closer/", closer.look_closer, name="look-closer"),
    path("look-closer/copy/", closer.send_copy, name="look-closer-copy"),
    path("look-closer/answer/", closer.answer_look, name="look-closer-answer"),
    path("compare/", pages.show_comparison, name="compare"),
    path("how-it-decides/", pages.show_framework, name="how-it-decides"),
    path("how-it-decides/framework-<str:version>.toml", downloads.send_framework, name="framework-file"),
    path("how-it-decides/proof-<str:version>.json", downloads.send_proof, name="proof-file"),
    path("privacy/", pages.show_privacy, name="privacy"),
    path("advice/", questionnaire.continue_advice, name="advice"),
    path("advice/result/", result.show_result, name="result"),
    path("advice/replace.ics", reminder.send_reminder, name="reminder"),
    path("advice/report.pdf", report.send_report, name="report"),
    path("advice/<slug:key>/", questionnaire.ask_question, name="question"),
    path("teams/", teams.show_teams, name="teams"),
    path("embed/", embed.show_embed, name="embed"),
    path("embed/height.js", embed.send_height_script, name="embed-height"),
    path("advice.json", documents.send_json, name="json"),
]
