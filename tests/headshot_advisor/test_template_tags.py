"""Content that is rendered once for each set of values."""

from django.template import Context, Template

from headshot_advisor import template_tags


def test_content_is_rendered_once_for_the_same_values() -> None:
    template = Template("{% load site %}{% once a b %}{{ a }}{{ b }}{{ later }}{% endonce %}")

    pages = [template.render(Context({"a": a, "b": 1, "later": n})) for n, a in enumerate("xyx")]

    assert pages == ["x10", "y11", "x10"]


def test_content_is_escaped_as_elsewhere() -> None:
    template = Template("{% load site %}{% once a %}<b>{{ a }}</b>{% endonce %}")

    assert template.render(Context({"a": "<&"})) == "<b>&lt;&amp;</b>"


def test_a_place_keeps_a_bounded_number_of_renderings() -> None:
    template = Template("{% load site %}{% once a %}{{ a }}{% endonce %}")

    pages = [template.render(Context({"a": a})) for a in range(template_tags.MOST + 1)]

    (node,) = template.nodelist.get_nodes_by_type(template_tags.OnceNode)
    assert isinstance(node, template_tags.OnceNode)
    assert pages == [str(a) for a in range(template_tags.MOST + 1)]
    assert list(node.rendered) == [(None, template_tags.MOST)]
