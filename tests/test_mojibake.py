"""Text in the wrong charset: told from sound text in many languages."""

from functools import partial
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kirtag.text.mojibake import is_mojibake
from tests.timing import seconds

# The charsets that each language is written in, and some sentences of ours in it.
WRITTEN = {
    "ru": (
        ("utf-8", "cp1251", "koi8-r", "cp866", "mac_cyrillic"),
        "Снег в горах шёл всю ночь, и к утру дорогу через перевал закрыли для грузовых машин. Водители ждут в городе, "
        "ученики остались дома. Дорожная служба обещает открыть проезд завтра. Ветер стихает, а морозы усилятся. "
        "Жители Нарына и Таласа говорят, что такого снега не было с прошлого века. Всем раздали соль и песок.",
    ),
    "ky": (
        ("utf-8",),
        "Тоодо түнү бою кар жаап, ашуу таңга жуук жүк ташуучу унаалар үчүн жабылды. Айдоочулар шаарда күтүп турушат, "
        "окуучулар үйүндө калды. Жол кызматы өтмөктү эртең ачабыз деп убада кылды. Шамал басаңдап, суук күчөйт.",
    ),
    "kk": (
        ("utf-8",),
        "Тауда түні бойы қар жауып, асу таңға жақын жүк көліктері үшін жабылды. Жүргізушілер қалада күтіп тұр, балалар "
        "үйде қалды. Жол қызметі өткелді ертең ашамыз деп уәде берді. Жел басылып, аяз күшейеді.",
    ),
    "tg": (
        ("utf-8",),
        "Дар кӯҳҳо тамоми шаб барф борид ва роҳ тавассути ағба барои мошинҳои боркаш баста шуд. Ронандагон дар шаҳр "
        "интизоранд, хонандагон дар хона монданд. Хадамоти роҳ ваъда медиҳад, ки гузаргоҳро пагоҳ мекушояд.",
    ),
    "uk": (
        ("utf-8", "cp1251", "koi8-u"),
        "У горах усю ніч ішов сніг, і вранці дорогу через перевал закрили для вантажівок. Водії чекають у місті, учні "
        "залишилися вдома. Дорожня служба обіцяє відкрити проїзд завтра. Вітер ущухає, а морози посиляться.",
    ),
    "uz": (
        ("utf-8",),
        "Togʻlarda tun boʻyi qor yogʻdi, dovon orqali oʻtadigan yoʻl yuk mashinalari uchun yopildi. Haydovchilar "
        "shaharda kutmoqda, oʻquvchilar uyda qoldi. Yoʻl xizmati oʻtish joyini ertaga ochishga vaʼda berdi.",
    ),
    "de": (
        ("utf-8", "cp1252"),
        "In den Bergen fiel über Nacht so viel Schnee, dass die Straße für Lastwagen gesperrt wurde. Die Behörde "
        "erklärte, die Räumung dauere an; für Fußgänger bleibe der Übergang geöffnet. Größere Schäden gab es nicht.",
    ),
    "fr": (
        ("utf-8", "cp1252"),
        "La neige est tombée toute la nuit et la route du col a été fermée à la circulation, a annoncé la préfecture. "
        "Les élèves sont restés à la maison; les autorités espèrent rétablir le passage dès mercredi après-midi.",
    ),
    "tr": (
        ("utf-8", "cp1254"),
        "Dağlarda gece boyunca kar yağdı ve geçit sabaha karşı kamyonlara kapatıldı. Sürücüler şehirde bekliyor, "
        "öğrenciler evde kaldı. Karayolları yarın yolu açacağını söyledi. Rüzgâr diniyor, soğuk ise artıyor.",
    ),
    "zh": (
        ("utf-8",),
        "昨天夜里山区普降大雪，通往山口的公路已经关闭。交通部门表示，清雪工作将持续到晚上，请司机耐心等待。"
        "学校今天停课一天，居民生活没有受到影响。电力供应正常，医院照常开放，救援人员已经到达现场。",
    ),
}
TAKEN_FOR = ("utf-8", "cp1251", "cp1252", "latin-1", "koi8-r", "cp866", "mac_cyrillic", "ascii")
WESTERN = {"cp1252", "latin-1", "cp1254"}
PAIRS = [
    (language, written, taken_for)
    for language, (charsets, _) in WRITTEN.items()
    for written, taken_for in product(charsets, TAKEN_FOR)
    # In MacCyrillic the mark of an Uzbek oʻ is a space and one letter: too little to tell.
    if (language, taken_for) != ("uz", "mac_cyrillic")
    and written != taken_for
    and not {written, taken_for} <= WESTERN
    and {written, taken_for} != {"koi8-u", "koi8-r"}
]


@pytest.mark.parametrize(("language", "written", "taken_for"), PAIRS)
def test_an_article_in_the_wrong_charset_is_told(language: str, written: str, taken_for: str):
    read = WRITTEN[language][1].encode(written).decode(taken_for, "replace")
    assert is_mojibake(read)


@pytest.mark.parametrize("language", WRITTEN)
def test_text_that_was_encoded_twice_is_told(language: str):
    assert is_mojibake(WRITTEN[language][1].encode().decode("latin-1").encode().decode("latin-1"))


SOUND = {
    "Serbian": (
        "Снег је падао целу ноћ и пут преко превоја је затворен за теретна возила, саопштила је служба за путеве. "
        "Возачи чекају у граду, а ђаци су остали код куће. Очекује се да ће њихов прелаз бити отворен џиповима "
        "сутра ујутру, рекли су љубазни чувари."
    ),
    "Macedonian": (
        "Снегот паѓаше цела ноќ и патот преку превојот е затворен за товарни возила, соопшти службата за патишта. "
        "Возачите чекаат во градот, а учениците останаа дома. Се очекува преминот да биде отворен утре наутро, "
        "рекоа чуварите. Ѕвездите не се гледаа, а љубовта кон зимата исчезна."
    ),
    "Greek": (
        "Το χιόνι έπεφτε όλη τη νύχτα και ο δρόμος προς το πέρασμα έκλεισε για τα φορτηγά, ανακοίνωσε η υπηρεσία "
        "οδών. Οι οδηγοί περιμένουν στην πόλη, ενώ οι μαθητές έμειναν στο σπίτι. Αναμένεται ότι το πέρασμα θα "
        "ανοίξει αύριο το πρωί, είπαν οι φύλακες."
    ),
    "Czech": (
        "Sníh padal celou noc a silnice přes průsmyk byla uzavřena pro nákladní vozy, oznámila správa silnic. "
        "Řidiči čekají ve městě, žáci zůstali doma. Očekává se, že průsmyk bude otevřen zítra ráno, řekli strážci. "
        "Šéf úřadu žádá řidiče, aby šetřili síly."
    ),
    "Vietnamese": (
        "Tuyết rơi suốt đêm và con đường qua đèo đã bị đóng đối với xe tải, cơ quan đường bộ thông báo. Các tài xế "
        "đang chờ trong thành phố, còn học sinh ở nhà. Dự kiến đèo sẽ được mở lại vào sáng mai, những người gác đèo "
        "cho biết như vậy hôm nay."
    ),
    "Icelandic": (
        "Það snjóaði alla nóttina og veginum yfir skarðið var lokað fyrir vörubíla, sagði vegagerðin. Ökumenn bíða "
        "í bænum og nemendur voru heima. Gert er ráð fyrir að skarðið verði opnað á morgun, sögðu verðirnir. Þá mun "
        "éljagangur ganga niður og færð batna."
    ),
    "Portuguese": (
        "A neve caiu toda a noite e a estrada do desfiladeiro foi fechada à circulação de camiões, anunciou a "
        "direção das estradas. Os motoristas estão à espera na cidade; os alunos não têm aulas. Não há previsão de "
        "reabertura até amanhã de manhã, são as informações."
    ),
    "Belarusian": (
        "Снег ішоў усю ноч, і дарогу праз перавал закрылі для грузавых машын, паведаміла дарожная служба. Вадзіцелі "
        "чакаюць у горадзе, а вучні засталіся дома. Чакаецца, што заўтра раніцай пераезд адкрыюць, сказалі ў "
        "ўпраўленні. У цэнтры ўжо чыста."
    ),
    "Hungarian": (
        "Egész éjjel esett a hó, és a hágón átvezető utat lezárták a teherautók előtt, közölte az útkezelő. A "
        "sofőrök a városban várnak, a diákok otthon maradtak. A hágót várhatóan holnap reggel nyitják meg, mondták "
        "az őrök. Több településen áramszünet van, a mentők készenlétben állnak."
    ),
    "Romanian": (
        "A nins toată noaptea, iar drumul peste pas a fost închis pentru camioane, a anunțat administrația "
        "drumurilor. Șoferii așteaptă în oraș, iar elevii au rămas acasă. Pasul ar urma să fie redeschis mâine "
        "dimineață, au spus paznicii. În județ sunt și pene de curent."
    ),
    "Estonian": (
        "Öösel sadas lund ja tee üle kuru suleti veoautodele, teatas maanteeamet. Autojuhid ootavad linnas ja "
        "õpilased jäid koju. Kuru loodetakse avada homme hommikul, ütlesid valvurid. Šokolaad ja tee on jagatud "
        "žürii liikmetele."
    ),
    "Spanish": (
        "¿Qué pasó? ¿Cuándo se abrirá el puerto? ¡Nadie lo sabe! ¿Por qué no? La nieve cayó toda la noche y la "
        "carretera del puerto se cerró a los camiones. ¿Dónde están los niños? En casa, según la dirección. ¡Qué "
        "frío! ¿Habrá más nieve mañana? Sí, ¡y mucha!"
    ),
    "units": (
        "Днём в Бишкеке 12–14°C тепла, ночью 3–5°C; в Оше 15–17°с, ночью 6–8°с; на Иссык-Куле 9–11°C. Площадь катка "
        "800м², объём воды 12км³. Билет стоит 200сом или 2€, рубль – 0,9сома, доллар – 87сом. Ветер 5м/с, давление "
        "700мм±5. 😀"
    ),
    "capitals": (
        "СНЕГ ШЁЛ ВСЮ НОЧЬ, И ДОРОГУ ЧЕРЕЗ ПЕРЕВАЛ ЗАКРЫЛИ. ВОДИТЕЛИ ЖДУТ В ГОРОДЕ, А УЧЕНИКИ ОСТАЛИСЬ ДОМА. СЛУЖБА "
        "ОБЕЩАЕТ ОТКРЫТЬ ДОРОГУ ЗАВТРА УТРОМ. РЕДАКЦИЯ КИРТАГ СЛЕДИТ ЗА ПОГОДОЙ И СООБЩИТ, КОГДА МАШИНЫ ПОЕДУТ."
    ),
    "brands": (
        "Приложение iPhone и eBay для YouTube и МегаКом от НурТелеком и AliExpress: мОшенники рассылают ссылки; "
        "КирТАГ и АКИpress предупредили. Сервисы eGov, iCloud, MBank™ и «еСалык» работают, а GeForce® и "
        "PlayStation® нет. ОсОО «МБанкинг» и ЗАО «ВТБанк» ответили."
    ),
    "questions": (
        "Где снег? Когда он пойдёт? Кто чистит дороги?! Почему нет соли??? Зачем ждать? Мэрия молчит… Вопросы "
        "остаются: где деньги? кто ответит? когда? Смотрите https://e.kg/?id=5?a=b и https://e.kg/?q=снег. Ответ — "
        "нет."
    ),
    "Hebrew": (
        "שלג ירד כל הלילה והכביש דרך המעבר נסגר למשאיות, מסרה רשות הדרכים. הנהגים ממתינים בעיר והתלמידים נשארו "
        "בבית. המעבר צפוי להיפתח מחר בבוקר, אמרו השומרים במקום."
    ),
    "Georgian": (
        "თოვლი მთელი ღამე მოდიოდა და გზა უღელტეხილზე დაიკეტა სატვირთო მანქანებისთვის, განაცხადა საგზაო სამსახურმა. "
        "მძღოლები ქალაქში ელოდებიან, მოსწავლეები კი სახლში დარჩნენ."
    ),
}
SOUND |= {language: text for language, (_, text) in WRITTEN.items()}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_sound_text_is_let_pass(text: str):
    assert not is_mojibake(text)
    assert not is_mojibake("\n".join([text] * 5))


@pytest.mark.parametrize("language", ["ru", "ky", "de", "fr"])
@pytest.mark.parametrize("taken_for", ["cp1251", "latin-1", "koi8-r", "cp866", "ascii"])
def test_an_article_that_quotes_a_garbled_line_is_let_pass(language: str, taken_for: str):
    text = WRITTEN[language][1] * 3
    line = WRITTEN["ru"][1][:80].encode().decode(taken_for, "replace")
    assert not is_mojibake(f"{text}\n{line}\n{text}")


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "?",
        "???",
        "\ufffd",
        "Áèøêåê",
        "Р‘РёС€РєРµРє",
        "аХЬЙЕЙ",
        "Ã©",
        "МЧС»",
        "iPhone",
        "Où ça?",
        "СРОЧНО",
        "№ 5",
    ],
)
def test_a_line_too_short_to_judge_is_let_pass(line: str):
    assert not is_mojibake(line)


@pytest.mark.parametrize("wrong", ["?", "\ufffd", "\x98"])
def test_letters_that_were_replaced_are_told(wrong: str):
    text = WRITTEN["ru"][1]
    assert is_mojibake(
        "".join(wrong if letter.isalpha() and number % 9 else letter for number, letter in enumerate(text))
    )


@given(st.text(st.characters() | st.sampled_from("РС°µ╨Ð\x85\ufffd?\ud83d")))
@example("\ud800" * 50)
@example("Р\ud800" * 50)
def test_no_text_is_too_strange(text: str):
    assert is_mojibake(text) in (True, False)


HOSTILE = (
    "╨",
    "Р°",
    "¶",
    "Ð",
    "â",
    "аБ",
    "?",
    "a?",
    "\ufffd",
    " \n",
    "é",
    "–a",
    "\x85",
    "ААААААА ",
    "Яа",
    "aб",
    "â€",
    "ð\x9f",
)


@pytest.mark.parametrize("family", HOSTILE)
def test_hostile_text_costs_no_more_than_another(family: str):
    for size in (10**4, 10**5, 10**6):
        text = (family * size)[:size]
        assert seconds(partial(is_mojibake, text)) < 0.05
