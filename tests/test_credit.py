"""Photo credits."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirtag.items import Credit, Photo
from kirtag.text import find_credits, read_credit, recompose, split_credits, take, tidy_line
from kirtag.text.credit import _LONGEST, _STEMS, _by, credit_photos
from kirtag.text.credit_rules import RULES
from kirtag.text.rules import Rule
from kirtag.text.tidy import fold
from kirtag.text.vocabulary import rows
from tests.timing import seconds

CORPUS = Path(__file__).parents[2] / "shared/corpus/credits.tsv"


@pytest.mark.parametrize("shape", RULES, ids=lambda shape: shape.name)
def test_the_example_of_a_rule_is_matched_by_its_own_rule_first(shape: Rule):
    first = next(other for other in RULES if _by(other, shape.example, 0, len(shape.example)))
    assert first.name == shape.name
    assert len(list(find_credits([shape.example]))) == 1


@pytest.mark.parametrize(
    ("line", "party", "kind"),
    [
        ("Источник фото: Кабмин", "Кабмин", "photo"),
        ("Источник фото:Пресс-служба МЧС", "Пресс-служба МЧС", "photo"),
        ("ИСТОЧНИК ФОТО:  Айзада Кыдыкова.", "Айзада Кыдыкова", "photo"),
        ("Сүрөттүн булагы: ӨКМдин басма сөз кызматы", "ӨКМдин басма сөз кызматы", "photo"),
        ("Photo source: Press service: the lake", "Press service: the lake", "photo"),
        ("Фото : МЧС", "МЧС", "photo"),
        ("Источник\u00a0фото:\u00a0МЧС", "МЧС", "photo"),
        ("Видео: МЧС", "МЧС", "video"),
        ("Коллаж: КирТАГ / Снег", "КирТАГ / Снег", "collage"),
        ("Illustration: KirTAG", "KirTAG", "illustration"),
        ("Источник фото: Пресс-служба Президента КР", "Пресс-служба Президента КР", "photo"),
        ("Фото: Минздрав КР", "Минздрав КР", "photo"),
        ("Фото: пресс-служба мэрии Бишкека", "пресс-служба мэрии Бишкека", "photo"),
        ("Фото: Telegram-канал «Бишкек»", "Telegram-канал «Бишкек»", "photo"),
        ("Фото: из архива", "из архива", "photo"),
        ("Фото: из открытых источников", "из открытых источников", "photo"),
        ("Фото: соцсети", "соцсети", "photo"),
        ("Фото: скриншот видео", "скриншот видео", "photo"),
        ("Фото: кадр из видео", "кадр из видео", "photo"),
        ("Фото: Владимир Воронин / АКИpress", "Владимир Воронин / АКИpress", "photo"),
        ("Фото: Сергей Карпов/ТАСС", "Сергей Карпов/ТАСС", "photo"),
        ("Фото: РИА Новости / Владимир Астапкович", "РИА Новости / Владимир Астапкович", "photo"),
        ("Фото: AP / Evgeniy Maloletka", "AP / Evgeniy Maloletka", "photo"),
        ("Фото: Global Look Press/Kremlin Pool", "Global Look Press/Kremlin Pool", "photo"),
        ("Фото: Reuters", "Reuters", "photo"),
        ("Фото Reuters", "Reuters", "photo"),
        ("Фото ТАСС", "ТАСС", "photo"),
        ("Фото АКИpress", "АКИpress", "photo"),
        ("Фото из Telegram-канала «Осторожно, новости»", "Telegram-канал «Осторожно, новости»", "photo"),
        ("Фото с сайта kremlin.ru", "сайт kremlin.ru", "photo"),
        ("Фото со страницы Азиза Алиева в Facebook", "страница Азиза Алиева в Facebook", "photo"),
        ("Фото пресс-службы МЧС и Telegram-канала «Бишкек»", "пресс-служба МЧС и Telegram-канала «Бишкек»", "photo"),
        ("Фото пресс-службы МЧС", "пресс-служба МЧС", "photo"),
        ("Фото МЧС", "МЧС", "photo"),
        ("Фото МВД КР", "МВД КР", "photo"),
        ("Фото читателя 24.kg", "читатель 24.kg", "photo"),
        ("Фото очевидца", "очевидец", "photo"),
        ("Фото министерства обороны", "министерство обороны", "photo"),
        ("Фото Министерства обороны РФ", "Министерство обороны РФ", "photo"),
        ("Фото Интернет", "Фото Интернет", "photo"),
        ("Фото из Интернета", "Фото из Интернета", "photo"),
        ("Фото иллюстративное", "Фото иллюстративное", "photo"),
        ("Иллюстративное фото", "Иллюстративное фото", "photo"),
        ("Архивное фото", "Архивное фото", "photo"),
        ("Иллюстрациялык сүрөт.", "Иллюстрациялык сүрөт", "photo"),
        ("Сүрөт: ИИМ", "ИИМ", "photo"),
        ("Сүрөт: Президенттин басма сөз кызматы", "Президенттин басма сөз кызматы", "photo"),
        ("Сүрөт: Азаттык", "Азаттык", "photo"),
        ("Сүрөттүн булагы, Getty Images", "Getty Images", "photo"),
        ("Сүрөттүн булагы: ӨКМ", "ӨКМ", "photo"),
        ("Сурет: Ақорда", "Ақорда", "photo"),
        ("Фото: Kazinform / Виктор Федюнин", "Kazinform / Виктор Федюнин", "photo"),
        ("Коллаж: Kazinform / Canva", "Kazinform / Canva", "collage"),
        ("Коллаж: Kazinform/Nano Banana", "Kazinform/Nano Banana", "collage"),
        ("Фото: Солтан Жексенбеков / Kazinform", "Солтан Жексенбеков / Kazinform", "photo"),
        ("Фото: pixabay.com", "pixabay.com", "photo"),
        ("Фото: pixabay", "pixabay", "photo"),
        ("Фото: Depositphotos", "Depositphotos", "photo"),
        ("Фото: gov.kz", "gov.kz", "photo"),
        ("Surat manbasi, Getty Images", "Getty Images", "photo"),
        ("Foto: UzA", "UzA", "photo"),
        ("Foto: Prezident matbuot xizmati", "Prezident matbuot xizmati", "photo"),
        ("Фото: Офіс Президента", "Офіс Президента", "photo"),
        ("Фото: Укрінформ", "Укрінформ", "photo"),
        ("Фото: facebook.com/zelenskiy", "facebook.com/zelenskiy", "photo"),
        ("фото: УНІАН", "УНІАН", "photo"),
        ("Автор фото, Getty Images", "Getty Images", "photo"),
        ("Автор фото, Reuters", "Reuters", "photo"),
        ("Image source, Getty Images", "Getty Images", "photo"),
        ("Image source, EPA", "EPA", "photo"),
        ("Photo: AP", "AP", "photo"),
        ("Photo: Reuters/Carlos Barria", "Reuters/Carlos Barria", "photo"),
        ("Photo credit: NASA", "NASA", "photo"),
        ("Image credit: Getty", "Getty", "photo"),
        ("Credit: Reuters/Danish Siddiqui/Files", "Reuters/Danish Siddiqui/Files", "photo"),
        ("Photo by John Moore/Getty Images", "John Moore/Getty Images", "photo"),
        ("(Photo by Drew Angerer/Getty Images)", "Drew Angerer/Getty Images", "photo"),
        ("Jaap Arriens/NurPhoto via Getty Images", "Jaap Arriens/NurPhoto via Getty Images", "photo"),
        ("Getty Images", "Getty Images", "photo"),
        ("Shutterstock", "Shutterstock", "photo"),
        ("REUTERS/Jonathan Ernst", "REUTERS/Jonathan Ernst", "photo"),
        ("AP Photo/Susan Walsh", "AP Photo/Susan Walsh", "photo"),
        ("Владимир Смирнов/ТАСС", "Владимир Смирнов/ТАСС", "photo"),
        ("Сергей Бобылев/ТАСС", "Сергей Бобылев/ТАСС", "photo"),
        ("© Сергей Бобылев/ТАСС", "Сергей Бобылев/ТАСС", "photo"),
        ("© РИА Новости / Сергей Гунеев", "РИА Новости / Сергей Гунеев", "photo"),
        ("© AP Photo / Evan Vucci", "AP Photo / Evan Vucci", "photo"),
        ("© AFP 2023 / Jim Watson", "AFP 2023 / Jim Watson", "photo"),
        ("© Sputnik / Нурсултан Абдырахманов", "Sputnik / Нурсултан Абдырахманов", "photo"),
        ("© Фото : Пресс-служба президента КР", "Пресс-служба президента КР", "photo"),
        ("© Фото / из архива", "из архива", "photo"),
        ("© Sputnik", "Sputnik", "photo"),
        ("© REUTERS / Stringer", "REUTERS / Stringer", "photo"),
        ("Bild: dpa", "dpa", "photo"),
        ("Bild: picture alliance/dpa", "picture alliance/dpa", "photo"),
        ("Foto: dpa", "dpa", "photo"),
        ("Foto: imago images/Xinhua", "imago images/Xinhua", "photo"),
        ("(Foto: dpa)", "dpa", "photo"),
        ("Bild: Keystone/AP", "Keystone/AP", "photo"),
        ("Quelle: imago images/Eibner", "imago images/Eibner", "photo"),
        ("Foto: Kay Nietfeld/dpa/dpa-tmn", "Kay Nietfeld/dpa/dpa-tmn", "photo"),
        ("Symbolbild", "Symbolbild", "photo"),
        ("Crédit photo : AFP", "AFP", "photo"),
        ("Photo : Reuters", "Reuters", "photo"),
        ("Photo d'archives", "Photo d'archives", "photo"),
        ("Foto: EFE", "EFE", "photo"),
        ("(Foto: Reuters)", "Reuters", "photo"),
        ("Foto: Divulgação", "Divulgação", "photo"),
        ("Foto: Reprodução/TV Globo", "Reprodução/TV Globo", "photo"),
        ("Foto: Ansa", "Ansa", "photo"),
        ("Fotoğraf: AA", "AA", "photo"),
        ("Fotoğraf : Didem Mente/AA", "Didem Mente/AA", "photo"),
        ("Zdjęcie: PAP/Radek Pietruszka", "PAP/Radek Pietruszka", "photo"),
        ("Fot. Jan Kowalski / Agencja Gazeta", "Jan Kowalski / Agencja Gazeta", "photo"),
        ("Fot. PAP", "PAP", "photo"),
        ("Foto: ČTK", "ČTK", "photo"),
        ("Foto: TT", "TT", "photo"),
        ("Снимка: БТА", "БТА", "photo"),
        ("Снимка: БГНЕС", "БГНЕС", "photo"),
        ("新华社记者 李响 摄", "新华社记者 李响", "photo"),
        ("新华社记者李响摄", "新华社记者李响", "photo"),
        ("图片来源：路透社", "路透社", "photo"),
        ("Видео: ГУОБДД", "ГУОБДД", "video"),
        ("Видео: пресс-служба МЧС", "пресс-служба МЧС", "video"),
        ("Видео: YouTube", "YouTube", "video"),
        ("Скриншот: YouTube", "YouTube", "photo"),
        ("Иллюстрация: КирТАГ", "КирТАГ", "illustration"),
        ("Illustration: Shutterstock", "Shutterstock", "illustration"),
        ("Photo illustration by Slate", "Slate", "collage"),
        ("Photographer: Andrey Rudakov/Bloomberg", "Andrey Rudakov/Bloomberg", "photo"),
        ("Photo courtesy of the U.S. Embassy", "courtesy of the U.S. Embassy", "photo"),
        ("Фото: Дмитрий Азаров, Коммерсантъ / купить фото", "Дмитрий Азаров, Коммерсантъ", "photo"),
        ("Фото: Игорь Иванко / Коммерсантъ", "Игорь Иванко / Коммерсантъ", "photo"),
        ("Фото: пресс-служба Жогорку Кенеша КР", "пресс-служба Жогорку Кенеша КР", "photo"),
        ("АКС: АМИТ «Ховар»", "АМИТ «Ховар»", "photo"),
        ("Аксҳо: Ҷамшед Ҳасанов", "Ҷамшед Ҳасанов", "photo"),
        ("Фото: @user_name", "@user_name", "photo"),
        ("Фото: Instagram / @user", "Instagram / @user", "photo"),
        ("Фото предоставлено пресс-службой МЧС", "пресс-служба МЧС", "photo"),
        ("Фото предоставлено организаторами", "организаторы", "photo"),
        ("Фото автора", "автор", "photo"),
        ("Фото Максима Шипенкова/EPA", "Максима Шипенкова/EPA", "photo"),
        ("Фото Игоря Ковалёва", "Игоря Ковалёва", "photo"),
        ("Видео пресс-службы МЧС", "пресс-служба МЧС", "video"),
        ("Фото: Wikimedia Commons", "Wikimedia Commons", "photo"),
        ("Фото носит иллюстративный характер", "Фото носит иллюстративный характер", "photo"),
        ("Suratlar: Gazeta.uz", "Gazeta.uz", "photo"),
        ("Фото: «Газета.uz»", "«Газета.uz»", "photo"),
        ("Фото: Spot", "Spot", "photo"),
        ("Photo: Ministry of Foreign Affairs of Kyrgyzstan", "Ministry of Foreign Affairs of Kyrgyzstan", "photo"),
        ("Photo: press service of the President", "press service of the President", "photo"),
        ("Photo from open sources", "Photo from open sources", "photo"),
        ("Photo 24.kg", "24.kg", "photo"),
        ("Photo 24.kg news agency", "24.kg news agency", "photo"),
        ("Photo Turmush", "Turmush", "photo"),
        ("Photo: Kabar", "Kabar", "photo"),
        ("Фото Кабар", "Кабар", "photo"),
        ("Фото: Кабар", "Кабар", "photo"),
        ("Фото КНИА «Кабар»", "КНИА «Кабар»", "photo"),
        ("фото: kaktus.media", "kaktus.media", "photo"),
        ("Фото Kaktus.media", "Kaktus.media", "photo"),
        ("Photo by AP", "AP", "photo"),
        ("AP Photo", "AP Photo", "photo"),
        ("(AP)", "AP", "photo"),
        ("(Reuters)", "Reuters", "photo"),
        ("(Getty Images)", "Getty Images", "photo"),
        ("(Image credit: Getty Images)", "Getty Images", "photo"),
        ("(Image: Getty)", "Getty", "photo"),
        ("(Picture: PA)", "PA", "photo"),
        ("Foto: LUSA", "LUSA", "photo"),
        ("Photo: EPA-EFE/SERGEY DOLZHENKO", "EPA-EFE/SERGEY DOLZHENKO", "photo"),
        ("Source: AAP", "AAP", "photo"),
        ("Archivo/EFE", "Archivo/EFE", "photo"),
        ("EFE/Archivo", "EFE/Archivo", "photo"),
        ("Foto de archivo", "Foto de archivo", "photo"),
        ("Foto: Archivo", "Archivo", "photo"),
        ("ФОТО: БТА", "БТА", "photo"),
        ("Фото: Правительство РФ", "Правительство РФ", "photo"),
        ("Фото: Алексей Филиппов", "Алексей Филиппов", "photo"),
        ("(Xinhua/Li Ran)", "Xinhua/Li Ran", "photo"),
        ("Фото: ©РИА Новости", "РИА Новости", "photo"),
        ("Фото: Фото: МЧС", "МЧС", "photo"),
        ("Видео: © МЧС", "МЧС", "video"),
        ("Фото Минэнерго", "Минэнерго", "photo"),
        ("Фото Росгидромета", "Росгидромет", "photo"),
        ("Фото с официальной страницы МЧС", "официальная страница МЧС", "photo"),
        ("Фото из личного архива Айзады Кыдыковой", "личный архив Айзады Кыдыковой", "photo"),
    ],
)
def test_a_line_that_is_a_credit_is_read(line: str, party: str, kind: str):
    assert split_credits([line]) == ([], [Credit(line, party, kind)])


@pytest.mark.parametrize("line", ["Reuters", "AP", "ТАСС", "(AP)", "Getty Images", "https://example.kg/reuters/1.jpg"])
def test_a_name_alone_on_a_page_may_be_a_menus_and_is_no_credit(line: str):
    assert read_credit(line) is None


@pytest.mark.parametrize(
    ("line", "left", "text", "party"),
    [
        ("Фото кабмина. Адылбек Касымалиев", "Адылбек Касымалиев", "Фото кабмина.", "кабмин"),
        ("Фото мэрии Бишкека. Субботник", "Субботник", "Фото мэрии Бишкека.", "мэрия Бишкека"),
        ("Фото читателя 24.kg. Пробка", "Пробка", "Фото читателя 24.kg.", "читатель 24.kg"),
        ("Бишкек. Архивное фото.", "Бишкек.", "Архивное фото.", "Архивное фото"),
        ("Жогорку Кеңеш. Архивдик сүрөт", "Жогорку Кеңеш.", "Архивдик сүрөт", "Архивдик сүрөт"),
        (
            "Садыр Жапаров. Сүрөт: президенттин администрациясы",
            "Садыр Жапаров.",
            "Сүрөт: президенттин администрациясы",
            "президенттин администрациясы",
        ),
        (
            "Зеленський у Києві / Фото Офісу президента",
            "Зеленський у Києві",
            "Фото Офісу президента",
            "Офіс президента",
        ),
        ("Війна в Україні / Фото Генштаб", "Війна в Україні", "Фото Генштаб", "Генштаб"),
        ("Володимир Зеленський / Фото Getty Images", "Володимир Зеленський", "Фото Getty Images", "Getty Images"),
        ("Удар по Харкову / Фото ДСНС", "Удар по Харкову", "Фото ДСНС", "ДСНС"),
        (
            "Обстріл / Фото з телеграму Олега Синєгубова",
            "Обстріл",
            "Фото з телеграму Олега Синєгубова",
            "телеграму Олега Синєгубова",
        ),
        (
            "People walk. Photo by Anadolu via Getty Images",
            "People walk.",
            "Photo by Anadolu via Getty Images",
            "Anadolu via Getty Images",
        ),
        ("Crowds gather in Kyiv (Photo: AFP)", "Crowds gather in Kyiv", "(Photo: AFP)", "AFP"),
        (
            "Crowds gather in the centre of Kyiv on Monday morning (AFP via Getty Images)",
            "Crowds gather in the centre of Kyiv on Monday morning",
            "(AFP via Getty Images)",
            "AFP via Getty Images",
        ),
        (
            "Crowds gather in the centre of Kyiv on Monday (REUTERS)",
            "Crowds gather in the centre of Kyiv on Monday",
            "(REUTERS)",
            "REUTERS",
        ),
        (
            "Protesters clash with police in Bishkek [Vladimir Pirogov/Reuters]",
            "Protesters clash with police in Bishkek",
            "[Vladimir Pirogov/Reuters]",
            "Vladimir Pirogov/Reuters",
        ),
        ("Protesters clash with police in Bishkek [EPA]", "Protesters clash with police in Bishkek", "[EPA]", "EPA"),
        (
            "A woman walks past a poster [File: Amr Abdallah Dalsh/Reuters]",
            "A woman walks past a poster",
            "[File: Amr Abdallah Dalsh/Reuters]",
            "Amr Abdallah Dalsh/Reuters",
        ),
        (
            "Smoke rises over the city. REUTERS/Issam Abdallah",
            "Smoke rises over the city.",
            "REUTERS/Issam Abdallah",
            "REUTERS/Issam Abdallah",
        ),
        (
            "FILE PHOTO: The logo is seen in Berlin, Germany. REUTERS/Hannibal Hanschke/File Photo",
            "FILE PHOTO: The logo is seen in Berlin, Germany.",
            "REUTERS/Hannibal Hanschke/File Photo",
            "REUTERS/Hannibal Hanschke/File Photo",
        ),
        (
            "President Biden speaks. (AP Photo/Evan Vucci, File)",
            "President Biden speaks.",
            "(AP Photo/Evan Vucci, File)",
            "AP Photo/Evan Vucci, File",
        ),
        (
            "President speaks at the White House. (Mandel Ngan/AFP via Getty Images)",
            "President speaks at the White House.",
            "(Mandel Ngan/AFP via Getty Images)",
            "Mandel Ngan/AFP via Getty Images",
        ),
        (
            "Президент Садыр Жапаров - Sputnik Кыргызстан, 1920, 20.04.2021",
            "Президент Садыр Жапаров",
            "- Sputnik Кыргызстан, 1920, 20.04.2021",
            "Sputnik Кыргызстан",
        ),
        (
            "Путин на встрече - РИА Новости, 1920, 26.11.2025",
            "Путин на встрече",
            "- РИА Новости, 1920, 26.11.2025",
            "РИА Новости",
        ),
        (
            "Angela Merkel in Berlin. Foto: Michael Kappeler/dpa",
            "Angela Merkel in Berlin.",
            "Foto: Michael Kappeler/dpa",
            "Michael Kappeler/dpa",
        ),
        ("Sparta slaví gól. | Foto: ČTK", "Sparta slaví gól.", "Foto: ČTK", "ČTK"),
        (
            "Statsministern i riksdagen. Foto: Jessica Gow/TT",
            "Statsministern i riksdagen.",
            "Foto: Jessica Gow/TT",
            "Jessica Gow/TT",
        ),
        ("Президент Касым-Жомарт Токаев / Фото: Акорда", "Президент Касым-Жомарт Токаев", "Фото: Акорда", "Акорда"),
        ("Мария Захарова (Фото: МИД РФ)", "Мария Захарова", "(Фото: МИД РФ)", "МИД РФ"),
        (
            "Photo press service of the Cabinet of Ministers. Adylbek Kasymaliev",
            "Adylbek Kasymaliev",
            "Photo press service of the Cabinet of Ministers.",
            "press service of the Cabinet of Ministers",
        ),
        ("Kate Middleton (Image: PA)", "Kate Middleton", "(Image: PA)", "PA"),
        (
            "Prince Harry and Meghan leave the church(Image: WireImage)",
            "Prince Harry and Meghan leave the church",
            "(Image: WireImage)",
            "WireImage",
        ),
        ("Кыргызстан / Photo: Xinhua", "Кыргызстан", "Photo: Xinhua", "Xinhua"),
        (
            "Photo taken on July 1 shows the view of Bishkek. (Xinhua/Roman)",
            "Photo taken on July 1 shows the view of Bishkek.",
            "(Xinhua/Roman)",
            "Xinhua/Roman",
        ),
        (
            "Aerial photo shows the city. (Photo by Wang Wu/Xinhua)",
            "Aerial photo shows the city.",
            "(Photo by Wang Wu/Xinhua)",
            "Wang Wu/Xinhua",
        ),
        (
            "Венедіктова підписала підозру Юрченку / Фото РБК",
            "Венедіктова підписала підозру Юрченку",
            "Фото РБК",
            "РБК",
        ),
        (
            "Звезда Эпштейна(Image: Bloomberg via Getty Images)",
            "Звезда Эпштейна",
            "(Image: Bloomberg via Getty Images)",
            "Bloomberg via Getty Images",
        ),
        (
            "Screenshot Whatsapp. (Foto: Recherche/privat)",
            "Screenshot Whatsapp.",
            "(Foto: Recherche/privat)",
            "Recherche/privat",
        ),
        (
            "Roman Prymula, photo: Archives du Gouvernement tchèque",
            "Roman Prymula",
            "photo: Archives du Gouvernement tchèque",
            "Archives du Gouvernement tchèque",
        ),
        (
            "Bakiyev came to power in 2005 after protests [AP]",
            "Bakiyev came to power in 2005 after protests",
            "[AP]",
            "AP",
        ),
        (
            "Члены отряда МЧС несут носилки после схода лавины (AFP/Getty)",
            "Члены отряда МЧС несут носилки после схода лавины",
            "(AFP/Getty)",
            "AFP/Getty",
        ),
        ("Фото пресс-службы президента. ОДКБ", "ОДКБ", "Фото пресс-службы президента.", "пресс-служба президента"),
        (
            "Фото: акимат Алматы В пресс-службе акимата рассказали",
            "В пресс-службе акимата рассказали",
            "Фото: акимат Алматы",
            "акимат Алматы",
        ),
        (
            "Мэрия Бишкека (Фото: REUTERS/Vladimir Pirogov) В ходе протестов",
            "Мэрия Бишкека В ходе протестов",
            "(Фото: REUTERS/Vladimir Pirogov)",
            "REUTERS/Vladimir Pirogov",
        ),
        (
            "Жээнбеков. Фото kremlin.ru Президент объявил",
            "Жээнбеков. Президент объявил",
            "Фото kremlin.ru",
            "kremlin.ru",
        ),
        (
            "© Sputnik / Табылды Кадырбеков Жаңы шайланган өлкө башчы",
            "Жаңы шайланган өлкө башчы",
            "© Sputnik / Табылды Кадырбеков",
            "Sputnik / Табылды Кадырбеков",
        ),
        (
            "© © фото очевидца, отправленное по Telegram-каналуАйтматов проспектинде",
            "Айтматов проспектинде",
            "© © фото очевидца, отправленное по Telegram-каналу",
            "очевидец",
        ),
        (
            "читателя 24-kg.com. Пробка на улице Киевской",
            "Пробка на улице Киевской",
            "читателя 24-kg.com.",
            "читатель 24-kg.com",
        ),
        ("Снег на перевале. Фото: МЧС Фото: МЧС", "Снег на перевале.", "Фото: МЧС", "МЧС"),
        ("Снег на перевале. Фото: Фото: МЧС", "Снег на перевале.", "Фото: Фото: МЧС", "МЧС"),
        ("Смотрите фото: © МЧС", "Смотрите фото:", "© МЧС", "МЧС"),
        ("Снег (фото МЧС).", "Снег.", "(фото МЧС)", "МЧС"),
        ("Снег. (Фото: МЧС).", "Снег.", "(Фото: МЧС)", "МЧС"),
        ("Снег – Фото: МЧС", "Снег", "Фото: МЧС", "МЧС"),
        ("Снег | Фото: МЧС", "Снег", "Фото: МЧС", "МЧС"),
        ("Снег, фото: Акорда", "Снег", "фото: Акорда", "Акорда"),
        (
            "Кабинет министров. Иллюстративное фото.",
            "Кабинет министров.",
            "Иллюстративное фото.",
            "Иллюстративное фото",
        ),
    ],
)
def test_a_credit_beside_a_caption_leaves_the_caption(line: str, left: str, text: str, party: str):
    assert split_credits([line]) == ([left], [Credit(text, party)])


@pytest.mark.parametrize(
    ("printed", "party"),
    [
        ("Фото пресс-службы МЧС", "пресс-служба МЧС"),
        ("Фото Пресс-службы МЧС", "Пресс-служба МЧС"),
        ("Фото министерства внутренних дел", "министерство внутренних дел"),
        ("Фото посольства Кыргызстана в России", "посольство Кыргызстана в России"),
        ("Фото управления МВД по Ошской области", "управление МВД по Ошской области"),
        ("Фото из паблика «Бишкек»", "паблик «Бишкек»"),
        ("Фото прес-служби ДСНС", "прес-служба ДСНС"),
        ("Фото ПРЕСС-СЛУЖБЫ МЧС", "ПРЕСС-СЛУЖБА МЧС"),
        ("Фото Жогорку Кенеша", "Жогорку Кенеш"),
        ("Фото из телеграм-канала МЧС", "телеграм-канал МЧС"),
        ("Фото участников похода", "участники похода"),
        ("Фото: пресс-службы МЧС", "пресс-службы МЧС"),
    ],
)
def test_behind_a_bare_label_the_party_comes_back_to_the_nominative(printed: str, party: str):
    assert [credit.credit for credit in split_credits([printed])[1]] == [party]


@pytest.mark.parametrize(("kind", "way", "label"), list(rows("credits")))
def test_every_label_is_read_in_any_case(kind: str, way: str, label: str):
    party = "Getty Images" if way == "?" else "МЧС"
    for printed in (f"{label}: {party}", f"{label.upper()}: {party}"):
        assert read_credit(printed) == Credit(printed, party, kind)


@pytest.mark.parametrize(("kind", "phrase"), list(rows("unnamed_credits")))
def test_a_credit_of_nobody_is_its_own_party(kind: str, phrase: str):
    assert read_credit(phrase) == Credit(phrase, phrase, kind)
    assert read_credit(f"{phrase}.") == Credit(f"{phrase}.", phrase, kind)


def test_a_label_that_needs_no_colon_has_a_stem_that_tells_of_it():
    bare = [label.lower() for _, way, label in rows("credits") if way in ("known", "source")]
    assert [label for label in bare if not any(stem in label for stem in _STEMS)] == []


@pytest.mark.parametrize(
    "line",
    [
        "",
        ":",
        "Видео: " + "снег идёт третий день подряд, " * 6,
        "Фото дня. Снег в горах",
        "Фото дня. Автобусы в пробке на улице Киевской в Бишкеке с высоты птичьего полета",
        "На фото, присланном читателем, видна пробка.",
        "Фото 24-kg.com прислал читатель.",
        "Фото с места событий прислал читатель 24.kg.",
        "В Бишкеке водители продолжают оставлять автомобили на тротуарах. Фото с места событий прислал читатель 24.kg.",
        "Улицы Бишкека накрыли пробки (видео)",
        "Новый посол Китая приступила к работе. Фото",
        "Соцсети высмеяли Порошенко на фреске (фото)",
        "Улицы накрыли пробки (фото, видео)",
        "Улицы накрыли пробки (фото+видео)",
        "FOTOS: ¡Contra una casa se fue! Camión trataba de esquivar un choque",
        "Вольфсбург — Айнтрахт Ф 1:1 Видео голов и обзор матча",
        "Видео голов и обзор матча",
        "Photos show the damage.",
        "Video shows dramatic rescue of kidnapped girl",
        "Фото: Как отметили День независимости в Бишкеке",
        "Фото: как это было",
        "ФОТО: Снег в горах Кыргызстана",
        "ВИДЕО: В Бишкеке столкнулись два автомобиля",
        "Видео: Снег в горах",
        "Видео: снег идёт третий день",
        "Видео: момент взрыва попал на камеру",
        "Видео: Бишкектеги жол кырсыгы",
        "Фото и видео очевидцев: что известно о метели",
        "Фотография деда: история одной семьи",
        "На фото: снег на перевале",
        "На фото слева направо: Жапаров, Ташиев",
        "На снимке: Садыр Жапаров",
        "Видео с перевала посмотрели миллион раз.",
        "Фото Путина с внуками попало в сеть.",
        "Фото президента стало мемом.",
        "Фото пресс-службы показало, что было на площади.",
        "Фото очевидца попало на первые полосы газет.",
        "Фото МЧС опубликовало агентство.",
        "Фото сделано в 2006 году.",
        "Фото ДТП",
        "Видео ДТП в Бишкеке",
        "Фото НЛО над Нарыном разошлось по сети",
        "Фото кремля ночью",
        "Источник: Кабмин",
        "Источник: ТАСС",
        "Источник: Reuters",
        "Источник сообщил: деньги были.",
        "Источник фото",
        "Источник фото:",
        "Источник фото: .",
        "Он показал фото: дом, сад и машину.",
        "Посмотрите видео: на нём видно всё.",
        "Она опубликовала фото: пользователи в восторге.",
        "Депутат разместил видео (источник: соцсети говорят разное).",
        "ЛОНДОН (Рейтер) - Цены на нефть выросли.",
        "LOS ANGELES (AP) — To LeBron James, triple-doubles are not a goal.",
        "LONDON, March 7 (Reuters)",
        "МОСКВА, 29 июня. /ТАСС/",
        "МОСКВА, 29 июня. /ТАСС/.",
        "Ташкент, 27 июля /Синьхуа/ --",
        "БИШКЕК (АКИpress)",
        "Об этом сообщили в Организации Объединенных Наций (ООН)",
        "Создан Евразийский экономический союз (ЕАЭС).",
        "Agence France-Presse (AFP) is a news agency.",
        "The statement was released by the news agency Associated Press (AP).",
        "An aerial photo of the Coliseum during opening ceremonies.",
        "A photo by Steve Bell was shown at the gallery.",
        "He took a photo courtesy of the museum.",
        "This image shows fires near Delhi.",
        "The photographer: a life in pictures",
        "Image of the day: Saturn",
        "Photo of the day",
        "Photo gallery",
        "Photos: Snow blankets Bishkek",
        "Photo: How the city looked after the storm",
        "PHOTOS: Inside the new palace",
        "VIDEO: Watch the moment the bridge collapses",
        "Video: Police chase ends in crash",
        "Watch the video below.",
        "Source: the ministry said so.",
        "Credit: three points for the course.",
        "Credits and loans: what is new",
        "Give credit where credit is due.",
        "Image: a new look at history",
        "Bild: Merkel tritt zurück",
        "«Бильд»: Меркель уходит",
        "Bilder des Tages: Schnee in Berlin",
        "Das Bild: ein Skandal",
        "Die Bild berichtet.",
        "Foto del día",
        "Fotos: así quedó la casa",
        "Foto: cómo fue el rescate",
        "Video: mira el momento del choque",
        "La foto que dio la vuelta al mundo",
        "Vidéo : le moment où le pont s'effondre",
        "Сүрөттө депутаттын кыздары атасынын бут кийиминин боосун байлатып жатышат.",
        "Аны сүрөтү социалдык тармакка жүктөлдү.",
        "Сүрөт көргөзмө ачылды.",
        "Видео: Бишкекте эмне болду?",
        "24.kg — Аксыда өзгөчө кырдаал режими киргизилип",
        "Суратгузориши АМИТ «Ховар» аз рафти баргузории Фестивал.",
        "Суретте: президент пен премьер-министр",
        "Фото: 10 лучших кадров недели",
        "Фото недели",
        "Фото: снег!",
        "Фото: что было?",
        "Комментарии: 5",
        "Просмотров: 100",
        "Коллаж из снимков удивил сеть.",
        "Иллюстрация к роману была продана на аукционе.",
        "Иллюстрация: как художник видит войну",
        "© 2019 Associated Press. All Rights Reserved. This material may not be published.",
        "© 2024 24.kg",
        "Reuters reported the news.",
        "https://example.kg/reuters/1.jpg",
        "https://example.kg/images/AFP/photo.jpg",
        "Reuters and AP contributed to this report.",
        "By Fergus Jensen/Jakarta",
        "ru/ky/en",
        "24/7",
        "Бишкек/Ош",
        "Матч «Дордой» / «Алга» завершился вничью",
        "Цена 100 сомов/кг",
        "Участники: Россия/Казахстан/Кыргызстан",
        "Жители/туристы",
        "и/или",
        "Открытые источники сообщают о событиях.",
        "Из открытых источников известно, что он родился в Оше.",
        "По данным из открытых источников, он уехал.",
        "Архивное фото президента продали.",
        "Архивное фото: как жили в СССР",
        "Скриншот переписки появился в сети",
        "Скриншот: как обманывают пожилых",
        "Карикатура: за что судили художника",
        "Рисунок 1: динамика цен",
        "Рисунок: дети нарисовали мир",
        "Обложка: новая книга Айтматова",
        "Снимок: что увидел телескоп",
        "Снимок сделан утром.",
        "пресс-службы ведомств. Снег",
        "очевидца нашли. Он жив",
        "читателя спросили. Ответ",
        "Автор: Иван Иванов",
        "Autor: Jan Novák",
        "Text: Reuters",
        "According to a poll by Reuters/Ipsos, he leads.",
        "Он работал в Reuters/AP и ТАСС.",
        "Он позвонил в РИА Новости.",
        "Слова передаёт ТАСС",
        "сообщает Sputnik Кыргызстан",
        "— сообщает РИА Новости",
        "Партнёры — Sputnik Кыргызстан и Кабар",
        "Министр сказал - Sputnik слышит",
        "Видео на YouTube",
        "Смотрите видео на YouTube",
        "Видео опубликовано в Telegram",
        "Фото в Instagram",
        "Фото: смотрите в нашей галерее",
        "Фото на память",
        "Фото для паспорта: требования",
        "Photo ID",
        "Photo Booth Ideas",
        "Photo Finish: Horse Wins",
        "Video Game Awards",
        "Image Comics",
        "Фото Бишкека",
        "Фото Садыр Жапаров показал вчера",
        "Видео Садыра Жапарова посмотрели многие",
    ],
)
def test_another_line_stays_in_the_body(line: str):
    assert list(find_credits([line])) == []


def test_credits_are_parted_from_the_text_and_both_keep_their_order():
    body = ["Идёт снег.", "Фото: МЧС", "Дороги скользкие.", "Видео: ГАИ", "Сүрөт: КирТАГ"]
    credits = [Credit("Фото: МЧС", "МЧС"), Credit("Видео: ГАИ", "ГАИ", "video"), Credit("Сүрөт: КирТАГ", "КирТАГ")]
    assert split_credits(body) == (["Идёт снег.", "Дороги скользкие."], credits)
    assert body[1] == "Фото: МЧС"


def test_credits_in_front_of_a_caption_and_behind_it_are_both_found():
    assert split_credits(["© Sputnik / Нурлан Осмонов Снег на перевале. Фото: МЧС"]) == (
        ["Снег на перевале."],
        [Credit("© Sputnik / Нурлан Осмонов", "Sputnik / Нурлан Осмонов"), Credit("Фото: МЧС", "МЧС")],
    )


def test_a_paragraph_of_more_credits_than_a_dozen_is_left_alone():
    credits = [f"Фото: {letter}ЧС." for letter in "АБВГДЕЖЗИКЛМН"]
    assert split_credits([" ".join(credits[:12])])[0] == []
    assert split_credits([" ".join(credits)]) == ([" ".join(credits)], [])


def test_a_paragraph_longer_than_any_is_left_alone():
    snow = "Идёт снег. " * (_LONGEST // 11)
    assert len(split_credits([snow[:-30].rstrip() + ". Фото: МЧС"])[1]) == 1
    assert split_credits([snow + "Идёт снег. Фото: МЧС"])[1] == []


PIECES = """Фото: |Фото |(|)|[|]|/| / |©|© |. |, |Photo by |МЧС|Reuters|AP|Getty Images|24.kg|пресс-службы
Иван Петров|Из архива|Иллюстративное фото.|Снег идёт|В Бишкеке|Sputnik| - Sputnik Кыргызстан|сүрөтү|Source: |REUTERS/|摄
Видео: |а"""
PRINTED = (
    st.lists(st.sampled_from(PIECES.replace("\n", "|").split("|")) | st.text(max_size=5), max_size=14)
    .map("".join)
    .map(tidy_line)
)


@given(st.lists(PRINTED.filter(bool), max_size=3))
def test_what_is_left_holds_no_credit_is_tidy_and_can_be_put_back(body: list[str]):
    left, _ = split_credits(body)
    assert list(find_credits(left)) == []
    assert [tidy_line(line) for line in left] == left
    rest, cuts = take(body, [], "credit", (found.span for found in find_credits(body)))
    assert recompose(rest, cuts) == body


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str):
    for found in find_credits([text]):
        assert 0 <= found.span.start < found.span.end <= len(text)


UNITS = """Фото: |Фото: А. |(Фото: |(|[|/| / |©|© |.|. | |1|А|А. |Фото МЧС |Photo by A |AP/|AP / Getty Images |[AP]
(AP) |((Фото: А|Источник фото: МЧС / |Иллюстративное фото. |© Sputnik / А Б |24.kg сүрөтү. |新华社记者 摄|a.b.|А-
«|Фото «|@a|Фото: www.|via |Фото из |Фото пресс-службы |Фото: а |Фото А Б """.replace("\n", "|").split("|")


@pytest.mark.parametrize("unit", UNITS)
def test_a_hostile_paragraph_costs_next_to_nothing_whatever_its_length(unit: str):
    for size in (480, _LONGEST, 1_000_000):
        text = (unit * (size // len(unit) + 1))[:size]
        assert seconds(lambda text=text: list(find_credits([text]))) < 0.05


@pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/corpus")
def test_real_lines_get_their_credits_and_no_other():
    with CORPUS.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    for line in lines:
        gold, credits = fold(line["gold_credited_party"] or ""), split_credits([line["raw_line"]])[1]
        right = any(gold in fold(credit.text) for credit in credits) if line["is_credit"] == "1" else not credits
        wrong += [] if right else [line["raw_line"]]
    assert len(lines) > 100
    assert wrong == []


ONE, TWO = Photo("https://e.kg/1.jpg"), Photo("https://e.kg/2.jpg", "Снег", "ГАИ")
MCHS, GAI = Credit("Фото: МЧС", "МЧС"), Credit("Фото: ГАИ", "ГАИ")


@pytest.mark.parametrize(
    ("photos", "credits", "credited"),
    [
        ([], [], []),
        ([], [MCHS], []),
        ([ONE], [], [None]),
        ([ONE], [MCHS], ["МЧС"]),
        ([ONE, ONE], [MCHS], ["МЧС", "МЧС"]),
        ([ONE, ONE], [MCHS, MCHS], ["МЧС", "МЧС"]),
        ([ONE, ONE], [MCHS, GAI], ["МЧС", "ГАИ"]),
        ([ONE, TWO], [MCHS], ["МЧС", "ГАИ"]),
        ([ONE, ONE, ONE], [MCHS, GAI], [None, None, None]),
    ],
)
def test_a_photo_gets_the_credit_that_is_its_own(
    photos: list[Photo], credits: list[Credit], credited: list[str | None]
):
    found = credit_photos(photos, credits)
    assert [photo.credit for photo in found] == credited
    assert [(photo.url, photo.caption) for photo in found] == [(photo.url, photo.caption) for photo in photos]


def test_a_video_credit_is_not_that_of_a_photo():
    assert credit_photos([ONE], [Credit("Видео: ГАИ", "ГАИ", "video")]) == [ONE]
