//! Connections, from the first to the last.

use crate::app::{App, Counted};
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::serve::Listener;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::timeout;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// The time for which connections without a request stay open at the end. A client that keeps its
/// connection may just have sent the next request, and would not know if it had been answered.
const LINGER: Duration = Duration::from_millis(500);

/// The time in which connections that have been begun are accepted at the end.
const LAST_ACCEPTED: Duration = Duration::from_millis(50);

/// The largest head of a request.
const HEAD_BYTES: usize = 64 << 10;

/// Limits on connections.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) connections: usize,
    pub(crate) idle: Duration,
    pub(crate) grace: Duration,
}

/// Connections that are accepted and served.
pub(crate) struct Connections {
    app: Arc<App>,
    router: Router,
    limits: Limits,
    /// A permit for each connection that there may be.
    slots: Arc<Semaphore>,
    closing: watch::Sender<bool>,
}

impl Connections {
    pub(crate) fn new(app: &Arc<App>, limits: Limits) -> Self {
        // More permits than a semaphore takes are no limit.
        let connections = limits.connections.min(Semaphore::MAX_PERMITS).min(u32::MAX as usize);
        Connections {
            app: Arc::clone(app),
            router: app.router(),
            limits: Limits { connections, ..limits },
            slots: Arc::new(Semaphore::new(connections)),
            closing: watch::Sender::new(false),
        }
    }

    /// Accepts connections until `stop`, and those that have been waiting then.
    pub(crate) async fn accept(&self, mut listener: TcpListener, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        loop {
            let next = async {
                // The semaphore is never closed.
                let slot = Arc::clone(&self.slots).acquire_owned().await.ok()?;
                Some((slot, Listener::accept(&mut listener).await.0))
            };
            tokio::select! {
                biased;
                () = &mut stop => break,
                accepted = next => {
                    let Some((slot, stream)) = accepted else { break };
                    self.serve(stream, slot);
                }
            }
        }
        // In this order: a client whose connection is closed would find the port open and connect
        // again.
        refuse_more(&listener);
        self.accept_waiting(listener).await;
        self.app.close();
        self.closing.send_replace(true);
    }

    /// Accepts the connections that the system has accepted already: their clients may have sent
    /// requests.
    async fn accept_waiting(&self, mut listener: TcpListener) {
        let all = async {
            while let Ok(slot) = Arc::clone(&self.slots).try_acquire_owned() {
                self.serve(Listener::accept(&mut listener).await.0, slot);
            }
        };
        let _ = timeout(LAST_ACCEPTED, all).await;
    }

    /// Waits until all connections have ended; returns the number of those that have not in time.
    pub(crate) async fn end(&self) -> usize {
        let all = u32::try_from(self.limits.connections).unwrap_or(u32::MAX);
        match timeout(self.limits.grace, self.slots.acquire_many(all)).await {
            Ok(_) => 0,
            Err(_) => self.open(),
        }
    }

    /// Returns the number of connections.
    pub(crate) fn open(&self) -> usize {
        self.limits.connections - self.slots.available_permits()
    }

    fn serve(&self, stream: TcpStream, slot: OwnedSemaphorePermit) {
        let (app, router) = (Arc::clone(&self.app), self.router.clone());
        let (limits, closing) = (self.limits, self.closing.subscribe());
        tokio::spawn(async move {
            let _counted = Counted::new(&app.metrics.connections);
            serve(stream, &app, router, limits, closing).await;
            drop(slot);
        });
    }
}

/// Lets no more connections begin, while those that have begun can be accepted: when a listener is
/// closed, the system resets connections that it holds, whose clients may have sent requests.
///
/// Clients that try see the port closed a moment later. Elsewhere than on Linux they may be reset.
fn refuse_more(listener: &TcpListener) {
    #[cfg(target_os = "linux")]
    {
        use socket2::{SockFilter, SockRef};
        // A program of the classic Berkeley packet filter, over the TCP header: packets with the
        // flag SYN are dropped, all others taken.
        let (load_byte, jump_if_set, decide) = (0x30, 0x45, 0x06);
        let (flags, syn, all) = (13, 0x02, u32::MAX);
        let filter = [
            SockFilter::new(load_byte, 0, 0, flags),
            SockFilter::new(jump_if_set, 0, 1, syn),
            SockFilter::new(decide, 0, 0, 0),
            SockFilter::new(decide, 0, 0, all),
        ];
        // Without it, the moment between the last connection and the end of the listener is left.
        let _ = SockRef::from(listener).attach_filter(&filter);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = listener;
}

/// Serves one connection.
async fn serve(stream: TcpStream, app: &Arc<App>, router: Router, limits: Limits, mut closing: watch::Receiver<bool>) {
    // Answers are written at once, and must not wait for more.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(app.timeout));
    let has_begun = AtomicBool::new(false);
    let service = service_fn(|request| {
        has_begun.store(true, Ordering::Relaxed);
        let router = router.clone();
        async move {
            let Ok(mut response) = router.oneshot(request).await;
            if app.is_closing() {
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            Ok::<_, Infallible>(response)
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.idle).max_buf_size(HEAD_BYTES);
    let mut connection = pin!(http.serve_connection(TokioIo::new(Box::pin(stream)), service));
    tokio::select! {
        // Errors are those of the client: it has gone, or sent no HTTP, which hyper answers.
        _ = connection.as_mut() => return,
        _ = closing.wait_for(|closing| *closing) => {}
    }
    if timeout(LINGER, connection.as_mut()).await.is_err() && has_begun.load(Ordering::Relaxed) {
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
}
