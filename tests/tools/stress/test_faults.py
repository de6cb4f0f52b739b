"""How the fault run reads answers and counts repeats; the run itself is part of `make stress`."""

from tools.harness.mail_sink import Delivery
from tools.stress.faults.crowd import Answer, Request, ask
from tools.stress.faults.runs import count_repeats

FORM = b'<h1>Ask about a session</h1><div class="error-summary" role="alert"><h2>Nothing was saved</h2></div>'


def test_a_person_reads_the_summary_of_errors_first() -> None:
    assert Answer(503, body=FORM).headline == "“Nothing was saved” (503)"


def test_elsewhere_a_person_reads_the_heading() -> None:
    assert Answer(500, body=b"<h1>Something broke on our side</h1>").headline == "“Something broke on our side” (500)"
    assert Answer(502, body=b"Bad Gateway").headline == "502"


def test_without_a_server_there_is_no_answer() -> None:
    answer = ask(9, Request(path="/", client="10.0.0.1"))

    assert answer == Answer()
    assert answer.headline == "no answer"


def test_an_email_that_came_once_is_not_a_repeat() -> None:
    assert count_repeats([Delivery("<1>", is_settled=True), Delivery("<2>", is_settled=True)]) == (0, 0)


def test_a_repeat_after_a_cut_is_inside_of_the_window() -> None:
    assert count_repeats([Delivery("<1>"), Delivery("<1>"), Delivery("<1>", is_settled=True)]) == (2, 0)


def test_a_repeat_after_a_goodbye_is_outside() -> None:
    assert count_repeats([Delivery("<1>"), Delivery("<1>", is_settled=True), Delivery("<1>", is_settled=True)]) == (
        1,
        1,
    )
