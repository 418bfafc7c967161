"""What leaves the lists of duties is read by the programs it is made for: calendars and workbooks."""

import datetime
import io
import urllib.request

import icalendar
import openpyxl

from soat import Server, Visitor, expect


def calendar_and_workbook(browser):
    with Server(sample=True) as server:
        officer = Visitor(browser, server.base)
        officer.sign_in("thao.hh")
        calendar(officer)
        agency = Visitor(browser, server.base)
        agency.sign_in("hanh.tt")
        workbook(agency)
        search(agency)
        officer.close()
        agency.close()


def calendar(officer):
    officer.go("/account")
    officer.press("main form[action='/account/calendar'] button")
    address = officer.page.locator("#secret").inner_text().strip()
    address = officer.base + address[address.index("/calendars/"):]
    with urllib.request.urlopen(address) as answer:
        expect(answer.headers.get_content_type() == "text/calendar", "another type")
        text = answer.read()
    found = icalendar.Calendar.from_ical(text)
    expect(str(found["x-wr-calname"]).startswith("Việc được giao"), f"named {found['x-wr-calname']}")
    days = [part for part in found.walk("VEVENT")]
    expect(days, "nothing in the calendar")
    for day in days:
        expect(not day.errors, f"{day.errors}")
        start, end = day.decoded("dtstart"), day.decoded("dtend")
        expect(type(start) is datetime.date and end - start == datetime.timedelta(1), "not a whole day")
        expect(str(day["uid"]).endswith("@soat") and day["summary"], "no name")
    officer.go("/duties?scope=mine")
    for day in days[:1]:
        expect(str(day["summary"])[:40] in officer.words, "another duty than the list has")


def workbook(agency):
    agency.go("/duties?scope=all&stage=any")
    with agency.page.expect_download() as waiting:
        agency.page.locator("form[action='/duties/export'] button").click()
    with open(waiting.value.path(), "rb") as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read()))
    sheet = book.active
    expect(sheet.freeze_panes == "A5" and sheet.auto_filter.ref.startswith("A4:"), "no head in sight")
    head = [cell.value for cell in sheet[4]]
    rows = [dict(zip(head, (cell.value for cell in row))) for row in sheet.iter_rows(min_row=5)]
    expect(rows and all(isinstance(row["Hạn hoàn thành"], datetime.datetime) for row in rows), "no days")
    expect(all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), "a formula")
    expect(waiting.value.suggested_filename.endswith(".xlsx"), "another kind of file")


def search(agency):
    agency.page.locator(".rail .find input").fill("tan hoi")
    agency.page.keyboard.press("Enter")
    agency.page.wait_for_url("**/search?**")
    expect("Tân Hội" in agency.page.locator("main mark").first.inner_text(), "the hit is not marked")
