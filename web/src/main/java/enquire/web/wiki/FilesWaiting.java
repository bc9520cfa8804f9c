package enquire.web.wiki;

import enquire.sync.node.Wiki;
import enquire.web.language.Messages;
import enquire.web.language.Sizes;

/** That files do not come because there is no room for them, in words. */
public final class FilesWaiting {

    private FilesWaiting() {}

    /** {@code 3 files do not come, because files may take 100.0 MB …}; empty if none wait. */
    public static String words(Wiki wiki, Messages messages) {
        int waiting = wiki.files().waitingForRoom();
        return waiting == 0
                ? ""
                : messages.text(
                        "sync.filesFull",
                        "most",
                        Sizes.words(wiki.files().bytesMax()),
                        "files",
                        waiting);
    }
}
