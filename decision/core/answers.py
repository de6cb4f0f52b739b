"""A person's answers: read strictly from keys and options, kept in one canonical order."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from decision.core.framework import Framework
from decision.sentences import suggest

UNSURE = "unsure"
"""The name under which addresses and documents list the questions that a person leaves open for good."""


class AnswerError(ValueError):
    """An answer that the framework does not know. The message says which, in plain words."""


@dataclass(frozen=True)
class Answers:
    """What was answered: the uses in table order, one option for each other question, and what stays open for good.

    Hashable and canonical: equal answers are equal objects, however they were written.
    """

    uses: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unsure: tuple[str, ...] = ()
    """The questions to which the person says "I'm not sure", in asking order: open, but not asked again."""

    def __hash__(self) -> int:
        return hash((self.uses, tuple(self.options.items()), self.unsure))

    def __contains__(self, key: str) -> bool:
        return bool(self.uses) if key == "use" else key in self.options

    def get(self, key: str) -> str | None:
        """Return the option chosen for a question that takes one, or None."""
        return self.options.get(key)

    def with_uses(self, uses: tuple[str, ...]) -> "Answers":
        """Return the answers with other uses, which are in table order."""
        return replace(self, uses=uses)

    def with_options(self, options: Mapping[str, str]) -> "Answers":
        """Return the answers with other options for questions that are answered already."""
        return replace(self, options=MappingProxyType({**self.options, **options}))

    def answer(self, key: str, option: str) -> "Answers":
        """Return the answers with one more, which is no longer open; for looking only, since the order is lost."""
        unsure = tuple(other for other in self.unsure if other != key)
        return Answers(self.uses, MappingProxyType({**self.options, key: option}), unsure)

    def drop(self, keys: Collection[str]) -> "Answers":
        """Return the answers with these questions open."""
        kept = {key: option for key, option in self.options.items() if key not in keys}
        unsure = tuple(key for key in self.unsure if key not in keys)
        return Answers(() if "use" in keys else self.uses, MappingProxyType(kept), unsure)

    def as_dict(self) -> dict[str, str | list[str]]:
        """Return {question: option}, `use` and `unsure` as lists, in the order of asking."""
        uses = {"use": list(self.uses)} if self.uses else {}
        unsure = {UNSURE: list(self.unsure)} if self.unsure else {}
        return {**uses, **self.options, **unsure}

    def as_pairs(self) -> list[tuple[str, str]]:
        """Return (question, option) pairs in the canonical order, one pair for each use and each open question."""
        uses, unsure = ([(name, key) for key in keys] for name, keys in (("use", self.uses), (UNSURE, self.unsure)))
        return [*uses, *self.options.items(), *unsure]


def read_answers(framework: Framework, raw: Mapping[str, str | Sequence[str]]) -> Answers:
    """Return the answers in `raw`: question key -> option key, or a list of option keys.

    Raises:
        AnswerError: unknown question or option, an empty or repeated `use`, or more than one
            option for a question that takes one.
    """
    found = {key: _read_options(framework, key, value) for key, value in raw.items()}
    return collect_answers(framework, found)


def collect_answers(framework: Framework, found: Mapping[str, Iterable[str]]) -> Answers:
    """Return known answers as one canonical object; nothing is checked here."""
    uses, unsure = set(found.get("use", ())), set(found.get(UNSURE, ()))
    return Answers(
        uses=tuple(key for key in framework.uses if key in uses),
        options=MappingProxyType(
            {q.key: next(iter(found[q.key])) for q in framework.questions if q.key in found and not q.many}
        ),
        unsure=tuple(q.key for q in framework.questions if q.key in unsure and q.key not in found),
    )


def list_open_for_good(framework: Framework) -> tuple[str, ...]:
    """Return the questions to which a person may say "I'm not sure"."""
    return tuple(question.key for question in framework.questions if question.may_be_unsure)


def _read_options(framework: Framework, key: str, value: str | Sequence[str]) -> list[str]:
    question = framework.by_key.get(key)
    if question is None and key != UNSURE:
        raise AnswerError(f"There is no question {key!r}.{suggest(key, framework.by_key)}")
    known = list_open_for_good(framework) if question is None else question.by_key
    options = [value] if isinstance(value, str) else value
    if not isinstance(options, (list, tuple)) or not options:
        raise AnswerError(f"{key}: needs an option.")
    for option in options:
        if not isinstance(option, str) or option not in known:
            hint = suggest(option, known) if isinstance(option, str) else ""
            raise AnswerError(f"{key}: there is no option {option!r}.{hint}")
    if len(options) > 1 and question is not None and not question.many:
        raise AnswerError(f"{key}: takes one option, not {len(options)}.")
    if len(set(options)) < len(options):
        raise AnswerError(f"{key}: an option appears more than once.")
    return list(options)
