"""The pages in headless Chromium: what only a browser can tell."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Client
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from dateline.home import Home

pytestmark = pytest.mark.browser
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--no-proxy-server",
)


def start(profile: Path, *, script: bool = True) -> webdriver.Chrome:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("needs Chromium and chromedriver, which are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    driver = start(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture
def browser(opened: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    """A window of 1280 pixels that complains of nothing at the end."""
    resize(opened, 1280)
    scheme(opened, "light")
    complaints(opened)
    yield opened
    assert complaints(opened) == []


def resize(browser: webdriver.Chrome, width: int) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def scheme(browser: webdriver.Chrome, value: str) -> None:
    features = {"features": [{"name": "prefers-color-scheme", "value": value}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", features)


def wait(browser: webdriver.Chrome, selector: str, text: str) -> None:
    """Until the page has such an element whose text begins so."""
    WebDriverWait(browser, 10, ignored_exceptions=(StaleElementReferenceException,)).until(
        lambda driver: driver.find_element(By.CSS_SELECTOR, selector).text.startswith(text)
    )


def complaints(browser: webdriver.Chrome) -> list[str]:
    """What the browser wrote to its console since the last call."""
    return [entry["message"] for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]


def focused(browser: webdriver.Chrome) -> str:
    return str(browser.execute_script("return document.activeElement.outerHTML"))


def test_search_facet_article_and_back(browser: webdriver.Chrome, server: str) -> None:
    browser.get(server)
    box = browser.find_element(By.NAME, "q")
    box.send_keys("basin", Keys.ENTER)
    wait(browser, "#found", "4 articles")
    facet = browser.find_element(By.CSS_SELECTOR, "#facet-source + ul a[href*='harbour-post']")
    facet.click()
    wait(browser, "#found", "2 articles")
    wait(browser, ".chip.active", "Harbour Post")
    browser.find_element(By.CSS_SELECTOR, ".hit h2 a").click()
    wait(browser, ".legend legend", "MARKED")
    browser.back()
    browser.find_element(By.CSS_SELECTOR, ".chip.active").click()
    wait(browser, "#found", "4 articles")


def test_toggles_take_marks_away(browser: webdriver.Chrome, server: str, ids: dict[str, str]) -> None:
    browser.get(f"{server}/articles/{ids['original']}")
    marked = browser.find_element(By.CSS_SELECTOR, ".text .m.institution")
    assert marked.value_of_css_property("background-color") != "rgba(0, 0, 0, 0)"
    browser.find_element(By.CSS_SELECTOR, "label:has(#show-institutions)").click()
    assert marked.value_of_css_property("background-color") == "rgba(0, 0, 0, 0)"
    date = browser.find_element(By.CSS_SELECTOR, ".text .m.date")
    assert date.value_of_css_property("background-color") != "rgba(0, 0, 0, 0)"
    dimmed = browser.find_element(By.CSS_SELECTOR, ".text .dim")
    browser.find_element(By.ID, "show-boilerplate").click()
    assert not dimmed.is_displayed()


def test_a_person_renames_an_institution_and_takes_it_back(
    browser: webdriver.Chrome, own: tuple[Home, Client]
) -> None:
    place = str(own[1].base_url)
    browser.get(f"{place}/institutions?prefix=orrin")
    browser.find_element(By.CSS_SELECTOR, "table a").click()
    name = browser.find_element(By.ID, "name")
    name.clear()
    name.send_keys("University of Orrin", Keys.ENTER)
    wait(browser, "h1", "University of Orrin")
    wait(browser, ".notice", "The correction is written down")
    browser.find_element(By.CSS_SELECTOR, ".decision button").click()
    wait(browser, "h1", "Orrin University")


def test_an_empty_knowledge_base_is_not_wider_than_a_phone(browser: webdriver.Chrome, empty: Client) -> None:
    resize(browser, 390)
    for path in ("/", "/sources", "/report"):
        browser.get(f"{empty.base_url}{path}")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 390, path


def test_nothing_is_wider_than_a_phone(browser: webdriver.Chrome, server: str, ids: dict[str, str]) -> None:
    resize(browser, 390)
    for path in (
        "/",
        "/?q=basin&kind=release",
        "/?q=markup",
        "/report?q=markup",
        f"/articles/{ids['original']}",
        f"/articles/{ids['evil']}",
        "/sources",
        "/sources/saltwire",
        "/institutions",
        "/institutions/1",
        "/announcements/aaaaaaaaaaaaaaaa",
        "/runs/1",
        "/ahead",
        "/about",
        "/captures/1",
    ):
        browser.get(server + path)
        width = browser.execute_script("return document.documentElement.scrollWidth")
        assert width <= 390, path
    browser.get(server)
    browser.find_element(By.CLASS_NAME, "to-filters").click()
    top = browser.execute_script("return document.getElementById('limits').getBoundingClientRect().top")
    assert top < 900


def test_everything_is_reached_by_keys(browser: webdriver.Chrome, server: str) -> None:
    browser.get(f"{server}/?q=basin")
    active = browser.switch_to.active_element
    active.send_keys(Keys.TAB)
    assert "Skip to the content" in focused(browser)
    assert browser.execute_script("return document.activeElement.getBoundingClientRect().top") >= 0
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    for _ in range(40):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        if "/articles/" in focused(browser):
            break
    outline = browser.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    wait(browser, ".legend legend", "MARKED")
    browser.get(f"{server}/?q=basin")
    browser.find_element(By.TAG_NAME, "body").send_keys("/")
    assert 'name="q"' in focused(browser)
    assert browser.find_element(By.NAME, "q").get_attribute("value") == "basin"


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_colours_follow_the_system_and_can_be_read(
    browser: webdriver.Chrome, server: str, ids: dict[str, str], name: str
) -> None:
    scheme(browser, name)
    browser.get(f"{server}/articles/{ids['original']}")
    paper = luminance(browser.find_element(By.TAG_NAME, "body").value_of_css_property("background-color"))
    assert (paper < 0.1) == (name == "dark")
    for selector in (".text p", ".text p.dim", ".slug time", ".evidence", ".foot p", "nav a", ".badge"):
        element = browser.find_element(By.CSS_SELECTOR, selector)
        ink = luminance(element.value_of_css_property("color"))
        ground = element.value_of_css_property("background-color")
        under = paper if ground.endswith(", 0)") else luminance(ground)
        assert (max(ink, under) + 0.05) / (min(ink, under) + 0.05) >= 4.5, selector


def test_a_captured_page_runs_nothing(browser: webdriver.Chrome, server: str) -> None:
    browser.get(f"{server}/captures/1/page")
    assert browser.find_element(By.TAG_NAME, "h1").text == "Captured"
    assert all("sandboxed" in message or "Content Security" in message for message in complaints(browser))
    assert browser.execute_script("return window.origin") == "null"


def test_without_scripts_the_search_works_as_well(server: str, tmp_path: Path) -> None:
    driver = start(tmp_path / "profile", script=False)
    try:
        driver.get(server)
        driver.find_element(By.NAME, "q").send_keys("rises")
        driver.find_element(By.CSS_SELECTOR, ".search button").click()
        wait(driver, "#found", "24 articles")
        driver.find_element(By.CSS_SELECTOR, ".bars a").click()
        wait(driver, ".chip.active", "January 2031")
    finally:
        driver.quit()


def test_the_search_box_goes_on_by_keys_and_gets_out_of_the_way(
    browser: webdriver.Chrome, server: str
) -> None:
    browser.get(server)
    box = browser.find_element(By.NAME, "q")
    box.send_keys("tide ministr")
    wait(browser, "#completions li", "Ministry of Harbours")
    assert box.get_attribute("aria-expanded") == "true"
    box.send_keys(Keys.ARROW_DOWN)
    assert box.get_attribute("aria-activedescendant") == "completion-0"
    box.send_keys(Keys.ENTER)
    assert box.get_attribute("value") == 'tide institution:"Ministry of Harbours" '
    box.send_keys("minis")
    wait(browser, "#completions li", "Ministry")
    box.send_keys(Keys.ESCAPE)
    assert not browser.find_element(By.ID, "completions").is_displayed()
