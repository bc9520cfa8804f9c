package enquire.web.mirror;

import enquire.editor.page.PageId;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What pages say, and what stood in their files. Thread-safe. */
record KnownTexts(Repository repository) {

    /** Empty if the page never had that version, or it cannot be read any more. */
    Optional<String> of(PageId page, Standing stood) {
        return switch (stood) {
            case Standing.OfText text -> Optional.of(text.text());
            case Standing.OfVersion version -> repository.textAt(page, version.version());
        };
    }

    /** What a page says now, and what stood in its file lately. */
    List<String> all(PageId page, List<Standing> stood) {
        var texts = new ArrayList<String>();
        repository.page(page).map(PageView::text).ifPresent(texts::add);
        stood.forEach(each -> of(page, each).ifPresent(texts::add));
        return texts;
    }
}
