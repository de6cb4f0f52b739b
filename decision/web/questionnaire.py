"""The questionnaire: one question a page. The answers are in the address, and htmx swaps the step in place."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from decision.address import write_address
from decision.content import content
from decision.content.model import VerdictText
from decision.core.advice import Assessment, assess, is_implied
from decision.core.answers import UNSURE, Answers
from decision.core.cautions import find_caution_questions
from decision.core.framework import Framework, Question
from decision.core.plan import count_plan_questions, find_possible_plans, list_plan_questions
from decision.pages.picker import Picker, arrange_places
from decision.pages.progress import estimate_questions
from decision.pages.strip import Strip, narrow_verdicts
from decision.web.page_cache import publish
from decision.web.request_reading import HtmxRequest, PageReading, read_request
from headshot_advisor.methods import require_safe

RESULT = "result"
SETTLED = "settled"


@dataclass(frozen=True)
class NextStep:
    """What comes next: a question, or one of the pages RESULT and SETTLED."""

    question: Question | None = None
    page: str = ""


@dataclass(frozen=True)
class QuestionPage:
    """A question, asked for the first time or to be changed."""

    question: Question
    picker: Picker | None
    """The options of the first question, arranged."""
    chosen: tuple[str | None, ...]
    others: Answers
    """The answers to all other questions, which the form sends along."""
    previous: Question | None
    assessment: Assessment
    number: int
    """Of the questions until the verdict, counted from 1."""
    about: int
    """About how many questions there are until the verdict."""
    to_come: int
    """How many more questions may follow, at most, until the verdict or the plan."""
    strip: Strip
    error: str
    problems: tuple[str, ...]
    kept: Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class SettledPage:
    """The verdict is clear, and the questions of the plan may follow."""

    assessment: Assessment
    verdict: VerdictText
    strip: Strip
    next: Question
    fewest: int
    """Questions until the plan."""
    most: int
    problems: tuple[str, ...]
    kept: Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class UnknownQuestionPage:
    """The address names a question that we do not have."""

    answers: Answers
    kept: Mapping[str, str | tuple[str, ...]]


def find_step(assessment: Assessment) -> NextStep:
    """Return the next step: a question that can still matter, or the page that says what is decided."""
    framework, answers = assessment.framework, assessment.answers
    to_ask = assessment.to_ask or list_last_questions(assessment)
    if not to_ask:
        return NextStep(page=RESULT)
    has_begun_plan = any(question.key in answers for question in framework.plan_questions)
    if assessment.settled and not has_begun_plan:
        return NextStep(page=SETTLED)
    return NextStep(question=framework.by_key[to_ask[0]])


def list_last_questions(assessment: Assessment) -> tuple[str, ...]:
    """Return the questions that only bring cautions: asked once the plan is clear, where it has an AI picture in it."""
    if not assessment.settled or assessment.to_ask:
        return ()
    plans = find_possible_plans(assessment.framework, assessment.answers)
    return find_caution_questions(assessment.framework, assessment.answers, plans[0])


@require_safe
@publish()
def continue_advice(request: HtmxRequest) -> HttpResponse:
    """Continue from the answers in the address: ask the next question, or say that the verdict is settled."""
    reading = read_request(request)
    assessment = assess(reading.framework, reading.answers)
    asked = reading.framework.by_key.get(reading.query.get("asked", ""))
    if asked and asked.key not in reading.answers and asked.key not in reading.answers.unsure:
        return _render_question(request, reading, assessment, asked, error="Choose an answer to continue.")
    step = find_step(assessment)
    if step.page == SETTLED and ("asked" not in reading.query or request.htmx):
        return _render_settled(request, reading, assessment)
    if step.question and request.htmx:
        return _render_question(request, reading, assessment, step.question)
    address = write_step(step, reading)
    # The result is another page, not a step: the browser has to open it, not swap it in.
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def write_step(step: NextStep, reading: PageReading) -> str:
    if step.question:
        return reading.lead_to("decision:question", step.question.key)
    return reading.lead_to("decision:result" if step.page == RESULT else "decision:advice")


@require_safe
@publish()
def ask_question(request: HtmxRequest, key: str) -> HttpResponse:
    """Show one question, answered or not. One that is not asked for these uses leads to the next step."""
    reading = read_request(request)
    question = reading.framework.by_key.get(key)
    if question is None:
        page = UnknownQuestionPage(reading.answers, reading.kept)
        return render(request, "decision/questionnaire/unknown_question.html", {"page": page}, status=404)
    if not reading.answers.uses and not question.many:
        return redirect(reading.lead_to("decision:question", "use"))
    if not is_asked(reading.framework, reading.answers.uses, question):
        return redirect(reading.lead_to("decision:advice"))
    assessment = assess(reading.framework, reading.answers)
    return _render_question(request, reading, assessment, question)


def is_asked(framework: Framework, uses: tuple[str, ...], question: Question) -> bool:
    """Return whether the question is for people with these uses."""
    if question.decides == "plan":
        return question in list_plan_questions(framework, uses)
    return not is_implied(framework, uses, question.key)


def _render_settled(request: HtmxRequest, reading: PageReading, assessment: Assessment) -> HttpResponse:
    fewest, most = count_to_plan(assessment)
    page = SettledPage(
        assessment=assessment,
        verdict=content().verdicts[str(assessment.verdict)],
        strip=narrow_verdicts(assessment.framework, assessment.answers),
        next=assessment.framework.by_key[assessment.to_ask[0]],
        fewest=fewest,
        most=most,
        problems=reading.problems,
        kept=reading.kept,
    )
    return _render_step(request, "settled", page, write_address("decision:advice", assessment.answers, **page.kept))


def _render_question(
    request: HtmxRequest, reading: PageReading, assessment: Assessment, question: Question, *, error: str = ""
) -> HttpResponse:
    page = describe_question(reading, assessment, question, error=error)
    address = write_address("decision:question", reading.answers, question.key, **page.kept)
    return _render_step(request, "question", page, address)


def describe_question(
    reading: PageReading, assessment: Assessment, question: Question, *, error: str = ""
) -> QuestionPage:
    """Return the page of a question; `error` is a sentence about the answer that was just sent."""
    framework, answers = reading.framework, reading.answers
    number = 1 + len(_list_answered_before(framework, answers, question))
    to_come = _count_to_come(assessment, question)
    return QuestionPage(
        question=question,
        picker=arrange_places(question) if question.many else None,
        chosen=answers.uses if question.many else (_find_chosen(answers, question),),
        others=answers.drop({question.key}),
        previous=_find_previous(framework, answers, question),
        assessment=assessment,
        number=number,
        about=estimate_questions(framework, answers.uses, number, most=number + to_come),
        to_come=to_come,
        strip=narrow_verdicts(framework, answers),
        error=error,
        problems=reading.problems,
        kept=reading.kept,
    )


def _find_chosen(answers: Answers, question: Question) -> str | None:
    return UNSURE if question.key in answers.unsure else answers.get(question.key)


def _count_to_come(assessment: Assessment, question: Question) -> int:
    if not assessment.settled:
        return len([key for key in assessment.to_ask if key != question.key])
    most = count_to_plan(assessment)[1]
    return most - 1 if question.key in assessment.to_ask else most


def count_to_plan(assessment: Assessment) -> tuple[int, int]:
    """Return the fewest and the most questions until the plan of a settled verdict."""
    if assessment.verdict is None:
        return 0, 0
    return count_plan_questions(assessment.framework, assessment.verdict, assessment.answers)


def _find_previous(framework: Framework, answers: Answers, question: Question) -> Question | None:
    """Return the last answered question before this one, for the way back."""
    answered = _list_answered_before(framework, answers, question)
    return answered[-1] if answered else None


def _list_answered_before(framework: Framework, answers: Answers, question: Question) -> list[Question]:
    """Return the questions before this one that are answered, or left open for good."""
    earlier = takewhile(lambda other: other is not question, framework.questions)
    known = [q for q in earlier if q.key in answers or q.key in answers.unsure]
    return [q for q in known if is_asked(framework, answers.uses, q)]


def _render_step(request: HtmxRequest, name: str, page: QuestionPage | SettledPage, address: str) -> HttpResponse:
    """Render a step as a page, or for htmx as the fragment alone with the address to push."""
    wants_fragment = request.htmx and not request.htmx.history_restore_request
    if not wants_fragment:
        response = render(request, f"decision/questionnaire/{name}.html", {"page": page})
    else:
        # A fragment needs nothing that context processors add, so it gets no request.
        response = render(None, f"decision/questionnaire/_{name}.html", {"page": page})
        response["HX-Push-Url"] = address
        response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["HX-Request"])
    return response
