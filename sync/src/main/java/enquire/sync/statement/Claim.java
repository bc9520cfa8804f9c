package enquire.sync.statement;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a statement says about changes of one page (design, section 6). */
public sealed interface Claim {

    WikiId wiki();

    PageId page();

    PeerId signer();

    /** Ids of the roster records that the signer knew as newest. */
    List<Bytes> rosterHeads();

    /** The changes it names; it speaks for each of them and for what they descend from. */
    List<ChangeHash> vouched();

    /**
     * "Up to here I wrote this page."
     *
     * @param burst seq of the first change of a stretch of typing without a pause of 60 s
     * @param seq of the change with this hash
     * @param at when that change was made, by the author's clock; in milliseconds
     */
    record Revision(
            WikiId wiki,
            PageId page,
            ActorId actor,
            long burst,
            long seq,
            ChangeHash hash,
            Instant at,
            Optional<String> summary,
            List<Bytes> rosterHeads)
            implements Claim {

        @Override
        public PeerId signer() {
            return actor.author();
        }

        @Override
        public List<ChangeHash> vouched() {
            return List.of(hash);
        }

        /**
         * Whether this one makes {@code earlier} needless, if its change descends from the earlier
         * one's: changes of an honest author do.
         */
        public boolean replaces(Revision earlier) {
            return wiki.equals(earlier.wiki)
                    && page.equals(earlier.page)
                    && actor.equals(earlier.actor)
                    && burst == earlier.burst
                    && seq > earlier.seq
                    && rosterHeads.equals(earlier.rosterHeads);
        }
    }

    /** "I vouch for these changes of somebody who no longer may." */
    record Adoption(
            WikiId wiki,
            PageId page,
            PeerId signer,
            List<ChangeHash> vouched,
            List<Bytes> rosterHeads)
            implements Claim {}
}
