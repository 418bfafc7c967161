"""One piece of daily work, in ways that people do it: with the keyboard alone, and in a browser without script."""

from soat import PASSWORD, Server, Visitor, expect

# What holds the focus, and whether one can see that it does.
FOCUS = """() => {
  const held = document.activeElement;
  if (!held || held === document.body) return null;
  const ringed = [held, held.parentElement, held.parentElement?.parentElement].some((part) => {
    const style = part && getComputedStyle(part);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const box = held.getBoundingClientRect();
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  return { is: held.outerHTML.slice(0, 120), ringed, inside };
}"""


def tab_to(visitor, selector, back=False):
    """Presses Tab until that element has the focus; at each stop one must see where one is."""
    for _ in range(120):
        visitor.page.keyboard.press("Shift+Tab" if back else "Tab")
        focus = visitor.page.evaluate(FOCUS)
        if focus is None:
            continue
        expect(focus["ringed"], f"{visitor.path}: no ring around {focus['is']}")
        expect(focus["inside"], f"{visitor.path}: out of sight: {focus['is']}")
        if visitor.page.evaluate("words => document.activeElement.matches(words)", selector):
            return
    expect(False, f"{visitor.path}: Tab does not come to {selector}")


def enter(visitor):
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


def write(visitor, text):
    visitor.page.keyboard.press("Control+A")
    visitor.page.keyboard.type(text)


def only_keys(browser):
    with Server(sample=True) as server:
        officer = Visitor(browser, server.base)
        officer.go("/sign-in")
        tab_to(officer, "a.skip")
        expect(officer.page.locator("a.skip").bounding_box()["y"] >= 0, "the skip link is out of sight")
        officer.page.keyboard.press("Enter")
        tab_to(officer, "#login")
        write(officer, "hanh.tt")
        tab_to(officer, "#password")
        write(officer, PASSWORD)
        enter(officer)
        officer.at("/")
        tab_to(officer, "nav a[href='/units']")
        enter(officer)
        officer.page.keyboard.press("Tab")
        officer.page.keyboard.press("Enter")
        expect(officer.page.evaluate("document.activeElement.id") == "content", "the skip link leads elsewhere")
        tab_to(officer, "#search")
        write(officer, "tan hoi")
        enter(officer)
        tab_to(officer, "main table a[href^='/units/']")
        enter(officer)
        expect(officer.page.locator("h1").inner_text() == "Xã Tân Hội", "another unit was opened")
        for old, new in (("Tân Hội", "Tân Hội Thượng"), ("Tân Hội Thượng", "Tân Hội")):
            tab_to(officer, "main a[href*='/correction']")
            enter(officer)
            tab_to(officer, "#name")
            expect(officer.page.input_value("#name") == old, "another name to begin with")
            write(officer, new)
            tab_to(officer, "main form button.primary")
            enter(officer)
            expect(officer.page.locator("h1").inner_text() == "Xã " + new, "the name is not changed")
        tab_to(officer, "form[action='/sign-out'] button", back=True)
        enter(officer)
        officer.at(r"/sign-in\?.*")
        officer.close()
        on_a_telephone(browser, server)


def on_a_telephone(browser, server):
    """The menu of the narrow page opens with a key."""
    officer = Visitor(browser, server.base, viewport={"width": 390, "height": 844})
    officer.sign_in("hanh.tt")
    tab_to(officer, "header.bar summary")
    officer.page.keyboard.press("Enter")
    tab_to(officer, "header.bar nav a[href='/people']")
    enter(officer)
    officer.at("/people")
    officer.close()


def no_script(browser):
    with Server(sample=True) as server:
        officer = Visitor(browser, server.base, script=False)
        officer.sign_in("hanh.tt")
        officer.at("/")
        officer.press("header.rail nav a[href='/units']")
        officer.fill("search", "tan hoi")
        officer.press("main form[role=search] button:visible:not([type=button])")
        officer.press("main table a[href^='/units/']")
        for new in ("Tân Hội Thượng", "Tân Hội"):
            officer.press("main a[href*='/correction']")
            officer.fill("name", new)
            officer.press()
            expect(officer.page.locator("h1").inner_text() == "Xã " + new, "the name is not changed")
        for name, value, attribute in (("theme", "dark", "data-theme"), ("language", "en", "lang")):
            officer.press(f"header.rail button[name={name}][value={value}]")
            expect(officer.page.locator("html").get_attribute(attribute) == value, f"no {name} {value}")
        hidden = officer.page.locator("main button[type=button]:visible")
        expect(hidden.count() == 0, "a button shows that does nothing without script")
        officer.sign_out()
        officer.close()
        chief = Visitor(browser, server.base, script=False)
        chief.sign_in("quantri")
        expect(len(chief.enrol()) == 10, "no recovery codes")
        chief.go("/accounts?q=hanh")
        chief.press("main table a")
        expect("hanh.tt" in chief.words, "another account")
        chief.close()
        telephone = Visitor(browser, server.base, script=False, viewport={"width": 390, "height": 844})
        telephone.sign_in("thao.hh")
        telephone.page.locator("header.bar summary").click()
        telephone.press("header.bar nav a[href='/units']")
        telephone.close()
