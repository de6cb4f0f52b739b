"""The reason for a verdict in one or two sentences, joined from the clauses in decision/content/reasons.toml."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from decision.content import content
from decision.content.model import AnswerClauses, Clauses
from decision.core.advice import Advice, UseAdvice, is_implied
from decision.core.framework import Framework, Question, Rule
from decision.core.scoring import find_rules, list_contributions, resolve_answers

MOST = 3
"""Clauses in a sentence."""
ORDER = (
    "competition",
    "use",
    "viewer",
    "lifespan",
    "size",
    "meeting",
    "matching",
    "field",
    "career",
    "worn",
    "screening",
)
"""The order in which clauses read best. Of two that weigh the same, the first is said."""
SURPRISING = ("screening", "career", "lifespan", "size", "meeting", "viewer", "matching", "field", "worn")
"""Questions, those first whose answer people most expect to matter."""
ENDS = ("ai", "studio")
"""The verdicts to which a further sentence may be added; a reason for the others has two already."""
PHOTO = "your photo"
PEOPLE = "the people who see {it}"


@dataclass(frozen=True)
class Clause:
    """What one answer or rule says for or against a real photo."""

    questions: tuple[str, ...]
    """The questions that it speaks of."""
    text: str
    weight: int
    """The points that it adds to the index, or keeps from it; that of a rule is more than any answer has."""
    names_people: bool
    both: bool
    """Whether a reason that says it may also say the opposite of the same question."""
    is_rule: bool


def write_reason(advice: Advice) -> str:
    """Return why the verdict is what it is, or what it depends on while a question is left open for good."""
    if advice.verdict is None:
        return _say_what_is_open(advice)
    case = _Case(advice)
    main = _write_main(case) or content().verdicts[advice.verdict].sentence
    return f"{main} {_write_tail(case, main)}".strip()


def write_clause(framework: Framework, question: Question, option: str, *, raises: bool) -> str:
    """Return why one answer alone asks for more, or lets less do. Of a place, the words of its rules come first."""
    words = content().clauses.answer.get(question.key, {}).get(option, AnswerClauses())
    texts = [words.raises if raises else words.lowers]
    if question.many:
        kind = "floor" if raises else "cap"
        rules = find_rules(framework, resolve_answers(framework, option, {}))
        said = [content().clauses.rule[rule.key].says for rule in rules if rule.kind == kind]
        texts = [*said, *texts]
    found = next((text for text in texts if text), None)
    return _fill(found, "") if found else f"too {'much' if raises else 'little'} is at stake"


def write_line(advice: Advice, place: UseAdvice) -> str:
    """Return what weighs most at one of the places, as a short sentence; its own verdict is settled."""
    alone = replace(
        advice,
        answers=advice.answers.with_uses((place.use,)),
        verdict=place.verdict,
        deciding_use=place.use,
        uses=(place,),
        contributions=tuple(list_contributions(advice.framework, place.use, advice.answers.options)),
    )
    case = _Case(alone)
    weighty = case.list_lowering() if place.verdict == "ai" else _choose_reasons(case, case.list_raising())
    return _write_sentence(weighty[:1], lead="") or content().verdicts[str(place.verdict)].sentence


def _say_what_is_open(advice: Advice) -> str:
    question = advice.readings[0].question if advice.readings else None
    return content().clauses.unsure[question].open if question else "A few questions are still open."


@dataclass(frozen=True)
class _Case:
    """A settled verdict and what speaks for and against a real photo at the place that decides."""

    advice: Advice

    @property
    def framework(self) -> Framework:
        return self.advice.framework

    @property
    def clauses(self) -> Clauses:
        return content().clauses

    @property
    def is_shared(self) -> bool:
        """Whether the reason has to be true for several places: where AI is fine, it is so at each of them."""
        return self.advice.verdict == "ai" and len(self.advice.answers.uses) > 1

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules that hold at that place, whatever the open answers are."""
        use = self.advice.deciding_use
        if use is None:
            named = {row.rule for row in self.advice.contributions}
            return [rule for rule in self.framework.rules if rule.key in named]
        known = {"use", *self.advice.answers.options, *self.framework.fixed[use]}
        resolved = resolve_answers(self.framework, use, self.advice.answers.options)
        return [rule for rule in find_rules(self.framework, resolved) if known.issuperset(rule.when)]

    @cached_property
    def answers(self) -> list[tuple[Question, str]]:
        """The given answers that count there, with their options. What the place implies is said with the place."""
        rows = [row for row in self.advice.contributions if row.question and not row.implied]
        found = [(self.framework.by_key[str(row.question)], str(row.option)) for row in rows]
        asked = [self.framework.fixed[use] for use in self.advice.answers.uses]
        if self.is_shared:
            found = [
                (q, option) for q, option in found if q.key != "use" and not any(q.key in fixed for fixed in asked)
            ]
        return found

    def list_raising(self) -> list[Clause]:
        """Return what speaks for a real photo, the weightiest first.

        Who looks says more than where: the place comes last beside people who decide, and not at all beside others.
        """
        found = _sort([*self._list_rules("floor"), *self._list_answers(raises=True)])
        viewer = next((pair for pair in self.answers if pair[0].key == "viewer"), None)
        if viewer is None:
            return found
        places = [clause for clause in found if clause.questions == ("use",)]
        others = [clause for clause in found if clause.questions != ("use",)]
        return others if weigh(*viewer, raises=False) else [*others, *places]

    def list_lowering(self) -> list[Clause]:
        """Return what lets less do, the weightiest first."""
        return _sort([*self._list_rules("cap"), *self._list_answers(raises=False)])

    def _list_rules(self, kind: str) -> Iterator[Clause]:
        rules = [] if self.is_shared else self.rules
        covered = {key for rule in rules if rule.key in self.clauses.rule for key in self.clauses.rule[rule.key].covers}
        for rule in rules:
            words = self.clauses.rule.get(rule.key)
            if rule.kind == kind and words and words.says and rule.key not in covered:
                yield Clause(tuple(rule.when), words.says, 100 + rule.index, words.people, both=True, is_rule=True)

    def _list_answers(self, *, raises: bool) -> Iterator[Clause]:
        kind = "floor" if raises else "cap"
        rules = [] if self.is_shared else [rule for rule in self.rules if rule.kind == kind]
        said = {key for rule in rules if self.speaks(rule) for key in rule.when}
        leading = {key for rule in rules if raises for key in rule.when} - said
        for question, option in self.answers:
            words = self.clauses.answer.get(question.key, {}).get(option, AnswerClauses())
            text = words.raises if raises else words.lowers
            weight = self._weigh(question, option, raises=raises)
            if text and weight and question.key not in said:
                weight += 100 * (question.key in leading)
                yield Clause((question.key,), text, weight, words.people, words.both, is_rule=False)

    def speaks(self, rule: Rule) -> bool:
        """Whether the rule has a clause of its own, which is said instead of the answers that it reads."""
        words = self.clauses.rule.get(rule.key)
        return words is not None and words.says is not None

    def _weigh(self, question: Question, option: str, *, raises: bool) -> int:
        """Return the points that an answer adds or keeps away; a place has those of the viewer that it implies, too."""
        implied = self.framework.fixed[option].get("viewer") if question.key == "use" else None
        pairs = [(question, option), *([(self.framework.by_key["viewer"], implied)] if implied else [])]
        return sum(weigh(asked, chosen, raises=raises) for asked, chosen in pairs)


def weigh(question: Question, option: str, *, raises: bool) -> int:
    """Return the points that an option has, or those that it lacks to the highest."""
    points = question.by_key[option].points
    return points if raises else max(other.points for other in question.options) - points


def _sort(clauses: Sequence[Clause]) -> list[Clause]:
    return sorted(clauses, key=lambda clause: (-clause.weight, _find_order(clause)))


def _find_order(clause: Clause) -> int:
    return min(ORDER.index(key) for key in clause.questions)


def _write_main(case: _Case) -> str:
    """Return what weighs most, in one or two sentences."""
    raising, lowering = case.list_raising(), case.list_lowering()
    lead = _name_place(case)
    match case.advice.verdict:
        case "ai":
            return _write_sentence(lowering[: MOST - 1], lead=lead)
        case "studio":
            return _write_sentence(_choose_reasons(case, raising)[:MOST], lead=lead)
        case _:
            against = lowering[:1]
            said = {key for clause in against if not clause.both for key in clause.questions}
            reasons = [clause for clause in raising if clause.both or said.isdisjoint(clause.questions)]
            reasons = _choose_reasons(case, reasons)[: MOST - 1]
            first = _write_sentence(reasons, lead=lead)
            names_people = any(clause.names_people for clause in reasons)
            return f"{first} {_write_closing(case, first, against, names_people=names_people)}".strip()


def _choose_reasons(case: _Case, raising: Sequence[Clause]) -> list[Clause]:
    """Return the rules alone where they decide. Not knowing whether AI is refused counts only for a plain photo."""
    deciding = [rule for rule in case.rules if rule.kind == "floor" and rule.verdict == case.advice.verdict]
    if deciding and all(case.speaks(rule) for rule in deciding):
        return [clause for clause in raising if clause.is_rule]
    is_unsure = case.advice.verdict != "plain" and case.advice.answers.get("screening") == "unsure"
    return [clause for clause in raising if not (is_unsure and clause.questions == ("screening",))]


def _write_closing(case: _Case, first: str, against: Sequence[Clause], *, names_people: bool) -> str:
    """Return what lets less do, if anything, and what follows; `first` is the sentence before."""
    words = case.clauses.closing[str(case.advice.verdict)]
    is_unsure = case.advice.answers.get("screening") == "unsure"
    closing = words.unsure if is_unsure and words.unsure else words.says
    if not against:
        return f"{_begin(closing)}."
    text = f"{_fill(against[0].text, first, names_people=names_people)}, so {closing}."
    return f"But {text}" if first else _begin(text)


def _name_place(case: _Case) -> str:
    """Return what introduces the reason where there are several places; empty for one."""
    uses, deciding = case.advice.uses, case.advice.deciding_use
    if len(uses) == 1 or deciding is None:
        return ""
    if case.is_shared:
        return "not much rides on any of these places"
    equals = [row for row in uses if row.verdict == case.advice.verdict]
    return f"{case.clauses.place[deciding]} {'weighs most' if len(equals) > 1 else 'sets the bar'}"


def _write_sentence(clauses: Sequence[Clause], *, lead: str) -> str:
    """Return the clauses as a sentence, in the order in which they read best; empty without any."""
    texts: list[str] = []
    names_people = False
    for clause in sorted(clauses, key=_find_order):
        texts.append(_fill(clause.text, " ".join(texts), names_people=names_people))
        names_people |= clause.names_people
    if not texts:
        return f"{_begin(lead)}." if lead else ""
    joined = ", and ".join(part for part in (", ".join(texts[:-1]), texts[-1]) if part)
    return f"{_begin(f'{lead}: {joined}' if lead else joined)}."


def _fill(text: str, said: str, *, names_people: bool = False) -> str:
    """Return a clause that follows what was said: the photo and the people named there are “it” and “they”."""
    for they in ("they", "them"):
        text = text.replace(f"{{{they}}}", they if names_people else PEOPLE)
    if PHOTO not in said.lower():
        text = text.replace("{it}", PHOTO, 1)
    return text.replace("{it}", "it").replace("it is ", "it’s ")


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


def _write_tail(case: _Case, main: str) -> str:
    """Return the sentence that follows where one fits: what to ask, what changes nothing, or what less would do."""
    if case.advice.verdict == "ai":
        tail = _write_question(case) or _write_concession(case)
    elif case.advice.verdict == "studio":
        tail = _write_unsure(case) or _write_lower_places(case) or _write_concession(case) or _write_alone(case)
    else:
        tail = ""
    return _fill(tail, main)


def _write_question(case: _Case) -> str:
    asks = (case.clauses.answer[q.key][option].asks for q, option in case.answers if q.key == "screening")
    return next((sentence for sentence in asks if sentence), "")


def _write_unsure(case: _Case) -> str:
    advice = case.advice
    asked = [key for key in advice.answers.unsure if not is_implied(advice.framework, advice.answers.uses, key)]
    found = [case.clauses.unsure[key].holds for key in asked]
    return f"That’s true {found[0]}." if found else ""


def _write_lower_places(case: _Case) -> str:
    """Return that the other places would do with less, where it is certain."""
    others = [row for row in case.advice.uses if row.use != case.advice.deciding_use]
    if not others or any(row.verdict in (None, case.advice.verdict) for row in others):
        return ""
    if len(others) > 1:
        return "On their own, the other places could do with less."
    return f"On its own, {case.clauses.place[others[0].use]} could do with less."


def _write_concession(case: _Case) -> str:
    """Return an answer at the other end of its scale that a rule outweighs."""
    binding = next((rule for row in case.advice.contributions for rule in case.rules if rule.key == row.rule), None)
    if binding is None or case.is_shared or case.speaks(binding):
        return ""
    read = {key for rule in case.rules for key in rule.when}
    outweighed = {
        question.key: case.clauses.answer[question.key][option].leaves
        for question, option in case.answers
        if question.key not in {"use", *read} and option in list_extremes(question, lowest=binding.kind == "floor")
    }
    leaves = next((outweighed[key] for key in SURPRISING if outweighed.get(key)), None)
    return f"That’s true {leaves}." if leaves else ""


def list_extremes(question: Question, *, lowest: bool) -> list[str]:
    """Return the lowest or the highest options of a question; none if all count alike."""
    points = [option.points for option in question.options]
    end = min(points) if lowest else max(points)
    return [option.key for option in question.options if option.points == end and min(points) < max(points)]


def _write_alone(case: _Case) -> str:
    """Return the sentence that goes with a single clause."""
    if len(_choose_reasons(case, case.list_raising())) > 1:
        return ""
    found = (case.clauses.rule[rule.key].alone for rule in case.rules)
    return next((sentence for sentence in found if sentence), "")
