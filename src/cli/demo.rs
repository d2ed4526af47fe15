//! `planerka demo`: one whole week on the sandbox.

use crate::cli::arguments::DemoArgs;

pub(super) async fn demo(args: DemoArgs) -> anyhow::Result<String> {
    crate::demo::play(args.db.as_deref(), args.lang.into()).await
}
