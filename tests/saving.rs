//! Saving to a path that exists: a file, a link, a device.
#![cfg(all(feature = "weights", unix))]

use netwright::Error;
use netwright::prelude::*;
use netwright::weights::Save;
use std::fs::{self, Permissions};
use std::io::Read;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

#[network(input = 2)]
#[derive(PartialEq)]
struct Net(Linear<1>);

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn bytes() -> Vec<u8> {
    Save::new().to_bytes(&*Net::zeros()).unwrap()
}

fn save(path: &Path) {
    Net::zeros().save(path).unwrap();
}

#[test]
fn a_link_stays_and_its_file_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("store")).unwrap();
    fs::write(at("store/first"), "old").unwrap();
    // From one to the next, relative and absolute.
    symlink("store/first", at("near")).unwrap();
    symlink(at("near"), at("far")).unwrap();
    save(&at("far"));
    assert!(
        fs::symlink_metadata(at("far")).unwrap().is_symlink() && fs::symlink_metadata(at("near")).unwrap().is_symlink()
    );
    assert_eq!(fs::read(at("store/first")).unwrap(), bytes());
    // To a path without a file.
    symlink("store/second", at("new")).unwrap();
    save(&at("new"));
    assert!(fs::symlink_metadata(at("new")).unwrap().is_symlink());
    assert_eq!(fs::read(at("store/second")).unwrap(), bytes());
    // Nothing else is left behind.
    assert_eq!(fs::read_dir(at("store")).unwrap().count(), 2);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
    // In a circle.
    symlink("b", at("a")).unwrap();
    symlink("a", at("b")).unwrap();
    assert!(matches!(Net::zeros().save(at("a")), Err(Error::File { file, .. }) if Path::new(&file) == at("a")));
}

#[test]
fn permissions_stay() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("net.safetensors");
    for kept in [0o600, 0o640, 0o664, 0o755] {
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(kept)).unwrap();
        let owner = (fs::metadata(&file).unwrap().uid(), fs::metadata(&file).unwrap().gid());
        save(&file);
        assert_eq!(mode(&file), kept, "{kept:o}");
        assert_eq!((fs::metadata(&file).unwrap().uid(), fs::metadata(&file).unwrap().gid()), owner);
        assert_eq!(fs::read(&file).unwrap(), bytes());
    }
    // A new file has the permissions of any new file.
    let (new, other) = (folder.path().join("new"), folder.path().join("other"));
    save(&new);
    fs::write(&other, "").unwrap();
    assert_eq!(mode(&new), mode(&other));
}

#[test]
fn a_file_of_another_owner_stays_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("net.safetensors");
    fs::write(&file, "old").unwrap();
    // Only the superuser can arrange that.
    if std::os::unix::fs::chown(&file, Some(1234), Some(4321)).is_err() {
        return;
    }
    fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
    save(&file);
    let metadata = fs::metadata(&file).unwrap();
    assert_eq!((metadata.uid(), metadata.gid(), mode(&file)), (1234, 4321, 0o640));
}

#[test]
fn a_file_that_is_protected_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("net.safetensors");
    fs::write(&file, "old").unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o444)).unwrap();
    // Nothing is protected against the superuser.
    if fs::OpenOptions::new().write(true).open(&file).is_ok() {
        save(&file);
        assert_eq!(mode(&file), 0o444);
        return;
    }
    assert!(matches!(Net::zeros().save(&file), Err(Error::File { file: named, .. }) if Path::new(&named) == file));
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
}

#[test]
fn a_pipe_is_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let (pipe, link) = (folder.path().join("pipe"), folder.path().join("link"));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    symlink("pipe", &link).unwrap();
    for path in [&pipe, &link] {
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || {
                let mut bytes = Vec::new();
                fs::File::open(pipe).unwrap().read_to_end(&mut bytes).unwrap();
                bytes
            }
        });
        save(path);
        assert_eq!(reader.join().unwrap(), bytes());
    }
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn devices_and_folders_are_what_they_were() {
    save(Path::new("/dev/null"));
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    #[cfg(target_os = "linux")]
    assert!(matches!(Net::zeros().save("/dev/full"), Err(Error::File { file, .. }) if file == "/dev/full"));
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().to_path_buf(), folder.path().join("none/net"), folder.path().join("none/")] {
        let error = Net::zeros().save(&path).unwrap_err();
        assert!(matches!(&error, Error::File { file, .. } if Path::new(file) == path), "{error}");
    }
    assert!(folder.path().is_dir() && fs::read_dir(folder.path()).unwrap().count() == 0);
}
