"""Invented pages: those that stand in an article's place, in the markup of their systems, and articles like them."""

import json

URL = "https://example.kg/ru/news/sneg-"
SENTENCES = (
    "Снег в горах шёл всю ночь, и к утру дорогу через перевал закрыли для грузовых машин, сообщили в дорожной службе.",
    "На перевале работают восемь единиц техники, водителей просят не выезжать без цепей и тёплой одежды.",
    "Ограничения снимут, как только ветер стихнет: по прогнозу, это случится к вечеру пятницы.",
    "В прошлом году в эти же дни дорогу закрывали дважды, и оба раза её открыли через сутки.",
)
LEAD = "Бишкек. 12 января. КирТАГ - Снег в горах шёл всю ночь, дорогу через перевал закрыли до утра."
MENU = "".join(
    f"<li><a href='/ru/{number}/'>{name}</a></li>"
    for number, name in enumerate(
        "Главная Политика Экономика Общество Культура Спорт Происшествия Регионы Погода Интервью Фоторепортажи Видео "
        "Пресс-релизы Архив Подписка Контакты Реклама Вакансии".split()
    )
)
HEADLINES = "".join(
    f"<h3><a href='/ru/news/{number}-'>{line}</a></h3><span>{number}:15, 12-01-2026</span>"
    for number, line in enumerate(
        (
            "В Нарыне залили каток длиной в полкилометра",
            "Юниоры привезли восемь медалей с первенства Азии по борьбе",
            "Запас воды в водохранилище превысил прошлогодний",
            "Музей петроглифов открыл зимнюю тропу для школьников",
            "Национальная библиотека оцифровала районные газеты",
            "Мастер из Оша двадцать лет возвращает голос старым комузам",
            "Урожай фасоли в Таласе вырос на двенадцать процентов",
            "Театр вернёт на сцену балет в декорациях по старым эскизам",
        ),
        10,
    )
)


def bare(body: str = "", head: str = "", title: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def framed(body: str, title: str = "КирТАГ", head: str = "", lang: str = "ru") -> str:
    """A page between the menu, the latest headlines and the foot of a site."""
    return (
        f"<!doctype html><html lang={lang}><head><meta charset=utf-8><title>{title}</title>{head}</head><body>"
        f"<header><a href='/'>КирТАГ</a><nav><ul>{MENU}</ul></nav></header><main>{body}</main>"
        f"<aside><h4>Последние новости</h4>{HEADLINES}</aside>"
        "<footer><p>© КирТАГ, 2026. При использовании материалов ссылка обязательна.</p></footer></body></html>"
    )


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def article(headline: str, *lines: str, more: str = "", head: str = "") -> str:
    text = paragraphs(*(lines or SENTENCES))
    return framed(
        f"<article><h1>{headline}</h1><time>11:41, 12-01-2026</time>{text}</article>{more}",
        f"{headline} - КирТАГ",
        head,
    )


def json_ld(**fields: object) -> str:
    stated = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Снег в горах"} | fields
    return f'<script type="application/ld+json">{json.dumps(stated)}</script>'


NOT_FREE = {
    "isAccessibleForFree": "False",
    "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"},
}

CHECKS = {
    "Cloudflare's check": bare(
        "<div class='main-wrapper' role='main'><h1 class='zone-name-title h1'>example.kg</h1><h2 class='h2' "
        "id='challenge-running'>Checking if the site connection is secure</h2><noscript><div class='h2'>Enable "
        "JavaScript and cookies to "
        "continue</div></noscript></div><script>(function(){window._cf_chl_opt={cvId:'3',cType:'managed'};var "
        "a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1?ray=9';}())"
        ";</script>",
        title="Just a moment...",
    ),
    "Cloudflare's old check": bare(
        "<table><tr><td><div class='cf-browser-verification cf-im-under-attack'><noscript><h1>Please turn JavaScript "
        "on and reload the page.</h1></noscript><h1><span>Checking your browser before accessing</span> "
        "example.kg.</h1><p>This process is automatic. Your browser will redirect to your requested content "
        "shortly.</p><p>Please allow up to 5 seconds…</p></div><div>DDoS protection by <a "
        "href='#'>Cloudflare</a></div></td></tr></table>",
        title="Just a moment...",
    ),
    "Cloudflare's refusal": bare(
        "<div id='cf-error-details'><h1 data-translate='block_headline'>Sorry, you have been blocked</h1><h2>You are "
        "unable to access example.kg</h2><h2>Why have I been blocked?</h2><p>This website is using a security service "
        "to protect itself from online attacks. The action you just performed triggered the security solution. There "
        "are several actions that could trigger this block including submitting a certain word or phrase.</p><h2>What "
        "can I do to resolve this?</h2><p>You can email the site owner to let them know you were blocked. Please "
        "include what you were doing when this page came up.</p></div>",
        title="Attention Required! | Cloudflare",
    ),
    "Cloudflare's limit": bare(
        "<h1><span>Error</span> <span>1015</span></h1><h2>You are being rate limited</h2><p>The owner of this website "
        "(example.kg) has banned you temporarily from accessing this website.</p>",
        title="Access denied | example.kg used Cloudflare to restrict access",
    ),
    "DDoS-Guard's check": bare(
        "<h1 id='ddg-l10n-title'>Checking your browser before accessing example.kg</h1><p "
        "id='ddg-l10n-description'>Please wait a few seconds.</p>",
        '<script src="/.well-known/ddos-guard/js-challenge/index.js" defer></script>',
        "DDoS-Guard",
    ),
    "DDoS-Guard's check in Russian": bare(
        "<div class='container'><p>Проверка браузера перед переходом на сайт example.kg</p><p>Пожалуйста, подождите "
        "несколько секунд. После окончания проверки сайт откроется автоматически.</p></div>"
    ),
    "Qrator's check": bare('<script src="/__qrator/qauth_utm_v2.js"></script>'),
    "Qrator's refusal": bare("<h1>HTTP 403</h1><p>Your IP: 192.0.2.1</p>", title="HTTP 403 | Qrator"),
    "Variti's check": bare("<div id=c></div>", title="Variti Active Bot Protection"),
    "StormWall's check": (
        "<html><head><meta name='robots' content='noindex, noarchive'/></head><body><img "
        "src='data:image/gif;base64,R0'><script>function get_jhash(b){} "
        "document.cookie='__jhash_='+1;window.location.href='/?'+0;</script></body></html>"
    ),
    "Servicepipe's check": bare(
        "<div id='id_spinner'></div><div id='id_captcha_frame_div' style='display:none'></div>",
        "<script src='//servicepipe.ru/static/checkjs/7/c.js'></script>",
    ),
    "Imperva's frame": (
        "<html style='height:100%'><head><META NAME='ROBOTS' CONTENT='NOINDEX, NOFOLLOW'></head><body><iframe "
        "id='main-iframe' src='/_Incapsula_Resource?CWUDNSAI=9&xinfo=1'>Request unsuccessful. Incapsula incident ID: "
        "722000590077-8218</iframe></body></html>"
    ),
    "Imperva's interruption": bare(
        "<h1>Pardon Our Interruption</h1><p>As you were browsing something about your browser made us think you were "
        "a bot. There are a few reasons this might happen:</p><ul><li>You're a power user moving through this website "
        "with super-human speed.</li><li>You've disabled cookies in your web browser.</li></ul>",
        title="Pardon Our Interruption",
    ),
    "Akamai's refusal": (
        "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to "
        "access &quot;http&#58;&#47;&#47;example&#46;kg&#47;ru&#47;&quot; on this "
        "server.<P>Reference&#32;&#35;18&#46;2d</BODY></HTML>"
    ),
    "Akamai's wait": bare(
        "<iframe src='/_sec/v3'></iframe>",
        "<meta http-equiv='refresh' content=\"5; URL='/ru/news/sneg-?bm-verify=AAQAAAAN'\"/>",
        "&nbsp;",
    ),
    "HUMAN's press and hold": bare(
        "<h1>Press &amp; Hold to confirm you are<br>a human (and not a bot).</h1><div "
        "id='px-captcha'></div><p>Reference ID 5f1e2</p>",
        title="Access to this page has been denied",
    ),
    "HUMAN's question in a shop's frame": framed(
        "<div class='alert'>Let us know you’re human (no robots allowed)</div><div id='px-captcha'></div>"
    ),
    "DataDome's check": bare(
        "<p id='cmsg'>Please enable JS and disable any ad blocker</p><script>var "
        "dd={'rt':'c','host':'geo.captcha-delivery.com'}</script><script "
        "src='https://ct.captcha-delivery.com/c.js'></script>",
        title="example.kg",
    ),
    "the WAF of AWS": bare(
        "<div "
        "id='challenge-container'></div><script>AwsWafIntegration.getToken().then(()=>{window.location.reload(true)})<"
        "/script><noscript><h1>JavaScript is disabled</h1>In order to continue, we need to verify that you're not a "
        "robot.</noscript>",
        "<script>window.gokuProps={};</script><script src='https://1c.token.awswaf.com/1c/challenge.js'></script>",
    ),
    "Anubis": bare(
        "<main><h1 id='title'>Making sure you&#39;re not a bot!</h1><p "
        "id='status'>Loading...</p><details><summary>Why am I seeing this?</summary><p>You are seeing this because "
        "the administrator of this website has set up a gate to protect the server against the companies that scrape "
        "websites without measure. This can and does cause downtime for the websites, which makes their resources "
        "inaccessible for everyone.</p><p>The gate is a compromise. It uses a proof of work, an idea once proposed "
        "for reducing spam in the mail: at the scale of one reader the added load can be ignored, but at the scale of "
        "mass scrapers it adds up and makes scraping much more expensive than it was.</p><p>Ultimately, this is a "
        "placeholder solution, so that more time can be spent on telling browsers apart by how they render fonts, and "
        "the page need not be shown to readers who are much more likely to be legitimate.</p></details></main>",
        '<script id="anubis_challenge" type="application/json">{"rules":{"difficulty":4}}</script>',
        "Making sure you&#39;re not a bot!",
    ),
    "Sucuri's cookie": bare(
        "<script>var s={},u,c,U,r,i,l=0,sucuri_cloudproxy_js='',S='YT0n';</script>", title="You are being redirected..."
    ),
    "Wordfence's refusal": bare(
        "<h1>Your access to this site has been limited by the site owner</h1><p>If you think you have been blocked in "
        "error, contact the owner of this site for assistance.</p>",
        title="Your access to this site has been limited",
    ),
    "Imunify360's wait": bare(
        "<h1>Please wait while your request is being verified...</h1><form id='wsidchk-form' "
        "style='display:none'></form>",
        title="One moment, please...",
    ),
    "SiteGround's captcha": bare("", "<meta http-equiv=refresh content='0;/.well-known/sgcaptcha/?r=%2Fru'>"),
    "Fastly's check": bare(
        "<div id='loading-error'>A required part of this site couldn’t load.</div>",
        "<script src='/_fs-ch-1T1w/script.js'></script>",
        "Client Challenge",
    ),
    "SmartCaptcha": bare(
        "<div class='CheckboxCaptcha'><h1>Подтвердите, что запросы отправляли вы, а&nbsp;не&nbsp;робот</h1><p>Нам "
        "очень жаль, но запросы с вашего устройства похожи на автоматические. <a href='#'>Почему это могло "
        "произойти?</a></p><div>Я не робот</div><div>Нажмите, чтобы продолжить</div></div>",
        title="Вы не робот?",
    ),
    "Google's captcha": (
        bare(
            "<div id=infoDiv>Our systems have detected unusual traffic from your computer network. This page checks "
            "to see if it's really you sending the requests, and not a robot.</div><div class='g-recaptcha'></div>"
        ),
        "https://www.google.com/sorry/index?continue=https://example.kg/ru/news/sneg-",
    ),
    "a captcha of the site's own": bare(
        "<form id='captcha' method=post><img src='/captcha.php?id=1'><input name=code><input type=submit></form>"
    ),
    "a captcha in Kyrgyz": framed("<h1>Сиз робот эмессизби?</h1><div class='h-captcha'></div>", lang="ky"),
    "a captcha in Uzbek": bare("<h1>Siz robot emasmisiz?</h1><div class=cf-turnstile></div>"),
    "a widget and nothing else": bare(
        "<form><div class='g-recaptcha' data-sitekey='x'></div></form>", title="example.kg"
    ),
    "letters from a picture": bare("<p>Чтобы продолжить, введите символы с картинки</p><img src=/c.gif><input>"),
    "the site's own defence": framed(
        "<h1>Доступ запрещён</h1><p>Ваш IP-адрес временно заблокирован.</p>", "Доступ запрещён"
    ),
    "Bitrix's defence": bare(
        "<div>Ваш запрос был заблокирован системой защиты сайта. Обратитесь к администратору.</div>"
    ),
    "nginx's refusal": bare("<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>", title="403 Forbidden"),
    "too many requests": bare("<center><h1>429 Too Many Requests</h1></center>", title="429 Too Many Requests"),
    "a cookie by script and the page again": bare("<script>document.cookie='ok=1;path=/';location.reload();</script>"),
    "a cookie and another address": "<html><body onload='f()'><script>function f(){document.cookie='h=7';"
    "location.href=location.pathname}</script></body></html>",
    "a program's shell": bare(
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>", title="News"
    ),
    "a request for JavaScript": bare("<p>Для просмотра сайта необходимо включить JavaScript.</p>", title="КирТАГ"),
    "a request for JavaScript in Kyrgyz": bare("<p>Сураныч, браузериңизде JavaScriptти иштетиңиз.</p>"),
    "an old browser": bare("<h1>Ваш браузер устарел</h1><p>Обновите его или поставьте другой.</p>"),
    "a gate that writes its own title": (bare("<div id=b></div>"), "https://geo.captcha-delivery.com/captcha/?cid=1"),
}
CONSENTS = {
    "Google's consent": bare(
        "<h1>Before you continue to Google</h1><div>We use cookies and data to</div><ul><li>Deliver and maintain "
        "Google services</li><li>Track outages and protect against spam, fraud, and abuse</li></ul><p>If you choose "
        "to accept all, we will also use cookies and data to develop and improve new services, deliver and measure "
        "the effectiveness of ads, show personalized content, depending on your settings, and show personalized ads. "
        "If you choose to reject all, we will not use cookies for these additional purposes. Non-personalized content "
        "is influenced by things like the content that you are currently viewing, activity in your active search "
        "session, and your location.</p><p>Select more options to see additional information, including details about "
        "managing your privacy settings. You can also visit our privacy tools at any time.</p><form "
        "action='https://consent.google.com/save'></form>",
        title="Before you continue to Google Search",
    ),
    "Google's consent in Russian": bare("<h1>Прежде чем перейти к Google Поиску</h1>", title="Google Поиск"),
    "Yahoo's consent": (
        bare(
            "<p>When you use our sites and apps, we use cookies to provide our sites and apps to you, to authenticate "
            "users, apply security measures, and prevent spam and abuse.</p>" * 20,
            title="Yahoo",
        ),
        "https://consent.yahoo.com/v2/collectConsent?sessionId=3_cc-session",
    ),
    "Yahoo's form": bare(
        "<form class='consent-form' action='/v2/collectConsent?sessionId=1'><p>If you click accept all, we and our "
        "partners will store information on a device.</p></form>",
        title="Yahoo",
    ),
    "Sourcepoint's frame": bare(
        "<div id='sp_message_container_8'><iframe src='https://cdn.privacy-mgmt.com/index.html'></iframe></div>"
    ),
    "a wall of cookies in Russian": framed(
        "<h1>Согласие на использование файлов cookie</h1><p>Чтобы продолжить, примите условия использования файлов "
        "cookie. Мы используем их, чтобы сайт работал и чтобы знать, что читают.</p>",
        "Согласие на использование файлов cookie - КирТАГ",
    ),
    "a wall of advertising": bare("<h1>Mit Werbung weiterlesen</h1><p>Besuchen Sie uns mit Werbung.</p>"),
    "privacy first": bare("<h1>We value your privacy</h1><p>We and our 842 partners store information.</p>"),
}
PAYWALLS = {
    "a teaser in Russian": article("Снег в горах", SENTENCES[0], "Продолжение доступно по подписке"),
    "a teaser and an offer": article(
        "Снег в горах",
        *SENTENCES[:2],
        more="<div class=wall><p>Чтобы дочитать статью, оформите подписку</p><p>Первый месяц — 1 сом</p></div>",
    ),
    "a teaser in Kyrgyz": article("Тоодо кар жаады", SENTENCES[0], "Толук вариантын окуу үчүн жазылыңыз."),
    "a teaser in Kazakh": article("Тауда қар жауды", SENTENCES[0], "Жалғасын оқу үшін жазылыңыз"),
    "a teaser in English": article(
        "Snow",
        "Snow fell all night in the mountains, and the pass was closed to lorries, the road service said.",
        more="<h3>Subscribe to continue reading</h3>",
    ),
    "a limit of free articles": article(
        "Snow", SENTENCES[0], more="<p>You’ve reached your limit of free articles.</p>"
    ),
    "a teaser in French": article("Neige", SENTENCES[0], "Il vous reste 80.5% de cet article à lire."),
    "a teaser by JSON-LD": article(
        "Снег в горах", SENTENCES[0], head=json_ld(**NOT_FREE), more="<div class='paywall'><b>Подписка</b></div>"
    ),
    "a teaser by JSON-LD whose part is away": article("Снег в горах", SENTENCES[0], head=json_ld(**NOT_FREE)),
}
LOGINS = {
    "a login in Russian": framed("<h1>Авторизация</h1><form><input name=login><input type=password></form>"),
    "Bitrix's login": framed(
        "<h1>Вход на сайт</h1><p><font class='errortext'>Пожалуйста, авторизуйтесь</font></p><form "
        "name='form_auth'><input type='text' name='USER_LOGIN'><input type='password' name='USER_PASSWORD'></form>",
        "Вход на сайт",
    ),
    "a login in English": bare("<h1>Sign in to continue</h1><form><input type='Password'></form>", title="Sign in"),
    "a login in Kyrgyz": framed("<h1>Снег в горах</h1><p>Макаланы окуу үчүн сайтка кириңиз.</p>"),
    "for registered readers": framed("<p>Материал доступен только зарегистрированным пользователям сайта.</p>"),
    "WordPress's password": framed(
        "<h1>Защищено: Снег в горах</h1><form><p>Это содержимое защищено паролем. Для его просмотра введите, "
        "пожалуйста, пароль:</p><input type=password></form>"
    ),
    "a login's address": (bare("<h1>КирТАГ</h1><form></form>"), "https://example.kg/user/login?back=/ru/news/sneg-"),
}
MISSING = {
    "Bitrix's map of the site": framed(
        f"<h1>404 Not Found</h1><table class='map-columns'><tr><td><ul "
        f"class='map-level-0'>{MENU}</ul></td></tr></table>",
        "404 Not Found",
    ),
    "Bitrix's element": framed("<p><font class='errortext'>Элемент не найден!</font></p>", "Новости"),
    "a note in Russian": framed(
        "<h1>Страница не найдена</h1><p>Возможно, она удалена или её адрес изменился.</p>",
        "Страница не найдена — КирТАГ",
    ),
    "a long note in Russian": framed(
        "<h1>404</h1><p>К сожалению, запрашиваемая вами страница не найдена. Возможно, вы ошиблись при наборе адреса, "
        "или страница была удалена. Попробуйте начать с главной страницы или воспользуйтесь поиском по сайту.</p>",
        "Ошибка 404",
    ),
    "a note in a line": framed("<div class='note'>Материал не найден</div>", "Новости Кыргызстана"),
    "an article taken back": framed("<h1>Снег в горах</h1><p>Новость снята с публикации.</p>", "Снег в горах"),
    "an article removed": framed("<h2>Материал удалён</h2>", "КирТАГ"),
    "DataLife Engine": framed(
        "<div class='berrors'><b>Внимание, обнаружена ошибка</b><br>По данному адресу публикаций на сайте не найдено, "
        "либо у Вас нет доступа для просмотра информации по данному адресу.</div>",
        "Новости",
    ),
    "Joomla": framed("<h1>404 - Материал не найден</h1>", "404 - Материал не найден"),
    "WordPress in Russian": framed(
        "<h1 class='page-title'>Ой! Страница не найдена.</h1><p>Похоже, здесь ничего нет. Попробуйте поискать?</p>",
        "Страница не найдена – КирТАГ",
    ),
    "WordPress in English": framed(
        "<h1>Oops! That page can&rsquo;t be found.</h1><p>It looks like nothing was found at this location. Maybe try "
        "a search?</p>",
        "Page not found – KirTAG",
    ),
    "Drupal": framed("<h1>Page not found</h1><p>The requested page could not be found.</p>", "Page not found | KirTAG"),
    "Next": bare("<h1>404</h1><h2>This page could not be found.</h2>", title="404: This page could not be found"),
    "Laravel": bare("<div>404</div><div>Not Found</div>", title="Not Found"),
    "nginx": bare("<center><h1>404 Not Found</h1></center><hr><center>nginx/1.18.0</center>", title="404 Not Found"),
    "Apache": (
        "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested URL /ru/news/sneg- "
        "was not found on this server.</p><hr><address>Apache/2.4 Server at example.kg Port "
        "443</address></body></html>"
    ),
    "IIS": bare(
        "<h1>Server Error</h1><h2>404 - File or directory not found.</h2><h3>The resource you are looking for might "
        "have been removed, had its name changed, or is temporarily unavailable.</h3>",
        title="404 - File or directory not found.",
    ),
    "a note in Kyrgyz": framed(
        "<h1>Барак табылган жок</h1><p>Балким, ал өчүрүлгөн.</p>", "Барак табылган жок", lang="ky"
    ),
    "a line in Kyrgyz": framed("<p>Кечиресиз, сиз издеген барак табылган жок.</p>", "КирТАГ", lang="ky"),
    "a note in Kazakh": framed("<h1>Бет табылмады</h1>", "Бет табылмады", lang="kk"),
    "a note in Uzbek": framed("<h2>Sahifa topilmadi</h2>", "Sahifa topilmadi", lang="uz"),
    "a note in Uzbek in Cyrillic": framed("<h2>404</h2><p>Саҳифа топилмади</p>", lang="uz"),
    "a note in Tajik": framed("<h1>404</h1><h2>Саҳифа ёфт нашуд</h2>", "КирТАГ", lang="tg"),
    "a note in Ukrainian": framed("<h1>Сторінку не знайдено</h1>", "404"),
    "a note in Turkish": framed("<h1>Aradığınız sayfa bulunamadı</h1>", "Haber"),
    "a note in Chinese": framed("<h1>您访问的页面不存在</h1>", "404"),
    "a note's address": (framed("<h1>КирТАГ</h1><p>Вернитесь на главную.</p>"), "https://example.kg/ru/404.html"),
    "stated as an article": framed(
        "<h1>Страница не найдена</h1>", "Страница не найдена", "<meta property='og:type' content='article'>"
    ),
}
ERRORS = {
    "WordPress's database": bare(
        "<div class='wp-die-message'><h1>Error establishing a database connection</h1></div>", title="Database Error"
    ),
    "Bitrix's database": "<html><body><font color='#ff0000'>DB query error.<br>Please try later.</font></body></html>",
    "Bitrix's exception": "[Bitrix\\Main\\DB\\ConnectionException] <br>Mysql connect error [localhost]: (2002) (400)",
    "Bitrix's trial": bare("<p>Срок работы пробной версии продукта истек. Через две недели сайт прекратит работу.</p>"),
    "a database in Russian": framed("<p>Ошибка подключения к базе данных</p>"),
    "PHP": framed(
        "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function news() in /www/index.php:12"
    ),
    "nginx has no backend": bare(
        "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>", title="502 Bad Gateway"
    ),
    "Apache is overloaded": bare(
        "<h1>Service Unavailable</h1><p>The server is temporarily unable to service your request due to maintenance "
        "downtime or capacity problems. Please try again later.</p>",
        title="503 Service Unavailable",
    ),
    "IIS fails": bare("<h1>Server Error in '/' Application.</h1><h2>Runtime Error</h2>", title="Runtime Error"),
    "Tomcat fails": bare(
        "<h1>HTTP Status 500 – Internal Server Error</h1>", title="HTTP Status 500 – Internal Server Error"
    ),
    "Laravel fails": bare("<p>Whoops, looks like something went wrong.</p>"),
    "something went wrong": framed("<h1>Упс! Что-то пошло не так</h1><p>Обновите страницу.</p>", "Ошибка"),
    "works in Russian": bare(
        "<h1>Техническое обслуживание</h1><p>Сайт временно недоступен. Приносим извинения за неудобства.</p>",
        title="КирТАГ",
    ),
    "works in a line": framed("<p>На сайте ведутся технические работы. Зайдите позже.</p>"),
    "works in Kyrgyz": bare("<h1>Сайтта техникалык иштер жүрүп жатат</h1>"),
    "works in English": bare(
        "<h1>We&rsquo;ll be back soon!</h1><p>Sorry for the inconvenience.</p>", title="Site Maintenance"
    ),
    "WordPress's works": bare(
        "Briefly unavailable for scheduled maintenance. Check back in a minute.", title="Maintenance"
    ),
    "a suspended account": bare(
        "<h1>Account Suspended</h1><p>Contact your hosting provider.</p>", title="Account Suspended"
    ),
    "a blocked site": bare("<h1>Сайт заблокирован хостинг-провайдером</h1>", title="Сайт заблокирован"),
    "a parked domain": bare(
        "<h1>example.kg</h1><p>The domain example.kg is for sale</p>", title="example.kg is for sale"
    ),
    "a new host": bare("<h1>Welcome to nginx!</h1><p>If you see this page, the web server is installed.</p>"),
    "a folder": bare("<h1>Index of /ru/news</h1><pre><a href='a'>a</a></pre>", title="Index of /ru/news"),
    "an answer for programs": '{"error": {"code": 500, "message": "Internal"}}',
}
OTHERS = {
    "closed by law": bare(
        "<h1>Доступ ограничен</h1><p>Уважаемый абонент! Доступ к информационному ресурсу ограничен на основании "
        "решения суда.</p>",
        title="Доступ ограничен",
    ),
    "closed to Europe": bare(
        "<p>We recognize you are attempting to access this website from a country belonging to the European Economic "
        "Area and therefore access cannot be granted at this time.</p>",
        title="451: Unavailable due to legal reasons",
    ),
    "closed to a region": framed("<p>Контент недоступен в вашем регионе.</p>"),
}
AGES = {
    "an age in Russian": framed("<h1>Вам есть 18 лет?</h1><p>Материал содержит сцены насилия.</p>"),
    "an age in English": bare("<h2>Are you over 18?</h2>", title="Age verification"),
}
REDIRECTS = {
    "a refresh": bare("", "<meta http-equiv='Refresh' content='0; URL=https://example.kg/ru/'>"),
    "moved": bare("<center><h1>301 Moved Permanently</h1></center>", title="301 Moved Permanently"),
    "moved by ASP": bare("<h2>Object moved to <a href='/ru/'>here</a>.</h2>", title="Object moved"),
}
HITS = {
    f"{reason}: {name}": (reason, *((page,) if isinstance(page, str) else page))
    for reason, pages in {
        "challenge": CHECKS,
        "consent": CONSENTS,
        "paywall": PAYWALLS,
        "login": LOGINS,
        "soft 404": MISSING,
        "error": ERRORS,
        "blocked": OTHERS,
        "age check": AGES,
        "redirect": REDIRECTS,
    }.items()
    for name, page in pages.items()
}

BRIEF = "Бишкек. 12 января. КирТАГ - "
MISSES = {
    "an article": article("Снег в горах"),
    "a brief": article("Снег в горах", LEAD),
    "a flash": article("Перевал закрыт", BRIEF + "Перевал закрыт."),
    "a print version": bare(f"<h1>Снег в горах</h1><p>{LEAD}</p>", title="Снег в горах"),
    "on a lost page": article("Страница не найдена: как министерство потеряло сайт"),
    "a brief on a lost page": article("Страница не найдена: как министерство потеряло сайт", LEAD),
    "a brief on a lost page, by a sentence": article("Страница не найдена. Как министерство потеряло сайт", LEAD),
    "a brief on a lost page, by a dash": article("Страница не найдена — министерство потеряло сайт", LEAD),
    "a print version on a lost page": bare(
        f"<h1>Доступ ограничен — Минцифры о блокировке сайтов</h1><p>{LEAD}</p>",
        title="Доступ ограничен — Минцифры о блокировке сайтов",
    ),
    "a column called so": article("Страница не найдена", *(SENTENCES * 2)),
    "404 families": article("404 семьи получили квартиры", LEAD),
    "404 views": article("Снег в горах", LEAD, more="<span class=views>404</span><span>502</span>"),
    "a number of the news": article("Снег в горах", LEAD, more="<div>№ 404</div>"),
    "on captchas": article(
        "Вы не робот? Почему проверка с картинками всех бесит",
        BRIEF + "Сервисы предлагают читателям отметить светофоры, и даже люди ошибаются в каждом пятом случае.",
    ),
    "on Cloudflare": article(
        "Just a moment: сбой Cloudflare оставил без сайтов полмира",
        "«Checking your browser before accessing» — такую надпись увидели утром читатели сотен сайтов, сообщает "
        "агентство.",
        *SENTENCES[:2],
    ),
    "on a sign that readers saw": article(
        "Сайт кабинета министров не открывается",
        BRIEF + "Сайт не открывается с утра, посетители видят надпись «502 Bad Gateway» и ничего больше.",
        "«Техническое обслуживание», — ответили в пресс-службе на вопрос агентства.",
    ),
    "on works": article("Технические работы на сайте налоговой продлятся до пятницы", LEAD),
    "on works in a house": article(
        "В Бишкеке ведутся технические работы", BRIEF + "На подстанции ведутся технические работы."
    ),
    "on a database": article("Ошибка в базе данных оставила без пенсий сто человек", LEAD),
    "on a blocked site": article("Сайт заблокирован за пропаганду: решение суда", LEAD),
    "on access": article("Доступ к сайту ограничен, сообщили в министерстве", LEAD),
    "on robots": article("Robot or human? В Оше открыли выставку машин", LEAD),
    "on logins": article("Вход в парк сделали бесплатным", LEAD, more="<form><input type=password></form>"),
    "on an age": article("Вам есть 18 лет? Как в магазинах проверяют паспорт", LEAD),
    "on subscriptions": article(
        "Газета ввела подписку", BRIEF + "Продолжение доступно по подписке, говорят теперь читателям районной газеты."
    ),
    "on cookies": article("We value your privacy, обещают сайты. Что это значит?", LEAD),
    "on a moved market": article("Рынок переехал", LEAD),
    "a bar of cookies": article(
        "Снег в горах",
        LEAD,
        more="<div class=cookie-bar><p>Мы используем файлы cookie. Продолжая пользоваться сайтом, вы соглашаетесь с "
        "этим.</p><button>Согласен</button></div>",
    ),
    "a heading over the bar of cookies": article(
        "Снег в горах", LEAD, more="<div><h2>We value your privacy</h2><p>We and our partners use cookies.</p></div>"
    ),
    "Sourcepoint's script": article(
        "Снег в горах", LEAD, more="<div id=sp_message_1><script src=//cdn.privacy-mgmt.com></script></div>"
    ),
    "a box of a newsletter": article(
        "Снег в горах",
        more="<div><h3>Подпишитесь на рассылку</h3><p>Subscribe to our newsletter to read more.</p></div>",
    ),
    "a box of subscription beside a whole text": article(
        "Снег в горах", *(SENTENCES * 4), more="<aside><h3>Subscribe to continue reading</h3></aside>"
    ),
    "a box beside a text that is stated whole": article(
        "Снег в горах",
        SENTENCES[0],
        more="<p>Subscribe to continue reading</p>",
        head=json_ld(articleBody="\n".join(SENTENCES * 4)),
    ),
    "a box beside a text that is stated free": article(
        "Снег в горах",
        SENTENCES[0],
        more="<p>Subscribe to continue reading</p>",
        head=json_ld(isAccessibleForFree=True),
    ),
    "a whole text that is not free": article(
        "Снег в горах", more=f"<div class='text paywall'>{paragraphs(*SENTENCES)}</div>", head=json_ld(**NOT_FREE)
    ),
    "a long text that is not free": article("Снег в горах", *(SENTENCES * 4), head=json_ld(**NOT_FREE)),
    "not free, and nothing said of a part": article("Снег в горах", LEAD, head=json_ld(isAccessibleForFree=False)),
    "noscript": article(
        "Снег в горах", LEAD, more="<noscript>Please enable JavaScript to view the comments.</noscript>"
    ),
    "noscript in a short page": bare(
        f"<noscript>Please enable JavaScript</noscript><h1>Снег</h1><p>{LEAD} {SENTENCES[0]}</p>", title="Снег в горах"
    ),
    "a shell that states its article": bare(
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
        json_ld(articleBody=" ".join(SENTENCES)),
        "Снег в горах",
    ),
    "a shell of an article whose text the feed has": bare(
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
        "<meta property='og:type' content='article'><meta property='og:title' content='Снег в горах'>",
        "Снег в горах",
    ),
    "Cloudflare's hidden addresses": article(
        "Снег в горах",
        LEAD,
        more="<a class='__cf_email__' href='/cdn-cgi/l/email-protection'>[email&#160;protected]</a><script src="
        "'/cdn-cgi/scripts/5c5dd728/cloudflare-static/email-decode.min.js'></script>",
    ),
    "Cloudflare's script": article(
        "Снег в горах",
        LEAD,
        more="<script>window.__CF$cv$params={r:'9'};a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>",
    ),
    "Imperva's script": article(
        "Снег в горах", LEAD, more="<script src='/_Incapsula_Resource?SWJIYLWA=719d'></script>"
    ),
    "DDoS-Guard's script": article(
        "Снег в горах", LEAD, more="<script src='//check.ddos-guard.net/check.js'></script>"
    ),
    "comments behind reCAPTCHA": article(
        "Снег в горах", LEAD, more="<form><textarea></textarea><div class='g-recaptcha'></div></form>"
    ),
    "comments behind Turnstile": article(
        "Снег в горах",
        LEAD,
        more="<h3>Комментарии</h3><div class='cf-turnstile' data-sitekey='x'></div><p>Я не робот</p>",
    ),
    "comments for those who log in": article(
        "Снег в горах",
        LEAD,
        more="<h3>Вход</h3><p>Войдите, чтобы комментировать.</p><p>You must be logged in to post a comment.</p><form>"
        "<input type=password></form>",
    ),
    "a comment that was removed": article(
        "Снег в горах", LEAD, more="<div>Комментарий удалён</div><p>Запись удалена</p>"
    ),
    "a search that has found nothing yet": article("Снег в горах", LEAD, more="<div hidden>Ничего не найдено</div>"),
    "an old browser's bar": article("Снег в горах", LEAD, more="<div class=ie>Ваш браузер устарел</div>"),
    "a script that sets a cookie": article(
        "Снег в горах", LEAD, more="<script>document.cookie='seen=1';if(a)location.reload()</script>"
    ),
    "a page that refreshes itself": article(
        "Снег в горах", LEAD, head="<meta http-equiv=refresh content='300; url=https://example.kg/ru/news/sneg-'>"
    ),
    "a warning of PHP above": article("Снег в горах", LEAD, more="<b>Warning</b>: Undefined variable $x in /www/a.php"),
    "code in a text": article(
        "Как сайты проверяют читателя",
        *SENTENCES,
        "Страница задаёт window._cf_chl_opt и грузит /cdn-cgi/challenge-platform/h/b/orchestrate, пишет исследователь.",
    ),
    "500 homes": article("500 new homes for Bishkek", "Builders handed over 500 new homes to families on Monday."),
    "a fatal error of a pilot": article("Fatal error: how a pilot lost his way", LEAD),
    "a lead on a database": article("Pensions are late", "Database error left a hundred pensioners without money."),
    "a lead on a database in Russian": article(
        "Пенсии задержали", "Ошибка подключения к базе данных оставила без пенсий сто человек."
    ),
    "a post that was deleted": article("Minister apologises", "The post was deleted. The minister later apologised."),
    "an article that was removed": article(
        "Газета извинилась", "Статья удалена. Редакция извинилась перед читателями."
    ),
    "advice on an account": article("Как открыть счёт", "Чтобы открыть счёт, оформите заявку в приложении банка."),
    "advice on a school": article("Курсы", "Чтобы продолжить обучение, подпишитесь на вторую ступень курса."),
    "advice on a portal": article(
        "Портал услуг", "Для доступа к услуге нужно зарегистрироваться на портале и войти по паспорту."
    ),
    "a call to a channel": article("Снег в горах", LEAD, "Подпишитесь, чтобы читать новости первыми."),
    "a meter of free articles": article("Snow", LEAD, "You’ve read 1 of your 3 free articles this month."),
    "a header that offers a login": article("Snow", LEAD, more="<p>Sign in to continue</p><p>Log in to view</p>"),
    "a captcha in a form of comments": article("Snow", LEAD, more="<p>Please complete the captcha to comment.</p>"),
    "a lead on a blocked site": article("Суд решил", "Доступ к сайту ограничен по решению суда Первомайского района."),
    "a lead on works": article("Портал не работает", "На сайте ведутся технические работы, сообщили в министерстве."),
    "a paragraph on works": article(
        "Портал не работает",
        LEAD,
        "На сайте ведутся технические работы. Когда они закончатся, неизвестно, сказали в министерстве.",
    ),
    "a page without a headline of the first rank": framed(
        f"<h4>Снег в горах</h4><p>{LEAD}</p><div id=cmp><h2>We value your privacy</h2></div>", "Снег в горах"
    ),
    "Imperva's script in a print version": bare(
        f"<script src='/_Incapsula_Resource?SWJIYLWA=719d'></script><h1>Снег</h1><p>{LEAD}</p>", title="Снег в горах"
    ),
    "the WAF's script in a print version": bare(
        f"<script src='https://1c.edge.sdk.awswaf.com/challenge.js'></script><h1>Снег</h1><p>{LEAD} {SENTENCES[0]}</p>"
    ),
    "an article under a path that ends so": (article("Снег в горах"), "https://example.kg/ru/news/not-found/404"),
    "an address that is none": (article("Снег в горах", LEAD), "https://[bad/"),
    "an empty page": "",
    "a page of headlines": framed("<h1>Новости</h1>", "Новости"),
}
