"""Words meant to be more than words, typed into every text field of every form."""

from soat import NARROW, Server, Visitor, expect, sideways

WORDS = [
    "\"><script>alert(1)</script><img src=x onerror=alert(2)>",
    "\"\u200d onfocus=alert(3) autofocus x=\"",
    "</title></textarea>{{7*7}}{{{frame}}}[[frame.error]]<svg onload=alert(4)>",
    "Nghiêngngả" * 18,
]
FORMS = [
    "/units/new", "{unit}/change", "{unit}/correction", "{unit}/codes", "{unit}/units",
    "{unit}/office-holdings", "{unit}/split", "{unit}/ending", "/units/merges/new", "/people/new",
    "{person}/change", "/units/imports/new", "/accounts/new",
]
# Fields that take any words.
FREE = [("/people/new", "fullName"), ("{unit}/units", "name"), ("{unit}/correction", "name")]
SEARCHES = ["/units?search=", "/people?search=", "/accounts?q=", "/audit?subject=", "/units?on=", "/sign-in?next="]
# Nothing that the program writes has these in its pages' content.
STRANGE = "main :is(script, img, iframe, object, [onerror], [onload], [onfocus], [autofocus]), main svg[onload]"


def is_day(field):
    return field.evaluate("field => !!document.querySelector(`[data-calendar='${field.id}']`)")


class Typist:
    def __init__(self, visitor):
        self.visitor = visitor
        self.taken = self.refused = 0

    def look(self, what):
        page = self.visitor.page
        expect(page.locator(STRANGE).count() == 0, f"{what}: the words became part of the page")
        page.set_viewport_size(NARROW)
        over = sideways(page)
        expect(over <= 0, f"{what}: {over} px wider than the window of {page.url}")

    def send(self, path, words, only=None):
        """Types the words into every field for text, or one, sends, and looks at what comes back."""
        self.visitor.go(path)
        typed = {}
        for field in self.visitor.page.locator(
                "main form[method=post] :is(input:not([type]), input[type=text], input[type=email], textarea)").all():
            # Days keep what stands in them, so that some forms are taken.
            name = field.get_attribute("name")
            if field.is_visible() and not is_day(field) and only in (None, name):
                field.fill(words)
                # Less, where the field takes no more.
                typed[name] = field.input_value()
        expect(typed, f"{path} has no field for text")
        self.visitor.send_unchecked()
        self.look(f"{path} after {words!r}")
        if self.visitor.page.locator("#problems").count() == 0:
            self.taken += 1
            return
        self.refused += 1
        for name, text in typed.items():
            field = self.visitor.page.locator(f"main form[method=post] [name={name}]:visible")
            if field.count():
                kept = field.first.input_value()
                expect(kept == text, f"{path}: {name} came back as {kept!r}")


def hostile_words(browser):
    with Server(sample=True) as server:
        chief = Visitor(browser, server.base)
        chief.sign_in("quantri")
        chief.enrol()
        chief.go("/units?search=An+Khê")
        unit = chief.page.locator("main table a[href^='/units/']").first.get_attribute("href").partition("?")[0]
        chief.go("/people")
        person = chief.page.locator("main table a[href^='/people/']").first.get_attribute("href")
        typist = Typist(chief)
        for words in WORDS:
            for form in FORMS:
                typist.send(form.format(unit=unit, person=person), words)
            for form, field in FREE:
                typist.send(form.format(unit=unit), words, only=field)
            for search in SEARCHES:
                chief.page.goto(chief.base + search + words)
                typist.look(search + words)
        for path in ("/", "/units", unit, person, "/people", "/accounts", "/audit", "/units/merges"):
            chief.go(path)
            typist.look(path)
        expect(typist.taken and typist.refused, f"{typist.taken} taken, {typist.refused} refused")
        print(f"  {typist.taken} forms taken, {typist.refused} refused")
        chief.close()
