//! The HTTP server: `/bot<TOKEN>/<Method>`, and the failures that stories can order.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequest, Multipart, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use axum::{Form, Router};
use serde_json::{Map, Value, json};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep, timeout_at};

use crate::sandbox::faults::Fault;
use crate::sandbox::params::{Params, Refusal, Upload};
use crate::sandbox::shared::Shared;
use crate::sandbox::standing::migrate;
use crate::sandbox::world::BOT_TOKEN;
use crate::sandbox::{faults, methods};

/// The longest request body, in bytes.
const BODY: usize = 64 << 20;

/// Serves until the task is aborted.
pub(super) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let router = Router::new().fallback(handle).layer(DefaultBodyLimit::max(BODY)).with_state(shared);
    let service = router.into_make_service_with_connect_info::<Line>();
    if let Err(error) = axum::serve(Cuttable(listener), service).await {
        tracing::error!(%error, "the sandbox's server ended");
    }
}

async fn handle(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Result<Response, Infallible> {
    Ok(answer(&shared, &line, request).await)
}

async fn answer(shared: &Shared, line: &Line, request: Request) -> Response {
    let path = request.uri().path().replace("%3A", ":").replace("%3a", ":");
    if let Some(id) = path.strip_prefix("/file/bot").and_then(|p| p.strip_prefix(BOT_TOKEN)?.strip_prefix("/files/")) {
        return match shared.lock().file(id) {
            Some(file) => Response::new(Body::from(file.bytes.clone())),
            None => reply(404, Refusal { code: 404, description: "Not Found".into(), parameters: None }.to_json()),
        };
    }
    let Some((token, method)) = path.strip_prefix("/bot").and_then(|p| p.split_once('/')) else {
        return reply(404, refusal(404, "Not Found"));
    };
    if token != BOT_TOKEN {
        return reply(401, refusal(401, "Unauthorized"));
    }
    let params = match read(request).await {
        Ok(params) => params,
        Err(e) => return reply(e.code, e.to_json()),
    };
    let fault = {
        let mut world = shared.lock();
        *world.calls.entry(method.to_ascii_lowercase()).or_default() += 1;
        faults::take(&mut world.faults, method, params.chat())
    };
    match fault {
        None => perform(shared, method, &params).await,
        Some(Fault::TooManyRequests { retry_after }) => reply(429, Refusal::too_many(retry_after).to_json()),
        Some(Fault::Server { status }) => {
            let words = StatusCode::from_u16(status).ok().and_then(|s| s.canonical_reason()).unwrap_or("Error");
            reply(status, refusal(status, words))
        }
        Some(Fault::Hang { millis }) => {
            sleep(Duration::from_millis(millis)).await;
            perform(shared, method, &params).await
        }
        Some(Fault::HangAfter { millis }) => {
            let response = perform(shared, method, &params).await;
            sleep(Duration::from_millis(millis)).await;
            response
        }
        Some(Fault::Cut) => line.cut(),
        Some(Fault::CutAfter) => {
            perform(shared, method, &params).await;
            line.cut()
        }
        Some(Fault::Raw { status, body }) => reply(status, body),
        Some(Fault::Migrate) => {
            if let Some(chat) = params.chat() {
                migrate(&mut shared.lock(), chat);
            }
            perform(shared, method, &params).await
        }
    }
}

async fn perform(shared: &Shared, method: &str, params: &Params) -> Response {
    if method.eq_ignore_ascii_case("getUpdates") {
        return match get_updates(shared, params).await {
            Ok(list) => reply(200, format!("{{\"ok\":true,\"result\":{list}}}")),
            Err(e) => reply(e.code, e.to_json()),
        };
    }
    let mut world = shared.lock();
    match methods::call(&mut world, method, params) {
        Some(Ok(result)) => reply(200, json!({"ok": true, "result": result}).to_string()),
        Some(Err(e)) => reply(e.code, e.to_json()),
        None => {
            world.unknown.push(method.to_owned());
            tracing::warn!(method, "the sandbox does not know this method");
            reply(404, refusal(404, "Not Found: method not found"))
        }
    }
}

async fn get_updates(shared: &Shared, p: &Params) -> Result<String, Refusal> {
    let allowed = p
        .json("allowed_updates")?
        .map(|v| v.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect());
    let limit = p.int("limit").and_then(|n| usize::try_from(n).ok()).filter(|n| (1..=100).contains(n)).unwrap_or(100);
    let wait = p.int("timeout").unwrap_or(0).clamp(0, 50).unsigned_abs();
    let deadline = Instant::now() + Duration::from_secs(wait);
    let (epoch, arrived) = {
        let mut world = shared.lock();
        let now = world.now();
        (world.updates.begin(now, p.int("offset").unwrap_or(0), allowed), world.updates.arrived())
    };
    let mut over = wait == 0;
    loop {
        let mut news = std::pin::pin!(arrived.notified());
        news.as_mut().enable();
        match shared.lock().updates.batch(epoch, limit) {
            None => {
                let words =
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
                return Err(Refusal { code: 409, description: words.to_owned(), parameters: None });
            }
            Some((n, list)) if n > 0 || over => return Ok(list),
            Some(_) => {}
        }
        over = timeout_at(deadline, news).await.is_err();
    }
}

fn refusal(code: u16, description: &str) -> String {
    Refusal { code, description: description.to_owned(), parameters: None }.to_json()
}

fn reply(status: u16, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// Reads the parameters of a call from the query and from a body of any kind that Telegram takes.
async fn read(request: Request) -> Result<Params, Refusal> {
    let mut params = Params::default();
    if let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(request.uri()) {
        params.fields.extend(pairs.into_iter().map(|(k, v)| (k, Value::String(v))));
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "application/json" => {
            let wrong = || Refusal::bad("can't parse JSON object");
            let bytes = to_bytes(request.into_body(), BODY).await.map_err(|_| wrong())?;
            if !bytes.is_empty() {
                params.fields.extend(serde_json::from_slice::<Map<String, Value>>(&bytes).map_err(|_| wrong())?);
            }
        }
        "application/x-www-form-urlencoded" => {
            let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
            let Form(pairs) = form.map_err(|_| Refusal::bad("can't parse form"))?;
            params.fields.extend(pairs.into_iter().map(|(k, v)| (k, Value::String(v))));
        }
        "multipart/form-data" => multipart(request, &mut params).await?,
        _ => {}
    }
    Ok(params)
}

async fn multipart(request: Request, params: &mut Params) -> Result<(), Refusal> {
    let wrong = || Refusal::bad("can't parse multipart form data");
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| wrong())?;
    while let Some(part) = parts.next_field().await.map_err(|_| wrong())? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|_| wrong())?;
        match file {
            Some(file) => {
                params.files.insert(name, Upload { name: file, bytes });
            }
            None => {
                let text =
                    String::from_utf8(bytes.to_vec()).map_err(|_| Refusal::bad("strings must be encoded in UTF-8"))?;
                params.fields.insert(name, Value::String(text));
            }
        }
    }
    Ok(())
}

/// A handle by which a request's connection can be cut.
#[derive(Clone)]
struct Line(Arc<AtomicBool>);

impl Line {
    /// Makes the server close the connection without answering. The response returned is never sent.
    fn cut(&self) -> Response {
        self.0.store(true, Ordering::SeqCst);
        Response::new(Body::empty())
    }
}

impl Connected<IncomingStream<'_, Cuttable>> for Line {
    fn connect_info(stream: IncomingStream<'_, Cuttable>) -> Self {
        stream.io().line.clone()
    }
}

/// Accepts connections that can be cut.
struct Cuttable(TcpListener);

impl Listener for Cuttable {
    type Io = Stream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Stream, SocketAddr) {
        loop {
            if let Ok((tcp, address)) = self.0.accept().await {
                let _ = tcp.set_nodelay(true);
                return (Stream { tcp, line: Line(Arc::default()) }, address);
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

struct Stream {
    tcp: TcpStream,
    line: Line,
}

impl Stream {
    fn check(&self) -> io::Result<()> {
        if self.line.0.load(Ordering::SeqCst) { Err(io::ErrorKind::ConnectionReset.into()) } else { Ok(()) }
    }
}

impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_read(cx, buf)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.tcp).poll_write(cx, buf)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.tcp).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(cx)
    }
}
