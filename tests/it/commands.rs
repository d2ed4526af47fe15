//! Commands there are not.

use insta::assert_snapshot;

use crate::office::{MARKETING, Office};

#[tokio::test]
async fn a_slip_of_the_finger_finds_the_nearest_command() {
    let office = Office::on("Thu 12:00").await;
    for slip in ["/repotr", "/Plans", "/setings", "/hipothesis", "/dance", "/inbxo", "/план", "/"] {
        office.anna().says(slip).await;
    }
    // Olga has commands that Anna has not.
    office.olga().says("/inbxo").await;
    assert_snapshot!(office.transcript(), @"
    == Thu 26.11 12:00
    > Анна Смирнова: /repotr
    Анна Смирнова reads:
        Такой команды нет. Может быть, /report? Всё, что я умею: /help
    > Анна Смирнова: /Plans
    Анна Смирнова reads:
        Такой команды нет. Может быть, /plan? Всё, что я умею: /help
    > Анна Смирнова: /setings
    Анна Смирнова reads:
        Такой команды нет. Что я умею: /help
    > Анна Смирнова: /hipothesis
    Анна Смирнова reads:
        Такой команды нет. Может быть, /hypothesis? Всё, что я умею: /help
    > Анна Смирнова: /dance
    Анна Смирнова reads:
        Такой команды нет. Что я умею: /help
    > Анна Смирнова: /inbxo
    Анна Смирнова reads:
        Такой команды нет. Что я умею: /help
    > Анна Смирнова: /план
    Анна Смирнова reads:
        Такой команды нет. Что я умею: /help
    > Анна Смирнова: /
    Анна Смирнова reads:
        Такой команды нет. Что я умею: /help
    > Ольга Белова: /inbxo
    Ольга Белова reads:
        Такой команды нет. Может быть, /inbox? Всё, что я умею: /help
    ");
    office.anna().says_in(MARKETING, "/repotr").await;
    assert_snapshot!(office.transcript(), @"> Анна Смирнова in «Чат: Маркетинг»: /repotr");
    office.close().await;
}
