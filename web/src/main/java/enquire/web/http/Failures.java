package enquire.web.http;

import enquire.editor.page.InvalidTitleException;
import enquire.storage.BlobTooLargeException;
import enquire.storage.FileTakenOutException;
import enquire.storage.NoSuchPageException;
import enquire.storage.NoSuchSuggestionException;
import enquire.storage.NotAWriterException;
import enquire.storage.PageTooLargeException;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.storage.SuggestionRefusedException;
import enquire.storage.TitleTakenException;
import enquire.storage.UnknownVersionException;
import enquire.storage.WordsNotTakenOutException;
import enquire.storage.search.SearchUnavailableException;
import enquire.sync.backup.BackupException;
import enquire.sync.node.BundleTooLargeException;
import enquire.sync.node.InviteException;
import enquire.sync.node.NoSuchOverlapException;
import enquire.web.language.Language;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which problem each failure of the floors below is: the one place that knows status codes. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    public static Problem problem(Throwable failure) {
        return switch (failure) {
            case ProblemException e -> e.problem();
            case InvalidTitleException e ->
                    new Problem(
                            422,
                            Speaking.messages().text("failure.badTitle"),
                            detail(e, "failure.badTitleDetail"));
            case TitleTakenException e ->
                    new Problem(
                            409,
                            Speaking.messages().text("failure.titleTaken"),
                            detail(e, "failure.titleTakenDetail"));
            case NoSuchPageException e ->
                    new Problem(
                            404,
                            Speaking.messages().text("error.noPage"),
                            detail(e, "failure.noPageDetail"));
            case NotAWriterException e -> notAWriter(e);
            case NoSuchSuggestionException e ->
                    new Problem(
                            404,
                            Speaking.messages().text("failure.noSuggestion"),
                            detail(e, "failure.noSuggestionDetail"));
            case SuggestionRefusedException e -> refused(e);
            case WordsNotTakenOutException e -> notTakenOut(e);
            case FileTakenOutException e ->
                    new Problem(
                            422,
                            Speaking.messages().text("failure.notStored"),
                            detail(e, "failure.fileTakenOutDetail"));
            case NoSuchOverlapException e ->
                    new Problem(
                            404,
                            Speaking.messages().text("failure.noPlace"),
                            detail(e, "failure.noPlaceDetail"));
            case UnknownVersionException e ->
                    new Problem(
                            412,
                            Speaking.messages().text("failure.noVersion"),
                            detail(e, "failure.noVersionDetail"));
            case PageTooLargeException e ->
                    new Problem(
                            413,
                            Speaking.messages().text("failure.pageTooLarge"),
                            detail(
                                    e,
                                    "failure.pageTooLargeDetail",
                                    "characters",
                                    Repository.TEXT_CHARS_MAX));
            case BlobTooLargeException e ->
                    new Problem(
                            413,
                            Speaking.messages().text("failure.fileTooLarge"),
                            detail(e, "failure.fileTooLargeDetail"));
            case BundleTooLargeException e ->
                    new Problem(
                            422,
                            Speaking.messages().text("failure.bundleTooLarge"),
                            "%s %s"
                                    .formatted(
                                            detail(e, "failure.bundleTooLargeDetail"),
                                            Speaking.messages()
                                                    .text(
                                                            e.fitsWithoutFiles()
                                                                    ? "failure.bundleLessFiles"
                                                                    : "failure.bundleLessSince")));
            case BackupException e ->
                    new Problem(
                            409,
                            Speaking.messages().text("failure.noBackup"),
                            detail(e, "failure.noBackupDetail"));
            case InviteException e ->
                    new Problem(
                            422,
                            Speaking.messages().text("failure.badInvite"),
                            e.mayBeTaken()
                                    ? detail(e, "failure.inviteMayBeTaken")
                                    : detail(e, "failure.badInviteDetail"));
            case IllegalArgumentException e -> {
                LOG.info("A request was refused: {}", e.getMessage());
                yield new Problem(
                        422,
                        Speaking.messages().text("failure.unusable"),
                        detail(e, "failure.unusableDetail"));
            }
            case SearchUnavailableException e -> {
                LOG.warn("The search index cannot be read: {}", e.getMessage(), e);
                yield new Problem(
                        503,
                        Speaking.messages().text("failure.noSearch"),
                        detail(e, "failure.noSearchDetail"));
            }
            case StorageException e -> {
                LOG.error("Storage failed: {}", e.getMessage(), e);
                yield new Problem(
                        507,
                        Speaking.messages().text("failure.notStored"),
                        detail(e, "failure.notStoredDetail"));
            }
            default -> {
                LOG.error("A request failed: {}", failure.toString(), failure);
                yield new Problem(
                        500,
                        Speaking.messages().text("failure.unknown"),
                        Speaking.messages().text("failure.unknownDetail"));
            }
        };
    }

    private static Problem notAWriter(NotAWriterException e) {
        boolean member = e.because() == NotAWriterException.Because.READS;
        String key =
                switch (e.because()) {
                    case READS -> "failure.notAWriterDetail";
                    case LEFT -> "failure.leftDetail";
                    case REMOVED -> "failure.removedDetail";
                };
        String title =
                Speaking.messages().text(member ? "failure.notAWriter" : "failure.notAMember");
        return new Problem(403, title, detail(e, key));
    }

    private static Problem notTakenOut(WordsNotTakenOutException e) {
        String key =
                switch (e.reason()) {
                    case NOT_THERE -> "redact.notThere";
                    case NOT_IN_TEXT -> "redact.notInText";
                    case PAGE_TOO_LONG -> "redact.pageTooLong";
                    case TOO_OFTEN -> "redact.tooOften";
                    case NO_ROOM -> "redact.noRoom";
                    case WRITTEN_AGAIN -> "redact.writtenAgain";
                };
        Messages messages = Speaking.messages();
        return new Problem(422, messages.text("failure.notTakenOut"), messages.text(key));
    }

    private static Problem refused(SuggestionRefusedException e) {
        int status =
                switch (e.reason()) {
                    case NO_READER -> 403;
                    case TOO_MANY, MAY_WRITE, DELETED, NOT_TAKEN -> 409;
                    case TOO_LARGE -> 413;
                    case NOTHING_CHANGED -> 422;
                };
        String key =
                switch (e.reason()) {
                    case NO_READER -> "failure.suggestNoReader";
                    case TOO_MANY -> "failure.suggestTooMany";
                    case MAY_WRITE -> "failure.suggestMayWrite";
                    case DELETED -> "failure.suggestDeleted";
                    case NOT_TAKEN -> "failure.suggestNotTaken";
                    case TOO_LARGE -> "failure.suggestTooLarge";
                    case NOTHING_CHANGED -> "failure.suggestNothing";
                };
        boolean taking = e.reason() == SuggestionRefusedException.Reason.NOT_TAKEN;
        String title =
                Speaking.messages().text(taking ? "failure.notTaken" : "failure.notSuggested");
        return new Problem(status, title, detail(e, key));
    }

    /**
     * The floors below speak English, and say most exactly what was wrong. Another language says
     * what is true of all failures of a kind.
     */
    private static String detail(Throwable failure, String key, Object... values) {
        String message = failure.getMessage();
        return message != null && Speaking.language() == Language.ENGLISH
                ? message
                : Speaking.messages().text(key, values);
    }
}
