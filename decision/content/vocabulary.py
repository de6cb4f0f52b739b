"""Compare the content with the questions of the framework, without depending on it."""

from collections.abc import Collection, Iterator, Mapping

from decision.content.model import Content

Citation = tuple[str, str, str]  # place in the files, question, option


def find_vocabulary_faults(content: Content, options: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield a sentence for every question or option that the framework does not have.

    `options` maps each question of the framework to its options. A use without a
    brief is a fault as well: the result page shows one for every use.
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
    for key, brief in content.briefs.items():
        yield from ((f"briefs.toml, [{key}]", "use", use) for use in brief.uses)
    for key, destination in content.destinations.items():
        yield from ((f"destinations.toml, [{key}]", "use", use) for use in destination.uses)
    for key, failure in content.failures.items():
        yield from ((f"failures.toml, [{key}]", "worn", worn) for worn in failure.worn)
    for key, row in content.comparison.items():
        for condition in row.matters:
            for question, wanted in condition.items():
                yield from ((f"comparison.toml, [{key}]", question, option) for option in wanted)
