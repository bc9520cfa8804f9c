package enquire.web.vault;

import enquire.editor.page.TitleKey;
import java.io.IOException;

/**
 * The pages of an import. It was looked through to its end before it is asked for them, so that
 * what cannot be imported is refused before anything is written. One thread at a time.
 */
interface PageSource {

    /** How many there are. */
    int count();

    /** The same, and those that cannot be imported, each of which was told. */
    int found();

    /** Whether one of them has this title. */
    boolean holds(TitleKey key);

    /**
     * All of them, in an order that is the same each time.
     *
     * @throws IOException if the source cannot be read any more
     */
    void each(Sink sink) throws IOException, InterruptedException;

    /** Where they go. */
    interface Sink {

        /** May wait until there is room for one more. */
        void page(VaultPage page) throws InterruptedException;

        /** One of the edits that made a page; those of one page come in order, without a gap. */
        void edit(VaultPage page, PastEdit edit) throws InterruptedException;
    }
}
