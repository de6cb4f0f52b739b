import pytest
from django.conf import settings
from django.template.base import Origin
from django.template.engine import Engine

from headshot_advisor.template_loader import Loader, remove_layout

LAYOUTS = {
    "nothing is sent next to a block": ("<ul>\n  <li>A</li>\n  <li>B</li>\n</ul>\n", "<ul><li>A</li><li>B</li></ul>"),
    "words and inline elements keep a space": ("<p>\n  a\n  <b>b</b>\n  c\n</p>", "<p>a <b>b</b> c</p>"),
    "a tag over several lines becomes one line": ('<a class="one"\n   href="/two">\n', '<a class="one" href="/two">'),
    "a condition has its own space": ("<p>\n  a\n  {% if b %}c{% endif %}\n</p>", "<p>a{% if b %} c{% endif %}</p>"),
    "and so in a tag": ("<a b\n   {% if c %}d{% endif %}>\n  e\n</a>", "<a b{% if c %} d{% endif %}>e</a>"),
    "each branch begins like the whole": (
        "<td>\n  {% if a %}\n    at least\n  {% else %}\n    at most\n  {% endif %}\n  {{ n }}\n</td>",
        "<td>{% if a %}at least{% else %}at most{% endif %} {{ n }}</td>",
    ),
    "the items of a loop keep their space": (
        "<p>\n  {% for a in b %}\n    {{ a }},\n  {% endfor %}\n</p>",
        "<p>{% for a in b %} {{ a }},{% endfor %}</p>",
    ),
    "a branch that ends in words is followed by a space": (
        "<p>\n  {% if a %}\n    <br>\n  {% else %}\n    b\n  {% endif %}\n  c\n</p>",
        "<p>{% if a %}<br>{% else %}b{% endif %} c</p>",
    ),
    "a tag that sets a variable prints nothing": ("<p>\n{% url 'a' as b %}\nc\n</p>", "<p>{% url 'a' as b %}c</p>"),
    "just inside an element nothing is sent": ("a\n<a>\n  c\n</a>\nd", "a <a>c</a> d"),
    "nor just inside a template block": ("a\n{% block b %}\nc\n{% endblock %}\nd", "a {% block b %}c{% endblock %} d"),
    "an included template may print words": ('<p>\n  a\n  {% include "b" %}\n</p>', '<p>a {% include "b" %}</p>'),
}  # fmt: skip


@pytest.mark.parametrize(("template", "sent"), LAYOUTS.values(), ids=LAYOUTS)
def test_it_removes_the_layout(template: str, sent: str) -> None:
    assert remove_layout(template) == sent


@pytest.mark.parametrize("debug", [False, True])
def test_only_while_debugging_templates_keep_their_lines(debug: bool) -> None:
    folder = settings.BASE_DIR / "templates"
    path = folder / "drawings" / "small.html"

    loader = Loader(Engine(debug=debug), [folder])

    assert loader.get_contents(Origin(str(path))).count("\n") == (path.read_text().count("\n") if debug else 0)


def test_a_text_email_keeps_its_lines() -> None:
    path = settings.BASE_DIR / "templates" / "mail" / "signature.txt"

    assert Loader(Engine(), []).get_contents(Origin(str(path))) == path.read_text()
