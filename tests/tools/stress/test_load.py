"""How the load run reads answers and judges them."""

from tools.stress.load import describe, judge
from tools.stress.load_client import Browser, Record


def make_record(*answers: tuple[str, int, float]) -> Record:
    record = Record(acknowledged={"HA-1"})
    for answer in answers:
        record.note(*answer)
    return record


def test_a_run_in_which_only_pdfs_had_to_wait_is_good() -> None:
    record = make_record(*[("PDF", 200, 1.0)] * 60, ("PDF", 503, 0.1), ("step", 200, 0.1), ("inquiry", 302, 0.2))

    assert list(judge(record)) == []


def test_each_missed_goal_is_reported() -> None:
    record = make_record(("PDF", 200, 1.0), ("step", 503, 0.1), ("step", 0, 60.0), ("result", 429, 0.1))
    record.acknowledged.clear()

    assert list(judge(record)) == [
        "step: 2 failed, by status {503: 1, 0: 1}.",
        "result: 1 failed, by status {429: 1}.",
        "Only 0.02 PDFs a second were finished.",
        "No inquiry was acknowledged.",
    ]


def test_a_row_tells_times_and_answers() -> None:
    record = make_record(("step", 200, 0.25), ("step", 200, 0.5), ("step", 0, 60.0))

    assert list(describe(record)) == [("step", "3", "0.50 s · 60.00 s · 60.00 s", "1 × none, 2 × 200")]


def test_a_browser_keeps_its_cookies_and_unpacks_pages() -> None:
    browser = Browser(8000, "10.1.0.1", Record())

    answer = browser.read(b"HTTP/1.1 302 Found\r\nLocation: /x\r\nSet-Cookie: csrftoken=abc; Path=/\r\n\r\nPage")

    assert (answer.status, answer.headers["location"], answer.text) == (302, "/x", "Page")
    assert browser.cookies["csrftoken"].value == "abc"
