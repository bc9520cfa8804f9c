package enquire.editor.markdown;

import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import java.util.Collection;
import java.util.Optional;

/** What resolving a link asks about the live pages of a wiki. */
public interface TitleLookup {

    /** A page found by the end of its title. */
    record Found(PageId page, TitleKey title) {}

    /** The page that shows under this title (where pages share it, the one that keeps it plain). */
    Optional<PageId> byTitle(TitleKey key);

    /** Every page that once had this title, or names it as an alias. */
    Collection<PageId> byAlias(TitleKey key);

    /** Every page whose title has this last segment. */
    Collection<Found> byLastSegment(TitleKey segment);
}
