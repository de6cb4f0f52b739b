"""A person's answers: read strictly from keys and options, kept in one canonical order."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from decision.core.framework import Framework


class AnswerError(ValueError):
    """An answer that the framework does not know. The message says which, in plain words."""


@dataclass(frozen=True)
class Answers:
    """What was answered: the uses in table order and one option for each other question.

    Hashable and canonical: equal answers are equal objects, however they were written.
    """

    uses: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __hash__(self) -> int:
        return hash((self.uses, tuple(self.options.items())))

    def __contains__(self, key: str) -> bool:
        return bool(self.uses) if key == "use" else key in self.options

    def get(self, key: str) -> str | None:
        """Return the option chosen for a question that takes one, or None."""
        return self.options.get(key)

    def with_uses(self, uses: tuple[str, ...]) -> "Answers":
        """Return the answers with other uses, which are in table order."""
        return Answers(uses, self.options)

    def with_options(self, options: Mapping[str, str]) -> "Answers":
        """Return the answers with other options for questions that are answered already."""
        return Answers(self.uses, MappingProxyType({**self.options, **options}))

    def drop(self, keys: Collection[str]) -> "Answers":
        """Return the answers with these questions open."""
        kept = {key: option for key, option in self.options.items() if key not in keys}
        return Answers(() if "use" in keys else self.uses, MappingProxyType(kept))

    def as_dict(self) -> dict[str, str | list[str]]:
        """Return {question: option}, `use` as a list, in the order of asking."""
        uses = {"use": list(self.uses)} if self.uses else {}
        return {**uses, **self.options}

    def as_pairs(self) -> list[tuple[str, str]]:
        """Return (question, option) pairs in the canonical order, one pair for each use."""
        return [*(("use", use) for use in self.uses), *self.options.items()]


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
    uses = set(found.get("use", ()))
    return Answers(
        uses=tuple(key for key in framework.uses if key in uses),
        options=MappingProxyType(
            {q.key: next(iter(found[q.key])) for q in framework.questions if q.key in found and not q.many}
        ),
    )


def _read_options(framework: Framework, key: str, value: str | Sequence[str]) -> list[str]:
    question = framework.by_key.get(key)
    if question is None:
        raise AnswerError(f"There is no question {key!r}.")
    options = [value] if isinstance(value, str) else value
    if not isinstance(options, (list, tuple)) or not options:
        raise AnswerError(f"{key}: needs an option.")
    for option in options:
        if not isinstance(option, str) or option not in question.by_key:
            raise AnswerError(f"{key}: there is no option {option!r}.")
    if len(options) > 1 and not question.many:
        raise AnswerError(f"{key}: takes one option, not {len(options)}.")
    if len(set(options)) < len(options):
        raise AnswerError(f"{key}: an option stands more than once.")
    return list(options)
