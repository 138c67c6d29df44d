"""Hostile texts: what people try in order to run a script in somebody else's page."""

from itertools import product

URLS = """
javascript:alert(1)
javascript:1
JaVaScRiPt:alert(1)
java\tscript:alert(1)
java\x01script:alert(1)
&#106;avascript:alert(1)
&#x6A;avascript&#58;alert(1)
javascript&colon;alert(1)
javascript%3Aalert(1)
 javascript:alert(1)
vbscript:5
data:1
data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==
data:image/svg+xml,<svg onload=alert(1)>
file:///etc/passwd
blob:https://example.org/1
//evil.example
///evil.example
/\\evil.example
\\\\evil.example
/&#47;evil.example
/&#92;evil.example
/&sol;evil.example
http:evil
https:/evil
http:\\\\evil.example
https:///evil.example
\u00a0javascript:alert(1)
\u200bjavascript:alert(1)
feed:javascript:alert(1)
view-source:javascript:alert(1)
intent://x
tel:112
""".strip("\n").split("\n")

WAYS = (
    "[x]({})",
    "[x](<{}>)",
    '[x]({} "title")',
    "[x]: {}\n\n[x]",
    "[x][y]\n\n[y]: <{}> 'title'",
    "<{}>",
    "![x]({})",
    "![x]: {}\n\n![x]",
    "{}",
    '<a href="{}">x</a>',
    "<a href={}>x</a>",
    '<iframe src="{}"></iframe>',
    '<img src="{}">',
    '<form action="{}"><button>x</button></form>',
    '<svg><a xlink:href="{}"><text>x</text></a></svg>',
    "`{}`",
    "> [x]({})",
    "- [x]({})",
    "| a |\n|---|\n| [x]({}) |",
    "# [x]({})",
    "**[x]({})**",
)

TAGS = [
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "img",
    "video",
    "audio",
    "form",
    "input",
    "button",
    "textarea",
    "select",
    "link",
    "meta",
    "base",
    "body",
    "html",
    "title",
    "template",
    "noscript",
    "xmp",
    "plaintext",
    "details",
    "marquee",
    "isindex",
    "image",
    "animate",
    "set",
    "foreignObject",
    "frameset",
    "noembed",
    "keygen",
    "a",
    "p",
    "h1",
    "table",
    "td",
    "div",
    "span",
]

SHAPES = (
    "<{0}>alert(1)</{0}>",
    "<{0} onload=alert(1) onerror=alert(1) src=x>",
    '<{0} style="background:url(javascript:1)" id=x class=x name=x>',
    "<{0}/onmouseover=alert(1)//",
    "<{0}\nonclick='alert(1)'\n>",
    "</{0}><script>alert(1)</script>",
    "<<{0}>>alert(1)",
    "< {0}>alert(1)</ {0}>",
    "<{0}<{0}>>alert(1)",
    "**<{0} autofocus onfocus=alert(1)>**",
    "`<{0}>`<{0}>",
    "    <{0} onload=alert(1)>",
    "```\n<{0} onload=alert(1)>\n```",
    '```{0}" onload="alert(1)\nx\n```',
    "[<{0} onload=alert(1)>](http://a.example)",
    "[x](http://a.example/<{0}> '<{0} onload=alert(1)>')",
    '[x](http://a.example/ "\\"><{0} onload=alert(1)>")',
    "<http://a.example/<{0}>>",
    'http://a.example/"onmouseover=alert(1)<{0}>',
    "&lt;{0} onload=alert(1)&gt;",
    "&amp;lt;{0}&amp;gt;",
    "<!--><{0} onload=alert(1)>-->",
    "<![CDATA[<{0} onload=alert(1)>]]>",
    "<?php <{0}> ?>",
    "| <{0}> | b |\n|---|---|\n| <{0} onload=alert(1)> | 2 |",
    "1. <{0}>\n2. </{0}>",
)

ODD = (
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03",
    "wzxhzdk:0 klzzwxh:0001 \u0002 stx",
    "[a](javascript:alert(1)//http://a.example)",
    '[a](http://a.example/"onclick=alert(1))',
    "[a](&#x1;javascript:alert(1))",
    "[a\n](java\nscript:alert(1))",
    '<a href="http://a.example" onclick=alert(1)>x</a>',
    "<a<b>href='javascript:alert(1)'>x",
    "*<img src=x*onerror=alert(1)>",
    "_<a_ onclick=alert(1)>",
    "\\<script>alert(1)\\</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x00>alert(1)</script>",
    "<sc\u0130pt>alert(1)</sc\u0130pt>",
    "<ſcript>alert(1)</ſcript>",
    "＜script＞alert(1)＜/script＞",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "{% load x %}{{ settings.SECRET_KEY }}",
    "[x]: http://a.example '<script>alert(1)</script>'\n\n[x]",
    '[x](#" onclick="alert(1))',
    "[x](mailto:a@b.example?subject=<script>alert(1)</script>)",
    '<a@b.example"onclick=alert(1)>',
    "http://a.example/<img/src=x/onerror=alert(1)>",
    'www.a.example"><script>alert(1)</script>',
    "a@b.example<script>alert(1)</script>",
    "<ol start='1\" onclick=alert(1)'><li>x</ol>",
    "\u202e<script>alert(1)</script>",
)


def hostile_texts() -> list[str]:
    """About 1,300 texts: every address in every way, every tag in every shape, and the odd ones."""
    links = [way.format(url) for way, url in product(WAYS, URLS)]
    tags = [shape.format(tag) for shape, tag in product(SHAPES, TAGS)]
    return [*links, *tags, *ODD]
