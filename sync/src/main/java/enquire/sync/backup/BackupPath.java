package enquire.sync.backup;

import enquire.editor.page.BlobId;
import enquire.editor.page.WikiId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file stands in a backup, which is where it stands in the data folder. There are four
 * kinds and no others, so that no path leads anywhere else.
 */
public sealed interface BackupPath {

    /** As it is written, with slashes. */
    String text();

    /** The key of the node. */
    record Identity() implements BackupPath {
        @Override
        public String text() {
            return "node/identity.p12";
        }
    }

    /** Its settings, names and addresses. */
    record NodeRecords() implements BackupPath {
        @Override
        public String text() {
            return "node/node.db";
        }
    }

    /** The pages of a wiki. */
    record WikiDatabase(WikiId wiki) implements BackupPath {
        @Override
        public String text() {
            return "wikis/%s/wiki.db".formatted(wiki);
        }
    }

    /** One of its attachments. */
    record Blob(WikiId wiki, BlobId blob) implements BackupPath {
        @Override
        public String text() {
            return "wikis/%s/blobs/%s/%s".formatted(wiki, blob.toString().substring(0, 2), blob);
        }
    }

    /** Of a wiki, and of an attachment if there is one. */
    Pattern OF_WIKI =
            Pattern.compile("wikis/([0-9a-f]{64})/(?:wiki\\.db|blobs/[0-9a-f]{2}/([0-9a-f]{64}))");

    /**
     * @return empty for any other path
     */
    static Optional<BackupPath> parse(String text) {
        return kind(text).filter(path -> path.text().equals(text));
    }

    private static Optional<BackupPath> kind(String text) {
        if (text.equals("node/identity.p12")) {
            return Optional.of(new Identity());
        }
        if (text.equals("node/node.db")) {
            return Optional.of(new NodeRecords());
        }
        Matcher matcher = OF_WIKI.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        WikiId wiki = WikiId.parse(matcher.group(1));
        String blob = matcher.group(2);
        return Optional.of(
                blob == null ? new WikiDatabase(wiki) : new Blob(wiki, BlobId.parse(blob)));
    }
}
