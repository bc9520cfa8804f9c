package enquire.web.wiki;

import enquire.sync.node.AskedBackup;
import enquire.sync.node.BackupPlan;
import enquire.sync.node.PlannedBackups;
import enquire.web.http.ProblemException;
import enquire.web.language.Language;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Optional;

/** Planned backups, as people say and are told them. */
public final class BackupWords {

    private static final long MEGABYTE = 1_000_000;

    private BackupWords() {}

    /**
     * What was typed.
     *
     * @param each {@code day} or {@code week}
     * @param at as {@code 03:00}
     * @throws ProblemException 422 with a sentence, if that is no plan
     */
    public static BackupPlan plan(String folder, String each, String at, int keep) {
        Messages messages = Speaking.messages();
        try {
            BackupPlan.Each often =
                    BackupPlan.Each.of(each)
                            .orElseThrow(() -> refused(messages.text("backup.badEach")));
            LocalTime time = LocalTime.parse(at.strip());
            Path path = Path.of(folder.strip());
            if (folder.isBlank() || !path.isAbsolute()) {
                throw refused(messages.text("backup.badFolder"));
            }
            return new BackupPlan(path, often, time, keep);
        } catch (DateTimeException e) {
            throw refused(messages.text("backup.badTime"));
        } catch (InvalidPathException e) {
            throw refused(messages.text("backup.badFolder"));
        } catch (IllegalArgumentException e) {
            throw refused(messages.text("backup.badKeep", "most", BackupPlan.KEEP_MAX));
        }
    }

    /**
     * @throws ProblemException 422 if that is no whole path
     */
    public static Path folder(String typed) {
        try {
            Path folder = Path.of(typed);
            if (folder.isAbsolute()) {
                return folder.normalize();
            }
        } catch (InvalidPathException e) {
            throw refused(Speaking.messages().text("backup.badFolder"));
        }
        throw refused(Speaking.messages().text("backup.badFolder"));
    }

    /** Of one that was asked for and is there. */
    public static String made(AskedBackup.Standing.Made made, String when) {
        Messages messages = Speaking.messages();
        String done =
                messages.text(
                        "backup.nowMade",
                        "file",
                        made.file().toString(),
                        "when",
                        when,
                        "megabytes",
                        (made.bytes() + MEGABYTE - 1) / MEGABYTE);
        return made.damaged() == 0
                ? done
                : done + " " + messages.text("backup.nowLacks", "files", made.damaged());
    }

    /** Of one that was asked for and is not there; empty if none was. */
    public static String sentence(AskedBackup.Standing standing) {
        Messages messages = Speaking.messages();
        return switch (standing) {
            case AskedBackup.Standing.None none -> "";
            case AskedBackup.Standing.Made made -> made(made, "");
            case AskedBackup.Standing.Failed failed ->
                    Speaking.language() == Language.ENGLISH
                            ? failed.why()
                            : messages.text(
                                    nowKey(failed.kind()), "folder", failed.folder().toString());
            case AskedBackup.Standing.Making making when making.readingBack() ->
                    messages.text("backup.nowReading", "folder", making.folder().toString());
            case AskedBackup.Standing.Making making when making.bytesAbout() == 0 ->
                    messages.text("backup.nowCopying", "folder", making.folder().toString());
            case AskedBackup.Standing.Making making ->
                    messages.text(
                            "backup.nowMaking",
                            "folder",
                            making.folder().toString(),
                            "done",
                            making.bytes() / MEGABYTE,
                            "most",
                            (making.bytesAbout() + MEGABYTE - 1) / MEGABYTE);
        };
    }

    private static String nowKey(PlannedBackups.Failure.Kind kind) {
        return switch (kind) {
            case NO_ROOM -> "backup.nowNoRoom";
            case NOT_WRITABLE -> "backup.nowNotWritable";
            case GONE, NO_FOLDER, DAMAGED, LOST, OTHER -> "backup.nowFailed";
        };
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(422, Speaking.messages().text("backup.refused"), detail);
    }

    /** What is planned. */
    public static String sentence(PlannedBackups.Status status) {
        BackupPlan plan = status.plan();
        String key = plan.each() == BackupPlan.Each.DAY ? "backup.eachDay" : "backup.eachWeek";
        return Speaking.messages()
                .text(
                        key,
                        "at",
                        plan.at().toString(),
                        "folder",
                        plan.folder().toString(),
                        "keep",
                        plan.keep());
    }

    /** That the last try made none, or less than it should, and why; empty if all is well. */
    public static Optional<String> failure(PlannedBackups.Status status) {
        return status.failure()
                .map(failure ->
                        Speaking.language() == Language.ENGLISH
                                ? failure.why()
                                : Speaking.messages()
                                        .text(
                                                key(failure.kind()),
                                                "folder",
                                                status.plan().folder().toString()));
    }

    private static String key(PlannedBackups.Failure.Kind kind) {
        return switch (kind) {
            case GONE -> "backup.gone";
            case NO_FOLDER -> "backup.noFolder";
            case NO_ROOM -> "backup.noRoom";
            case NOT_WRITABLE -> "backup.notWritable";
            case DAMAGED -> "backup.lacks";
            case LOST -> "backup.lost";
            case OTHER -> "backup.failed";
        };
    }
}
