//! Signals of the operating system.

use crate::app::App;
use crate::weights;
use std::io;
use std::sync::Arc;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The signals that end the server.
pub(crate) struct Endings {
    terminate: Signal,
    interrupt: Signal,
}

impl Endings {
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Endings { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Waits for the next one.
    pub(crate) async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Reads the weights again whenever SIGHUP comes.
pub(crate) fn reload_on_hangup(app: &Arc<App>) -> io::Result<()> {
    let (mut hangup, app) = (signal(SignalKind::hangup())?, Arc::clone(app));
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            weights::reload(&app).await;
        }
    });
    Ok(())
}
