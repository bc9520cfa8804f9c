package enquire.web.vault;

import enquire.storage.Repository;
import enquire.web.http.Problem;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/** Imports what lies in a folder or a file, whichever program wrote it. */
public final class Imports {

    /** The largest file, in bytes. It is on disk once more while it is read. */
    public static final long FILE_BYTES_MAX = 4L * 1024 * 1024 * 1024;

    /**
     * What somebody asked for.
     *
     * @param from the program that wrote it; seen from what is there, if it is empty
     * @param wholeTop whether a lone folder at the top of a zip file is a part of the titles; else
     *     it is what was zipped
     */
    public record Wish(Optional<VaultKind> from, boolean wholeTop) {

        /** Nothing was said. */
        public static final Wish NONE = new Wish(Optional.empty(), false);
    }

    private Imports() {}

    /**
     * From a folder. Nothing outside of it is read: links are not followed.
     *
     * @throws IOException if it cannot be read
     */
    public static ImportReport folder(
            Repository repository, Path folder, Wish wish, ImportProgress progress)
            throws IOException, InterruptedException {
        FolderVault vault = FolderVault.read(folder);
        var known = new Wish(Optional.of(kind(vault, folder, wish.from())), wish.wholeTop());
        return run(repository, vault, known, progress);
    }

    /**
     * From a file.
     *
     * @throws ProblemException 422 if it is nothing that can be imported, 413 if it is more than
     *     can be; nothing was imported then
     * @throws IOException if it cannot be read to its end; what was imported is safe
     */
    public static ImportReport file(
            Repository repository, Path file, Wish wish, ImportProgress progress)
            throws IOException, InterruptedException {
        if (!isZip(file)) {
            var dump = new Wish(Optional.of(VaultKind.MEDIAWIKI), wish.wholeTop());
            return run(repository, dump(file), dump, progress);
        }
        try (var zip = zip(file)) {
            return run(repository, wish.wholeTop() ? zip : TopFolder.of(zip), wish, progress);
        }
    }

    /**
     * Looks whether there is anything in a folder or a file, before a wiki is made for it.
     *
     * @throws ProblemException 422 if it is nothing that can be imported
     * @throws IOException if it cannot be read
     */
    public static void check(Path source, Optional<VaultKind> from) throws IOException {
        if (Files.isDirectory(source)) {
            FolderVault vault = FolderVault.read(source);
            seen(vault, Optional.of(kind(vault, source, from)));
        } else if (isZip(source)) {
            try (var zip = zip(source)) {
                seen(TopFolder.of(zip), from);
            }
        } else {
            dump(source);
        }
    }

    private static Vault dump(Path file) throws IOException {
        DumpFile dump = DumpFile.of(file);
        NothingToImport.checkDump(dump.entries().getFirst());
        return dump;
    }

    private static VaultKind kind(Vault vault, Path folder, Optional<VaultKind> from) {
        return from.orElseGet(() -> VaultKind.of(vault, name(folder)));
    }

    /** Empty of the root of a file system; of {@code .} it is that of the folder. */
    static String name(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    /** Which program wrote it, if it has pages. */
    private static VaultKind seen(Vault vault, Optional<VaultKind> from) {
        VaultKind kind = from.orElseGet(() -> VaultKind.of(vault));
        NothingToImport.check(vault, kind);
        return kind;
    }

    /** APPNOTE.TXT 6.3.10, section 4.3: of an entry, or of the end of an empty file. */
    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }

    private static ZipVault zip(Path file) throws IOException {
        try {
            return ZipVault.read(file);
        } catch (ZipException e) {
            throw new ProblemException(
                    422,
                    Speaking.messages().text("import.noZip"),
                    Speaking.messages()
                            .text("import.noZipDetail", "why", String.valueOf(e.getMessage())));
        }
    }

    private static ImportReport run(
            Repository repository, Vault vault, Wish wish, ImportProgress progress)
            throws IOException, InterruptedException {
        VaultKind kind = seen(vault, wish.from());
        return new VaultImport(repository, progress).run(vault, kind);
    }

    /** What to say of one that could not be read to its end. */
    public static Problem broken(IOException failure) {
        return new Problem(
                500,
                Speaking.messages().text("import.unreadBack"),
                Speaking.messages()
                        .text(
                                "import.unreadBackDetail",
                                "why",
                                String.valueOf(failure.getMessage())));
    }
}
