"""The addresses of the decision part. Answers are always in the query string."""

from django.urls import path

from decision.web import (
    as_json,
    calendar,
    downloads,
    embed,
    facts,
    photo_check,
    questionnaire,
    report,
    result,
    static_pages,
    team_table,
    teams,
)

app_name = "decision"

# The photo check was at these until November 2026. Links to them are out there.
OLD_ADDRESSES = {
    "look-closer/": "look-closer",
    "look-closer/copy/": "look-closer-copy",
    "look-closer/answer/": "look-closer-answer",
}

urlpatterns = [
    path("", static_pages.show_home, name="home"),
    # The questionnaire comes first: it gets the most requests, and Django tries these in order.
    path("advice/", questionnaire.continue_advice, name="advice"),
    path("advice/result/", result.show_result, name="result"),
    path("advice/replace.ics", calendar.send_reminder, name="reminder"),
    path("advice/report.pdf", report.send_report, name="report"),
    path("advice/<slug:key>/", questionnaire.ask_question, name="question"),
    path("check/", photo_check.check_photo, name="look-closer"),
    path("check/copy/", photo_check.send_copy, name="look-closer-copy"),
    path("check/answer/", photo_check.weigh_details, name="look-closer-answer"),
    *(
        path(old, photo_check.redirect_old_address, {"name": f"decision:{name}"}, name=f"old-{name}")
        for old, name in OLD_ADDRESSES.items()
    ),
    path("compare/", static_pages.show_comparison, name="compare"),
    path("how-it-decides/", static_pages.show_framework, name="how-it-decides"),
    path("how-it-decides/framework-<str:version>.toml", downloads.send_framework, name="framework-file"),
    path("how-it-decides/proof-<str:version>.json", downloads.send_proof, name="proof-file"),
    path("how-it-decides/scorecard/", static_pages.show_scorecard, name="scorecard"),
    path("how-it-decides/facts/", facts.show_facts, name="facts"),
    path("how-it-decides/facts.atom", facts.send_changes, name="facts-feed"),
    path("privacy/", static_pages.show_privacy, name="privacy"),
    path("teams/", teams.show_teams, name="teams"),
    path("teams/sheet.pdf", teams.send_team_sheet, name="team-sheet"),
    path("teams/guide/", teams.show_team_guide, name="team-guide"),
    path("teams/table/", team_table.show_team_table, name="team-table"),
    path("teams.json", teams.send_team_json, name="team-json"),
    path("embed/", embed.show_embed, name="embed"),
    path("embed/height.js", embed.send_height_script, name="embed-height"),
    path("advice.json", as_json.send_json, name="json"),
    path("framework.json", as_json.send_framework_json, name="framework-json"),
    path("schemas/<slug:name>.json", as_json.send_schema, name="schema"),
]
