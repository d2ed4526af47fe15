//! The command line. Stub for tests until the real one comes.

use anyhow::Context as _;
use planerka::app::App;
use planerka::clock::Clock;
use planerka::storage::Db;
use planerka::texts::Texts;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let setting = |name: &'static str| std::env::var(name).context(name);
    let bot = teloxide::Bot::new(setting("PLANERKA_TOKEN")?).set_api_url(setting("PLANERKA_API_URL")?.parse()?);
    let db = Db::open(setting("PLANERKA_DB")?.as_ref()).await?;
    let app = App::new(db.clone(), Clock::system(), Texts::load()?, bot);
    let mut term = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    app.run(async move {
        term.recv().await;
    })
    .await?;
    db.close().await;
    Ok(())
}
