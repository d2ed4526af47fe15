//! Group chats and channels.

use insta::assert_snapshot;
use planerka::render::buttons::{Action, GroupAction};
use serde_json::json;

use crate::office::{COMPANY, MARKETING, Office};

#[tokio::test]
async fn a_manager_links_a_group() {
    let company = COMPANY.replace("chat = -1001000000001\n", "");
    let office = Office::of(&company, "Fri 17:00").await;
    let group = office.tg.add_group("Маркетинг ТП", &[office.olga().account, office.anna().account]);
    office.settle().await;
    assert_snapshot!(office.transcript(), @"
    > the bot is brought into «Маркетинг ТП»
    Маркетинг ТП reads:
        Здравствуйте. Чтобы сводки приходили сюда, руководитель или администратор пишет здесь /link
    ");
    office.anna().says_in(group, "/link").await;
    office.olga().says_in(group, "/link@planerka_bot").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова in «Маркетинг ТП»: /link
    Маркетинг ТП reads:
        Привязать чат может руководитель команды или администратор.
    > Ольга Белова in «Маркетинг ТП»: /link@planerka_bot
    Маркетинг ТП reads:
        Что публиковать? Выберите команду или планёрку.
        [Сводка команды «Маркетинг»]
        [Повестка «Планёрка»]
    ");
    // Others may press, and nothing happens.
    office.anna().taps_in(group, "Маркетинг").await;
    office.olga().taps_in(group, "Маркетинг").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова in «Маркетинг ТП» taps [Сводка команды «Маркетинг»]
    Маркетинг ТП is told «Привязать чат может руководитель команды или администратор.»
    > Ольга Белова in «Маркетинг ТП» taps [Сводка команды «Маркетинг»]
    Маркетинг ТП reads:
        Готово. Сюда будет приходить: сводка команды «Маркетинг».
    ");
    office.goes_to("Fri 18:00").await;
    assert!(office.tg.latest(group).unwrap().text.starts_with("📊 Маркетинг"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn commands_in_groups_point_to_the_private_chat_and_talk_is_left_alone() {
    let office = Office::on("Thu 15:00").await;
    office.tg.set_privacy(false);
    office.anna().says_in(MARKETING, "Лиды: 120").await;
    office.anna().says_in(MARKETING, "/plan").await;
    office.anna().says_in(MARKETING, "/report@planerka_bot").await;
    office.anna().says_in(MARKETING, "/hypothesis Видео на лендинге").await;
    office.anna().says_in(MARKETING, "/dance").await;
    assert_snapshot!(office.transcript(), @"
    > Анна Смирнова in «Чат: Маркетинг»: Лиды: 120
    > Анна Смирнова in «Чат: Маркетинг»: /plan
    Чат: Маркетинг reads:
        Это удобнее в личном чате: @planerka_bot
    > Анна Смирнова in «Чат: Маркетинг»: /report@planerka_bot
    Чат: Маркетинг reads:
        Это удобнее в личном чате: @planerka_bot
    > Анна Смирнова in «Чат: Маркетинг»: /hypothesis Видео на лендинге
    Чат: Маркетинг reads:
        Это удобнее в личном чате: @planerka_bot
    > Анна Смирнова in «Чат: Маркетинг»: /dance
    ");
    assert_eq!(office.count("SELECT count(*) FROM plan WHERE json_array_length(draft, '$.targets') > 0").await, 0);
    office.close().await;
}

#[tokio::test]
async fn commands_for_another_bot_are_not_ours() {
    let office = Office::on("Thu 15:00").await;
    office.tg.set_privacy(false);
    office.skip();
    for text in ["/help@other_bot", "/link@other_bot", "/decision@other_bot Пишем", "/start@other_bot"] {
        office.olga().says_in(MARKETING, text).await;
    }
    assert!(!office.transcript().contains("reads"));
    office.olga().says_in(MARKETING, "/help@Planerka_Bot").await;
    assert!(office.transcript().contains("@planerka_bot"), "names of bots have no letter case");
    office.close().await;
}

#[tokio::test]
async fn whoever_heads_a_team_links_a_channel_whatever_the_file_calls_them() {
    let company =
        COMPANY.replace("role = \"manager\"\nposition = \"Руководитель поддержки\"", "position = \"Поддержка\"");
    let office = Office::of(&company, "Thu 15:00").await;
    let channel = -1_001_000_000_777;
    office.tg.add_channel_with_id(channel, "Сводки", true);
    let origin = json!({"type": "channel", "date": 1, "message_id": 5,
        "chat": {"id": channel, "type": "channel", "title": "Сводки"}});
    office.skip();
    office.vera().sends(json!({"text": "Пост", "forward_origin": origin})).await;
    assert!(office.vera().reads().contains("[Сводка команды «Поддержка»]"), "{}", office.vera().reads());
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_channel_is_linked_by_forwarding() {
    let office = Office::on("Fri 17:00").await;
    let channel = -1_001_000_000_777;
    office.tg.add_channel_with_id(channel, "Сводки", true);
    let origin = json!({"type": "channel", "date": 1, "message_id": 5,
        "chat": {"id": channel, "type": "channel", "title": "Сводки"}});
    office.olga().sends(json!({"text": "Пост", "forward_origin": origin.clone()})).await;
    office.olga().taps("Маркетинг").await;
    assert_snapshot!(office.transcript(), @"
    > Ольга Белова: Пост
    Ольга Белова reads:
        Что публиковать? Выберите команду или планёрку.
        [Сводка команды «Маркетинг»]
        [Повестка «Планёрка»]
    > Ольга Белова taps [Сводка команды «Маркетинг»]
    Ольга Белова reads:
        Готово. Сюда будет приходить: сводка команды «Маркетинг».
    ");
    // For others a task in a forwarded post is asked about: nobody said that it is theirs.
    office.anna().sends(json!({"text": "Статья => опубликована ~ 3ч", "forward_origin": origin})).await;
    assert!(!office.transcript().contains("1. Статья"));
    office.anna().taps("В план").await;
    assert!(office.transcript().contains("1. Статья"));
    office.goes_to("Fri 18:00").await;
    assert!(office.tg.latest(channel).unwrap().text.starts_with("📊 Маркетинг"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_forged_link_reaches_no_chat_the_button_does_not_stand_in() {
    let office = Office::on("Thu 15:00").await;
    let before = office.count("SELECT revision FROM company").await;
    office.igor().forges_action(Action::Group(GroupAction::LinkTeam { team: 1, chat: -5 })).await;
    office.igor().forges_action(Action::Group(GroupAction::LinkSync { sync: 99, chat: -5 })).await;
    office.anna().forges_action(Action::Group(GroupAction::LinkSync { sync: 1, chat: office.anna().account })).await;
    assert_snapshot!(office.transcript(), @"
    > Игорь Титов taps [lt:1:-5]
    Игорь Титов is told «Привязать чат может руководитель команды или администратор.»
    > Игорь Титов taps [ls:99:-5]
    Игорь Титов is told «Привязать чат может руководитель команды или администратор.»
    > Анна Смирнова taps [ls:1:1003]
    Анна Смирнова is told «Привязать чат может руководитель команды или администратор.»
    ");
    assert_eq!(office.count("SELECT revision FROM company").await, before);
    office.close().await;
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_is_followed() {
    let company = COMPANY.replace("chat = -1001000000001", "chat = -500");
    let office = Office::of(&company, "Fri 17:00").await;
    let new = office.tg.migrate(-500);
    office.settle().await;
    office.goes_to("Fri 18:00").await;
    assert!(office.tg.latest(new).unwrap().text.starts_with("📊 Маркетинг"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_chat_the_bot_was_taken_out_of() {
    let office = Office::on("Fri 17:00").await;
    office.tg.kick_bot(MARKETING);
    office.settle().await;
    office.skip();
    office.goes_to("Fri 18:00").await;
    let news = office.transcript();
    let olga: Vec<&str> = news.split("Ольга Белова reads:").skip(1).collect();
    assert_snapshot!(olga.last().unwrap().lines().take(4).collect::<Vec<_>>().join("\n"), @"

        Не могу писать в чат «Маркетинг»: бота оттуда убрали. Верните его или привяжите другой чат, написав там /link. Что не дошло, уйдёт само.
    Чат: Продажи reads:
        📊 Продажи, неделя 48: планов на неделю не было
    ");
    office.cannot_deliver_to(MARKETING);
    office.close().await;
}
