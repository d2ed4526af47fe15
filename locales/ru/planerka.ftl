# Все слова бота по-русски. Комната на понятие, в том же порядке, что и src/render.
# Числа приходят уже отформатированными; для множественного числа рядом передаётся само количество.

## Общее
apology = Не получилось обработать это сообщение. Оно сохранено, администратор увидит его в журнале. Попробуйте ещё раз чуть позже.
stranger = Это рабочий бот компании, он отвечает только её сотрудникам. Если вы из команды, попросите у руководителя личную ссылку и откройте её.
unknown-command = Такой команды нет. Что я умею: /help
unknown-command-nearest = Такой команды нет. Может быть, { $command }? Всё, что я умею: /help
only-private = Это удобнее в личном чате: @{ $bot }
not-allowed = Это может только { $who }.
who-manager = руководитель
who-admin = администратор
stale-button = Эта кнопка устарела. Откройте свежую карточку: { $command }
nothing-to-cancel = Отменять нечего. Что дальше: /help
cancelled = Хорошо, не спрашиваю. Всё написанное на месте.
not-text = Понимаю текст, а фото и файлы беру к задачам недели. Напишите словами, ничего из прежнего не потеряно.
btn-back = Назад
dash = нет данных

## Знакомство
welcome = 👋 { $name }, здравствуйте. Я веду недельные планы компании «{ $company }».
welcome-next = План на неделю я спрошу сам: { $when }. Начать можно и сейчас: /plan
welcome-manager = Вы согласуете планы: { $teams }. Что ждёт решения: /inbox
join-used = Эта ссылка уже использована. Попросите у администратора новую.
join-expired = Срок этой ссылки вышел. Попросите у администратора новую.
join-unknown = Такой ссылки нет. Проверьте, что она открыта целиком, или попросите новую.
join-other = Этот аккаунт уже записан за другим сотрудником. Если это ошибка, скажите администратору.
join-again = Вы уже в команде. Что дальше: /help

## Помощь
help-head = Как это устроено
help-employee =
    В конце недели пришлите план одним сообщением, строками:
    что сделать => чем закончится ~ сколько часов
    Показатель тоже строкой: Лиды: 120
    Исправить: «2: 4ч», «2 удалить» или правка своего сообщения.
help-commands = Команды
cmd-plan = план на неделю
cmd-week = моя неделя: отметить сделанное
cmd-add = добавить незапланированное
cmd-report = отчёт за неделю
cmd-language = на каком языке говорит бот
cmd-help = как это устроено
cmd-cancel = не отвечать на вопрос бота
cmd-inbox = планы, которые ждут меня
cmd-team = кто что сдал, восемь недель команды
cmd-digest = сводка за неделю, любую: /digest W46
cmd-agenda = повестка планёрки
cmd-insight = что говорят клиенты
cmd-blocker = что мешает
cmd-people = люди и ссылки
cmd-invite = новая ссылка для человека
cmd-link = привязать чат к команде
cmd-status = как работает бот

## План
plan-title = План на { $week }
plan-due = Сдать до { $when }.
plan-late = Срок был { $when }: план уйдёт с пометкой «сдан после срока».
plan-approver = Согласует { $name }.
plan-no-approver = Согласовать пока некому: скажите администратору.
plan-self = Других администраторов нет: план согласуете сами.
plan-targets = Показатели
plan-target = { $name }: { $value }
plan-target-open = { $name }: какая цель?
plan-target-suggested = { $name }: было { $was }, предлагаю { $value }
plan-target-again = { $name }: предлагаю { $value }, как в прошлый раз
plan-was = было { $value }
plan-last-target = прошлая цель { $value }
plan-tasks = Задачи
plan-no-tasks = пока нет
plan-load = { $sum } из { $low }–{ $high } ч
plan-deliverable-open = конечный продукт?
plan-hours-open = сколько часов?
plan-over = { $sum } ч из { $high }. Обычно в неделю влезает { $low }–{ $high } ч: остальное съедает незапланированное. Снимите около { $over } ч.
origin-carried = перенос
origin-regular = регулярная
origin-goal = к цели
origin-decision = решение планёрки
origin-unplanned = вне плана
plan-hint = Допишите задачи строками:
plan-hint-form = что сделать => чем закончится ~ сколько часов
plan-hint-edit = Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
plan-sent = План на { $week } отправлен
plan-waits = Ждёт решения: { $name }.
plan-lapsed = План на { $week } остался без решения
plan-lapsed-change = Изменение плана на { $week } осталось без решения
lapsed-counts = Неделя прошла, план считается как отправлен.
lapsed-counts-change = Неделя прошла, действует то, что было утверждено.
plan-approved = План на { $week } утверждён
plan-approved-by = Согласовано: { $name }.
plan-approved-self = Согласовано автором: других администраторов нет.
plan-approved-next = Отмечать сделанное: /week. Появилось новое: /add
plan-returned = { $name }: план возвращён
plan-returned-next = Поправьте и отправьте снова. Остальное без изменений.
plan-already-approved = План на { $week } уже утверждён. Чтобы изменить его, нажмите «Изменить»: новую версию согласует руководитель. Незапланированное добавит /add.
plan-reopened = План снова у вас. Поправьте и отправьте ещё раз.
plan-missing = Пока нельзя отправить. Не хватает: { $what }.
plan-missing-targets = целей по показателям ({ $names })
plan-missing-tasks = хотя бы одной задачи
plan-missing-hours =
    { $count ->
        [one] часов у задачи { $numbers }
       *[other] часов у задач { $numbers }
    }
plan-too-many = В плане уже { $max } задач, больше не влезет. Не взято: { $left }.
plan-switch-next = На следующую неделю
plan-switch-this = На эту неделю
btn-submit = Отправить
btn-take-targets = Взять предложенное
btn-change = Изменить
toast-sent = Отправлено
toast-taken = Взято
toast-already-sent = План уже отправлен.
toast-already-approved = План уже утверждён.

## Не понято
puzzle-title-long = Слишком длинно: { $chars } знаков. Сократите до 300.

## Согласование
approval-title = { $name } · план на { $week }
approval-late = сдан после срока
approval-version = версия { $version }
doubt-over = { $sum } ч из { $high }
doubt-no-deliverable =
    { $count ->
        [one] нет конечного продукта: задача { $numbers }
       *[other] нет конечного продукта: задачи { $numbers }
    }
doubt-below = цель слабее прошлого факта: { $what }
approval-target-was = было { $value }
approval-target-change = было { $value }, { $change }
approval-load = { $sum } из { $low }–{ $high } ч
approval-approved = { $name } · план на { $week } утверждён
approval-approved-by = Решение: { $name }.
approval-returned = { $name } · план на { $week } возвращён
approval-editing = { $name } · план на { $week } снова у автора
approval-why = Что поправить? Нажмите причину или напишите её сообщением.
approval-reason-empty = Нужна причина словами: по ней человек поправит план. Передумали? /cancel
approval-gone = Этот план уже не ждёт решения.
approval-done-approved = Уже утверждён: { $name }.
approval-done-returned = Уже возвращён: { $name }.
approval-outdated = План с тех пор изменился. Вот свежая карточка.
approval-writing = Автор сейчас меняет план. Новая версия придёт сама.
approval-lapsed = { $name }: план на { $week } остался без решения
approval-lapsed-change = { $name }: изменение плана на { $week } осталось без решения
btn-approve = Утвердить
btn-return = Вернуть
reason-deliverable = Нет конечного продукта
reason-hours = Слишком много часов
reason-target = Цель занижена
reason-priorities = Не то сейчас важно
toast-approved = Утверждено
toast-returned = Возвращено
inbox-title =
    { $count ->
        [one] Ждёт решения { $count } план
        [few] Ждут решения { $count } плана
       *[many] Ждут решения { $count } планов
    }
inbox-empty = Планов на согласовании нет.
inbox-line = { $name } · { $week } · { $sum } ч из { $high }
inbox-doubts =
    { $count ->
        [one] { $count } замечание
        [few] { $count } замечания
       *[many] { $count } замечаний
    }
inbox-missing = Без плана на { $week }: { $names }

## Напоминания
nudge-plan-empty = До срока { $left }, плана ещё нет. Хватит одного сообщения.
nudge-plan-begun = Черновик начат, до срока { $left }.
nudge-plan-last = До { $time } ещё { $left }. Если не до плана, пришлите хотя бы главное.
nudge-report = Отчёт за неделю ещё не сдан, до { $time } ещё { $left }.
left-hours =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
       *[many] { $count } часов
    }
left-minutes =
    { $count ->
        [one] { $count } минута
        [few] { $count } минуты
       *[many] { $count } минут
    }
missing-reports = Без отчёта за { $week }: { $names }
not-joined = ещё не в боте
approval-nudge =
    { $count ->
        [one] Ждёт вашего решения { $count } план, человек начинает неделю.
        [few] Ждут вашего решения { $count } плана, люди начинают неделю.
       *[many] Ждут вашего решения { $count } планов, люди начинают неделю.
    }
approval-escalated = { $team }: планы ждут решения дольше срока. Решает { $manager }, вы тоже можете.
unreachable = { $name } не получает сообщения бота: чат с ботом закрыт или заблокирован. Попросите открыть этот чат и разблокировать бота.
refused-removed = Не могу писать в чат «{ $name }»: бота оттуда убрали. Верните его или привяжите другой чат, написав там /link. Что не дошло, уйдёт само.
refused-rights = Не могу писать в чат «{ $name }»: боту там запрещено писать. Дайте ему право писать или привяжите другой чат, написав там /link. Что не дошло, уйдёт само.
refused-chat-gone = Не могу писать в чат «{ $name }»: такого чата больше нет. Добавьте бота в другой чат и напишите там /link. Что не дошло, уйдёт само.
refused-topic-closed = Не могу писать в чат «{ $name }»: тема закрыта. Откройте её или напишите /link в другой теме. Что не дошло, уйдёт само.
refused-topic-gone = Не могу писать в чат «{ $name }»: темы больше нет. Напишите /link в другой теме. Что не дошло, уйдёт само.
refused-picture = Сообщение для «{ $name }» ушло без картинки, Telegram её не принял: { $said }. Если это чат, дайте боту право отправлять фото.
refused-message = Telegram не принял сообщение для «{ $name }»: { $said }. Само оно не уйдёт; подробности в журнале бота.
conflict-bot = Ещё один бот с тем же токеном забирает мои сообщения: часть из них до меня не доходит. Остановите второго бота или возьмите новый токен у @BotFather.
conflict-webhook = Мои сообщения уходят на веб-адрес (webhook), и до меня не доходят. Снимите его: метод deleteWebhook.

## Неделя
week-title = Неделя { $week }
week-empty = Утверждённого плана на эту неделю нет. Написать: /plan
week-hint = Сделано: ✅. Часы, итог и остальное: ▸ или строкой «1 готово 5ч что вышло». Новое: /add
add-ask = Что появилось? По строке на задачу: что сделать => чем закончится ~ сколько часов
add-done = Добавлено вне плана: { $title }
add-exists = Такая задача уже есть: { $title }
add-no-plan = На эту неделю плана нет, добавлять некуда. Написать план: /plan

## Отчёт
report-title = Отчёт за { $week }
report-due = Сдать до { $when }.
report-metrics = Показатели
report-actual = { $name }: { $actual } из { $target }
report-actual-limit = { $name }: { $actual }, цель до { $target }
report-actual-plain = { $name }: { $actual }
report-open = { $name }: сколько вышло?
report-open-target = { $name }: сколько вышло? План { $target }
report-tasks = Задачи
report-nothing = Показателей и задач на эту неделю нет. Можно отправить как есть.
report-hours = { $actual } (план { $planned })
report-why-open = почему?
report-hint-numbers = Числа одним сообщением: { $example }
report-hint-tasks = Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
report-sent = Отчёт за { $week } отправлен
report-sent-next = Если что-то не так, нажмите «Исправить». Сводка обновится сама.
report-missing = Не хватает: { $what }.
report-missing-metrics = чисел ({ $names })
report-missing-tasks =
    { $count ->
        [one] итога задачи { $numbers }
       *[other] итогов задач { $numbers }
    }
report-missing-next = Допишите или нажмите «Отчёт без этого».
report-not-yet = Отчёт за { $week } спрошу { $when }.
btn-report = Отчёт готов
btn-report-anyway = Отчёт без этого
btn-all-done = Всё сделано
btn-correct = Исправить
toast-marked = Отмечено
toast-report-sent = Отчёт отправлен
note-kept-blocker = Записано, поднимем на планёрке.
note-kept-insight = Записано, это увидят на планёрке.
note-ask-blocker = Что мешает? Напишите одной строкой.
note-ask-insight = Что говорят клиенты? Напишите одной строкой.

## Сводка
digest-title = { $team }, неделя { $number }
digest-score = { $reached } из { $count } показателей в плане
digest-no-targets = планов на неделю не было
digest-actual = { $name } { $actual } из { $target }
digest-actual-limit = { $name } { $actual }, цель до { $target }
digest-actual-plain = { $name } { $actual }
digest-better = Лучше прошлой недели: { $names }
digest-worse = Хуже прошлой недели: { $names }
digest-moved = { $name } на { $change }
digest-near = рядом
digest-behind = отстаём
digest-tasks =
    { $count ->
        [one] Сделано { $done } из { $count } задачи
       *[other] Сделано { $done } из { $count } задач
    }
digest-hours = { $actual } (план { $planned })
digest-unplanned = вне плана { $share }
digest-highlight = Главное: { $text }
digest-missing = Не отчитались: { $names }
digest-self-approved = План согласован автором (другого администратора нет): { $names }
digest-late = Позже срока: { $names }
digest-nobody = Отчётов за неделю пока нет.
digest-no-chat = Сводка команды «{ $team }» готова, но чат не привязан. Добавьте бота в чат команды и напишите там /link
note-blocker = Мешает
note-insight = Клиенты
note-need = Нужно
note-lesson = Вывод
note-highlight = Главное

## Повестка
agenda-title = { $name }: повестка на { $date }
agenda-funnel = Воронка
agenda-stage = { $metric } { $value }
agenda-stage-share = { $metric } { $value } ({ $share })
agenda-stage-change = { $metric } { $value } ({ $share }, было { $before })
agenda-off = Числа мимо плана
agenda-off-again = мимо плана { $missed } недели из { $count }
agenda-off-line = { $metric }: { $actual } из { $target } ({ $change })
agenda-off-limit = { $metric }: { $actual }, цель до { $target } ({ $change })
agenda-blockers = Что мешает
agenda-insights = От клиентов
agenda-needs = Нужно друг от друга
agenda-lessons = Что поняли
agenda-decisions = Решения
agenda-decisions-done = Решения: сделано { $done } из { $count }
agenda-empty = Все числа в плане, вопросов из отчётов нет. Можно обойтись без встречи.
agenda-nothing = Отчётов за прошлую неделю пока нет.
agenda-no-chat = Повестка «{ $sync }» готова, но чат не привязан. Добавьте бота в чат планёрки и напишите там /link
agenda-no-sync = Ваша команда не участвует в планёрке.

## Команда и люди
team-title = { $team }: план на { $plan }, отчёт за { $report }
team-line = { $name }: план { $plan }, отчёт { $report }
state-none = нет
state-draft = черновик
state-submitted = ждёт решения
state-returned = возвращён
state-approved = утверждён
state-sent = сдан
state-late = поздно
no-team-led = За вами пока не записано ни одной команды. Если это ошибка, скажите администратору.
people-title = Люди: { $joined } из { $total } в боте
people-waiting = Ещё не вошли
people-unreachable = Не получают сообщения
people-invite = Новая ссылка: /invite и имя или ключ
invite-link = { $name }: личная ссылка, действует один раз и до { $date }.
invite-unknown = Не нашёл «{ $name }». Ключи и имена: /people
invite-usage = Кому? Напишите так: /invite { $example }
status-ok = Работаю. Очередь сообщений пуста.
status-queue =
    { $count ->
        [one] Работаю. В очереди { $count } сообщение.
        [few] Работаю. В очереди { $count } сообщения.
       *[many] Работаю. В очереди { $count } сообщений.
    }
status-failed = Не обработано сообщений: { $count }. Не доставлено: { $undelivered }.
status-conflict-bot = Ещё один бот с тем же токеном забирает сообщения с { $since }. Нужно остановить его или взять новый токен у @BotFather.
status-conflict-webhook = Сообщения уходят на веб-адрес (webhook) с { $since }. Его снимает метод deleteWebhook.
status-log-lost = { $at }: бот был прерван, и рядом с базой не нашлось файла -wal. Последние записи перед этим могли пропасть.
status-damage = База данных повреждена: { $damage }. Нужно восстановить её из резервной копии.
status-job = По календарю не вышло: { $what }. Следующая попытка: { $at }.
job-moment = { $team }, { $week }: { $what }
job-plan-open = вопрос о плане
job-plan-nudge = напоминание о плане
job-plan-due = список, чьих планов нет
job-report-open = вопрос про отчёт
job-report-nudge = напоминание про отчёт
job-report-due = список, чьих отчётов нет
job-pulse = вопрос среди недели
job-digest = сводка
job-agenda = повестка
job-approval-nudge = напоминание о согласовании
job-escalation = передача планов уровнем выше
job-menus = меню команд
job-returns = вопросы тем, кто вернулся
job-notices = уведомления о новых планах
job-handover = передача планов тому, кто решает
job-refused-posts = публикации, которых чат не принял
job-imported-numbers = загруженные числа

## Чаты
link-ask = Что публиковать? Выберите команду или планёрку.
link-done = Готово. Сюда будет приходить: { $what }.
link-digest-of = сводка команды «{ $team }»
link-agenda-of = повестка «{ $sync }»
link-here = Команда /link работает в чате, который надо привязать. Для канала перешлите мне сюда любое его сообщение.
link-forbidden = Привязать чат может руководитель команды или администратор.
link-hello = Здравствуйте. Чтобы сводки приходили сюда, руководитель или администратор пишет здесь /link

# /me: свои недели

cmd-me = мои недели: план и факт
me-title = Мои недели: { $from } – { $to }
me-empty = Пока смотреть не на что: план на неделю и отчёт за неё появятся здесь. Начать: /plan
me-reached = { $count ->
        [one] цель взята в { $reached } из { $count } недели
       *[other] цель взята в { $reached } из { $count } недель
    }
me-tasks = { $count ->
        [one] Сделано { $done } из { $count } задачи
       *[other] Сделано { $done } из { $count } задач
    }
me-hours = Время: { $actual } вместо { $estimate } по плану
me-unplanned = Незапланированное: { $share } времени
me-plans = Планы в срок: { $good } из { $count }
me-reports = Отчёты в срок: { $good } из { $count }
me-number = { $name } { $actual } из { $target }
me-target-only = { $name }: цель { $target }, числа нет
me-week-tasks = сделано { $done } из { $count }
me-week-hours = { $actual } из { $estimate }
me-week-no-report = отчёта нет
## Готовый черновик
plan-choose = Нажмите на задачу, чтобы убрать её из плана или вернуть.
plan-dropped = Не взято в план: { $titles }
plan-carried-leaves = Что будет сделано к отчёту, уйдёт из переноса само.
nudge-plan-prefilled = Черновик уже наполовину готов, до срока { $left }.
plan-usual-unplanned = Незапланированное обычно занимает ~{ $hours } в неделю.
origin-carried-week = перенос, { $week }-я неделя
doubt-carried = снова перенос: { $what }
doubt-carried-task = { $title }, { $week }-я неделя
btn-offers = Убрать лишнее
btn-offers-done = Готово
toast-kept = Снова в плане
toast-dropped = Убрано из плана
toast-report-sent-approved = Отчёт отправлен. План на { $week } уже утверждён.
toast-report-sent-waits = Отчёт отправлен. План на { $week } уже ждёт решения.

## Регулярные задачи
cmd-regular = мои регулярные задачи
regular-title = Регулярные задачи
regular-what = Сами встают в черновик плана, когда приходит их неделя.
regular-empty = Пока нет ни одной. Всё, что здесь, само встаёт в черновик плана.
regular-weekly = каждую неделю
regular-biweekly = раз в две недели
regular-monthly = раз в месяц
regular-next = Ближайшая: { $week }
regular-paused = На паузе
regular-hint = Добавить или изменить, одной строкой:
regular-hint-form = /regular Отчёт по каналам => таблица у руководителя ~ 2ч каждую неделю
regular-hint-periods = Или «раз в две недели», или «раз в месяц»: в неделю, где первый понедельник месяца.
regular-unclear = Непонятно, что делать или сколько часов: «{ $line }». Напишите так: /regular что сделать => чем закончится ~ сколько часов каждую неделю
regular-full = Регулярных задач уже { $max }, больше не влезет. Уберите лишние.
btn-regular-pause = ⏸ { $number } Пауза
btn-regular-resume = ▶️ { $number } Вернуть
btn-regular-remove = ✖️ { $number } Убрать
toast-regular-paused = На паузе
toast-regular-resumed = Снова в планах
toast-regular-removed = Убрано из списка
## Подсказки
hints-title = Подсказки к плану на { $week }
hints-none = Подсказок больше нет.
hints-private = Их видите только вы. Отправке они не мешают.
hint-vague = «{ $quote }»: что будет к концу недели?
hint-vague-why = Такое можно продолжать без конца. Назовите кусок на эту неделю: что появится, чего сейчас нет.
hint-missing-meeting = с каким ответом или решением вернётесь?
hint-missing-publication = где это выйдет и что сделает читатель?
hint-missing-outreach = сколько разговоров и с каким итогом?
hint-missing-document = кто и что по нему решит?
hint-missing-other = по чему видно, что готово?
hint-missing-why = Конечный продукт не написан. Хватит одного факта, который увидит другой человек.
hint-unverifiable = «{ $quote }» не проверить. Что увидит { $name }?
hint-unverifiable-anybody = «{ $quote }» не проверить. Что увидит тот, кто согласует?
hint-unverifiable-why = Отсюда видно, что работа была, но не что изменилось. Нужен факт: число, имя, ответ, место, где посмотреть.
hint-big = { $hours } одной строкой. Что будет готово первым?
hint-big-why = За оценкой больше { $limit } обычно несколько задач. Разделите по итогам: каждому своя строка и свои часы.
hint-preparation = подготовки в плане нет. Сколько на неё нужно?
hint-preparation-why = Сама встреча в плане есть, а время на подготовку уйдёт всё равно. Если готовиться не нужно, скройте подсказку.
hint-planning = Времени на сам план нет
hint-planning-why = План и отчёт тоже работа. Со своей строкой часы недели сойдутся.
hint-unlinked = какой цели это служит?
hint-unlinked-why = Ваши показатели: { $metrics }. Если задача ведёт к одному из них, назовите его в итоге; если к цели компании, добавьте #тег. Если ни к чему из этого, может быть, она не на эту неделю.
hint-example-meeting = клиент назвал срок и кто ещё решает
hint-example-publication = страница открыта, форма принимает заявки
hint-example-outreach = 20 разговоров, у каждого записан итог
hint-example-document = клиент прочитал и задал три вопроса
hint-example-other = лежит в общей папке, два коллеги пользуются
hint-example-big = { $number }: первая часть => итог ~ 6ч
hint-example-preparation = Подготовиться: { $title } => список из трёх вопросов ~ 1ч
hint-example-planning = Недельный план и отчёт => сданы в срок ~ 1ч
hint-example-unlinked = { $number }: #тег
btn-hints = Подсказки
btn-hide-hint = { $number }: скрыть
btn-hide-hints = { $number }: скрыть все такие
btn-hide-hint-planning = Про сам план: скрыть
btn-unhide-hints = Вернуть скрытые
toast-hint-hidden = Больше не покажу
toast-hints-back = Подсказки вернулись
## Отпуск, праздники, часы недели
cmd-away = когда меня не будет
away-title = Когда вас не будет
away-none = Пока ничего не записано.
away-means = В эти дни не спрашиваю и не напоминаю. Часов на план в такую неделю меньше.
away-hint = Записать кнопкой или словами: /away 30.11–4.12 отпуск, /away завтра, /away до пт
away-kept = Записано: { $what }
away-cancelled = Отменено: { $days }
away-unclear = Не понял, когда: «{ $text }». Напишите дни так: /away 30.11–4.12 отпуск, /away завтра, /away до пт
away-past = Эти дни уже прошли. Напишите будущие: /away 30.11–4.12
away-reversed = Последний день раньше первого. Проверьте даты и напишите ещё раз.
away-too-long = Больше чем на год не записываю. Проверьте даты и напишите ещё раз.
away-until = не будет до { $date }
away-reason-until = { $reason } до { $date }
btn-away-today = Сегодня
btn-away-tomorrow = Завтра
btn-away-this-week = Эта неделя
btn-away-next-week = Следующая неделя
btn-away-cancel = Отменить { $days }
week-away = Вас не будет всю неделю: план не нужен.
week-holidays = Вся неделя праздничная: план не нужен.
week-short = Короткая неделя, { $hours }: { $why }.
week-long = Длинная неделя, { $hours }: { $why }.
week-holiday-on =
    { $count ->
        [one] праздник { $dates }
       *[other] праздники { $dates }
    }
week-worked-weekend =
    { $count ->
        [one] рабочий выходной { $dates }
       *[other] рабочие выходные { $dates }
    }
week-away-days =
    { $count ->
        [one] вас не будет { $count } день
        [few] вас не будет { $count } дня
       *[many] вас не будет { $count } дней
    }
week-none-word = нерабочая неделя
week-short-word = короткая неделя, { $hours }
week-long-word = длинная неделя, { $hours }
plan-amber = впритык
plan-over-this-week = { $sum } ч из { $high }. В такую неделю влезает { $low }–{ $high } ч: остальное съедает незапланированное. Снимите около { $over } ч.
over-ask = Что снять? Или оставьте как есть: причину увидит тот, кто согласует.
over-ask-words = Почему план больше обычного? Ответьте одной строкой. Передумали? /cancel
over-blocked = Отправить можно, когда план влезет. Что снять?
over-too-much = { $sum } ч из { $high }: снимите около { $over } ч, потом отправьте.
over-reason-empty = Нужна причина словами. Передумали? /cancel
over-reason-agreed = согласовано с руководителем
over-reason-client = срочно для клиента
over-reason-quiet = незапланированного не жду
over-changed = План с тех пор изменился. Вот свежая карточка.
over-taken-off = Снято: { $title }
btn-take-off = Снять: { $title }, { $hours }
btn-keep-because = Оставить: { $reason }
btn-keep-explain = Оставить, объясню
approval-over-reason = Почему больше: «{ $reason }»
nudge-back = С возвращением. Плана на { $week } ещё нет, срок сегодня в { $time }.
state-not-needed = не нужен
## Решения планёрки
cmd-decision = записать решение
decision-kept = Решение: { $text }. Отвечает { $name }.
decision-kept-unowned = Решение: { $text }.
decision-yours = Решение планёрки за вами: { $text }
decision-ask-owner = Кто отвечает?
decision-ask-sync = На какой встрече решили?
decision-done = Сделано: { $text } ({ $name })
decision-dropped = Снято: { $text } ({ $name })
decision-already-done = Уже отмечено: { $name }.
decision-already-dropped = Уже снято: { $name }.
decision-not-yours = Снять решение может тот, кто за него отвечает или его записал. Отметить «Сделано» могут все.
decision-list = Решения за вами
decision-none = Открытых решений за вами нет.
decision-usage = Записать: /decision Анна: презентация для Альфы к пятнице
decision-unclear = Решение пишется так: /decision Анна: презентация к пятнице. До { $chars } знаков, в сообщении до { $lines } строк, каждая отдельное решение.
btn-done = Сделано
btn-done-number = Сделано: { $number }
btn-not-needed = Не нужно
btn-not-needed-number = Не нужно: { $number }
btn-undo = Отменить

## Цели компании
cmd-goals = цели компании и кто ими занят
goals-title = Цели компании · { $week }
goals-none = Целей пока нет.
goals-share = К целям: { $share } запланированных часов
goals-others = Без стратегической цели
goals-hint = К цели ведёт #тег в строке задачи или кнопка «Цели» под планом.
goals-hint-add = Новая цель: /goals + Вебинары: 6 вебинаров, 200 заявок, Анна, до 31.03 #вебинары
goals-usage = Цели: /goals. Одна цель: /goals #тег. Новая (для руководителей): /goals + Вебинары: 6 вебинаров, Анна, до 31.03 #вебинары
goals-closed = Закрытые цели
goals-next-week = Следующая неделя
goals-this-week = Эта неделя
goal-due = до { $day }
goal-overdue = срок был { $day }
goal-nobody = никто не занимается
goal-served =
    { $count ->
        [one] { $count } задача, { $hours }: { $names }
        [few] { $count } задачи, { $hours }: { $names }
       *[many] { $count } задач, { $hours }: { $names }
    }
goal-strategic = стратегическая
goal-closed = закрыта
goal-parent = Ради цели: { $title }
goal-milestones = По месяцам
goal-week = Неделя { $week }
goal-close-ask = Закрыть цель? Задачи и история останутся, предлагать её к новым задачам бот не будет.
goal-reopen-ask = Открыть цель снова?
goal-not-yours = Это может тот, кто отвечает за цель или записал её, его руководитель или администратор.
goal-of-file = Цель «{ $title }» записана в company.toml, менять её можно только там. Закрыть и отметить месяц можно и здесь: /goals
goal-tag-needed = Нужен тег, по которому цель назовут в задачах. Допишите его: #вебинары
goal-tag-taken = Тег #{ $tag } уже у цели «{ $title }». Нужен другой.
goal-tag-unknown = Цели #{ $tag } нет. Какие есть: /goals
goal-tag-nearest = Цели #{ $tag } нет. Может быть, #{ $nearest }?
goal-tag-closed = Цель #{ $tag } закрыта.
goal-no-parent = Стратегической цели #{ $tag } нет, ничего не записано. Какие есть: /goals
goal-kept-but = Цель записана. Не понято только это:
goal-amend = Дописать: /goals #{ $tag } и что изменить.
goal-puzzle-title = Чего надо достичь? Без этого цели нет.
goal-puzzle-long = Слишком длинно: { $chars } знаков. Сократите до 100.
goal-puzzle-owner = Кто именно: { $names }? Допишите полное имя: /goals #тег Имя Фамилия
goal-puzzle-date = Такого дня нет. Срок пишется так: до 31.03 или до 31 марта 2027
goal-puzzle-milestone = Месяц пишется отдельной строкой: декабрь: программа и спикеры
goal-puzzle-tag = Тег у цели один. Этот не взят.
goal-which-task = К каким целям ведут задачи на { $week }? Нажмите номер.
goal-which = Какой цели служит задача?
approval-goals = к целям: { $share }
btn-goals = 🎯 Цели
btn-closed-goals = Закрытые
btn-close-goal = Закрыть цель
btn-close-goal-sure = Да, закрыть
btn-reopen-goal = Открыть снова
btn-reopen-goal-sure = Да, открыть
btn-no-goal = Ни к какой
btn-back-to-plan = К плану
toast-goal-closed = Цель закрыта
toast-goal-reopened = Цель снова открыта

## Входящие и пометки у строк
doubt-bold = цель смелее прошлого факта больше чем на 20 %: { $what }
doubt-target = { $name } { $target } после { $last }
doubt-target-change = { $name } { $target } после { $last } ({ $change })
doubt-no-goal = ни одна задача не ведёт к цели компании
inbox-title-week =
    { $count ->
        [one] Ждёт решения { $count } план на { $week }
        [few] Ждут решения { $count } плана на { $week }
       *[many] Ждут решения { $count } планов на { $week }
    }
inbox-clean = Без замечаний
inbox-doubtful = С замечаниями
inbox-line-short = { $name } · { $sum } ч из { $high }
inbox-more =
    { $count ->
        [one] И ещё { $count }: появится здесь, когда решите эти.
       *[other] И ещё { $count }: появятся здесь, когда решите эти.
    }
inbox-did-approve = { $name }: план утверждён
inbox-did-return = { $name }: план возвращён
inbox-approved =
    { $count ->
        [0] Новых решений нет.
        [one] Утверждён { $count } план.
        [few] Утверждены { $count } плана.
       *[many] Утверждено { $count } планов.
    }
inbox-left-changed = Без решения, план с тех пор другой: { $names }.
inbox-left-doubtful = Без решения, появились замечания: { $names }.
inbox-and-more = { $names } и ещё { $count }
inbox-outdated = Список с тех пор изменился. Вот свежий.
btn-approve-clean = Утвердить все без замечаний ({ $count })
btn-approve-one = Утвердить план без замечаний
btn-next-plan = Дальше: { $name }
btn-inbox = ‹ Ко всем
btn-inbox-count = ‹ Ко всем ({ $count })
btn-point = Указать строку
btn-return-marked =
    { $count ->
        [one] Вернуть с { $count } пометкой
       *[other] Вернуть с { $count } пометками
    }
comment-where = Какую строку поправить? Можно отметить несколько.
comment-why = { $line }: что поправить? Нажмите причину или напишите её сообщением.
comment-none = Сначала отметьте строку: без причины план не вернуть.
comment-target-low = Цель низкая
comment-target-high = Цель нереальная
comment-split = Разбить на части

## Карточка как редактор
btn-tasks = Задачи
edit-tasks-hint = Нажмите номер, чтобы изменить задачу. Новая задача: просто строкой.
edit-task = Задача { $number } из { $count }
edit-ask-title = Как назвать? Пришлите название одним сообщением.
edit-ask-product = Что будет готово и как это увидеть? Пришлите одним сообщением.
edit-gone = Этой задачи в плане уже нет.
edit-waits = План отправлен и ждёт решения. Чтобы изменить его, нажмите «Изменить».
edit-hours-least = Меньше { $hours } кнопкой не поставить.
edit-hours-most = Больше часов в неделе нет.
edit-undo-late = План с тех пор изменился, отменить это уже нельзя. Вот свежая карточка.
plan-page = Задачи { $from }–{ $to } из { $count }
btn-edit-title = Название
btn-edit-product = Конечный продукт
btn-edit-goal = 🎯 Цель
btn-delete-task = Удалить
btn-leave-words = Оставить как есть
btn-back-to-tasks = ‹ К задачам
btn-undo-added = Отменить: добавлено «{ $title }»
btn-undo-deleted = Отменить: удалено «{ $title }»
btn-undo-changed = Отменить: изменено «{ $title }»
btn-undo-moved = Отменить: порядок задач
btn-undo-targets = Отменить: показатели
btn-undo-several =
    { $count ->
        [one] Отменить: { $count } изменение
        [few] Отменить: { $count } изменения
       *[many] Отменить: { $count } изменений
    }
toast-task-deleted = Удалено
btn-redo = Вернуть отменённое
toast-undone = Стало как было
toast-redone = Изменение снова в силе

## Задачи недели по одной
week-page = { $first }–{ $last } из { $count }
task-open = Пока не отмечена
task-done = Сделано
task-partly = Частично
task-not-done = Не сделано
task-cancelled = Отменена
task-why-open = Почему не вышло?
task-ask = Что вышло? Напишите, пришлите ссылку, фото или файл следующим сообщением.
task-planned = по плану { $hours }
task-minutes = { $minutes } мин
task-result-late = Отчёт за эту неделю уже отправлен, итог задачи прежний. Изменить: /report, «Исправить».
btn-task-not-done = Нет
btn-task-as-planned = { $hours }, как в плане
btn-task-result = Что вышло
btn-task-not-cancelled = Вернуть в неделю
btn-task-list = К списку
report-meant-target = Взято в отчёт. Если это цель на { $week }: «{ $target }»
report-target-form = План: { $name } { $value }

## Середина недели
pulse-title = Середина недели { $week }
pulse-ask = Всё по плану или что-то под угрозой? Хватит одного нажатия.
pulse-well = Отмечено: всё по плану. Что-то изменится, нажмите задачу.
pulse-told =
    { $count ->
        [one] Под угрозой. Это видит { $names }.
       *[other] Под угрозой. Это видят { $names }.
    }
pulse-noted = Под угрозой. Отмечено.
pulse-ask-words = Что под угрозой? Напишите следующим сообщением.
pulse-late = Эта неделя закончилась, вопрос закрыт. Задачи недели: /week
btn-pulse-well = Всё по плану
btn-pulse-words = Скажу словами
toast-pulse-well = Отмечено
risks-title = { $team }, { $week }: под угрозой
risks-none = { $team }, { $week }: под угрозой больше ничего

## Сколько выходит на самом деле
calibration-longer = Обычно у вас выходит в { $times } раза дольше: { $usual } вместо { $sum }. Видно только вам.
calibration-shorter = Обычно у вас выходит в { $times } раза быстрее: { $usual } вместо { $sum }. Видно только вам.
btn-calibrate = Учесть во всех оценках
toast-calibrated = Учтено: { $before } → { $after }

## Заместители, планы у новых руководителей, возврат в работу
cmd-deputy = кто решает за меня
cmd-reopen = вернуть план или отчёт в работу
decider-instead = { $name } (за руководителя: { $manager })
approval-handed =
    { $count ->
        [one] Теперь решаете вы: { $count } план.
        [few] Теперь решаете вы: { $count } плана.
       *[many] Теперь решаете вы: { $count } планов.
    }
approval-left = Автор больше не работает в компании, решать по плану не нужно.
approval-elsewhere = Теперь решает { $names }.
card-ended = Больше недоступно.
approval-not-yours = Этот план теперь не у вас.
plan-escalated = План на { $week } ждёт решения дольше срока и поднят уровнем выше. Согласует { $names }.
plan-handed = План на { $week } теперь согласует { $names }.
deputy-title = Кто решает за вас
deputy-none = Пока никто. Когда вас нет, планы команды ждут решения уровнем выше.
deputy-hint = Назначить: нажмите имя или напишите /deputy Вера. На даты: /deputy Вера 30.11–4.12
deputy-always = когда вас нет
deputy-of-file = записано в company.toml
deputy-gone = сейчас не может решать: не подключён к боту
deputy-kept = { $name } решает за вас: { $when }.
deputy-cancelled = Отменено
deputy-you = { $manager } назначает вас заместителем: когда руководителя нет, по планам команды решаете вы. Что ждёт решения: /inbox. Кто что сдал: /team
deputy-you-days = { $manager } назначает вас заместителем на { $days }: по планам команды решаете вы. Что ждёт решения: /inbox. Кто что сдал: /team
deputy-you-no-more = { $manager } отменяет замещение: по планам команды вы больше не решаете.
deputy-not-head = Заместителя назначает руководитель команды, а за вами команд не записано.
deputy-past = Эти дни уже прошли, никто не назначен. Напишите, например: /deputy Вера 30.11–4.12
deputy-unclear = Не понял дни: «{ $text }». Напишите, например: /deputy Вера 30.11–4.12
deputy-unknown = Не нашёл, кто это: «{ $name }». Заместителем может быть тот, кто уже подключён. Имена: /deputy
deputy-which = Кто именно: «{ $name }»? Нажмите имя.
deputy-which-days = Кто именно: { $names }? Напишите ещё раз, с фамилией и датами.
btn-deputy-cancel = Отменить: { $name }, { $when }
plan-opened-again = { $name }: утверждённый план снова в работе
approval-reopened = { $name } · план на { $week } снова в работе
reopen-why = Почему открываем снова? Нажмите причину или напишите её сообщением.
reopen-reason-numbers = Ошибка в цифрах
reopen-reason-incomplete = Не всё учтено
reopen-reason-priorities = Изменились приоритеты
reopen-reason-asked = По просьбе автора
reopen-reason-empty = Нужна причина словами: по ней человек поймёт, что поправить. Передумали? /cancel
reopen-nobody = Возвращать нечего: нет ни утверждённых планов, ни сданных отчётов.
reopen-whose = Чей план или отчёт вернуть в работу?
reopen-nothing = Возвращать нечего: нет ни утверждённого плана, ни сданного отчёта.
reopen-what = Что вернуть в работу?
reopen-unknown = Не нашёл «{ $name }» среди тех, чьи планы вы согласуете. Кого можно: /reopen
reopen-too-late = Это уже не вернуть: неделя закончилась или карточка устарела. Что можно: /reopen
reopen-report-title = { $name } · отчёт за { $week }
reopen-report-done = { $name } · отчёт за { $week } снова в работе
reopen-report-yours = { $name } возвращает отчёт за { $week } в работу
reopen-report-next = Поправьте и сдайте снова. Остальное без изменений.
btn-reopen = Вернуть в работу
btn-reopen-plan = План на { $week }
btn-reopen-report = Отчёт за { $week }
toast-reopened = Возвращено в работу
# Версии плана, история, правки руководителя, переписка о плане
diff-title = было «{ $title }»
diff-deliverable = итог «{ $text }»
diff-no-deliverable = без конечного продукта
diff-no-goal = без цели
version-waits-edit = Правьте строками: решать будут по новой версии.
version-in-force = Действует утверждённая версия, пока не согласуют новую.
version-change = Что меняется
version-edited = Правки руководителя
version-edits = Правки
version-edited-by = { $name }:
version-since-approved = Изменится в утверждённом
version-since-seen = Что изменилось с прошлой версии
version-since-sent = Изменилось после отправки
version-same = С прошлой версии ничего не изменилось.
version-whole = Весь план
version-amended = { $name }: изменения в плане на { $week }, он ждёт решения
version-past = Эта неделя прошла, план уже не меняется.
version-nothing = В плане ничего не изменилось, согласовывать нечего.
version-toast-change = Пишите правки и отправьте на согласование
version-toast-kept = План остался как был
plan-approved-edited = План на { $week } утверждён с правками
approval-approved-edited = { $name } · план на { $week } утверждён с правками
doubt-eased = цель изменена против прошлой версии: { $names }
revise-yours = Ваши правки
revise-how = Нажмите строку, чтобы сменить число, или напишите сами: «задача => что будет готово ~ 2ч», «3 удалить».
revise-target = { $line }. Какая цель?
revise-hours = { $line }. Сколько часов?
revise-gone = Правок нет: после «Изменить» пришла команда или открыт другой план. Начните ещё раз.
revise-nothing = Ничего не изменено. Без правок: «Назад», затем «Утвердить».
revise-incomplete = С такими правками план неполный. Не хватает: { $what }.
btn-approve-edited = Утвердить с правками
btn-keep-agreed = Оставить как было
btn-open-plan = Открыть план
btn-history = История
btn-ask = Спросить
btn-answer = Ответить
toast-approved-edited = Утверждено с правками
remark-title = { $name } · о плане на { $week }
remark-ask = Что передать? { $name } получит ваше следующее сообщение. Передумали? /cancel
remark-unreachable = { $name } сейчас без связи с ботом, сообщение не доставлено. В истории плана оно останется.
remark-away = Передано. { $name }: { $until }, ответ может прийти позже.
history-title = { $name } · история планов
history-week = План на { $week }
history-submitted = версия { $version } отправлена: { $name }
history-amended = версия { $version }, правка до решения: { $name }
history-withdrawn = версия { $version } отозвана: { $name }
history-edited = версия { $version }, правки: { $name }
history-approved = версия { $version } утверждена: { $name }
history-returned = версия { $version } возвращена: { $name }
history-reopened = версия { $version } снова в работе: { $name }
history-reason = Причина: «{ $reason }»
history-none = Истории пока нет: план ещё не отправляли.
history-unknown = Не знаю, чей это план: «{ $name }». Доступна своя история и тех, чьи планы вы согласуете.
history-which = Кто именно: { $names }? Напишите полное имя: /history Имя Фамилия
cmd-history = история планов: версии, решения, переписка

## Реестр в таблице

cmd-export = реестр недели таблицей
export-usage = Напишите так: /export, /export 8 (последние 8 недель), /export 2026-W45 2026-W48. Формат: xlsx, csv или json.
export-too-long = За раз можно взять { $max } недель. Больше: planerka export на сервере.
export-caption = Реестр: { $weeks }
xlsx-sheet-plans = Планы
xlsx-sheet-tasks = Задачи
xlsx-sheet-numbers = Показатели
xlsx-sheet-kpi = KPI по неделям
xlsx-week = Неделя
xlsx-monday = Начало
xlsx-team = Команда
xlsx-person = Кто
xlsx-plan = План
xlsx-version = Версия
xlsx-plan-late = План позже срока
xlsx-report = Отчёт
xlsx-report-late = Отчёт позже срока
xlsx-tasks = Задач
xlsx-number = №
xlsx-task = Задача
xlsx-deliverable = Конечный продукт
xlsx-hours = Часы, план
xlsx-actual-hours = Часы, факт
xlsx-state = Состояние
xlsx-origin = Откуда
xlsx-goal = Цель
xlsx-result = Что вышло
xlsx-metric = Показатель
xlsx-unit = Единица
xlsx-target = План
xlsx-actual = Факт
xlsx-difference = К плану
xlsx-yes = да
xlsx-new = новая
xlsx-open = открыта
xlsx-done = сделана
xlsx-partly = частично
xlsx-not-done = не сделана
xlsx-cancelled = отменена
xlsx-unit-count = шт.
xlsx-unit-hours = ч
xlsx-unit-ratio = доля

## Картинка сводки

picture-plan-mark = план недели
picture-line = факт, 8 недель
picture-plan-line = план
picture-plan = план { $target }
picture-limit = цель до { $target }
picture-on-plan = в плане
picture-no-plan = без плана
picture-no-data = нет данных

## Каталог показателей, пороги, цель на одну неделю

threshold-floor = не меньше { $value }
threshold-ceiling = не больше { $value }
threshold-held = в норме
threshold-below = ниже порога
threshold-above = выше порога
cmd-metrics = что измеряет компания, кто за что отвечает
cmd-target = другая цель на одну неделю
metrics-title = Что измеряет компания
metrics-none = Пока ничего. Возьмите готовое из каталога или опишите своё.
metrics-hint = Обычно человеку хватает 3–5 показателей: тех, что правда двигают дело.
metrics-refused = Это может руководитель для своей команды и администратор. Что доступно вам: /metrics
metric-nobody = никто не ведёт
metric-down = меньше лучше
metric-sure = Убрать «{ $name }»? Прошлые недели останутся как есть.
metric-added = Показатель «{ $name }» добавлен. Кто за него отвечает, выберите в «Кому что».
metric-changed = Показатель «{ $name }» изменён. Прошлые недели останутся как есть.
metric-retired = Убрано
metric-used = По показателю «{ $name }» считается «{ $user }». Сначала уберите его.
metric-of-file = Показатель «{ $name }» записан в company.toml, менять его можно только там.
metric-not-yours = Показатель «{ $name }» добавил другой руководитель. Изменить его может он или администратор.
metric-ask = Опишите показатель одним сообщением: название, остальное через запятую. Например: Цена заявки, ₽, меньше лучше = Расход / Лиды, порог 500. Передумали? /cancel
metric-no-name = Начните с названия показателя. Например: Отклик, %, среднее
metric-long-name = Название слишком длинное. Хватит 60 знаков.
metric-unclear = Не понял «{ $text }». Бывает: шт., ₽, %, ч, доля; больше лучше, меньше лучше; сумма, среднее, последнее; порог 3. Пришлите строку ещё раз.
formula-unknown = В формуле «{ $name }»: такого показателя нет. Какие есть: /metrics
formula-no-metric = В формуле нет ни одного показателя.
formula-unexpected = В формуле лишнее: «{ $word }». Можно + − × ÷, скобки, min(…, …) и max(…, …).
formula-ends-early = Формула обрывается. Допишите и пришлите строку ещё раз.
formula-too-long = Формула слишком длинная. Разбейте её на два показателя.
formula-cycle = Показатель считается сам через себя: { $way }.
catalogue-title = Каталог: { $function }
catalogue-hint = Нажмите, чтобы взять. С расчётным показателем придёт и то, из чего он считается.
catalogue-added = Добавлено: { $names }.
catalogue-same = Показатель «{ $name }» уже есть, с ключом { $key }. Расчётный через него опишите сами: «Свой показатель».
function-marketing = Маркетинг
function-sales = Продажи
function-support = Поддержка
lists-title = Кому что
lists-digest = Сводка: { $names }
lists-hint = Выберите команду или человека.
list-of-team = Сводка команды «{ $name }»
list-of-person = { $name }: показатели
list-empty = Пока ничего.
list-by-people = Сейчас здесь показатели людей команды. Первое нажатие сделает список отдельным.
list-many =
    { $count ->
        [one] { $count } показатель: многовато. Обычно хватает 3–5, остальное размывает внимание.
        [few] { $count } показателя: многовато. Обычно хватает 3–5, остальное размывает внимание.
       *[many] { $count } показателей: многовато. Обычно хватает 3–5, остальное размывает внимание.
    }
list-of-file = 🔒 записано в company.toml
list-hint = Нажмите, чтобы добавить или убрать.
list-locked = «{ $name }» в этом списке записан в company.toml, убрать его можно только там.
btn-metrics-catalogue = Из каталога
btn-metrics-own = Свой показатель
btn-metrics-lists = Кому что
btn-metric-retire = Убрать: { $name }
btn-metric-sure = Да, убрать
btn-list-digest = Сводка: { $team }
target-title = Цели на { $week }
target-title-of = { $name } · цели на { $week }
target-hint = Чью цель изменить на одну неделю? План останется как есть.
target-no-plans = Планов на эту неделю ещё не сдали, менять пока нечего.
target-no-plan = План на эту неделю не сдан, целей пока нет.
target-choose = Какую цель изменить?
target-instead = { $name }: { $target } вместо { $planned }, «{ $note }»
target-ask = { $name }, { $week }: какая цель по показателю «{ $metric }» и почему? Одним сообщением: 90 короткая неделя. Передумали? /cancel
target-unclear = Начните с числа, дальше почему. Например: 90 короткая неделя
target-why = «{ $metric }» { $value }: почему? Причину увидят человек и сводка. Пришлите число и причину вместе: { $value } короткая неделя
target-note-long = Слишком длинно. Хватит { $max } знаков: причина встанет в сводку.
target-who = Не нашёл, чья цель: «{ $text }». Менять можно тем, чьи планы вы согласуете: /target Анна Лиды 90 короткая неделя
target-usage = Пишется так: /target Анна Лиды 90 короткая неделя. Или выберите нажатиями: /target
target-none = { $person }: цели по показателю «{ $metric }» в сданном плане нет, менять нечего.
target-kept = Записано. { $name } получит сообщение об этом.
target-told = { $name } меняет вашу цель на { $week }
target-told-back = { $name } возвращает вашу цель на { $week }
target-note = в плане { $planned }, «{ $note }»
target-counts = на эту неделю { $target }, «{ $note }»
target-of-week = Цель этой недели изменена ({ $names }): «{ $note }»
btn-target-back = Вернуть { $name } { $value }

## Числа из файлов и других систем

cmd-import = внести показатели файлом
import-how =
    Показатели за { $week }. Впишите числа в столбец «Факт» и пришлите файл сюда: пустые строки останутся как есть.

    Подойдёт и свой файл, XLSX или CSV, со столбцами «Кто», «Показатель», «Факт» и, если нужно, «Неделя». Тот же файл второй раз ничего не изменит.
import-usage = Напишите так: /import или /import 2026-W48, если нужна другая неделя. Недели, которая ещё не началась, взять нельзя.
import-no-metrics = В ваших командах ни у кого нет показателей, которые вносят руками.
import-not-you = Файл с показателями принимается от руководителя. Свои числа пришлите строками: «Лиды: 131». Итог задачи подпишите её номером: «2».
import-too-big = «{ $name }»: файл больше 2 МБ, столько чисел за раз не бывает. Оставьте в нём один лист с показателями и пришлите ещё раз.
import-too-much = «{ $name }»: внутри намного больше данных, чем бывает в таблице с показателями. Скопируйте их в новый файл и пришлите ещё раз.
import-too-long = «{ $name }»: больше 20 000 строк. Оставьте недели, которые нужны, и пришлите ещё раз.
import-other-program = «{ $name }»: этот вид файла не читается. Сохраните его без пароля как «Книга Excel (.xlsx)» или CSV и пришлите ещё раз.
import-damaged = «{ $name }»: это не таблица, или файл повреждён. Нужен XLSX или CSV; готовый пришлёт /import.
import-lost = «{ $name }» не удалось получить или прочитать. Ничего не изменилось; пришлите файл ещё раз.
import-no-head = «{ $name }»: нет строки заголовков или в ней нет столбцов: { $columns }. Готовый файл пришлёт /import.
import-taken =
    { $count ->
        [one] Из «{ $name }» взято { $count } число
        [few] Из «{ $name }» взято { $count } числа
       *[other] Из «{ $name }» взято { $count } чисел
    }
import-same = «{ $name }»: всё уже так, ничего не изменилось
import-none = «{ $name }»: ничего нового не взято
import-nothing = «{ $name }»: чисел в файле нет
import-week = Неделя { $week } ({ $name })
import-before = { $text } (было { $before })
import-same-too =
    { $count ->
        [one] Ещё { $count } число уже было таким.
        [few] Ещё { $count } числа уже были такими.
       *[other] Ещё { $count } чисел уже были такими.
    }
import-blank =
    { $count ->
        [one] Без числа { $count } строка, она не тронута.
        [few] Без числа { $count } строки, они не тронуты.
       *[other] Без числа { $count } строк, они не тронуты.
    }
import-assumed = Неделя в файле не названа, поэтому это { $week }. Другую назовите в столбце «Неделя» или в подписи к файлу: { $name }.
import-wrong =
    { $count ->
        [one] Не взята { $count } строка
        [few] Не взяты { $count } строки
       *[other] Не взято { $count } строк
    }
import-wrong-more = и ещё { $count }
import-wrong-next = Поправьте эти строки и пришлите файл снова: что уже взято, не удвоится.
import-missing = пусто в столбце «{ $column }»
import-nobody = никого не зовут «{ $name }»
import-several = «{ $name }»: таких несколько, нужны имя и фамилия или ключ
import-not-yours = «{ $name }»: числа этого человека вносит руководитель его команды
import-no-metric = нет показателя «{ $name }»
import-computed = «{ $name }» считается по формуле
import-not-theirs = { $person }: показателя «{ $metric }» у этого человека нет
import-no-number = «{ $text }» не число
import-no-week = «{ $text }» не неделя; нужно как 2026-W48 или 27.11.2026
import-future = неделя { $week } ещё не началась
import-fields = полей больше, чем столбцов; число с запятой возьмите в кавычки: "1,5"
import-twice = другое число для того же стоит в строке { $line }
given-from-file = из файла
given-from-source = из { $source }
given-file-says = в файле { $value }
given-source-says = в { $source } { $value }
given-title = Изменились числа за { $week }
given-more =
    { $count ->
        [one] И ещё за { $count } неделю.
        [few] И ещё за { $count } недели.
       *[other] И ещё за { $count } недель.
    }
given-changed = { $name }: { $before } → { $after }
given-new = { $name }: { $after }
given-open = Если число другое, впишите своё в отчёт: /report.
given-sent = Отчёт остаётся сданным. Если число другое, нажмите «Исправить» под отчётом: /report.
given-past = Эта неделя уже закрыта. Если число другое, скажите руководителю.
history-given = 📥 { $what }
given-why = { $metric }: почему не { $value }, как в { $source }? Ответьте одной строкой, она останется рядом с числом.
history-noted = 📥 { $metric }: { $actual }, в { $source } { $value } — { $note }
source-silent = Не пришли числа за { $week }
source-silent-number = { $source }: { $metric }, { $name }
source-silent-next = Отчёт идёт как обычно: число можно вписать в отчёт или прислать файлом, /import.
source-timed-out =
    { $seconds ->
        [one] Ответа не было { $seconds } секунду.
        [few] Ответа не было { $seconds } секунды.
       *[other] Ответа не было { $seconds } секунд.
    }
source-unreachable = Сервер не отвечает.
source-status = Вместо числа пришла ошибка { $status }.
source-elsewhere = Сервер отправил на другой адрес, туда запросы не идут.
source-too-big = Ответ больше 1 МБ, это не одно число.
source-no-json = Ответ не разобрать: это не JSON.
source-not-there = В ответе нет этого числа там, где его ждут.
source-no-number = На месте числа в ответе стоит что-то другое.

## Отчёт: причины, выводы, странные числа, файлы

report-notes = Для всех
report-reason = Почему: { $reason }
btn-note-highlight = Главное
btn-note-blocker = Блокер
btn-note-lesson = Вывод
btn-note-insight = Клиенты
note-ask-lesson = Что поняли за неделю? Напишите одной строкой.
note-ask-highlight = Что главное за неделю? Напишите одной строкой.
note-ask-need = Что нужно от других? Напишите одной строкой.
why-ask = Почему не вышло? Выберите или напишите следующим сообщением.
why-time = не хватило времени
why-urgent = пришло срочное
why-others = ждём других
why-estimate = работы больше, чем казалось
why-demand = спрос ниже
why-short-week = короткая неделя
why-target = цель была высокой
why-late = Отчёт за эту неделю уже отправлен, причина прежняя. Изменить: /report, «Исправить».
btn-why-metric = { $name }: почему?
btn-why-metric-else = { $name }: другая причина
btn-why-words = Своими словами
btn-why-else = Другая причина
odd-last-week = { $name }: { $value }? На прошлой неделе было { $last }.
odd-last = { $name }: { $value }? В последний раз было { $last }.
odd-target = { $name }: { $value }? По плану { $target }.
odd-negative = { $name }: { $value }? Это меньше нуля.
odd-hundred = { $name }: { $value }? Это больше 100 %.
odd-sure = { $name }: { $value }? Это верно?
odd-again = { $name }: сколько вышло на самом деле? Напишите числом.
odd-unanswered = { $name }: { $value } ещё под вопросом. Ответьте кнопкой под карточкой.
btn-odd-right = Да, верно
btn-odd-wrong = Исправить
toast-kept-number = Записано
evidence-which =
    { $count ->
        [one] К какой задаче за { $week } этот файл?
       *[other] К какой задаче за { $week } эти файлы?
    }
evidence-taken = Взято к задаче { $number }: { $title }
evidence-full = К одной задаче можно приложить не больше { $most } файлов. Прежние на месте, этот не взят.
evidence-gone = Здесь показать нечего.
btn-files = 📎 Показать
btn-files-drop = Убрать файлы
reported-title = { $name } · отчёт за { $week }
reported-late = Позже срока.
reported-none = { $name }: отчёт за { $week } ещё не сдан.
report-whose = Кто именно: { $names }?
report-unknown = Среди ваших людей нет «{ $name }». Кто сдал отчёт: /team
report-edit-closed = Отчёт за { $week } уже закрыт, числа в нём прежние.
btn-reported = 📊 { $name }
xlsx-reason = Почему не вышло
xlsx-files = Файлов

## Сводка: все команды, прошлые недели

digest-off-plan = не в плане
digest-behind-list = Отстаём: { $names }
digest-behind-more = Отстаём: { $names } и ещё { $more }
digest-no-data-list = Нет данных: { $names }
digest-reported = Отчитались { $good } из { $count }
digest-time = Время: { $actual }, по плану { $planned }
digest-to-goals = к целям { $share }
digest-misses = Не вышло
digest-no-reason = причина не названа
digest-missed-again = Мимо плана не первую неделю: { $names }
digest-on-time = В срок: планы { $plans } из { $of_plans }, отчёты { $reports } из { $of_reports }
digest-rest = { $title }: подробно
picture-no-data-count = нет данных: { $count }
overview-score = показатели { $reached } из { $count }
overview-tasks = задачи { $done } из { $count }
overview-behind = отстаём: { $names }
overview-missing = нет отчёта: { $names }
overview-missing-count = нет отчётов: { $count }
overview-nothing = пока ничего
overview-more = Подробно по каждой команде: /digest
overview-nobody = Планов и отчётов за эту неделю не было.
link-company = сводка по всем командам
look-usage = Не понимаю, какая это неделя: «{ $text }». Можно так: /digest W46 или /digest 2026-W46
look-ahead = Неделя { $week } ещё впереди, сводки по ней пока нет.
team-weeks-title = { $team }: { $from } – { $to }
team-weeks-all = Вся команда
team-weeks-empty = Смотреть пока не на что: числа появятся здесь после первых отчётов.
btn-week-back = ‹ неделя { $number }
btn-week-on = неделя { $number } ›
btn-team-weeks = Восемь недель
btn-all-teams = ‹ Все команды

## Язык

language-ask = На каком языке говорить?
language-note = Сейчас по-русски. Новые сообщения придут на выбранном языке, в прежних он сменится при первом изменении.
btn-language-ru = Русский
btn-language-en = English
toast-language = Дальше по-русски

## Гипотезы

cmd-hypothesis = гипотезы: что пробуем и что вышло
hypotheses-title = Гипотезы
hypotheses-closed-title = Проверенные гипотезы
hypotheses-score = Проверено: { $count }, сработало: { $worked }
hypotheses-none = Сейчас ничего не проверяем.
hypotheses-due = Пора решать
hypotheses-running = Идут
hypotheses-ahead = Впереди
hypotheses-more = и ещё { $count }
hypotheses-how =
    Новая, одной строкой:
    /hypothesis видео на лендинге => Лиды +10 %, канал: сайт, сегмент: ритейл, бюджет 30 000, до { $day }
hypothesis-title = Гипотеза { $number }
hypothesis-from = с { $day }
hypothesis-until = до { $day }
hypothesis-effect = Ждём: { $text }
hypothesis-product = Продукт: { $text }
hypothesis-segment = Сегмент: { $text }
hypothesis-channel = Канал: { $text }
hypothesis-budget = Бюджет на пробу: { $money }
hypothesis-dates = С { $start }, решаем до { $review }. Ведёт { $name }.
hypothesis-numbers = { $metric } в неделю: { $before } до начала, { $since } с начала
hypothesis-number-before = { $metric } в неделю до начала: { $before }
hypothesis-number-since = { $metric } в неделю с начала: { $since }
hypothesis-worked = Сработала: { $verdict }
hypothesis-failed = Не сработала: { $verdict }
hypothesis-dropped = Снята без проверки.
hypothesis-decided = Решение: { $name }, { $day }.
hypothesis-no-effect = Какого результата ждём? Допишите: /hypothesis { $number } => Лиды +10 %
hypothesis-long = Проба дольше полугода. За месяц обычно видно, стоит ли продолжать.
hypothesis-change = Изменить: /hypothesis { $number } канал: почта, бюджет 40 000
hypothesis-kept-but = Гипотеза записана, кроме этого:
hypothesis-puzzle-statement = Что проверяем? Одной строкой: /hypothesis видео на лендинге => Лиды +10 %
hypothesis-puzzle-long = Слишком длинно: { $chars } знаков. Сократите до { $most }.
hypothesis-puzzle-owner = Кто именно: { $names }? Допишите имя и фамилию.
hypothesis-puzzle-nobody = Таких людей на планёрке нет. Вести гипотезу может тот, чья команда в ней участвует.
hypothesis-puzzle-date = Такого дня нет. Напишите так: до 24.12 или до 31 марта
hypothesis-puzzle-budget = Сколько это? Напишите числом: бюджет 30 000
hypothesis-puzzle-reversed = Решать раньше, чем начали, нельзя. Проверьте даты.
hypothesis-unknown = Гипотезы { $number } нет. Какие есть: /hypothesis
hypothesis-not-yours = Это может тот, кто ведёт гипотезу или записал её, руководитель его команды и администратор.
hypothesis-closed = По этой гипотезе уже решили. Продолжить её можно кнопкой «Открыть снова».
hypothesis-ask-numbers = Что показали числа? Одной строкой: 42 заявки за 28 000 ₽. Передумали? /cancel
hypothesis-told-yours = 🧪 { $name } записывает за вами гипотезу { $number }: { $text }. Посмотреть: /hypothesis { $number }
hypothesis-told-worked = ✅ { $name } решает: гипотеза «{ $text }» сработала. { $verdict }
hypothesis-told-failed = ✖️ { $name } решает: гипотеза «{ $text }» не сработала. { $verdict }
hypothesis-told-dropped = ▫️ { $name } снимает гипотезу «{ $text }» без проверки. Вернуть: /hypothesis
toast-hypothesis-extended = Решаем до { $day }
toast-hypothesis-dropped = Гипотеза снята
toast-hypothesis-reopened = Снова идёт, решаем до { $day }
btn-hypothesis-worked = Сработала
btn-hypothesis-failed = Не сработала
btn-hypothesis-extend = Ещё месяц
btn-hypothesis-drop = Снять
btn-hypothesis-reopen = Открыть снова
btn-hypotheses = ‹ Все гипотезы
btn-hypotheses-closed = Проверенные
agenda-hypotheses = Гипотезы
agenda-hypothesis-due = пора решать: { $text } ({ $name })
agenda-hypothesis-new = новая: { $text } ({ $name })
agenda-hypothesis-worked = сработала: { $text } ({ $verdict })
agenda-hypothesis-failed = не сработала: { $text } ({ $verdict })

## Настройки

cmd-settings = как всё настроено
settings-ru = По-русски, на «вы».
settings-ru-informal = По-русски, на «ты».
settings-en = По-английски.
settings-zone = Часовой пояс: { $zone }.
settings-hours = Рабочая неделя { $hours }, в план входит { $low }–{ $high }.
settings-over-warn = Больше можно отправить с причиной.
settings-over-block = Больше отправить нельзя.
settings-holidays = Праздники: { $country }.
settings-no-holidays = Праздники не учитываются: страна не указана.
settings-week = Неделя
settings-plan = План: с { $open } до { $due }. Напоминания: { $nudges }
settings-approval = Согласование: уровнем выше { $due }. Напоминания: { $nudges }
settings-pulse = Вопрос среди недели: { $at }
settings-report = Отчёт: с { $open } до { $due }. Напоминания: { $nudges }
settings-posts = Сводка: { $digest }. Повестка: { $agenda }
settings-never = нет
settings-own-times = Своё время у команд: { $names }
settings-chats = Чаты
settings-company-chat = ✅ Сводка по всем командам
settings-company-private = ▫️ Сводка по всем командам: лично администраторам
settings-link = Привязать чат: добавьте туда бота и напишите там /link
settings-where = Меняется в company.toml на сервере, потом planerka apply.
settings-head = Руководит { $name }
settings-no-head = Руководителя нет
settings-deputy = Замещает { $name }
settings-names = В сводке видно, кто что сделал
settings-totals = В сводке только итоги, без имён
settings-approvals = Кто согласует планы
settings-approved-by = { $people } → { $approvers }
settings-approved-by-nobody = { $people } → ⚠️ некому: нужен руководитель команды или ещё один администратор
btn-settings-company = ‹ Вся компания

## Слова, которые поняты, не до конца поняты или ни к чему не относятся.

words-ask-what = Куда это?
words-ask-hours = Сколько часов?
words-ask-task = Какая это задача?
words-ask-same = Такая задача уже есть. Это другая?
words-ask-should = Сделать так?
words-ask-mark = Отметить?
words-ask-unplanned = Это новое дело. Куда его?
words-ask-trouble = Записать как помеху?
words-ask-remark = Кому передать?
words-ask-agreed = План на { $week } утверждён. Изменить его? Потом его надо будет отправить снова.
words-ask-implausible = { $name }: { $value }. Верно?
words-more =
    { $count ->
        [one] И ещё { $count } вопрос.
        [few] И ещё { $count } вопроса.
       *[other] И ещё { $count } вопросов.
    }
words-did-plan = в плане
words-did-unplanned = вне плана
words-did-report = записано в отчёт
words-did-blocker = помеха записана
words-did-yes = сделано
words-did-pass = передано: { $name }
words-did-nothing = оставлено
btn-words-plan = В план
btn-words-another = Да, ещё одна
btn-words-unplanned = Вне плана, на этой неделе
btn-words-report = В отчёт
btn-words-blocker = Записать помеху
btn-words-yes = Да
btn-words-pass = Передать: { $name }
btn-words-nothing = Ничего
btn-words-no-hours = Без часов
btn-words-inbox = Планы, которые ждут
btn-words-absence = Записать: { $days }
btn-take-back = ↩️ Отменить
words-late = На это уже ответили, или вопрос устарел. Если ещё нужно, напишите заново.
words-undo-late = Отменить уже нельзя: после этого что-то изменилось.
words-undo-nothing = Отменять нечего.
words-plan-closed = План на { $week } уже утверждён. Его можно изменить на карточке: /plan
words-postponed = «{ $title }» перенесено в план на { $week }.
words-postpone-late = «{ $title }» не перенести: план на { $week } уже отправлен.
words-no-task =
    «{ $said }»: такой задачи не нашлось. { $count ->
        [0] В плане пока пусто.
        [one] В плане { $count } задача.
        [few] В плане { $count } задачи.
       *[other] В плане { $count } задач.
    }
words-too-long = Слишком длинно для одной задачи. Сократите до 300 знаков.
words-number-of = «{ $said }»: не понял число. Напишите, например: { $name } 120
words-number = «{ $said }»: не понял, какой это показатель. Напишите, например: { $example }
words-which-task = «{ $said }»: какая из задач, { $numbers }? Напишите с номером.
words-unclear = Не понял: «{ $said }».
words-finished = «{ $said }» уже сделано, в план не беру.
words-absence = Вас не будет { $days }? Запишу, и в эти дни не буду спрашивать.
help-plan-due = План на { $week } жду до { $due }.
help-plan-opens = Про план на { $week } спрошу { $open }, сдать его до { $due }.
help-report-due = Отчёт за { $week }: спрошу { $open }, сдать до { $due }.
help-answer = Решает { $name }. Ответ ждите до { $due }.
help-who = Ваш план утверждает { $name }.
help-who-nobody = Ваш план утверждать некому: скажите администратору.
help-write = План пишите как коллеге, по строке на задачу: «Лендинг => принимает заявки, 6 ч». Показатель так: «{ $example }». План целиком: /plan
help-change = Напишите, что изменить: «2: 4ч», «убери третью», «лиды 130». Или кнопкой на карточке, там правится всё: /plan
help-add = Новое на этой неделе: /add и само дело. Например: /add Срочный баннер, 2 ч
help-hours = На { $week } в план входит { $low }–{ $high }. Остальное остаётся на непредвиденное.
help-team = Планы отдела здесь: /team. Те, что ждут решения: /inbox
help-submit = План на { $week } уйдёт, когда вы нажмёте «Отправить».
help-submit-none = Отправлять пока нечего. План здесь: /plan
help-approve = Утвердить можно кнопкой под планом.
help-return = Вернуть можно кнопкой под планом, там же напишете почему.
words-how-long = «{ $said }»: сколько это часов? Напишите числом.
words-edit-unclear = «{ $said }»: не понял, что изменить. Например: «2: 4ч», «убери третью», «лиды 130».
words-edit-keeps = Из того, что уже отправлено, правка сообщения ничего не убирает. Чтобы убрать, напишите, например: «убери вторую».
version-stays-incomplete = План ждёт решения и остался как был: не хватает { $what }. Напишите сразу целиком, например: «Баннер, 2 ч».
version-stays-hours = План ждёт решения и остался как был: с этим часов больше, чем помещается. Снимите что-нибудь или нажмите «Изменить» на карточке: /plan
help-unclear = На это у меня нет ответа. План: /plan, неделя: /week, отчёт: /report. Что ещё умею: /help
