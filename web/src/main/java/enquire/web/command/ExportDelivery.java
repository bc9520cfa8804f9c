package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.storage.DiskWords;
import enquire.web.http.Json;
import enquire.web.vault.ExportArchive;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * An export on its way to a folder or a zip file of this computer. It is written beside its place
 * and gets its name when it is whole: what breaks off leaves nothing there. One thread.
 */
final class ExportDelivery implements AutoCloseable {

    /** How much there is so far: files in a folder, or bytes of a zip file; 0 of the other. */
    @FunctionalInterface
    interface Progress {
        void at(int files, long bytes);
    }

    private static final int COPY_BYTES = 65_536;

    private final Path target;
    private final boolean zip;
    private final boolean fresh;
    private final ExportPart held;
    private final Path part;

    private ExportDelivery(Path target, boolean zip, boolean fresh, ExportPart held) {
        this.target = target;
        this.zip = zip;
        this.fresh = fresh;
        this.held = held;
        this.part = held.path();
    }

    /**
     * @param named a folder that is empty or does not exist, or {@code NAME.zip}, which does not
     *     exist
     * @throws CommandException if something is there, another export is on its way there, or
     *     nothing can be written there; nothing was
     */
    static ExportDelivery to(Path named) {
        Path target = named.toAbsolutePath().normalize();
        boolean folder = Files.isDirectory(target);
        boolean zip = !folder && target.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
        try {
            requireRoom(target, folder);
            ExportPart held = folder ? ExportPart.in(target) : ExportPart.beside(target);
            try {
                requireRoom(target, folder); // Another export may have come to its end just now.
                if (!zip) {
                    Files.createDirectory(held.path());
                }
            } catch (IOException | CommandException e) {
                held.close();
                throw e;
            }
            return new ExportDelivery(target, zip, !folder, held);
        } catch (IOException e) {
            throw notWritable(target, e);
        }
    }

    private static void requireRoom(Path target, boolean folder) throws IOException {
        if (folder) {
            requireEmpty(target);
        } else if (Files.exists(target)) {
            throw new CommandException(
                    "%s is there already. Nothing was written; choose a new name."
                            .formatted(target));
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            if (!content.allMatch(ExportPart::isOne)) {
                throw new CommandException(
                        "%s is not empty. Nothing was written; choose a new folder."
                                .formatted(folder));
            }
        }
    }

    /** Where it will be. */
    Path target() {
        return target;
    }

    /**
     * Takes it in, to its end.
     *
     * @param progress told how much there is so far
     * @param leftOut told what this computer cannot write, and why
     * @return what the export says of itself
     * @throws CommandException if it cannot be written, or has no end
     */
    JsonNode take(InputStream archive, Progress progress, BiConsumer<String, String> leftOut) {
        try {
            var incoming = new Incoming(archive);
            Optional<JsonNode> end =
                    zip ? store(incoming, progress) : unpack(incoming, progress, leftOut);
            JsonNode whole = end.orElseThrow(() -> new EOFException("it has no end"));
            name();
            return whole;
        } catch (BrokenOffException | ZipException | EOFException e) {
            throw new CommandException(
                    "The export broke off (%s). Nothing was written to %s, and the wiki is untouched. Try again; “enquire doctor” looks for what is wrong."
                            .formatted(e.getMessage(), target));
        } catch (IOException e) {
            throw notWritable(target, e);
        }
    }

    private Optional<JsonNode> store(InputStream archive, Progress progress) throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
            for (int got = archive.read(buffer); got >= 0; got = archive.read(buffer)) {
                out.write(buffer, 0, got);
                bytes += got;
                progress.at(0, bytes);
            }
        }
        try (var stored = new ZipFile(part.toFile(), StandardCharsets.UTF_8)) {
            ZipEntry end = stored.getEntry(ExportArchive.END);
            return end == null ? Optional.empty() : Optional.of(report(stored.getInputStream(end)));
        }
    }

    private Optional<JsonNode> unpack(
            InputStream archive, Progress progress, BiConsumer<String, String> leftOut)
            throws IOException {
        var entries = new ZipInputStream(archive, StandardCharsets.UTF_8);
        Optional<JsonNode> end = Optional.empty();
        int written = 0;
        for (ZipEntry entry = entries.getNextEntry();
                entry != null;
                entry = entries.getNextEntry()) {
            if (entry.getName().equals(ExportArchive.END)) {
                end = Optional.of(report(entries));
                continue;
            }
            Optional<Path> file = inside(entry.getName());
            if (file.isEmpty()) {
                leftOut.accept(entry.getName(), "no file can have this name");
            } else if (write(entries, file.get(), leftOut)) {
                progress.at(++written, 0);
            }
        }
        archive.transferTo(OutputStream.nullOutputStream()); // Else the node would see it broken.
        return end;
    }

    private boolean write(InputStream content, Path file, BiConsumer<String, String> leftOut)
            throws IOException {
        try {
            Files.createDirectories(file.getParent());
            Files.copy(content, file);
            return true;
        } catch (FileAlreadyExistsException e) {
            Path inTheWay = part.relativize(Path.of(e.getFile()));
            leftOut.accept(
                    part.relativize(file).toString(), "%s is in its way".formatted(inTheWay));
            return false;
        }
    }

    private static JsonNode report(InputStream in) throws IOException {
        return Json.object(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    /** A name from a node, which may be anything, within the folder. */
    private Optional<Path> inside(String name) {
        try {
            Path path = part.resolve(name).normalize();
            return path.startsWith(part) && !path.equals(part)
                    ? Optional.of(path)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void name() throws IOException {
        if (fresh) {
            Files.move(part, target);
            return;
        }
        List<Path> all;
        try (Stream<Path> content = Files.list(part)) {
            all = content.toList();
        }
        for (Path each : all) {
            Files.move(each, target.resolve(each.getFileName()));
        }
    }

    /** Nothing half done stays. */
    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException e) {
            throw notWritable(part, e);
        }
    }

    private static CommandException notWritable(Path target, IOException e) {
        return new CommandException(
                "%s cannot be written (%s). Nothing of it stays there, and the wiki is untouched. %s"
                        .formatted(target, DiskWords.reason(e), DiskWords.advice(e)));
    }

    /** What comes from the node has no more to read, other than what goes to the disk. */
    private static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static final class Incoming extends FilterInputStream {

        Incoming(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw new BrokenOffException(e);
            }
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                return super.read(into, from, length);
            } catch (IOException e) {
                throw new BrokenOffException(e);
            }
        }
    }
}
