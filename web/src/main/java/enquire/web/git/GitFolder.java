package enquire.web.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/**
 * A tree of git that changes file by file: only folders in which something changed are written
 * again. Holds the names of all files. One thread at a time.
 */
final class GitFolder {

    /** As git sorts: by bytes, and folders as if a slash stood at their end. */
    private static final Comparator<String> ORDER =
            (one, other) ->
                    Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8),
                            other.getBytes(StandardCharsets.UTF_8));

    private final TreeMap<String, ObjectId> files = new TreeMap<>(ORDER);
    private final TreeMap<String, GitFolder> folders = new TreeMap<>(ORDER);
    private @Nullable ObjectId written;

    /** A tree as it is in a repository. */
    static GitFolder read(ObjectReader reader, ObjectId tree) throws IOException {
        var folder = new GitFolder();
        var parser = new CanonicalTreeParser(new byte[0], reader, tree);
        for (; !parser.eof(); parser.next(1)) {
            if (parser.getEntryFileMode().equals(FileMode.TREE)) {
                folder.folders.put(
                        parser.getEntryPathString() + "/", read(reader, parser.getEntryObjectId()));
            } else {
                folder.files.put(parser.getEntryPathString(), parser.getEntryObjectId());
            }
        }
        folder.written = tree;
        return folder;
    }

    /**
     * @param path segments with {@code /} between them; no file stands where one of its folders is
     */
    void put(String path, ObjectId blob) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            if (blob.equals(files.put(path, blob))) {
                return;
            }
        } else {
            folders.computeIfAbsent(path.substring(0, slash + 1), name -> new GitFolder())
                    .put(path.substring(slash + 1), blob);
        }
        written = null;
    }

    Optional<ObjectId> get(String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return Optional.ofNullable(files.get(path));
        }
        return Optional.ofNullable(folders.get(path.substring(0, slash + 1)))
                .flatMap(folder -> folder.get(path.substring(slash + 1)));
    }

    /** Also the folders that would be empty; nothing if there is no such file. */
    void remove(String path) {
        int slash = path.indexOf('/');
        written = null;
        if (slash < 0) {
            files.remove(path);
            return;
        }
        String name = path.substring(0, slash + 1);
        GitFolder folder = folders.get(name);
        if (folder != null) {
            folder.remove(path.substring(slash + 1));
            if (folder.files.isEmpty() && folder.folders.isEmpty()) {
                folders.remove(name);
            }
        }
    }

    /** Its id, after everything that changed was written. */
    ObjectId write(ObjectInserter inserter) throws IOException {
        ObjectId known = written;
        if (known != null) {
            return known;
        }
        var entries = new TreeMap<String, ObjectId>(ORDER);
        entries.putAll(files);
        for (var folder : folders.entrySet()) {
            entries.put(folder.getKey(), folder.getValue().write(inserter));
        }
        var tree = new TreeFormatter();
        for (var entry : entries.entrySet()) {
            String name = entry.getKey();
            if (name.endsWith("/")) {
                tree.append(name.substring(0, name.length() - 1), FileMode.TREE, entry.getValue());
            } else {
                tree.append(name, FileMode.REGULAR_FILE, entry.getValue());
            }
        }
        ObjectId id = inserter.insert(tree);
        written = id;
        return id;
    }
}
