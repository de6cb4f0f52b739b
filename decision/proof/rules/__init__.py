"""The ten rules of the framework as promises, each with the function that checks it over the whole space."""

from decision.proof.rule import Promise
from decision.proof.rules import (
    asking,
    because,
    changes,
    odd_spots,
    partial_sets,
    plans,
    stakes,
    steps,
    sums,
    uses,
    verdicts,
)

PROMISES = (
    Promise(1, verdicts.every_set_has_one_verdict),
    Promise(1, verdicts.an_implied_viewer_stands),
    Promise(1, partial_sets.a_partial_set_has_the_verdicts_of_its_completions, each_use=False),
    Promise(1, plans.every_set_has_one_plan, each_use=False),
    Promise(1, plans.a_partial_set_has_the_plans_of_its_completions, each_use=False),
    Promise(2, steps.no_step_up_lowers_the_verdict),
    Promise(2, uses.no_added_use_lowers_the_verdict, each_use=False),
    Promise(2, odd_spots.odd_places_and_stakes_never_soften_the_advice, each_use=False),
    Promise(3, verdicts.plan_answers_move_no_verdict),
    Promise(4, uses.several_uses_have_the_highest_verdict, each_use=False),
    Promise(4, uses.the_highest_index_decides, each_use=False),
    Promise(5, steps.every_question_counts, each_use=False),
    Promise(5, steps.every_step_counts, each_use=False),
    Promise(5, steps.level_options_count_alike),
    Promise(6, stakes.high_stakes_stand),
    Promise(6, stakes.a_watched_linkedin_needs_a_studio),
    Promise(6, stakes.refused_ai_needs_a_studio),
    Promise(7, stakes.low_stakes_stand),
    Promise(8, stakes.a_placeholder_needs_no_studio),
    Promise(9, sums.points_add_up),
    Promise(9, sums.every_part_cites_a_document, each_use=False),
    Promise(9, because.because_forces_the_verdict),
    Promise(9, changes.changes_are_certain_and_fewest),
    Promise(10, asking.settled_means_settled),
    Promise(10, asking.what_can_matter_is_asked),
)
