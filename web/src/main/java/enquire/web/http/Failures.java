package enquire.web.http;

import enquire.editor.page.InvalidTitleException;
import enquire.storage.BlobTooLargeException;
import enquire.storage.NoSuchPageException;
import enquire.storage.NoSuchSuggestionException;
import enquire.storage.NotAWriterException;
import enquire.storage.PageTooLargeException;
import enquire.storage.StorageException;
import enquire.storage.TitleTakenException;
import enquire.storage.UnknownVersionException;
import enquire.storage.search.SearchUnavailableException;
import enquire.sync.node.InviteException;
import enquire.sync.node.NoSuchOverlapException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which problem each failure of the floors below is: the one place that knows status codes. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    public static Problem problem(Throwable failure) {
        return switch (failure) {
            case ProblemException e -> e.problem();
            case InvalidTitleException e -> new Problem(422, "That cannot be a title.", message(e));
            case TitleTakenException e -> new Problem(409, "That title is taken.", message(e));
            case NoSuchPageException e -> new Problem(404, "There is no such page.", message(e));
            case NotAWriterException e ->
                    new Problem(403, "You can read this wiki, not write in it.", message(e));
            case NoSuchSuggestionException e ->
                    new Problem(404, "There is no such suggestion any more.", message(e));
            case NoSuchOverlapException e ->
                    new Problem(404, "There is no such place any more.", message(e));
            case UnknownVersionException e ->
                    new Problem(412, "That version is not known here.", message(e));
            case PageTooLargeException e -> new Problem(413, "This page is too large.", message(e));
            case BlobTooLargeException e -> new Problem(413, "The file is too large.", message(e));
            case InviteException e -> new Problem(422, "That invite does not work.", message(e));
            case IllegalArgumentException e -> {
                LOG.info("A request was refused: {}", e.getMessage());
                yield new Problem(422, "That cannot be used.", message(e));
            }
            case SearchUnavailableException e -> {
                LOG.warn("The search index cannot be read: {}", e.getMessage(), e);
                yield new Problem(503, "Search does not work at the moment.", message(e));
            }
            case StorageException e -> {
                LOG.error("Storage failed: {}", e.getMessage(), e);
                yield new Problem(507, "This computer could not store that.", message(e));
            }
            default -> {
                LOG.error("A request failed: {}", failure.toString(), failure);
                yield new Problem(
                        500,
                        "Something went wrong inside Enquire.",
                        "What was saved before is safe. The log file in the data folder says"
                                + " more.");
            }
        };
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }
}
