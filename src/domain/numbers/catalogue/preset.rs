//! The metrics that marketing, sales and support usually steer by.
//!
//! A metric that a formula names is a preset too, under the key by which the formula names it.

use rust_decimal::Decimal;

use crate::domain::company::{Aggregate, Direction, Function, Locale, Metric, MetricUnit};
use crate::domain::numbers::formula::{self, Formula};

use Aggregate::{Last, Mean, Sum};
use Direction::{Down, Up};
use Function::{Marketing, Sales, Support};
use MetricUnit::{Count, Hours, Money, Percent, Ratio};

/// A ready-made metric.
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
    /// How people's values make the team's value.
    pub aggregate: Aggregate,
    /// How a derived metric is computed, over the keys of other presets.
    pub formula: Option<&'static str>,
    /// What it should never be worse than: the digits, and how many of them are decimals. (1, 1) is 0.1.
    threshold: Option<(i64, u32)>,
    /// The department that usually answers for it.
    pub function: Function,
}

/// The departments that have presets, in the order of the funnel.
pub const FUNCTIONS: [Function; 3] = [Marketing, Sales, Support];

/// The two kinds of rows of [`PRESETS`], each begun by the department that usually answers for the metric.
impl Function {
    /// A metric whose numbers people type.
    const fn typed(
        self,
        key: &'static str,
        names: (&'static str, &'static str),
        unit: MetricUnit,
        direction: Direction,
        aggregate: Aggregate,
    ) -> Preset {
        Preset { key, names, unit, direction, aggregate, formula: None, threshold: None, function: self }
    }

    /// A metric that a formula computes from others.
    const fn derived(
        self,
        key: &'static str,
        names: (&'static str, &'static str),
        unit: MetricUnit,
        direction: Direction,
        formula: &'static str,
    ) -> Preset {
        Preset { formula: Some(formula), ..self.typed(key, names, unit, direction, Sum) }
    }
}

/// All presets, by department; within a department those that companies begin with come first.
pub const PRESETS: &[Preset] = &[
    Marketing.typed("traffic", ("Трафик", "Traffic"), Count, Up, Sum),
    Marketing.typed("leads", ("Лиды", "Leads"), Count, Up, Sum),
    Marketing.typed("qualified_leads", ("Квал. лиды", "Qualified leads"), Count, Up, Sum),
    Marketing.typed("spend", ("Расход на маркетинг", "Marketing spend"), Money, Down, Sum),
    Marketing.derived("cac", ("Цена клиента (CAC)", "Cost per customer (CAC)"), Money, Down, "spend / new_customers"),
    Marketing.derived("cpl", ("Цена лида (CPL)", "Cost per lead (CPL)"), Money, Down, "spend / leads"),
    Marketing.derived(
        "lead_conversion",
        ("Лид → квал. лид", "Lead → qualified"),
        Percent,
        Up,
        "100 * qualified_leads / leads",
    ),
    Marketing.derived("visit_conversion", ("Трафик → лид", "Traffic → lead"), Percent, Up, "100 * leads / traffic"),
    Marketing.typed("ad_income", ("Доход с рекламы", "Income from ads"), Money, Up, Sum),
    Marketing.derived("romi", ("ROMI", "ROMI"), Percent, Up, "100 * (ad_income - spend) / spend"),
    Marketing.derived(
        "marketing_share",
        ("Доля маркетинга в выручке", "Marketing share of revenue"),
        Percent,
        Down,
        "100 * spend / revenue",
    ),
    Marketing.typed("impressions", ("Показы", "Impressions"), Count, Up, Sum),
    Marketing.typed("clicks", ("Клики", "Clicks"), Count, Up, Sum),
    // A channel with fewer clicks than 0.1 % of its impressions is one to drop.
    Preset {
        threshold: Some((1, 1)),
        ..Marketing.derived("ctr", ("CTR", "CTR"), Percent, Up, "100 * clicks / impressions")
    },
    Marketing.derived("cpc", ("Цена клика (CPC)", "Cost per click (CPC)"), Money, Down, "spend / clicks"),
    Marketing.typed("actions", ("Целевые действия", "Target actions"), Count, Up, Sum),
    Marketing.derived("cpa", ("Цена действия (CPA)", "Cost per action (CPA)"), Money, Down, "spend / actions"),
    Marketing.typed("engagement", ("Вовлечённость", "Engagement"), Percent, Up, Mean),
    Marketing.typed("mentions", ("Упоминания", "Mentions"), Count, Up, Sum),
    Marketing.typed("awareness", ("Узнаваемость", "Brand awareness"), Percent, Up, Last),
    Marketing.typed("top_searches", ("Запросы в топ-10", "Top-10 search terms"), Count, Up, Last),
    Marketing.typed("hypotheses_tested", ("Проверено гипотез", "Hypotheses tested"), Count, Up, Sum),
    Sales.typed("revenue", ("Выручка", "Revenue"), Money, Up, Sum),
    Sales.typed("new_customers", ("Новые клиенты", "New customers"), Count, Up, Sum),
    Sales.typed("deals", ("Сделки", "Deals"), Count, Up, Sum),
    Sales.typed("calls", ("Звонки", "Calls"), Count, Up, Sum),
    Sales.typed("meetings", ("Встречи", "Meetings"), Count, Up, Sum),
    Sales.derived(
        "deal_conversion",
        ("Квал. лид → сделка", "Qualified → deal"),
        Percent,
        Up,
        "100 * deals / qualified_leads",
    ),
    Sales.derived("sale_conversion", ("Трафик → сделка", "Traffic → deal"), Percent, Up, "100 * deals / traffic"),
    Sales.typed("orders", ("Заказы", "Orders"), Count, Up, Sum),
    Sales.derived("average_check", ("Средний чек", "Average order"), Money, Up, "revenue / orders"),
    Sales.typed("ltv", ("Доход с клиента (LTV)", "Lifetime value (LTV)"), Money, Up, Last),
    Preset { threshold: Some((3, 0)), ..Sales.derived("ltv_cac", ("LTV : CAC", "LTV : CAC"), Ratio, Up, "ltv / cac") },
    Sales.typed("market_share", ("Доля рынка", "Market share"), Percent, Up, Last),
    Support.typed("tickets", ("Обращения", "Tickets"), Count, Down, Sum),
    Support.typed("resolved", ("Решено обращений", "Tickets resolved"), Count, Up, Sum),
    Support.typed("first_reply", ("Время до ответа", "Time to first reply"), Hours, Down, Mean),
    Support.typed("csat", ("Довольные клиенты", "Happy clients"), Percent, Up, Mean),
    Support.typed("active_clients", ("Активные клиенты", "Active clients"), Count, Up, Last),
    Support.typed("retention", ("Удержание", "Retention"), Percent, Up, Last),
    Support.typed("repeat_purchases", ("Повторные покупки", "Repeat purchases"), Count, Up, Sum),
    Support.typed("complaints", ("Жалобы", "Complaints"), Count, Down, Sum),
];

impl Preset {
    /// What people call it.
    pub fn name(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Ru => self.names.0,
            Locale::En => self.names.1,
        }
    }

    /// The metric that a company gets, named in its language.
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

/// The preset that people call so, in either language.
pub fn named(name: &str) -> Option<&'static Preset> {
    let folded = name.trim().to_lowercase();
    PRESETS.iter().find(|preset| [preset.names.0, preset.names.1].iter().any(|known| known.to_lowercase() == folded))
}

/// The keys of all presets.
pub fn keys() -> Vec<&'static str> {
    PRESETS.iter().map(|preset| preset.key).collect()
}

/// A preset, last, and before it those it cannot be computed without: the presets its formula names, those that their formulas
/// name, and so on. Metrics that are `known` already are left out.
pub fn with_parts(preset: &'static Preset, known: &[Metric]) -> Vec<&'static Preset> {
    fn gather(preset: &'static Preset, known: &[Metric], all: &mut Vec<&'static Preset>) {
        if known.iter().any(|metric| metric.key == preset.key) || all.contains(&preset) {
            return;
        }
        let parts = preset.formula.and_then(|text| formula::parse(text, &keys()).ok());
        for part in parts.iter().flat_map(Formula::names).filter_map(self::preset) {
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
