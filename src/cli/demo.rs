//! `planerka demo`: one whole week on the sandbox.

use super::DemoArgs;

#[expect(clippy::unused_async, reason = "plays the demo, which waits")]
pub(super) async fn demo(args: DemoArgs) -> anyhow::Result<String> {
    // Dispatch: crate::demo::play(args.db.as_deref(), args.lang.into()).await
    let _ = args;
    anyhow::bail!("the demo is not built in yet")
}
