"""Checks of the content files: everything that they cite exists, and so does every question and option they name."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from decision.conditions import Condition
from decision.content.model import Ask, Brief, Content, Destination, Evidence, Guide, Step

Citation = tuple[str, str]  # where in the files, key of the record cited there


def find_broken_references(content: Content) -> Iterator[str]:
    """Yield a sentence for every unknown document, heading, claim or piece of evidence."""
    yield from find_misplaced_claims(content)
    for where, claim in list_cited_claims(content):
        if claim not in content.claims:
            yield f"{where}: unknown claim `{claim}`"
    for where, evidence in list_cited_evidence(content):
        if evidence not in content.evidence:
            yield f"{where}: unknown evidence `{evidence}`"
    yield from find_unknown_sources(content)
    yield from find_disordered_looks(content)
    yield from find_wrong_panels(content)
    yield from find_unproven_criteria(content)


def find_unproven_criteria(content: Content) -> Iterator[str]:
    """Yield a sentence for every criterion that is met without a place to see it, or not met without a remedy."""
    for key, criterion in content.scorecard.items():
        if criterion.standing != "unmet" and not criterion.see:
            yield f"scorecard.toml, [{key}]: where can one `see` that it is {criterion.standing}?"
        if (criterion.standing == "met") != (criterion.takes is None):
            yield f"scorecard.toml, [{key}]: `takes` is for what is not met"


def find_wrong_panels(content: Content) -> Iterator[str]:
    """Yield a sentence for every figure that its finding lacks, and every panel without either a figure or a reason."""
    for key, item in content.panels.items():
        found = content.evidence.get(item.finding or "")
        finding = found.finding if found else ""
        for panel in item.panels:
            if (panel.percent is None) == (panel.unknown is None):
                yield f"panels.toml, [{key}]: “{panel.option}” needs either a figure or why nobody knows"
            elif panel.percent is not None and f"{panel.percent:g}%" not in finding:
                yield f"panels.toml, [{key}]: `{item.finding}` doesn’t say {panel.percent:g}%"


def find_disordered_looks(content: Content) -> Iterator[str]:
    """Yield a sentence for every fact whose looks don't begin with a new fact, or are out of order."""
    for fact in content.facts.values():
        where = f"{fact.file}.toml, [{fact.key}]"
        if [look.found == "new" for look in fact.seen] != [True, *(False for _ in fact.seen[1:])]:
            yield f"{where}: the first look, and no other, finds something `new`"
        if any(later.on <= earlier.on for earlier, later in pairwise(fact.seen)):
            yield f"{where}: looks are in the order of their days"


def find_unknown_sources(content: Content) -> Iterator[str]:
    """Yield a sentence for every bar whose finding has no source of the name given."""
    for key, chart in content.charts.items():
        for bar in chart.bars:
            finding = content.evidence.get(bar.finding)
            if finding and bar.read_at not in {source.name for source in finding.sources}:
                yield f"charts.toml, [{key}]: `{bar.finding}` has no source `{bar.read_at}`"


def find_misplaced_claims(content: Content) -> Iterator[str]:
    """Yield a sentence for every claim whose document or heading does not exist."""
    for key, claim in content.claims.items():
        document = content.documents.get(claim.document)
        if document is None:
            yield f"claims.toml, [{key}]: unknown document `{claim.document}`"
        elif claim.heading not in document.headings:
            yield f"claims.toml, [{key}]: `{claim.document}` has no heading `{claim.heading}`"


def list_cited_claims(content: Content) -> Iterator[Citation]:
    """Yield every citation of a claim outside of claims.toml."""
    yield from cite("omissions.toml", {key: (key,) for key in content.omissions})
    yield from cite("contradictions.toml", {key: item.claims for key, item in content.contradictions.items()})
    yield from cite("evidence.toml", {key: item.claims_touched for key, item in content.evidence.items()})
    yield from cite("comparison.toml", {key: (row.claim, *row.plain_claims) for key, row in content.comparison.items()})
    yield from cite("failures.toml", {key: failure.claims for key, failure in content.failures.items()})
    yield from cite("plans.toml", list_claims_of_steps(content.plans))
    yield from cite("guides.toml", list_claims_of_steps(content.guides))
    yield from cite("briefs.toml", {key: brief.claims for key, brief in content.briefs.items()})
    yield from cite("session.toml", {key: gift.claims for key, gift in content.session.items()})
    yield from cite("session_steps.toml", {key: step.claims for key, step in content.session_steps.items()})
    ways = content.ways.items()
    yield from cite("ways.toml", {key: (*way.money_claims, *way.time_claims, *way.like_claims) for key, way in ways})
    team_ways = content.team_ways.items()
    yield from cite("team_ways.toml", {key: (*way.claims, *way.leaves_out_claims) for key, way in team_ways})


def list_claims_of_steps(guides: Mapping[str, Guide]) -> dict[str, list[str]]:
    """Map each guide to the claims that its steps and requests cite."""
    parts: dict[str, list[Step | Ask]] = {key: [*guide.steps, *guide.asks] for key, guide in guides.items()}
    return {key: [claim for part in cited for claim in part.claims] for key, cited in parts.items()}


def list_cited_evidence(content: Content) -> Iterator[Citation]:
    """Yield every citation of a piece of evidence."""
    yield from cite(
        "comparison.toml", {key: (*row.evidence, *row.plain_evidence) for key, row in content.comparison.items()}
    )
    yield from cite("failures.toml", {key: failure.evidence for key, failure in content.failures.items()})
    yield from cite("charts.toml", {key: chart.findings for key, chart in content.charts.items()})
    panels = {key: (item.finding,) for key, item in content.panels.items() if item.finding}
    yield from cite("panels.toml", panels)
    ways = {key: (*w.money_evidence, *w.time_evidence, *w.like_evidence) for key, w in content.ways.items()}
    yield from cite("ways.toml", ways)
    team_ways = content.team_ways.items()
    yield from cite("team_ways.toml", {key: (*way.evidence, *way.leaves_out_evidence) for key, way in team_ways})
    for file, guides in (("plans.toml", content.plans), ("guides.toml", content.guides)):
        yield from cite(
            file, {key: [e for step in guide.steps for e in step.evidence] for key, guide in guides.items()}
        )


def cite(file: str, references: Mapping[str, Iterable[str]]) -> Iterator[Citation]:
    """Yield the references of a file's tables, one by one, and where they are."""
    for key, cited in references.items():
        for reference in cited:
            yield f"{file}, [{key}]", reference


CitedOption = tuple[str, str, str]  # where in the files, question, option


def find_vocabulary_faults(content: Content, options: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield a sentence for every question or option that the framework does not have.

    `options` maps each question of the framework to its options, and "plan" to its plans. A use without
    a brief is a fault as well: the result page shows one for every use.
    """
    for where, question, option in list_cited_options(content):
        if option not in options.get(question, ()):
            yield f"{where}: the framework has no `{question}` `{option}`"
    briefed = {use for brief in content.briefs.values() for use in brief.uses}
    for use in options.get("use", ()):
        if use not in briefed:
            yield f"briefs.toml: no brief for `{use}`"


def list_cited_options(content: Content) -> Iterator[CitedOption]:
    """Yield every answer that a content file names."""
    for key, failure in content.failures.items():
        yield from ((f"failures.toml, [{key}]", "worn", worn) for worn in failure.worn)
    for file, records in _list_tagged(content).items():
        for key, record in records.items():
            for name, tag in (("use", record.uses), ("plan", record.plans)):
                yield from ((f"{file}, [{key}]", name, option) for option in (() if tag == "all" else tag))
    for where, condition in _list_conditions(content):
        for question, wanted in condition.items():
            yield from ((where, question, option) for option in wanted)


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
