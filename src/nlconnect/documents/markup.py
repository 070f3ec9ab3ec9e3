"""The text of a web page or the body of a mail, without what is not for people."""

from __future__ import annotations

import re
from html import unescape

from nlconnect.documents.plain import decoded

_MOST_MARKUP = 500_000
"""Signs of markup that are looked at."""
_LONGEST_TAG = 2_000
"""A longer one, such as a picture inside, is passed over without its attributes."""
_NOT_FOR_PEOPLE = frozenset("script style template noscript head svg math iframe object select textarea title".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_LINES = frozenset("p div br tr li ul ol table section article header footer blockquote h1 h2 h3 h4 h5 h6 hr".split())
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0*)?(?:;|$)|font-size:0*[01]?(?:\.\d+)?(?:px|pt|em|%)?(?:;|$)"
    r"|(?:^|;)color:(?:white|transparent|#fff(?:fff)?|rgb\(255,255,255\))(?:;|$)|(?:text-indent|left|top):-\d{3,}|mso-hide:all"
)
_RAW = frozenset("script style textarea title".split())
"""In these a tag is text, too."""
_BEGIN = re.compile("</?[a-zA-Z]")
_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:[^"'>]|"[^"]*+"|'[^']*+')*+)>""",
)
_ATTRIBUTE = re.compile(r"""(?P<name>[^\s"'>/=]++)(?:\s*+=\s*+(?P<value>"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_BLANKS = re.compile(r"[ \t\f\v\xa0]+")
_BLANK_LINES = re.compile(r"\n\s*\n+")


def text_of_html(content: bytes) -> str:
    """Its text in lines; no scripts, styles, comments, or elements that are marked as hidden where they stand."""
    return text_of_markup(decoded(content))


def text_of_markup(markup: str) -> str:
    """See `text_of_html`."""
    text = _BLANKS.sub(" ", "".join(_Page(markup[:_MOST_MARKUP]).parts))
    return _BLANK_LINES.sub("\n\n", "\n".join(line.strip() for line in text.splitlines()))


class _Page:
    """One pass over the markup, always forward: the standard library's parser takes hours over `<a <a` and so on."""

    def __init__(self, markup: str) -> None:
        self.parts: list[str] = []
        self._hidden_by = ""
        self._depth = 0
        place = 0
        while (begin := markup.find("<", place)) >= 0:
            self._data(markup[place:begin])
            place = self._past(markup, begin)
        self._data(markup[place:])

    def _past(self, markup: str, begin: int) -> int:
        """Where to go on. What never ends hides all that follows it, as it does in a browser."""
        if markup.startswith("<!--", begin):
            return _after(markup, "-->", begin + 4)
        if markup.startswith(("<!", "<?"), begin):
            return _after(markup, ">", begin)
        if not _BEGIN.match(markup, begin):
            self._data("<")
            return begin + 1
        tag = _TAG.match(markup, begin, begin + _LONGEST_TAG)
        if tag is None:
            return _after(markup, ">", begin)
        name = tag["name"].lower()
        if tag["end"]:
            self._ends(name)
        else:
            self._begins(name, tag["attributes"])
            if name in _RAW and not tag["attributes"].endswith("/"):
                end = re.compile(f"</{name}", re.IGNORECASE).search(markup, tag.end())
                return end.start() if end else len(markup)
        return tag.end()

    def _begins(self, tag: str, attributes: str) -> None:
        if (self._hidden_by, tag) in (("p", "p"), ("head", "body")):  # these end where the next begins
            self._hidden_by = ""
        if self._hidden_by:
            self._depth += tag == self._hidden_by
        elif tag not in _VOID and (tag in _NOT_FOR_PEOPLE or _is_hidden(attributes)):
            self._hidden_by, self._depth = tag, 1
        elif tag in _LINES:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append("\t")

    def _ends(self, tag: str) -> None:
        if self._hidden_by:
            self._depth -= tag == self._hidden_by
            if not self._depth:
                self._hidden_by = ""
        elif tag in _LINES:
            self.parts.append("\n")

    def _data(self, data: str) -> None:
        if data and not self._hidden_by:
            try:
                self.parts.append(unescape(data))
            except ValueError:  # the number of a sign with thousands of digits
                self.parts.append(data)


def _after(markup: str, end: str, place: int) -> int:
    found = markup.find(end, place)
    return len(markup) if found < 0 else found + len(end)


def _is_hidden(attributes: str) -> bool:
    for attribute in _ATTRIBUTE.finditer(attributes):
        name = attribute["name"].lower()
        if name == "hidden":
            return True
        style = unescape((attribute["value"] or "")[:_LONGEST_TAG].strip("\"'")).lower().replace("!important", "")
        if name == "style" and _HIDING.search("".join(style.split())):
            return True
    return False
