//! The files of the database and the disk they lie on, as this account may use them.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rustix::fs::{Access, access, statvfs};
use rustix::io::Errno;

use crate::cli::check::findings::Findings;
use crate::storage::private_file::{directory, real, with_suffix};

const MB: u64 = 1024 * 1024;
/// With less the next write may fail.
const FULL: u64 = 10 * MB;
/// With less it is time to make room.
const SCARCE: u64 = 200 * MB;
/// What others than the owner may do with a file.
const OTHERS: u32 = 0o077;

/// Looks at the files, if there are any yet, without opening them.
pub(super) fn files(db: &Path, findings: &mut Findings) {
    let Ok(db) = real(db) else { return };
    let around = directory(&db);
    may_write(around, "SQLite makes files beside the database", findings);
    let Ok(file) = db.metadata() else { return };
    space(around, file.len(), findings);
    for path in [db.clone(), with_suffix(&db, "-wal"), with_suffix(&db, "-shm")] {
        let Ok(beside) = path.metadata() else { continue };
        may_write(&path, "nothing can be kept", findings);
        let name = path.display();
        if beside.mode() & OTHERS != 0 {
            let mode = beside.mode() & 0o777;
            findings.warn(format!("{name} may be used by others (mode {mode:o})"), &format!("chmod 600 {name}"));
        }
        if beside.uid() != file.uid() {
            findings.warn(
                format!("{name} belongs to another account than {}", db.display()),
                &format!("stop the bot, then as root: chown --reference={} {name}", db.display()),
            );
        }
    }
}

fn may_write(path: &Path, why: &str, findings: &mut Findings) {
    let name = path.display();
    match access(path, Access::WRITE_OK) {
        Ok(()) => {}
        Err(Errno::ROFS) => findings.broken(
            format!("{name} lies on a file system that is mounted read-only: {why}"),
            "mount it for writing (the system's log says why it is not), or name another file in PLANERKA_DB",
        ),
        Err(_) => findings.broken(
            format!("{name} is read-only for this account: {why}"),
            "run this as the account of the bot; let that account own the file: chown, chmod u+w",
        ),
    }
}

fn space(around: &Path, size: u64, findings: &mut Findings) {
    let Ok(disk) = statvfs(around) else { return };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let what = format!("disk: {} MB free where the database lies", free / MB);
    let mend = "make room, or move old backups to another machine";
    match room(free, size) {
        Room::Enough => findings.fine(what),
        Room::Scarce => findings.warn(format!("{what}, which is little"), mend),
        Room::None => findings.broken(format!("{what}: it is full, nothing more can be kept"), mend),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Room {
    Enough,
    Scarce,
    None,
}

/// Whether so many free bytes are enough for a database of that size and a copy of it.
fn room(free: u64, size: u64) -> Room {
    if free < FULL {
        Room::None
    } else if free < SCARCE.max(size.saturating_mul(2)) {
        Room::Scarce
    } else {
        Room::Enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_full_below_10_mb_and_scarce_below_200_mb_or_two_copies() {
        for (free, size, wanted) in [
            (0, MB, Room::None),
            (FULL - 1, MB, Room::None),
            (FULL, MB, Room::Scarce),
            (SCARCE - 1, MB, Room::Scarce),
            (SCARCE, MB, Room::Enough),
            (SCARCE, 150 * MB, Room::Scarce),
            (300 * MB, 150 * MB, Room::Enough),
        ] {
            assert_eq!(room(free, size), wanted, "{free} free, {size} used");
        }
    }
}
