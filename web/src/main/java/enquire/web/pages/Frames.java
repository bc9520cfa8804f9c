package enquire.web.pages;

import enquire.storage.PageSummary;
import enquire.sync.node.Wiki;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import enquire.web.screens.Frame;
import enquire.web.screens.Link;
import enquire.web.screens.Notice;
import enquire.web.screens.Receipt;
import enquire.web.screens.Status;
import enquire.web.wiki.BackupWords;
import enquire.web.wiki.Pins;
import enquire.web.wiki.ReadMark;
import enquire.web.wiki.StatusWords;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What stands around every screen. Counts and lists are looked up at most once a second for a wiki,
 * since they are small print on every page. Thread-safe.
 */
final class Frames {

    private static final String PRODUCT = "Enquire";
    private static final int RECENT = 8;

    /** Counts beside the navigation that are larger are shown as "99+". */
    static final int SHOWN_MAX = 99;

    private static final long KEPT_NANOS = 1_000_000_000;

    /** The parts of a frame that are the same on every screen of a wiki. */
    private record Common(
            long readAt,
            String home,
            String pages,
            String wanted,
            String unread,
            List<Link> pinned,
            List<Link> recent,
            Status status) {}

    private record Key(String wiki, Language language) {}

    private final Wikis wikis;
    private final InstantSource clock;
    private final Map<Key, Common> common = new ConcurrentHashMap<>();

    Frames(Wikis wikis, InstantSource clock) {
        this.wikis = wikis;
        this.clock = clock;
    }

    Frame of(Wiki wiki, String documentTitle, String here) {
        return of(wiki, documentTitle, here, "");
    }

    Frame of(Wiki wiki, String documentTitle, String here, String nonce) {
        Common parts = common(wiki);
        return new Frame(
                documentTitle,
                nonce,
                "system",
                wiki.name(),
                wiki.slug(),
                here.equals(parts.home()) ? "home" : here,
                parts.home(),
                parts.pages(),
                parts.wanted(),
                parts.unread(),
                parts.pinned(),
                parts.recent(),
                parts.status(),
                clock.instant(),
                Speaking.messages(),
                Receipt.NONE);
    }

    /** For screens of the node. */
    Frame ofNode(String documentTitle) {
        return new Frame(
                documentTitle,
                "",
                "system",
                PRODUCT,
                "",
                "",
                "/",
                "",
                "",
                "",
                List.of(),
                List.of(),
                Status.of("alone", Speaking.messages().text("status.alone")),
                clock.instant(),
                Speaking.messages(),
                Receipt.NONE);
    }

    /** What is small print was changed by whoever looks: it is to be seen at once. */
    void forget(Wiki wiki) {
        for (Language language : Language.values()) {
            common.remove(new Key(wiki.slug(), language));
        }
    }

    /** {@code 7}, {@code 99+}; nothing for 0. */
    static String counted(int number) {
        return number == 0 ? "" : number > SHOWN_MAX ? SHOWN_MAX + "+" : String.valueOf(number);
    }

    private Common common(Wiki wiki) {
        var key = new Key(wiki.slug(), Speaking.language());
        Common kept = common.get(key);
        if (kept != null && System.nanoTime() - kept.readAt() < KEPT_NANOS) {
            return kept;
        }
        Common read = read(wiki);
        common.put(key, read);
        return read;
    }

    private Common read(Wiki wiki) {
        WikiPaths paths = Wikis.paths(wiki);
        int wanted = IndexAnswer.of(() -> wiki.search().wanted(0, SHOWN_MAX + 1).size()).orElse(0);
        List<Link> pinned =
                Pins.pages(wiki.repository()).stream()
                        .map(page -> Link.of(paths.page(page.displayTitle()), page.displayTitle()))
                        .toList();
        List<Link> recent =
                wiki.repository().recent(0, RECENT).stream()
                        .filter(page -> !page.deleted())
                        .map(page -> link(paths, page))
                        .toList();
        StatusWords status = StatusWords.of(wiki, Speaking.messages());
        int unread = ReadMark.unread(wiki, SHOWN_MAX + 1);
        return new Common(
                System.nanoTime(),
                paths.page(HomePage.title(wiki)),
                String.valueOf(wiki.repository().pageCount()),
                counted(wanted),
                unread == 0
                        ? ""
                        : Speaking.messages().text("status.unread", "pages", counted(unread)),
                pinned,
                recent,
                new Status(status.state(), status.words(), status.details(), notices(wiki)));
    }

    private List<Notice> notices(Wiki wiki) {
        List<Notice> out = Departures.ofOneself(wiki);
        var notices =
                new ArrayList<Notice>(
                        out.isEmpty() ? Standings.lowered(wiki, clock.instant()) : out);
        wikis.node()
                .backups()
                .planned()
                .status()
                .flatMap(BackupWords::failure)
                .ifPresent(why ->
                        notices.add(
                                new Notice(
                                        why,
                                        Link.of(
                                                "/-/settings",
                                                Speaking.messages().text("settings.title")))));
        return notices;
    }

    private static Link link(WikiPaths paths, PageSummary page) {
        return Link.of(paths.page(page.displayTitle()), page.displayTitle());
    }
}
