"""The newsroom with as many articles as a test wants, each with a text of its own."""

from datetime import datetime, timedelta, timezone

from kirtag.demo import Newsroom
from kirtag.demo.articles import Article
from kirtag.demo.newsroom import A_PAGE

BISHKEK = timezone(timedelta(hours=6))
NEWEST = datetime(2026, 1, 13, 17, 0, tzinfo=BISHKEK)
VILLAGES = (("Ак-Суу", "ak-suu", "Ak-Suu"), ("Баетов", "baetov", "Baetov"), ("Кочкор", "kochkor", "Kochkor"))


class BigNewsroom(Newsroom):
    """`count` articles, as many in each language; an hour lies between two."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.articles = tuple(invented(number) for number in range(count))

    def paths(self) -> list[str]:
        """The paths of all articles, without the slash that half of the links end in."""
        return [self.editions[article.language].path(article) for article in self.articles]

    def lists(self) -> int:
        """How many pages there are beside articles: robots.txt, feed, sitemap and the pages of the listings."""
        counts = [len(self._edition_articles(language)) for language in self.editions]
        return 3 + sum(-(-count // A_PAGE) for count in counts)


def invented(number: int) -> Article:
    """The article with this number; the higher it is, the older the article."""
    published = NEWEST - timedelta(hours=number)
    village, slug, latin = VILLAGES[number // 3 % 3]
    pupils, teachers = 100 + number, 8 + number % 11
    day, month = published.day, published.month
    match number % 3:
        case 0:
            months = ("января", "декабря")
            return Article(
                headline=f"В селе {village} открыли школу на {pupils} мест",
                slug=f"v-sele-{slug}-otkryli-shkolu-na-{pupils}-mest-",
                language="ru",
                section="Общество",
                published=published,
                body=(
                    f"Бишкек. {day} {months[month == 12]}. КирТАГ - В селе {village} открыли школу на {pupils} мест.",
                    f"Уроки ведут {teachers} учителей, занятия идут в одну смену.",
                ),
                photo="library",
                caption="Новая школа",
                credit="Источник фото: Минобразования",
            )
        case 1:
            months = ("январь", "декабрь")
            return Article(
                headline=f"{village} айылында {pupils} орундуу мектеп ачылды",
                slug=f"{slug}-aiylynda-{pupils}-orunduu-mektep-achyldy-",
                language="ky",
                section="Коом",
                published=published,
                body=(
                    f"Бишкек. {day}-{months[month == 12]}. КирТАГ - {village} айылында {pupils} орундуу мектеп ачылды.",
                    f"Мектепте {teachers} мугалим иштейт, сабактар бир сменада өтөт.",
                ),
            )
        case _:
            months = ("January", "December")
            return Article(
                headline=f"School for {pupils} pupils opens in {latin}",
                slug=f"school-for-{pupils}-pupils-opens-in-{slug}-",
                language="en",
                section="Society",
                published=published,
                body=(
                    f"Bishkek. {months[month == 12]} {day}. KirTAG - A school for {pupils} pupils is open in {latin}.",
                    f"Its {teachers} teachers give all lessons in one shift.",
                ),
            )
