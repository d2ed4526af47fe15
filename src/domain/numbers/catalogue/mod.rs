//! The metrics that marketing, sales and support usually steer by, ready to be taken: by `preset = "…"` in `company.toml` or
//! by taps in chat. What a formula names stands here too, under the key it is named by.

mod line;

pub use line::MetricPuzzle;
pub use line::read_metric;

use rust_decimal::Decimal;

use crate::domain::company::{Aggregate, Direction, Function, Locale, Metric, MetricUnit};

use Aggregate::{Last, Mean, Sum};
use Direction::{Down, Up};
use Function::{Marketing, Sales, Support};
use MetricUnit::{Count, Hours, Money, Percent, Ratio};

/// A metric ready to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    /// Its name in `company.toml`, and the metric's key unless another is given.
    pub key: &'static str,
    /// Russian name, English name.
    names: (&'static str, &'static str),
    /// How its values are written.
    pub unit: MetricUnit,
    /// Which way is good.
    pub direction: Direction,
    /// How people's values make the team's.
    pub aggregate: Aggregate,
    /// For a derived one: over the keys of other presets.
    pub formula: Option<&'static str>,
    /// What it should never fall short of: digits, and how many of them stand after the point.
    threshold: Option<(i64, u32)>,
    /// Whose it usually is.
    pub function: Function,
}

/// The three departments of the funnel, in its order.
pub const FUNCTIONS: [Function; 3] = [Marketing, Sales, Support];

const fn typed(
    function: Function,
    key: &'static str,
    names: (&'static str, &'static str),
    unit: MetricUnit,
    direction: Direction,
    aggregate: Aggregate,
) -> Preset {
    Preset { key, names, unit, direction, aggregate, formula: None, threshold: None, function }
}

const fn derived(
    function: Function,
    key: &'static str,
    names: (&'static str, &'static str),
    unit: MetricUnit,
    direction: Direction,
    formula: &'static str,
) -> Preset {
    Preset { key, names, unit, direction, aggregate: Sum, formula: Some(formula), threshold: None, function }
}

/// All of them, by department, what one begins with first.
pub const PRESETS: &[Preset] = &[
    typed(Marketing, "traffic", ("Трафик", "Traffic"), Count, Up, Sum),
    typed(Marketing, "leads", ("Лиды", "Leads"), Count, Up, Sum),
    typed(Marketing, "qualified_leads", ("Квал. лиды", "Qualified leads"), Count, Up, Sum),
    typed(Marketing, "spend", ("Расход на маркетинг", "Marketing spend"), Money, Down, Sum),
    derived(Marketing, "cac", ("Цена клиента (CAC)", "Cost per customer (CAC)"), Money, Down, "spend / new_customers"),
    derived(Marketing, "cpl", ("Цена лида (CPL)", "Cost per lead (CPL)"), Money, Down, "spend / leads"),
    derived(
        Marketing,
        "lead_conversion",
        ("Лид → квал. лид", "Lead → qualified"),
        Percent,
        Up,
        "100 * qualified_leads / leads",
    ),
    derived(Marketing, "visit_conversion", ("Трафик → лид", "Traffic → lead"), Percent, Up, "100 * leads / traffic"),
    typed(Marketing, "ad_income", ("Доход с рекламы", "Income from ads"), Money, Up, Sum),
    derived(Marketing, "romi", ("ROMI", "ROMI"), Percent, Up, "100 * (ad_income - spend) / spend"),
    derived(
        Marketing,
        "marketing_share",
        ("Доля маркетинга в выручке", "Marketing share of revenue"),
        Percent,
        Down,
        "100 * spend / revenue",
    ),
    typed(Marketing, "impressions", ("Показы", "Impressions"), Count, Up, Sum),
    typed(Marketing, "clicks", ("Клики", "Clicks"), Count, Up, Sum),
    // Below, a channel is one to drop.
    Preset {
        threshold: Some((1, 1)),
        ..derived(Marketing, "ctr", ("CTR", "CTR"), Percent, Up, "100 * clicks / impressions")
    },
    derived(Marketing, "cpc", ("Цена клика (CPC)", "Cost per click (CPC)"), Money, Down, "spend / clicks"),
    typed(Marketing, "actions", ("Целевые действия", "Target actions"), Count, Up, Sum),
    derived(Marketing, "cpa", ("Цена действия (CPA)", "Cost per action (CPA)"), Money, Down, "spend / actions"),
    typed(Marketing, "engagement", ("Вовлечённость", "Engagement"), Percent, Up, Mean),
    typed(Marketing, "mentions", ("Упоминания", "Mentions"), Count, Up, Sum),
    typed(Marketing, "awareness", ("Узнаваемость", "Brand awareness"), Percent, Up, Last),
    typed(Marketing, "top_searches", ("Запросы в топ-10", "Top-10 search terms"), Count, Up, Last),
    typed(Marketing, "hypotheses_tested", ("Проверено гипотез", "Hypotheses tested"), Count, Up, Sum),
    typed(Sales, "revenue", ("Выручка", "Revenue"), Money, Up, Sum),
    typed(Sales, "new_customers", ("Новые клиенты", "New customers"), Count, Up, Sum),
    typed(Sales, "deals", ("Сделки", "Deals"), Count, Up, Sum),
    typed(Sales, "calls", ("Звонки", "Calls"), Count, Up, Sum),
    typed(Sales, "meetings", ("Встречи", "Meetings"), Count, Up, Sum),
    derived(
        Sales,
        "deal_conversion",
        ("Квал. лид → сделка", "Qualified → deal"),
        Percent,
        Up,
        "100 * deals / qualified_leads",
    ),
    derived(Sales, "sale_conversion", ("Трафик → сделка", "Traffic → deal"), Percent, Up, "100 * deals / traffic"),
    typed(Sales, "orders", ("Заказы", "Orders"), Count, Up, Sum),
    derived(Sales, "average_check", ("Средний чек", "Average order"), Money, Up, "revenue / orders"),
    typed(Sales, "ltv", ("Доход с клиента (LTV)", "Lifetime value (LTV)"), Money, Up, Last),
    Preset { threshold: Some((3, 0)), ..derived(Sales, "ltv_cac", ("LTV : CAC", "LTV : CAC"), Ratio, Up, "ltv / cac") },
    typed(Sales, "market_share", ("Доля рынка", "Market share"), Percent, Up, Last),
    typed(Support, "tickets", ("Обращения", "Tickets"), Count, Down, Sum),
    typed(Support, "resolved", ("Решено обращений", "Tickets resolved"), Count, Up, Sum),
    typed(Support, "first_reply", ("Время до ответа", "Time to first reply"), Hours, Down, Mean),
    typed(Support, "csat", ("Довольные клиенты", "Happy clients"), Percent, Up, Mean),
    typed(Support, "active_clients", ("Активные клиенты", "Active clients"), Count, Up, Last),
    typed(Support, "retention", ("Удержание", "Retention"), Percent, Up, Last),
    typed(Support, "repeat_purchases", ("Повторные покупки", "Repeat purchases"), Count, Up, Sum),
    typed(Support, "complaints", ("Жалобы", "Complaints"), Count, Down, Sum),
];

impl Preset {
    /// What people call it.
    pub fn name(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Ru => self.names.0,
            Locale::En => self.names.1,
        }
    }

    /// The metric it makes.
    pub fn metric(&self, locale: Locale) -> Metric {
        Metric {
            key: self.key.to_owned(),
            name: self.name(locale).to_owned(),
            unit: self.unit,
            direction: self.direction,
            aggregate: self.aggregate,
            formula: self.formula.map(str::to_owned),
            threshold: self.threshold.map(|(digits, scale)| Decimal::new(digits, scale)),
        }
    }
}

/// The preset of that key.
pub fn preset(key: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.key == key)
}

/// The keys of all presets.
pub fn keys() -> Vec<&'static str> {
    PRESETS.iter().map(|preset| preset.key).collect()
}

/// What a preset has to be taken with: the presets its formula names, and theirs, that are not among the `known` metrics. The
/// preset itself stands last.
pub fn with_parts(preset: &'static Preset, known: &[Metric]) -> Vec<&'static Preset> {
    fn gather(preset: &'static Preset, known: &[Metric], all: &mut Vec<&'static Preset>) {
        if known.iter().any(|metric| metric.key == preset.key) || all.contains(&preset) {
            return;
        }
        let parts = preset.formula.and_then(|text| crate::domain::numbers::formula::parse(text, &keys()).ok());
        for part in parts.iter().flat_map(crate::domain::numbers::formula::Formula::names).filter_map(self::preset) {
            gather(part, known, all);
        }
        all.push(preset);
    }
    let mut all = Vec::new();
    gather(preset, known, &mut all);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::numbers::formula::{cycle, parse};

    #[test]
    fn every_preset_can_be_taken() {
        for preset in PRESETS {
            assert_eq!(PRESETS.iter().filter(|p| p.key == preset.key).count(), 1, "{}", preset.key);
            assert!(preset.key.len() <= 20, "{} fits into a button", preset.key);
            for locale in [Locale::Ru, Locale::En] {
                assert!((2..=30).contains(&preset.name(locale).chars().count()), "{}", preset.key);
                let same = PRESETS.iter().filter(|p| p.name(locale) == preset.name(locale)).count();
                assert_eq!(same, 1, "{} has a name of its own", preset.key);
            }
            if let Some(formula) = preset.formula {
                parse(formula, &keys()).expect(preset.key);
            }
            assert_eq!(cycle(preset.key, |key| self::preset(key)?.formula), None);
        }
        for function in FUNCTIONS {
            assert!(PRESETS.iter().filter(|p| p.function == function).count() >= 5);
        }
    }

    #[test]
    fn a_preset_brings_what_its_formula_names() {
        let keys = |key: &str, known: &[Metric]| -> Vec<&str> {
            with_parts(preset(key).expect("a preset"), known).iter().map(|p| p.key).collect()
        };
        assert_eq!(keys("leads", &[]), ["leads"]);
        assert_eq!(keys("ltv_cac", &[]), ["ltv", "spend", "new_customers", "cac", "ltv_cac"]);
        let known = [preset("spend").expect("a preset").metric(Locale::Ru)];
        assert_eq!(keys("cac", &known), ["new_customers", "cac"]);
        assert!(keys("spend", &known).is_empty());
    }
}
