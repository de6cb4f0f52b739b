"""The same questions as a django-formtools session wizard, drawn with our own step template."""

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.template import engines
from django.urls import include, path
from formtools.wizard.views import SessionWizardView

from decision.core.advice import assess
from decision.core.answers import read_answers
from decision.core.framework import Question, load_framework
from decision.web.questionnaire import describe_question
from decision.web.request_reading import PageReading
from tools.bench.steps import JOURNEY


def make_form(question: Question) -> type[forms.Form]:
    """Return a form with the one question."""
    kind = forms.MultipleChoiceField if question.many else forms.ChoiceField
    widget = forms.CheckboxSelectMultiple if question.many else forms.RadioSelect
    choices = [(option.key, option.label) for option in question.options]
    return type("QuestionForm", (forms.Form,), {question.key: kind(choices=choices, widget=widget)})


PAGE = engines["django"].from_string(
    """{% extends "decision/questionnaire/question.html" %}
    {% block main %}{% include "decision/questionnaire/step/question.html" %}
    {% csrf_token %}{{ wizard.management_form }}{% endblock %}"""
)


class QuestionWizard(SessionWizardView):
    """A wizard whose page shows what ours shows, so it has to read the answers so far from its session."""

    def get_template_names(self) -> object:
        """Return our step with what a wizard needs to be posted."""
        return PAGE

    def get_context_data(self, form: forms.Form, **kwargs: Any) -> dict[str, Any]:
        """Return the context of the step template, gathered as our own view does."""
        before = [self.get_cleaned_data_for_step(step) or {} for step in self.steps.all[: self.steps.index]]
        answers = read_answers(load_framework(), {key: value for data in before for key, value in data.items()})
        reading = PageReading(load_framework(), answers, (), (), QueryDict())
        question = load_framework().by_key[self.steps.current]
        page = describe_question(reading, assess(reading.framework, answers), question)
        context: dict[str, Any] = super().get_context_data(form=form, **kwargs, page=page)
        return context

    def done(self, form_list: list[forms.Form], **kwargs: Any) -> HttpResponse:
        """Finish; the comparison stops before."""
        return HttpResponse()


QUESTIONS = [load_framework().by_key[key] for key, _ in JOURNEY]

urlpatterns = [
    path("wizard/", QuestionWizard.as_view([(question.key, make_form(question)) for question in QUESTIONS])),
    path("", include("headshot_advisor.urls")),
]
