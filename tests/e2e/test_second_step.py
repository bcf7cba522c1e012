"""A second step at sign-in: set up with an app, asked for, and a code from paper in its place."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.async_api import Page, expect

from demo.cast import KIM
from tests.conftest import Axe
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")


def shown_by_the_app(secret: str) -> str:
    """The code that an app with this secret shows now."""
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def signs_in(page: Page, house: House) -> None:
    await page.goto(f"{house.base}/accounts/login/")
    await page.locator("input[name=login]").fill(KIM.email)
    await page.locator("input[name=password]").fill(KIM.password)
    await press(page, "Sign in")


async def test_a_second_step_is_set_up_and_asked_for(house: House, crowd: Crowd, axe: Axe) -> None:
    page = await crowd.page("en", 390, 844)
    await signs_in(page, house)
    await page.wait_for_url("**/console/figures/")
    await axe.check(page)
    await page.goto(f"{house.base}/accounts/2fa/")
    await axe.check(page)
    await page.get_by_role("link", name="Set up an app").click()
    await axe.check(page)
    secret = await page.locator(".letters code").inner_text()
    await page.get_by_label("Code from your app").fill("000000")
    await press(page, "Set it up")
    await expect(page.get_by_role("alert")).to_contain_text("This code does not fit")
    secret = await page.locator(".letters code").inner_text()
    await page.get_by_label("Code from your app").fill(shown_by_the_app(secret))
    await press(page, "Set it up")
    await expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    await axe.check(page)
    paper = await page.locator("code").all_inner_texts()
    assert len(paper) == 10

    await page.goto(f"{house.base}/accounts/logout/")
    await press(page, "Sign out")
    await signs_in(page, house)
    await expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    await axe.check(page)
    await page.goto(f"{house.base}/console/figures/")
    await expect(page).to_have_url(re.compile("/accounts/"))
    await page.get_by_label("Code from your app").fill(paper[0])
    await press(page, "Go on")
    await page.wait_for_url("**/console/figures/")
    await page.goto(f"{house.base}/accounts/sessions/")
    await expect(page.get_by_text("This browser")).to_be_visible()
    await axe.check(page)
