"""What can be wrong with an archive. Each message is for the person who reads it: what, where, what to do."""

from pathlib import Path

from kirtag.errors import KirtagError


class ArchiveError(KirtagError):
    """Something is wrong with the archive."""

    exit_code = 8


class NotAnArchive(ArchiveError):
    """There is a file where the archive would be, and it is none of ours; it was not touched."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} is no archive of kirtag's and was left as it is. "
            "Choose another folder with -s ARCHIVE=FOLDER, or move the file away."
        )


class NewerArchive(ArchiveError):
    """The archive was written by a newer kirtag; it was not touched."""

    def __init__(self, file: Path, names: list[str]) -> None:
        super().__init__(
            f"{file} was written by a newer kirtag than this one (it has {', '.join(names)}) and was left as it is. "
            "Update kirtag."
        )


class Damaged(ArchiveError):
    """SQLite cannot read the archive."""

    def __init__(self, file: Path, why: object) -> None:
        super().__init__(f"{file} is damaged ({why}). Keep the file, and restore the archive from a backup.")


class NoFolder(ArchiveError):
    """The archive's folder cannot be made or written to."""

    exit_code = 2

    def __init__(self, folder: Path, why: object) -> None:
        super().__init__(
            f"{folder} cannot be used as an archive's folder ({why}). Choose another with -s ARCHIVE=FOLDER."
        )


class NoArchive(ArchiveError):
    """There is no archive yet."""

    exit_code = 1

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no archive in {folder} yet. `scrapy crawl kirtag` makes one, `scrapy demo` a sample."
        )


class DiskFull(ArchiveError):
    """Nothing more can be written; what was committed before is safe."""

    exit_code = 3

    def __init__(self, file: Path, why: object) -> None:
        super().__init__(
            f"The disk is full at {file} ({why}). Nothing stored is lost: make room and run the same again."
        )


class OlderArchive(ArchiveError):
    """The archive lacks what is asked for: an older kirtag wrote it."""

    exit_code = 1

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This archive is of an older kirtag, and does not hold {what}. The next crawl brings it up to date."
        )


class NoRoom(ArchiveError):
    """The disk has no room for bringing an older archive up to today's tables; it was not touched."""

    exit_code = 3

    def __init__(self, file: Path, needed: int, free: int) -> None:
        super().__init__(
            f"{file} is of an older kirtag. To bring it up to date takes {needed / 1e6:,.0f} MB on its disk, half of "
            f"them for a copy; {free / 1e6:,.0f} MB are free. Nothing was changed: make room and run the same again."
        )


class Locked(ArchiveError):
    """Another process kept the archive locked for longer than we wait."""

    exit_code = 75

    def __init__(self, file: Path, seconds: float) -> None:
        super().__init__(f"{file} was locked by another process for {seconds:.0f} seconds. Run the same again later.")
