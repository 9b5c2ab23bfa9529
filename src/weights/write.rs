//! A file that is written whole or not at all.

use std::format;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::prelude::rust_2024::*;

/// The most links that lead from one to the next, as in Linux.
const MAX_LINKS: usize = 40;

/// The end of the name of a file that is being written.
pub(crate) const PARTIAL: &str = ".partial";

/// Writes a file. What is there decides how: a regular file is replaced at once, and keeps its
/// permissions and its owner; links are followed; anything else, a pipe or a device, is written to.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(old) if old.is_file() => {
            // Whoever may not write the file may not replace it either.
            OpenOptions::new().write(true).open(path)?;
            replace(&fs::canonicalize(path)?, bytes, Some(&old))
        }
        Ok(_) => OpenOptions::new().write(true).open(path)?.write_all(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => replace(&end_of_links(path)?, bytes, None),
        Err(error) => Err(error),
    }
}

/// Where links lead to a file that does not exist yet.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = folder(&path).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many levels of symbolic links"))
}

/// Writes a file beside the old one, which it then takes the place of.
fn replace(path: &Path, bytes: &[u8], old: Option<&fs::Metadata>) -> io::Result<()> {
    // A name that tells whoever finds it, after a crash, what it was to become.
    let prefix = format!(".{}.", path.file_name().unwrap_or_default().to_string_lossy());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(PARTIAL);
    #[cfg(unix)]
    if old.is_none() {
        use std::os::unix::fs::PermissionsExt;
        // As for any file that is created: the user's mask takes away from it. Temporary files are
        // for their owner alone otherwise, as is this one as long as it has not the permissions of
        // the old one.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder(path))?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        keep(file.as_file(), old)?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    // The name too is on the disk then, where folders can be written like files.
    #[cfg(unix)]
    let _ = File::open(folder(path)).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Gives a file the owner and the permissions of the old one.
fn keep(file: &File, old: &fs::Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        // Only the superuser can give a file away; to a group of one's own anybody can. First the
        // owner: a change takes bits of the permissions away.
        let _ = fchown(file, Some(old.uid()), Some(old.gid())).or_else(|_| fchown(file, None, Some(old.gid())));
    }
    file.set_permissions(old.permissions())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
