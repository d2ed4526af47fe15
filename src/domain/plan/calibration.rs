//! What a person's tasks usually take of what the person estimates.
//!
//! The rule is the median of the log accuracy ratio, ln(took / estimated), over finished tasks (Morley, Brito, Welling:
//! "Measures of Model Performance Based on the Log Accuracy Ratio", Space Weather 16, 2018): too long and too short count
//! alike, large and small tasks too, and less than half of the tasks can be as far off as they like without moving it
//! beyond the others. It is only ever compared with the person's own guesses, never with what it made of them, or it would
//! feed on itself.

use crate::domain::plan::draft::{Calibrated, Draft, DraftTask};

/// Fewer finished tasks say nothing of what is usual.
pub const LEAST_TASKS: usize = 8;
/// From so much off on it matters, in thousandths: 15 % more, or as much less.
const MATTERS: (u32, u32) = (870, 1150);
/// A ratio further off is taken for this: nobody's usual week is four times as long.
const BOUNDS: (f64, f64) = (0.25, 4.0);
/// Estimates are made in half hours.
const STEP: u32 = 30;
/// The longest estimate: the minutes of a week.
const LONGEST: u32 = 7 * 24 * 60;

/// A finished task, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finished {
    /// The person's own estimate.
    pub own: u32,
    /// What it took.
    pub took: u32,
}

/// How much longer a person's tasks usually take, in thousandths: 1400 is 1.4 times as long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ratio(pub u32);

/// The usual ratio; none where too few tasks say so.
pub fn usual(finished: &[Finished]) -> Option<Ratio> {
    let known = finished.iter().filter(|task| task.own > 0 && task.took > 0);
    let mut ratios: Vec<f64> = known.map(|task| f64::from(task.took) / f64::from(task.own)).collect();
    if ratios.len() < LEAST_TASKS {
        return None;
    }
    ratios.sort_by(f64::total_cmp);
    // The median of logarithms is the logarithm of the median; between two, the mean of logarithms is the geometric mean.
    let (low, high) = (ratios.get((ratios.len() - 1) / 2)?, ratios.get(ratios.len() / 2)?);
    let median = (low * high).sqrt().clamp(BOUNDS.0, BOUNDS.1);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 250 and 4000")]
    Some(Ratio((median * 1000.0).round() as u32))
}

impl Ratio {
    /// Whether it is far enough from one to be worth a word.
    pub fn matters(self) -> bool {
        self.0 <= MATTERS.0 || self.0 >= MATTERS.1
    }

    /// What an estimate usually becomes, to the half hour.
    pub fn of(self, minutes: u32) -> u32 {
        let exact = u64::from(minutes) * u64::from(self.0);
        let steps = (exact + u64::from(STEP) * 500) / (u64::from(STEP) * 1000);
        u32::try_from(steps).unwrap_or(u32::MAX).saturating_mul(STEP).clamp(STEP, LONGEST)
    }
}

impl DraftTask {
    /// What the estimate was corrected from and to; none where it never was, or the author has estimated anew since.
    pub fn calibration(&self) -> Option<Calibrated> {
        self.calibrated.filter(|known| self.minutes == Some(known.to))
    }

    /// What the ratio would make of the author's estimate; none where it has, or it would change nothing.
    fn calibrated_by(&self, ratio: Ratio) -> Option<Calibrated> {
        let own = self.minutes.filter(|own| *own > 0 && self.calibration().is_none())?;
        let to = ratio.of(own);
        (to != own).then_some(Calibrated { own, to })
    }
}

impl Draft {
    /// Sum of the estimates if the ratio were taken into all of them, in minutes; none where it is in all of them.
    pub fn minutes_by(&self, ratio: Ratio) -> Option<u32> {
        let would = |task: &DraftTask| task.calibrated_by(ratio).map(|new| new.to);
        let any = self.tasks.iter().any(|task| would(task).is_some());
        any.then(|| self.tasks.iter().filter_map(|task| would(task).or(task.minutes)).sum())
    }

    /// Takes the ratio into all estimates it is not in yet; true where that changed any.
    pub fn calibrate(&mut self, ratio: Ratio) -> bool {
        let mut any = false;
        for task in &mut self.tasks {
            if let Some(new) = task.calibrated_by(ratio) {
                (task.minutes, task.calibrated) = (Some(new.to), Some(new));
                any = true;
            }
        }
        any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finished(list: &[(u32, u32)]) -> Vec<Finished> {
        list.iter().map(|(own, took)| Finished { own: *own, took: *took }).collect()
    }

    fn draft(minutes: &[u32]) -> Draft {
        let task = |minutes: &u32| DraftTask { minutes: Some(*minutes), ..DraftTask::default() };
        Draft { tasks: minutes.iter().map(task).collect(), ..Draft::default() }
    }

    #[test]
    fn eight_tasks_say_what_is_usual_and_seven_do_not() {
        let tasks = finished(&[(60, 84); 8]);
        assert_eq!(usual(&tasks), Some(Ratio(1400)));
        assert_eq!(usual(&tasks[..7]), None);
        // What was not estimated, or took nothing, does not count.
        assert_eq!(
            usual(&finished(&[(60, 84), (60, 84), (60, 84), (60, 84), (60, 84), (60, 84), (60, 84), (0, 9)])),
            None
        );
    }

    #[test]
    fn it_matters_from_fifteen_per_cent_on() {
        let matters: Vec<bool> = [860, 880, 1000, 1140, 1150].map(|mille| Ratio(mille).matters()).to_vec();
        assert_eq!(matters, [true, false, false, false, true]);
    }

    #[test]
    fn estimates_go_to_the_half_hour_once_and_a_new_one_is_the_authors_own() {
        let mut plan = draft(&[300, 120, 30]);
        let ratio = Ratio(1400);
        assert_eq!(plan.minutes_by(ratio), Some(420 + 180 + 30), "a half hour stays one: 42 minutes are nearer to it");
        assert!(plan.calibrate(ratio));
        assert_eq!(plan.tasks[0].calibration(), Some(Calibrated { own: 300, to: 420 }));
        assert_eq!((plan.minutes_by(ratio), plan.calibrate(ratio)), (None, false));
        plan.tasks[0].minutes = Some(240);
        assert_eq!((plan.tasks[0].calibration(), plan.minutes_by(ratio)), (None, Some(330 + 180 + 30)));
    }

    fn tasks(least: usize) -> impl Strategy<Value = Vec<Finished>> {
        let one = (1u32..1000, 1u32..1000).prop_map(|(own, took)| Finished { own, took });
        prop::collection::vec(one, least..40)
    }

    proptest! {
        #[test]
        fn outliers_do_not_move_it_beyond_the_others(
            mut all in tasks(8), wild in prop::collection::vec((1u32..100_000, 1u32..100_000), 0..7),
        ) {
            let ratio = |t: &Finished| f64::from(t.took) / f64::from(t.own);
            let (low, high) = all.iter().map(ratio).fold((f64::MAX, f64::MIN), |(l, h), r| (l.min(r), h.max(r)));
            let (low, high) = (low.clamp(BOUNDS.0, BOUNDS.1), high.clamp(BOUNDS.0, BOUNDS.1));
            all.extend(finished(&wild));
            let mille = f64::from(usual(&all).expect("enough tasks").0);
            prop_assert!((low * 1000.0 - 1.0..=high * 1000.0 + 1.0).contains(&mille), "{low} {mille} {high}");
        }

        #[test]
        fn neither_size_nor_order_matters(all in tasks(8), scale in 1u32..50, by in 0usize..40) {
            let mut other: Vec<Finished> =
                all.iter().map(|t| Finished { own: t.own * scale, took: t.took * scale }).collect();
            let by = by % other.len();
            other.rotate_left(by);
            prop_assert_eq!(usual(&other), usual(&all));
        }

        #[test]
        fn too_long_and_too_short_count_alike(all in tasks(8)) {
            let turned: Vec<Finished> = all.iter().map(|t| Finished { own: t.took, took: t.own }).collect();
            let (one, other) = (usual(&all).expect("enough"), usual(&turned).expect("enough"));
            let product = f64::from(one.0) * f64::from(other.0) / 1e6;
            prop_assert!((product - 1.0).abs() < 0.005, "{one:?} {other:?}");
        }

        #[test]
        fn once_taken_in_it_is_in(minutes in prop::collection::vec(0u32..2000, 0..20), mille in 250u32..4000) {
            let (ratio, mut plan) = (Ratio(mille), draft(&minutes));
            let promised = plan.minutes_by(ratio);
            prop_assert_eq!(plan.calibrate(ratio), promised.is_some());
            prop_assert_eq!(plan.minutes(), promised.unwrap_or(minutes.iter().sum()));
            prop_assert_eq!((plan.minutes_by(ratio), plan.calibrate(ratio)), (None, false));
            for (task, own) in plan.tasks.iter().zip(&minutes) {
                prop_assert_eq!(task.calibration().map_or(task.minutes, |known| Some(known.own)), Some(*own));
            }
            let kept: Draft = serde_json::from_str(&serde_json::to_string(&plan).expect("JSON")).expect("a draft");
            prop_assert_eq!(kept, plan);
        }
    }
}
