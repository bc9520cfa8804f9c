package enquire.web.screens;

import enquire.web.html.SafeHtml;
import java.util.List;

/** The screens about the computers and people of a wiki. */
final class SamplePeers {

    private static final Person ALICE = new Person("Alice", "A", 1);
    private static final Person BOB = new Person("Bob", "B", 2);
    static final List<RoleLine> ROLES =
            List.of(
                    new RoleLine("writer", "writer", "read and edit every page", true),
                    new RoleLine("reader", "reader", "read every page", false));

    private final String title;
    private final Frame frame;

    SamplePeers(String title, Frame frame) {
        this.title = title;
        this.frame = frame;
    }

    Screen sync() {
        return new SyncScreen(
                frame,
                "Everything you wrote is on 2 other computers",
                "214 pages, 38 MB of files. Last exchange 4 seconds ago.",
                true,
                new CopiesSection(
                        "On fewer than 3 computers",
                        "1 page and 5 files are on fewer than 3 computers.",
                        "Invite one that is always on as a relay.",
                        List.of(
                                new Link("/co-op/Slipway_repair", title, "on 2 computers"),
                                new Link("/co-op/-/file/00/tide.jpg", "tide.jpg", "on 1 computer")),
                        "and 4 more"),
                new DroppedSection(
                        "2 files made room here.",
                        List.of(
                                new Link("/co-op/-/file/a/x", title, "12 MB, kept by Alice"),
                                new Link("/co-op/-/file/b/x", "Tide film.mp4", "kept by " + title)),
                        "and 4 more",
                        "This computer has promised others to keep 3 files."),
                List.of(
                        new SyncScreen.Peer(
                                BOB,
                                "Bob K7QD2FN",
                                "workshop-pc, K7QD2FN",
                                "Its clock is 12 minutes ahead",
                                "on",
                                "Connected, 12 ms",
                                "All of them",
                                List.of(),
                                "",
                                "/co-op/-/role/k7qd",
                                "/co-op/-/remove/k7qd",
                                List.of(reach())),
                        new SyncScreen.Peer(
                                BOB,
                                "Bob MFZWI3D",
                                "another computer of Bob, MFZWI3D",
                                "",
                                "off",
                                "Last seen Thursday 18:20",
                                "All of them",
                                List.of(),
                                "",
                                "",
                                "/co-op/-/remove/mfzw",
                                List.of()),
                        new SyncScreen.Peer(
                                ALICE,
                                "Alice",
                                title,
                                "",
                                "off",
                                "Last seen Thursday 18:20",
                                "17 pages waiting",
                                List.of(Link.of("/co-op/Slipway_repair", title)),
                                "and 16 more",
                                "",
                                "",
                                List.of())),
                List.of(
                        new SyncScreen.Departed(
                                title + " was removed from this wiki by Alice.",
                                SampleScreens.JUST_NOW)),
                List.of("An edit by Bob in “" + title + "”, today at 14:51. It ends the program."),
                List.of("What " + title + " has of a page is not taken in here."),
                List.of(new Link("/co-op/-/suggestions/x", title, "1 edit")),
                "/co-op/-/invite",
                List.of(
                        new OpenInvite(
                                "3f2a91bc",
                                "writer",
                                "Made today at 09:12, works until Monday 7 December at 09:12.",
                                "/co-op/-/take-back/3f2a91bc")),
                ROLES,
                "/co-op/-/add-computer",
                "writer, given by " + title + " yesterday. May read and edit every page.",
                "/co-op/-/leave",
                "/co-op/-/recover",
                new SyncScreen.Carry("/co-op/-/carry", false, "12 pages are here."),
                bundleForms(),
                "192.0.2.7:8748",
                "k7qd-2fna-x3vz-mmp4");
    }

    Screen bundle() {
        return new BundleScreen(
                frame,
                "",
                List.of("12 pages in the bundle; 3 changed here.", title),
                "“" + title + "” is no day.",
                Link.of("/co-op/-/bundle/made", "Save the bundle (38 MB)"),
                bundleForms(),
                "/co-op/-/bundle",
                "/co-op/-/sync");
    }

    Screen bundleOnItsWay() {
        return new BundleScreen(
                frame.with(Receipt.NONE),
                "The bundle is made: 12 MB of 38 MB.",
                List.of(),
                "",
                SampleScreens.NONE,
                bundleForms(),
                "/co-op/-/bundle",
                "/co-op/-/sync");
    }

    Screen imported() {
        return new ImportScreen(
                frame,
                "",
                List.of("Taken as: Obsidian", "12 pages: 12 new."),
                "The disk is full.",
                List.of(
                        new ImportScreen.Left(
                                title + ".canvas", title + " cannot be carried over")),
                "And 3 more.",
                List.of(new Link("/co-op/Tides", title, title)),
                "And 4 more.",
                "/co-op/-/import",
                "/home/alice/" + title,
                List.of(Link.of("obsidian", "Obsidian")),
                "/co-op/-/import",
                "/co-op/-/sync");
    }

    Screen exported() {
        return new ExportScreen(
                frame,
                "",
                List.of("The website is made: 214 pages and 38 files."),
                "The disk is full.",
                Link.of("/co-op/-/export/made", "Save the zip file (38 MB)"),
                List.of(title + ".png (it is not on this computer yet)"),
                "And 3 more.",
                "/co-op/-/export",
                "/home/alice/" + title,
                "/co-op/-/sync");
    }

    Screen newMirror() {
        return new NewMirrorScreen(
                frame,
                "/co-op/-/mirror",
                title,
                true,
                "“" + title + "” has 3 Markdown files already.",
                "/co-op/-/sync");
    }

    Screen mirror() {
        return new MirrorScreen(
                frame,
                "/home/alice/" + title,
                "214 pages stand in the folder, as in the wiki.",
                true,
                "",
                "By now the files of 24 pages are gone.",
                new MirrorScreen.Held(
                        "/co-op/-/mirror/missing",
                        24,
                        "The files of 24 pages went at once.",
                        List.of(
                                Link.of("/co-op/Slipway_repair", title),
                                Link.of("/co-op/Winter_berths", "Winter berths")),
                        "And 22 more pages."),
                List.of(
                        new MirrorScreen.LeftFile(
                                "Harbour works/" + title + ".md",
                                "Another file is this page already."),
                        new MirrorScreen.LeftFile("Winch.md", "It is no text in UTF-8.")),
                "And 4 more files.",
                "/co-op/-/mirror/end",
                "/co-op/-/sync");
    }

    private BundleForms bundleForms() {
        return new BundleForms(
                "/co-op/-/bundle/make",
                "/co-op/-/bundle",
                title,
                true,
                "The files that are on this computer take 38 MB.");
    }

    private PeerReach reach() {
        return new PeerReach(
                "k7qd2fna",
                title,
                title + "’s computer answers at none of its 2 addresses.",
                List.of(
                        new PeerReach.Address(
                                "192.0.2.7:8748",
                                title + " does not answer.",
                                "added here",
                                List.of(SampleScreens.JUST_NOW),
                                true),
                        new PeerReach.Address(
                                title, title + " was not tried.", title, List.of(), false)),
                "/co-op/-/address",
                title,
                "“" + title + "” is no address.");
    }

    Screen remove() {
        return new RemoveScreen(
                frame,
                title,
                title + " has 2 others.",
                List.of("1 file is there alone: " + title),
                "/co-op/-/remove/k7qd",
                "/co-op/-/sync");
    }

    Screen role() {
        return new RoleScreen(
                frame,
                title,
                "Now: reader, who may read every page.",
                3,
                ROLES,
                "/co-op/-/role/k7qd",
                "/co-op/-/sync");
    }

    Screen recoveryKey() {
        return new RecoveryKeyScreen(
                frame,
                title,
                List.of("MFZWI3D", "BONSGYC"),
                SafeHtml.drawing(2, 2, "M0 0h1v1h-1z", "The recovery key as a QR code"),
                "/co-op/-/edit/Home");
    }

    Screen hooks() {
        var when = new When("2026-11-30T15:04:00Z", "15:04");
        return new HooksScreen(
                frame,
                title,
                "whsec_" + title,
                List.of(
                        new HooksScreen.Told(
                                "https://example.org/" + title,
                                "Edits; by " + title,
                                "2 events wait to be told.",
                                true,
                                "/co-op/-/hooks/1f",
                                List.of(
                                        new HooksScreen.Delivery(
                                                when, "Edits", title, "Taken (204)."))),
                        new HooksScreen.Told(
                                "https://example.com/",
                                "New pages",
                                "Its address answered that it is gone (410), so it is told of nothing more.",
                                false,
                                "/co-op/-/hooks/2f",
                                List.of())),
                new HooksScreen.Form(
                        "/co-op/-/hooks",
                        "https://example.net/" + title,
                        List.of(
                                new HooksScreen.Event("event-page.created", "New pages", true),
                                new HooksScreen.Event("event-page.changed", "Edits", false)),
                        "here",
                        title,
                        true),
                "/co-op/-/sync");
    }

    Screen recover() {
        return new RecoverScreen(
                frame,
                title,
                true,
                List.of(new RecoverScreen.Owner("k7qd", title, "MFZWI3D", true)),
                "That is not the recovery key of this wiki.",
                "/co-op/-/recover",
                "/co-op/-/sync");
    }

    Screen leave() {
        return new LeaveScreen(
                frame,
                title,
                List.of("This computer keeps all pages.", "This cannot be undone from here."),
                "/co-op/-/leave",
                "/co-op/-/sync");
    }

    Screen redact() {
        return new RedactScreen(
                frame,
                title,
                title,
                "",
                List.of(new RedactScreen.Attached("aa".repeat(32), title)),
                "This stands once in the text now; one edit of the history wrote parts of it.",
                List.of(title, "Safe: ███████."),
                List.of("The rest of the page stays as it is.", "This cannot be undone."),
                "That is not the title of this page. Nothing was changed.",
                "/co-op/-/redact/x",
                "/co-op/-/history/x");
    }

    Screen invited() {
        return new InvitedScreen(
                frame,
                "enquire-invite-k7qd2fnax3vzmmp4",
                SafeHtml.drawing(2, 2, "M0 0h1v1h-1z", "The invite as a QR code"),
                "It works once, until tomorrow 15:00. Whoever uses it may read and edit every"
                        + " page.",
                "/co-op/-/sync");
    }
}
