//! Files that only the account of the bot may read: the database, its copies, what is exported.

use std::fs::{File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};

/// Read and write for the owner, nothing for anybody else.
const MODE: u32 = 0o600;

/// A new file with mode 0600.
///
/// # Errors
/// Where something of that name is there already, even a link that leads nowhere, and where it cannot be written.
pub fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create_new(true).mode(MODE).open(path)
}

/// A file of the database's directory, made with mode 0600 if it is not there. Made by the superuser, it belongs to whoever
/// owns the directory, for that is the account the bot runs as.
///
/// # Errors
/// Where it cannot be made or opened for writing.
pub fn open_beside(path: &Path) -> io::Result<File> {
    match create_new(path) {
        Ok(file) => {
            give_to_owner_of_directory(path, &file)?;
            Ok(file)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            OpenOptions::new().read(true).write(true).open(path)
        }
        Err(error) => Err(error),
    }
}

/// The directory a path is in.
pub fn directory(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The path with something added to the file's name: `planerka.db` and `-wal` is `planerka.db-wal`.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The file itself, where the path is a link, or leads over one.
///
/// # Errors
/// Where its directory is not there, or the path is a link that leads nowhere.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.symlink_metadata().is_err() => {
            let name = path.file_name().ok_or(error)?;
            Ok(directory(path).canonicalize()?.join(name))
        }
        found => found,
    }
}

/// Takes away what others may do with a file.
///
/// # Errors
/// Where the file belongs to somebody else.
pub fn make_private(file: &File) -> io::Result<()> {
    file.set_permissions(Permissions::from_mode(MODE))
}

fn give_to_owner_of_directory(path: &Path, file: &File) -> io::Result<()> {
    let (own, around) = (file.metadata()?, directory(path).metadata()?);
    if own.uid() == 0 && around.uid() != 0 {
        chown(path, Some(around.uid()), Some(around.gid()))?;
    }
    Ok(())
}

/// Makes what was done to the names in a file's directory last through a loss of power.
///
/// # Errors
/// Where the disk refuses.
pub fn sync_directory(path: &Path) -> io::Result<()> {
    File::open(directory(path))?.sync_all()
}
