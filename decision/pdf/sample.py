"""What the PDF worker draws before its first document: every kind of box, every font, words to hyphenate."""

WORDS = "Characteristically hyphenated paragraphs. " * 8
PART = f"""<section><h2>Part</h2><p class="first">{WORDS}<b>{WORDS}</b><span class="note">Note</span>
<p class="small muted">{WORDS}<ul><li>{WORDS}<a href="https://example.org">{WORDS}</a></ul>
<ol class="steps"><li><b>{WORDS}</b>{WORDS}</ol><ul class="ticks"><li>{WORDS}<li>{WORDS}</ul>
<div class="sides"><div><h3>Head</h3><table><tbody><tr><th scope="row">Head<td>{WORDS}</table></div>
<div>{WORDS}</div></div>
<div class="across"><table class="compare"><thead><tr><td><th scope="col">Head<th scope="col">Head</thead>
<tbody><tr><th scope="row">{WORDS}<td>{WORDS}<td>{WORDS}</table></div><svg viewBox="0 0 9 9"><title>Chart</title>
<text font-family="Advisor Sans" font-size="3">Text</text></svg></section>"""


def write_sample(parts: int) -> str:
    """Return the HTML of a document with each kind of box `parts` times."""
    return f"""<html lang="en-US"><title>Sample</title><h1 data-framework="Sample">Sample</h1>{PART * parts}"""
