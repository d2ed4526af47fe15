//! Which language the bot speaks to somebody is for them to choose.

use insta::assert_snapshot;

use crate::office::{COMPANY, Office};

#[tokio::test]
async fn chosen_by_a_tap_and_kept_by_the_file() {
    let office = Office::on("Thu 12:00").await;
    office.anna().says("/language").await;
    office.anna().taps("English").await;
    assert_snapshot!(office.transcript(), @"
    == Thu 26.11 12:00
    > Анна Смирнова: /language
    Анна Смирнова reads:
        🌐 На каком языке говорить?
        Сейчас по-русски. Новые сообщения придут на выбранном языке, в прежних он сменится при первом изменении.
        [Русский] [English]
    > Анна Смирнова taps [English]
    Анна Смирнова glimpses «English from here on»
    Анна Смирнова sees changed:
        🌐 Which language shall I speak?
        English now. New messages come in the language you choose; older ones follow when they next change.
        [Русский] [English]
    ");
    let account = office.account("anna");
    let plan_in_menu = || {
        let menus = office.tg.commands();
        let menu = menus.iter().rfind(|menu| menu.scope.contains(&account.to_string())).expect("Anna has a menu");
        menu.commands.iter().find(|(name, _)| name == "plan").expect("with /plan").1.clone()
    };
    assert_eq!(plan_in_menu(), "plan for the week");
    office.anna().says("/add").await;
    assert_snapshot!(office.anna().reads(), @"There is no plan for this week to add to. Write one: /plan");
    // The company is declared anew, without a word on Anna's language.
    office.declares(&COMPANY.replace("name = \"ТП Лаб\"", "name = \"ТП\"")).await;
    office.anna().says("/cancel").await;
    assert_snapshot!(office.anna().reads(), @"There is nothing to cancel. What next: /help");
    // The others go on as they were.
    office.olga().says("/insight").await;
    assert_snapshot!(office.olga().reads(), @"Что говорят клиенты? Напишите одной строкой.");
    office.anna().taps("Русский").await;
    assert_eq!(plan_in_menu(), "план на неделю");
    office.skip();
    office.close().await;
}
