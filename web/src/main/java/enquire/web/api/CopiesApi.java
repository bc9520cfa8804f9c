package enquire.web.api;

import enquire.sync.node.Shortage;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.wiki.CopiesWords;
import enquire.web.wiki.FilesWaiting;
import enquire.web.wiki.Manifest;
import enquire.web.wiki.Wikis;
import java.util.List;

/** What of a wiki is on too few computers. */
final class CopiesApi {

    /**
     * @param aim on so many computers everything is to be
     * @param computers of the wiki, this one included
     * @param shortPages how many pages are on fewer; 0 in a wiki of fewer computers
     * @param pages the first of them
     * @param words {@code 12 pages and 2 files are on fewer than 3 computers.} or empty
     * @param advice what to do, or empty
     * @param inNoPage that edits of this computer are in no page and kept here, or empty
     * @param filesWaiting how many files do not come because there is no room for them
     * @param filesWords that in words, or empty
     */
    record Copies(
            int aim,
            int computers,
            int shortPages,
            int shortFiles,
            List<Page> pages,
            List<File> files,
            String words,
            String advice,
            String inNoPage,
            int filesWaiting,
            String filesWords) {}

    record Page(String title, String id, int computers) {}

    record File(String sha256, String name, int computers) {}

    private final Wikis wikis;

    CopiesApi(Wikis wikis) {
        this.wikis = wikis;
    }

    /** {@code GET …/copies}. */
    Reply get(Call call) {
        Wiki wiki = wikis.of(call);
        Shortage shortage = wiki.shortage();
        return Json.reply(
                new Copies(
                        Shortage.AIM,
                        shortage.computers(),
                        shortage.pages(),
                        shortage.files(),
                        shortage.firstPages().stream()
                                .map(page ->
                                        new Page(
                                                page.title(),
                                                page.page().toString(),
                                                page.computers()))
                                .toList(),
                        shortage.firstFiles().stream()
                                .map(file ->
                                        new File(
                                                file.blob().toString(),
                                                Manifest.parse(file.manifest())
                                                        .map(Manifest::name)
                                                        .orElse(""),
                                                file.computers()))
                                .toList(),
                        CopiesWords.shortage(shortage, Speaking.messages()),
                        CopiesWords.advice(wiki, shortage, Speaking.messages()),
                        CopiesWords.inNoPage(wiki, Speaking.messages()),
                        wiki.files().waitingForRoom(),
                        FilesWaiting.words(wiki, Speaking.messages())));
    }
}
