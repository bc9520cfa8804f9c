package enquire.web.git;

import enquire.storage.FolderTree;
import enquire.web.language.Speaking;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A bare repository in a folder, with one branch. A commit is there when {@link #reach} was told of
 * it; what was written before is kept by nothing and harms nothing. One thread at a time.
 */
final class GitRepository implements AutoCloseable {

    private static final String BRANCH = Constants.R_HEADS + "main";

    /** Of one repository beside each other: others' folders that are called so. (Guess.) */
    private static final int PARTS_MAX = 100;

    /** Says that a folder is one of ours that is not whole yet. */
    private static final String MARKER = "enquire-not-whole";

    private static final String SECTION = "enquire";

    private final Repository repository;
    private final ObjectInserter inserter;
    private ObjectId head;

    private GitRepository(Repository repository) throws IOException {
        this.repository = repository;
        this.inserter = repository.newObjectInserter();
        this.head = Optional.ofNullable(repository.resolve(BRANCH)).orElse(ObjectId.zeroId());
    }

    /**
     * Opens the repository of a wiki, or makes it: beside its place, so that it is there whole.
     *
     * @param folder absolute
     * @throws GitRefusedException if something else is there
     */
    static GitRepository open(Path folder, String wiki) throws IOException {
        OwnSettings.use();
        if (Files.notExists(folder) || isEmpty(folder)) {
            make(folder, wiki);
        }
        Repository repository = at(folder);
        String owner = repository.getConfig().getString(SECTION, null, "wiki");
        if (!repository.getObjectDatabase().exists() || !wiki.equals(owner)) {
            repository.close();
            throw refused(owner == null ? "git.notEmpty" : "git.otherWiki", folder);
        }
        return new GitRepository(repository);
    }

    private static GitRefusedException refused(String key, Path folder) {
        return new GitRefusedException(Speaking.messages().text(key, "folder", folder.toString()));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw refused("git.isFile", folder);
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }

    private static void make(Path folder, String wiki) throws IOException {
        Path part = part(folder);
        try {
            try (Repository made = at(part)) {
                made.create(true);
                made.getConfig().setString(SECTION, null, "wiki", wiki);
                made.getConfig().save();
                RefUpdate symbolic = made.updateRef(Constants.HEAD);
                symbolic.link(BRANCH);
            }
            Files.deleteIfExists(folder);
            Files.move(part, folder);
            Files.delete(folder.resolve(MARKER));
        } finally {
            FolderTree.remove(part);
        }
    }

    /** A new folder beside it: what stands there already may be somebody else's. */
    private static Path part(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        for (int number = 0; number < PARTS_MAX; number++) {
            sweep(part(folder, number));
        }
        int number = 0;
        while (true) {
            try {
                Path part = Files.createDirectory(part(folder, number));
                Files.createFile(part.resolve(MARKER));
                return part;
            } catch (FileAlreadyExistsException e) {
                number++;
                if (number == PARTS_MAX) {
                    throw e;
                }
            }
        }
    }

    private static Path part(Path folder, int number) {
        return folder.resolveSibling(".%s.%d.part".formatted(folder.getFileName(), number));
    }

    /** What a kill left in the first moment: it is marked, or nothing is in it yet. */
    private static void sweep(Path part) throws IOException {
        if (Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)
                && (Files.exists(part.resolve(MARKER)) || isEmpty(part))) {
            FolderTree.remove(part);
        }
    }

    private static Repository at(Path folder) throws IOException {
        try {
            return new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
        } catch (IOException e) {
            if (e.getCause() instanceof ConfigInvalidException) {
                throw refused("git.badSettings", folder);
            }
            throw e;
        }
    }

    ObjectInserter inserter() {
        return inserter;
    }

    /** Looks at a commit. */
    @FunctionalInterface
    interface Visitor {
        void visit(RevCommit commit, ObjectReader reader) throws IOException;
    }

    /** Shows all commits, the oldest first. */
    void visit(Visitor visitor) throws IOException {
        if (head.equals(ObjectId.zeroId())) {
            return;
        }
        try (ObjectReader reader = repository.newObjectReader();
                var walk = new RevWalk(reader)) {
            walk.markStart(walk.parseCommit(head));
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            for (RevCommit commit : walk) {
                visitor.visit(commit, reader);
            }
        }
    }

    /** The files as the newest commit has them. */
    GitFolder files() throws IOException {
        if (head.equals(ObjectId.zeroId())) {
            return new GitFolder();
        }
        try (ObjectReader reader = repository.newObjectReader();
                var walk = new RevWalk(reader)) {
            return GitFolder.read(reader, walk.parseCommit(head).getTree());
        }
    }

    /** One commit behind the newest; not reached by a branch yet. */
    void commit(ObjectId tree, PersonIdent author, PersonIdent committer, String message)
            throws IOException {
        var commit = new CommitBuilder();
        commit.setTreeId(tree);
        if (!head.equals(ObjectId.zeroId())) {
            commit.setParentId(head);
        }
        commit.setAuthor(author);
        commit.setCommitter(committer);
        commit.setMessage(message);
        head = inserter.insert(commit);
    }

    /** From now on the newest commit is there, whatever happens. */
    void reach() throws IOException {
        inserter.flush();
        RefUpdate update = repository.updateRef(BRANCH);
        if (head.equals(
                Optional.ofNullable(repository.resolve(BRANCH)).orElse(ObjectId.zeroId()))) {
            return;
        }
        update.setNewObjectId(head);
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
            throw new GitRefusedException(
                    Speaking.messages().text("git.changed", "how", result.toString()));
        }
    }

    @Override
    public void close() {
        inserter.close();
        repository.close();
    }
}
