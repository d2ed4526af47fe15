//! Beginnings that several stories have in common.

use crate::office::{COMPANY, Office};

/// A time such as `Fri 14:00` of week 49 (30 November to 4 December). Anna's, Pyotr's and Olga's plans for that week were approved
/// in time, and last week's numbers are known.
pub async fn planned_week(time: &str) -> Office {
    week_of(COMPANY, time).await
}

/// Like [`planned_week`], in another company that has these people.
pub async fn week_of(company: &str, time: &str) -> Office {
    let office = Office::of(company, "Thu 15:00").await;
    office
        .anna()
        .says("План\nЛиды: 120\nТрафик: 15 000\nЛендинг «Ритейл» => принимает заявки ~ 6ч\nВебинар => 3 спикера подтверждены ~ 5ч")
        .await;
    office.anna().taps("Отправить").await;
    office.pyotr().says("План\nРасход на рекламу: 55 000\nКампания в Директе => 40 заявок ~ 8ч").await;
    office.pyotr().taps("Отправить").await;
    office.olga().taps("Утвердить все").await;
    office.olga().says("План\nНовые клиенты: 12\nБюджет на год => согласован с директором ~ 4ч").await;
    office.olga().taps("Отправить").await;
    office.dmitry().taps("Утвердить").await;
    office.goes_to("Sun 12:00").await;
    office.goes_to("Mon 08:00").await;
    for (key, metric, value) in
        [("anna", "leads", 110), ("anna", "traffic", 15_200), ("pyotr", "spend", 50_000), ("olga", "customers", 10)]
    {
        office.had(key, metric, value).await;
    }
    office.goes_to(time).await;
    office.skip();
    office
}
