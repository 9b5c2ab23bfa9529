//! The history in files.

use super::History;
use std::io;
use std::path::Path;

impl History {
    /// Writes [CSV](Self::to_csv) to a file.
    ///
    /// # Errors
    ///
    /// That of the system if the file cannot be written.
    pub fn save_csv(&self, path: impl AsRef<Path>) -> io::Result<()> {
        std::fs::write(path, self.to_csv())
    }

    /// Writes [JSON](Self::to_json) to a file.
    ///
    /// # Errors
    ///
    /// That of the system if the file cannot be written.
    pub fn save_json(&self, path: impl AsRef<Path>) -> io::Result<()> {
        std::fs::write(path, self.to_json())
    }
}
