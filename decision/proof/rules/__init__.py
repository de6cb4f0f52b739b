"""The rules of a version as promises, each with the function that checks it over the whole space."""

from functools import partial

from decision.proof.promise import Promise
from decision.proof.rules import explanations, partial_sets, plans, uses, verdicts
from decision.proof.specification import Specification


def list_promises(specification: Specification) -> tuple[Promise, ...]:
    """Return the promises of a version, in the order of the rules."""
    of_verdicts = [
        Promise(promise.rule, promise.key, promise.clause, "", partial(verdicts.check_verdict_promises, promise.key))
        for promise in specification.verdict_promises
        if promise.clause
    ]
    promises = [*EVERY_VERSION, *of_verdicts, *(SINCE_2026_2 if specification.needs is not None else ())]
    return tuple(sorted(promises, key=lambda promise: promise.rule))


EVERY_VERSION = (
    Promise.of(1, verdicts.every_set_has_one_verdict),
    Promise.of(1, verdicts.what_is_not_asked_changes_nothing),
    Promise.of(1, partial_sets.a_partial_set_has_the_verdicts_of_its_completions),
    Promise.of(1, partial_sets.without_a_use_all_uses_are_possible, each_use=False),
    Promise.of(1, plans.every_set_has_one_plan, each_use=False),
    Promise.of(1, plans.a_partial_set_has_the_plans_of_its_completions, each_use=False),
    Promise.of(2, verdicts.no_step_up_lowers_the_verdict),
    Promise.of(2, uses.no_added_use_lowers_the_verdict, each_use=False),
    Promise.of(2, verdicts.odd_places_and_stakes_never_soften_the_advice, each_use=False),
    Promise.of(3, verdicts.plan_answers_move_no_verdict),
    Promise.of(4, uses.several_uses_have_the_highest_verdict, each_use=False),
    Promise.of(4, uses.the_highest_index_decides, each_use=False),
    Promise.of(5, verdicts.every_question_counts, each_use=False),
    Promise.of(5, verdicts.every_step_counts, each_use=False),
    Promise.of(5, verdicts.level_options_count_alike),
    Promise.of(9, explanations.points_add_up),
    Promise.of(9, explanations.every_part_cites_a_document, each_use=False),
    Promise.of(9, explanations.because_forces_the_verdict),
    Promise.of(9, explanations.changes_are_certain_and_fewest),
    Promise.of(10, partial_sets.settled_means_settled),
    Promise.of(10, partial_sets.what_can_matter_is_asked),
)

SINCE_2026_2 = (
    Promise.of(1, partial_sets.readings_say_what_each_answer_means),
    Promise.of(9, explanations.points_keep_their_proportion, each_use=False),
    Promise.of(11, plans.every_plan_can_be_done, each_use=False),
    Promise.of(11, plans.what_is_shown_fits_the_use_and_the_plan, each_use=False),
)
