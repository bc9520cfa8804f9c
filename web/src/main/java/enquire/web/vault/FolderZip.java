package enquire.web.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A folder as one stream, on its way to a node. Nothing is compressed: it stays on the computer.
 */
public final class FolderZip {

    private static final int PIPE_BYTES = 256 * 1024;

    private final FolderVault vault;
    private final String name;

    private FolderZip(FolderVault vault, String name) {
        this.vault = vault;
        this.name = name;
    }

    /**
     * @throws IOException if the folder cannot be read
     */
    public static FolderZip of(Path folder) throws IOException {
        return new FolderZip(FolderVault.read(folder), Imports.name(folder));
    }

    /** Path and reason of each file that is not in the stream. */
    public List<String> leftOut() {
        return vault.leftOut().stream().map(left -> left.path() + ": " + left.why()).toList();
    }

    /** What the folder looks like: what tells it is its name or hidden, and not in the stream. */
    public VaultKind kind() {
        return VaultKind.of(vault, name);
    }

    /** Written by a thread of its own; ends early if a file cannot be read any more. */
    public InputStream stream() {
        try {
            var in = new PipedInputStream(PIPE_BYTES);
            var out = new PipedOutputStream(in);
            Thread.ofVirtual().name("zip").start(() -> write(out));
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(PipedOutputStream pipe) {
        try (pipe) {
            var zip = new ZipOutputStream(pipe, StandardCharsets.UTF_8);
            zip.setLevel(0);
            for (Vault.Entry entry : vault.entries()) {
                zip.putNextEntry(new ZipEntry(entry.path()));
                try (InputStream in = entry.source().open()) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
            // Not reached when a file fails: without its end the zip is broken, and the node says
            // so.
            zip.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("A file could not be read.", e);
        }
    }
}
