from headshot_advisor.server.body_budget import BodyBudget


def test_bodies_find_room_until_it_is_full() -> None:
    budget = BodyBudget(most=100, most_of_one=60)

    assert [budget.take(network, 50) for network in ("a", "b", "c")] == [True, True, False]


def test_one_network_leaves_room_for_others() -> None:
    budget = BodyBudget(most=100, most_of_one=60)

    assert [budget.take("a", 40), budget.take("a", 40), budget.take("b", 40)] == [True, False, True]


def test_room_is_free_again_once_given_back() -> None:
    budget = BodyBudget(most=100, most_of_one=60)
    budget.take("a", 60)

    budget.give_back("a", 60)

    assert budget.take("a", 60)
