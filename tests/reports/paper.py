"""A document with every kind of line, around one text."""

from reports.blocks import Document, Facts, Heading, Line, Note, Prose

RICH = (
    "<h3>First</h3><p>One <strong>bold</strong> and <em>leaning</em> word,<br>a"
    ' <a href="https://example.org/a" rel="nofollow">link</a> and <code>a = 1</code>.</p>'
    "<h5>Deeper</h5><ul><li>apple<ul><li>core</li></ul></li><li>pear</li></ul>"
    '<ol start="3"><li>three</li><li>four</li></ol><ol><li>again one</li></ol>'
    "<blockquote><p>They said so.</p></blockquote><pre><code>x = 1\n  y</code></pre>"
    "<table><thead><tr><th>Year</th><th>Jobs</th></tr></thead>"
    "<tbody><tr><td>2017</td><td>12</td></tr></tbody></table><hr>"
)


def paper(text: str = "plain", html: str = RICH, language: str = "nl") -> Document:
    short = text[:160]  # names and titles have an end; people's own texts are what is long
    return Document(
        title=f"Title {short}",
        subtitle=f"South {short}",
        about=f"Made for {short}",
        language=language,
        author="South",
        blocks=(
            Heading(1, f"The plan {short}", "plan"),
            Note(text),
            Heading(2, f"Core {short}", "core"),
            Prose(html, 2),
            Facts(((f"Kind {short}", text),)),
            Heading(3, f"Question {short}"),
            Prose(html, 3, aside=True),
            Line(text, strong=True),
            Heading(1, "Reviews", "reviews"),
            Line(text),
        ),
    )
