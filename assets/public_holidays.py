"""Writes src/domain/holidays/days.txt: the public holidays that fall on working days, and the weekend days worked for them.

    pip install holidays==0.109
    python assets/public_holidays.py > src/domain/holidays/days.txt

Source: the Python package `holidays` (https://pypi.org/project/holidays/), MIT licence. Run it again with a newer
version when a government has decreed the next year's transfers, and when the last year comes near.
"""

import holidays

YEARS = range(2025, 2030)
# Countries whose working week is Monday to Friday; national holidays only, without those of regions.
COUNTRIES = (
    "AE AM AT AZ BG BY CH CY CZ DE EE ES FI FR GB GE IT KG KZ LT LV MD ME NL PL PT RS RU TJ TM TR UA US UZ".split()
)

print(
    f"""# Public holidays on Monday to Friday, and weekend days that are worked instead of a transferred day off.
# Made by assets/public_holidays.py from the Python package holidays {holidays.__version__}, https://pypi.org/project/holidays/,
# (c) Vacanza Team and individual contributors, MIT licence. Not to be edited by hand.
# Country, year, days off as MMDD, worked weekend days with a plus."""
)
for country in COUNTRIES:
    for year in YEARS:
        days = holidays.country_holidays(country, years=year)
        off = [f"{day:%m%d}" for day in sorted(days) if day.year == year and day.weekday() < 5]
        worked = [f"+{day:%m%d}" for day in sorted(getattr(days, "weekend_workdays", ())) if day.year == year]
        print(country, year, *off, *worked)
