from decision.pictures.geometry import Box, Point


def test_a_box_beyond_the_edge_is_moved_into_the_picture() -> None:
    box = Box.around(Point(5, 95), 40, 20)

    clamped = box.clamp((100, 100))

    assert clamped == Box(0, 80, 40, 100)


def test_a_box_larger_than_the_picture_is_cut_to_it() -> None:
    assert Box(-50, 10, 250, 20).clamp((100, 100)) == Box(0, 10, 100, 20)


def test_a_box_knows_its_size_and_middle() -> None:
    box = Box(10, 20, 30, 60)

    assert (box.width, box.height, box.center) == (20, 40, Point(20, 40))
    assert box.scale(0.5) == Box(5, 10, 15, 30)
    assert Box(1.4, 1.4, 1.45, 1.45).as_pixels() == (1, 1, 2, 2)
