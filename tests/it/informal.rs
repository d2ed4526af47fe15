//! A company whose people say «ты» to each other.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office};

#[tokio::test]
async fn everything_says_ty_where_the_company_wants_it() {
    let company = COMPANY.replace("country = \"RU\"", "country = \"RU\"\nformality = \"informal\"");
    let office = Office::of(&company, "Thu 15:00").await;
    office.anna().says("/plan").await;
    office.anna().says("Созвон с Альфой ~ 3-4").await;
    office.olga().says("/deputy").await;
    // Numbers have their plural forms here too.
    office.anna().says("/away 30.11–1.12").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова: /plan
    Анна Смирнова reads:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: какая цель?
        Трафик: какая цель?

        Задачи · 0 из 24–28 ч
        пока нет

        Допиши задачи строками:
        что сделать => чем закончится ~ сколько часов
        [Отправить]
        [На эту неделю]
    > Анна Смирнова: Созвон с Альфой ~ 3-4
    Анна Смирнова gets 👌
    Анна Смирнова sees changed:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.

        Показатели
        Лиды: какая цель?
        Трафик: какая цель?

        Задачи · 0 из 24–28 ч
        1. Созвон с Альфой · сколько часов?
            → конечный продукт?

        💡 1: с каким ответом или решением вернёшься?

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи] [Подсказки]
        [Отменить: добавлено «Созвон с Альфой»]
        [На эту неделю]
    Анна Смирнова reads:
        «Созвон с Альфой ~ 3-4»
        Сколько часов?
        [3 ч]
        [3,5 ч]
        [4 ч]
        [Без часов]
    > Ольга Белова: /deputy
    Ольга Белова reads:
        Кто решает за тебя
        Пока никто. Когда тебя нет, планы команды ждут решения уровнем выше.

        Назначить: нажми имя или напиши /deputy Вера. На даты: /deputy Вера 30.11–4.12
        [Игорь Титов] [Вера Лис]
        [Анна Смирнова] [Пётр Иванов]
        [Дмитрий Орлов]
    > Анна Смирнова: /away 30.11–1.12
    Анна Смирнова sees changed:
        📝 План на 30 ноября – 4 декабря
        Сдать до пт 16:00. Согласует Ольга Белова.
        Короткая неделя, 24 ч: тебя не будет 2 дня.

        Показатели
        Лиды: какая цель?
        Трафик: какая цель?

        Задачи · 0 из 14,4–16,8 ч
        1. Созвон с Альфой · сколько часов?
            → конечный продукт?

        💡 1: с каким ответом или решением вернёшься?

        Ещё задача: новой строкой. Исправить: «Задачи», строка «2: 4ч» или правка своего сообщения.
        [Отправить]
        [Задачи] [Подсказки]
        [Отменить: добавлено «Созвон с Альфой»]
        [На эту неделю]
    Анна Смирнова reads:
        Записано: 30 ноября – 1 декабря

        🗓 Когда тебя не будет
        • 30 ноября – 1 декабря
        В эти дни не спрашиваю и не напоминаю. Часов на план в такую неделю меньше.

        Записать кнопкой или словами: /away 30.11–4.12 отпуск, /away завтра, /away до пт
        [Отменить 30 ноября – 1 декабря]
        [Сегодня] [Завтра]
        [Эта неделя] [Следующая неделя]
    ");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn the_company_may_change_its_mind_and_english_knows_one_you() {
    let office = Office::on("Thu 12:00").await;
    office.anna().says("/insight").await;
    assert_snapshot!(office.anna().reads(), @"Что говорят клиенты? Напишите одной строкой.");
    office.declares(&COMPANY.replace("country = \"RU\"", "country = \"RU\"\nformality = \"informal\"")).await;
    office.anna().says("/insight").await;
    assert_snapshot!(office.anna().reads(), @"Что говорят клиенты? Напиши одной строкой.");
    office.anna().says("/language").await;
    office.anna().taps("English").await;
    office.skip();
    office.anna().says("/insight").await;
    assert_snapshot!(office.anna().reads(), @"What do clients say? One line is enough.");
    office.skip();
    office.close().await;
}
