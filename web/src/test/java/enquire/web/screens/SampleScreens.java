package enquire.web.screens;

import enquire.web.html.HtmlSanitizer;
import enquire.web.html.SafeHtml;
import enquire.web.language.Language;
import enquire.web.language.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One screen of each kind, filled as the HTTP side would; every foreign string is the given one.
 */
final class SampleScreens {

    static final Person ALICE = new Person("Alice", "A", 1);
    static final When JUST_NOW = new When("2026-11-22T15:04:00+01:00", "12 minutes ago");
    static final Link NONE = Link.of("", "");
    static final PagePaths PATHS =
            new PagePaths(
                    "/co-op/Slipway_repair",
                    "/co-op/-/edit/Slipway_repair",
                    "/co-op/-/history/Slipway_repair",
                    "/co-op/-/links/Slipway_repair",
                    "/co-op/-/rename/Slipway_repair",
                    "/co-op/-/move/Slipway_repair",
                    "/co-op/-/duplicate/Slipway_repair",
                    "/co-op/-/pin/Slipway_repair",
                    "/co-op/-/merge/Slipway_repair",
                    "/co-op/-/split/Slipway_repair",
                    "/co-op/-/delete/Slipway_repair",
                    "/co-op/-/task/Slipway_repair",
                    "/co-op/-/map?page=Slipway_repair",
                    "/co-op/-/page/0f8fad5b-d9cb-469f-a165-70867728950e",
                    "/-/api/v1/wikis/co-op/pages/Slipway_repair",
                    "/co-op/-/suggest/Slipway_repair",
                    false,
                    true);

    private final String title;
    private final Messages messages;

    private SampleScreens(String title, Language language) {
        this.title = title;
        this.messages = Messages.of(language);
    }

    static List<Screen> with(String title) {
        return with(title, Language.ENGLISH);
    }

    static List<Screen> with(String title, Language language) {
        var samples = new SampleScreens(title, language);
        var lists = new SampleLists(title, samples::frame);
        var peers = new SamplePeers(title, samples.frame("sync"));
        var finding = new SampleFinding(title, samples::frame, samples.notices(), samples.links());
        var versions = new SampleVersions(title, samples.frame(""), samples.notices());
        return List.of(
                samples.read(),
                samples.missing(),
                samples.deleted(),
                samples.pageLeftOut(),
                samples.sharedTitle(),
                samples.edit(),
                samples.plainEdit(),
                finding.search(),
                finding.fetch(),
                finding.changes(),
                lists.list(),
                lists.tree(),
                lists.map(),
                lists.newPage(),
                finding.backlinks(),
                versions.history(),
                versions.diff(),
                versions.oldVersion(),
                samples.firstRun(),
                samples.join(),
                peers.sync(),
                peers.invited(),
                peers.remove(),
                peers.role(),
                peers.leave(),
                peers.redact(),
                peers.bundle(),
                peers.imported(),
                peers.exported(),
                peers.newMirror(),
                peers.mirror(),
                peers.hooks(),
                peers.recoveryKey(),
                peers.recover(),
                samples.settings(),
                new HelpScreen(samples.frame("help"), "0.1.0", SamplePeers.ROLES),
                samples.problem(),
                samples.noEditing(),
                new OfflineScreen(samples.nodeFrame()),
                samples.rename(),
                new MergeScreen(
                        samples.frame(""), title, PATHS.merge(), PATHS.read(), title, title),
                samples.split(),
                versions.suggestions(),
                samples.suggest(),
                versions.overlaps(),
                new DeleteScreen(samples.frame(""), title, PATHS.delete(), PATHS.read(), 2, 3));
    }

    /** The same screen in another state, by the name of its picture. */
    static Map<String, Screen> statesWith(String title) {
        var samples = new SampleScreens(title, Language.ENGLISH);
        return Map.of(
                "bundle-on-its-way",
                new SamplePeers(title, samples.frame("sync")).bundleOnItsWay());
    }

    private Frame frame(String here) {
        return new Frame(
                title,
                "bm9uY2U",
                "system",
                "Harbour Co-op",
                "co-op",
                here,
                "/co-op/Home",
                "214",
                "9",
                "3 new",
                List.of(Link.of("/co-op/Tide_tables", title)),
                List.of(
                        Link.of("/co-op/Winter_berths", "Winter berths"),
                        Link.of("/co-op/Radio_procedures", "Radio procedures"),
                        Link.of("/co-op/Insurance_renewal", "Insurance renewal")),
                Status.of("synced", "Synced with 3 peers"),
                Instant.EPOCH,
                messages,
                new Receipt("Moved " + title, List.of(title + " stays"), "/co-op/-/undo/x"));
    }

    private Frame nodeFrame() {
        return new Frame(
                title,
                "bm9uY2U",
                "system",
                "Enquire",
                "",
                "",
                "/",
                "",
                "",
                "",
                List.of(),
                List.of(),
                Status.of("alone", "No peers online"),
                Instant.EPOCH,
                messages,
                Receipt.NONE);
    }

    private Screen split() {
        return new SplitScreen(
                frame(""),
                title,
                PATHS.split(),
                PATHS.read(),
                "v1",
                List.of(new SplitScreen.Level(1, 1, false), new SplitScreen.Level(2, 12, true)),
                false,
                true,
                List.of(
                        new SplitScreen.Part(title, 48, false),
                        new SplitScreen.Part(title + "/Bolts", 1, true)),
                3,
                title);
    }

    private Screen read() {
        return new ReadScreen(
                frame("/co-op/Slipway_repair"),
                title,
                "0f8fad5b-d9cb-469f-a165-70867728950e",
                "v1",
                "5ca1ab1e",
                PATHS,
                List.of(Link.of("/co-op/Home", "Home"), Link.of("/co-op/Works", "Harbour works")),
                JUST_NOW,
                "Bob",
                "Carol is editing now.",
                notices(),
                text(),
                List.of(
                        new Heading("order-of-work", "Order of work", 2),
                        new Heading("working-windows", "Working windows", 2)),
                links(),
                3,
                2,
                List.of(Link.of("/co-op/-/tags/works", "works")),
                List.of(new Link("/co-op/-/file/ab/winch.pdf", title, "412 kB")),
                "On 2 other computers.");
    }

    private List<Notice> notices() {
        return List.of(
                new Notice("Renamed from " + title, Link.of(PATHS.history(), "History")),
                new Notice("1 edit by " + title + " is not part of this page.", NONE));
    }

    private List<Backlink> links() {
        return List.of(
                new Backlink(
                        "/co-op/Winter_berths",
                        title,
                        SafeHtml.marked(
                                "Boats over 9 m wait until the <mark>slipway repair</mark> is"
                                        + " signed off.")),
                new Backlink(
                        "/co-op/Minutes",
                        "Minutes",
                        SafeHtml.marked("Agreed to fund the <mark>slipway repair</mark>.")));
    }

    private Screen missing() {
        return new MissingScreen(
                frame(""),
                title,
                title,
                PATHS.edit(),
                links(),
                List.of(Link.of("/co-op/Night_watch", "Night watch")));
    }

    private Screen deleted() {
        return new DeletedScreen(
                frame(""),
                title,
                "Bob deleted this page today at 14:51.",
                "/co-op/-/restore/Slipway_repair",
                PATHS.history(),
                text());
    }

    private Screen pageLeftOut() {
        return new PageLeftOutScreen(
                frame(""), title, "You made this page when you might only read.", title);
    }

    private Screen sharedTitle() {
        var first =
                new SharedTitleScreen.Twin(
                        PATHS.read(), title, PATHS.rename(), JUST_NOW, "Bob", text());
        var second =
                new SharedTitleScreen.Twin(
                        PATHS.read() + "~k3f9",
                        title + "~k3f9",
                        PATHS.rename(),
                        JUST_NOW,
                        "",
                        text());
        return new SharedTitleScreen(frame(""), title, List.of(first, second), "/co-op/-/merge/x");
    }

    private Screen edit() {
        return new EditScreen(
                frame(""),
                "Editing " + title,
                title,
                "\n" + title + "\n",
                "0f8fad5b-d9cb-469f-a165-70867728950e",
                PATHS,
                PATHS.edit() + "?plain=1",
                new Person(title, "A", 4),
                3,
                25_000_000,
                1_048_576,
                true,
                List.of(Link.of("/co-op/-/templates?template=x", title)));
    }

    private Screen plainEdit() {
        return new PlainEditScreen(
                frame(""), title, "\n" + title + "\n", "v1", PATHS.edit(), PATHS.read(), "");
    }

    private Screen suggest() {
        return new SuggestScreen(
                frame(""),
                title,
                PATHS,
                "\n" + title + "\n",
                "v1",
                "This text is that of the page as it is.");
    }

    private Screen firstRun() {
        return new FirstRunScreen(
                nodeFrame(),
                "/-/start",
                "/-/join",
                "",
                title,
                "",
                "k7qd2fna",
                "enquire --data " + title + " restore FILE",
                "enquire --data " + title,
                "That invite was used already.");
    }

    private Screen join() {
        return new JoinScreen(nodeFrame(), "/-/join", "Alice", title, "");
    }

    private Screen settings() {
        return new SettingsScreen(
                frame(""),
                "/-/settings",
                title,
                "de",
                "38 MB on this computer.",
                new FilesForm("/-/settings/files", "20", "Files take 1.2 GB now."),
                new FindingForm("/-/settings/finding", title, true, true, "50"),
                new BackupForm(
                        "/-/settings/backups",
                        title,
                        "week",
                        "03:00",
                        "7",
                        title,
                        new BackupForm.Now(title, "/-/settings/backups/now", true)),
                List.of(new Link("/co-op/-/mirror", title, "with a folder")),
                List.of(Link.of("/co-op/-/export", title)),
                true,
                "");
    }

    private Screen problem() {
        return new ProblemScreen(
                frame(""),
                404,
                title,
                "Your pages are safe. Go back and try again.",
                List.of(Link.of("/co-op/Home", "Home")));
    }

    private Screen noEditing() {
        return new NoEditingScreen(
                frame(""),
                title,
                "Nobody would take what you write here.",
                List.of(Link.of("/co-op/Home", title)),
                "0f8fad5b-d9cb-469f-a165-70867728950e",
                title,
                PATHS.edit());
    }

    private Screen rename() {
        return new RenameScreen(
                frame(""),
                title,
                true,
                PATHS.rename(),
                PATHS.read(),
                title,
                List.of(title),
                3,
                2,
                true,
                "That title is taken.",
                Link.of(PATHS.merge(), title));
    }

    static SafeHtml text() {
        return HtmlSanitizer.sanitize(
                """
                <p>The slipway carries boats up to 11 tonnes between the basin and the hard. \
                The lower 14 metres are cracked where the sleepers rest on the old cobble bed, and \
                the winch is rated below what members now haul.</p>
                <p>See <a href="/co-op/Tide_tables">Tide tables 2026</a> for the windows and \
                <a class="missing" href="/co-op/Night_crew">Night crew</a> for the rest.</p>
                <h2 id="order-of-work">Order of work</h2>
                <ol><li>Clear weed and loose cobble from the toe.</li><li>Cut out the nine failed \
                sleepers.</li></ol>
                <h2 id="working-windows">Working windows</h2>
                <table><thead><tr><th>Date</th><th>Low water</th></tr></thead>\
                <tbody><tr><td>24 Nov</td><td>11:42</td></tr></tbody></table>
                <blockquote><p>If the cable sings, stop.</p></blockquote>
                """);
    }
}
