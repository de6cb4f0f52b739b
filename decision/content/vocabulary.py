"""Compare the content with the questions of the framework, without depending on it."""

from collections.abc import Collection, Iterator, Mapping

from decision.content.model import Brief, Content, Destination, Evidence
from decision.core.conditions import Condition

Citation = tuple[str, str, str]  # place in the files, question, option


def find_vocabulary_faults(content: Content, options: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield a sentence for every question or option that the framework does not have.

    `options` maps each question of the framework to its options, and "plan" to its plans. A use without
    a brief is a fault as well: the result page shows one for every use.
    """
    for place, question, option in list_cited_options(content):
        if option not in options.get(question, ()):
            yield f"{place}: the framework has no `{question}` `{option}`"
    briefed = {use for brief in content.briefs.values() for use in brief.uses}
    for use in options.get("use", ()):
        if use not in briefed:
            yield f"briefs.toml: no brief for `{use}`"


def list_cited_options(content: Content) -> Iterator[Citation]:
    """Yield every answer that a content file names."""
    for key, failure in content.failures.items():
        yield from ((f"failures.toml, [{key}]", "worn", worn) for worn in failure.worn)
    for file, records in _list_tagged(content).items():
        for key, record in records.items():
            for name, tag in (("use", record.uses), ("plan", record.plans)):
                yield from ((f"{file}, [{key}]", name, option) for option in (() if tag == "all" else tag))
    for place, condition in _list_conditions(content):
        for question, wanted in condition.items():
            yield from ((place, question, option) for option in wanted)


def _list_tagged(content: Content) -> Mapping[str, Mapping[str, Brief | Destination | Evidence]]:
    return {
        "briefs.toml": content.briefs,
        "destinations.toml": content.destinations,
        "evidence.toml": content.evidence,
    }


def _list_conditions(content: Content) -> Iterator[tuple[str, Condition]]:
    for key, row in content.comparison.items():
        yield from ((f"comparison.toml, [{key}]", condition) for condition in row.matters)
    for file, guides in (("plans.toml", content.plans), ("guides.toml", content.guides)):
        for key, guide in guides.items():
            yield from ((f"{file}, [{key}]", when) for step in guide.steps for when in step.when)
            yield from ((f"{file}, [{key}]", when) for ask in guide.asks for when in ask.when)
