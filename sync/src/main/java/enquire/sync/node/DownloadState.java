package enquire.sync.node;

/** How far an attachment is that comes in pieces. */
enum DownloadState {
    COMING,

    /** Every piece is here; whether the file has its name is being checked. */
    CHECKING,
    STORED,
    GIVEN_UP
}
