package enquire.web.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.Beside;
import enquire.storage.Records;
import enquire.storage.Version;
import enquire.web.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a mirror knows after a restart: the folder, and for each page its file and what stood in it
 * last. Kept beside the pages, on this computer only. Thread-safe.
 */
final class MirrorMemory {

    private static final String FOLDER = "mirror/folder";
    private static final String PAGES = "mirror/page/";
    private static final String ASIDES = "mirror/aside/";
    private static final String FILES = "mirror/file/";
    private static final String REPLACED = "mirror/replaced/";
    private static final String ALL = "mirror/";

    /** Stored at once; each group waits for the disk. */
    private static final int BATCH = 500;

    private final Records records;
    private final BiFunction<PageId, String, String> left;

    /** For who stores no texts. */
    MirrorMemory(Records records) {
        this(records, (page, text) -> text);
    }

    /**
     * @param left a text of a page without words that were taken out of it for good
     */
    MirrorMemory(Records records, BiFunction<PageId, String, String> left) {
        this.records = records;
        this.left = left;
    }

    /** Empty if this wiki has no mirror. */
    Optional<String> folder() {
        return Optional.ofNullable(records.values(FOLDER).get(FOLDER))
                .map(bytes -> new String(bytes.toArray(), StandardCharsets.UTF_8));
    }

    void folder(String path) {
        records.values(
                Map.of(FOLDER, Optional.of(Bytes.of(path.getBytes(StandardCharsets.UTF_8)))));
    }

    /** Forgets the folder and all its files. */
    void clear() {
        var values = new LinkedHashMap<String, Optional<Bytes>>();
        records.values(ALL).keySet().forEach(name -> values.put(name, Optional.empty()));
        records.values(values);
    }

    List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        records.values(PAGES)
                .forEach((name, value) ->
                        entries.add(entry(PageId.parse(name.substring(PAGES.length())), value)));
        return entries;
    }

    void store(Collection<Entry> entries) {
        var batch = new LinkedHashMap<String, Optional<Bytes>>();
        for (Entry entry : entries) {
            batch.put(name(entry.page), Optional.of(value(entry)));
            if (batch.size() == BATCH) {
                records.values(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            records.values(batch);
        }
    }

    void forget(Entry entry) {
        records.values(Map.of(name(entry.page), Optional.empty()));
    }

    /** What stood in files that were set aside, by their names. */
    Map<String, Standing> asides() {
        var asides = new LinkedHashMap<String, Standing>();
        records.values(ASIDES)
                .forEach((name, value) ->
                        standing(json(value))
                                .ifPresent(stood ->
                                        asides.put(name.substring(ASIDES.length()), stood)));
        return asides;
    }

    /** What stands in the folder for attachments, by their paths. */
    Map<String, KnownFile> files() {
        var files = new LinkedHashMap<String, KnownFile>();
        records.values(FILES)
                .forEach((name, value) -> {
                    JsonNode json = json(value);
                    files.put(
                            name.substring(FILES.length()),
                            new KnownFile(
                                    BlobId.parse(json.path("sha256").asText()),
                                    json.path("bytes").asLong(),
                                    json.path("changed").asLong(),
                                    json.path("ours").asBoolean()));
                });
        return files;
    }

    void storeFiles(Map<String, KnownFile> files) {
        var batch = new LinkedHashMap<String, Optional<Bytes>>();
        files.forEach((path, file) -> {
            Map<String, Object> json =
                    Map.of(
                            "sha256",
                            file.blob().toString(),
                            "bytes",
                            file.bytes(),
                            "changed",
                            file.changed(),
                            "ours",
                            file.ours());
            batch.put(FILES + path, Optional.of(Bytes.of(Json.bytes(json))));
            if (batch.size() == BATCH) {
                records.values(batch);
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            records.values(batch);
        }
    }

    /** Attachments that were about to be replaced, by the names under which they are set aside. */
    Map<String, ReplacedFiles.Note> replaced() {
        var replaced = new LinkedHashMap<String, ReplacedFiles.Note>();
        records.values(REPLACED)
                .forEach((name, value) -> {
                    JsonNode json = json(value);
                    replaced.put(
                            name.substring(REPLACED.length()),
                            new ReplacedFiles.Note(
                                    json.path("path").asText(),
                                    BlobId.parse(json.path("before").asText()),
                                    BlobId.parse(json.path("after").asText())));
                });
        return replaced;
    }

    /** An empty one is forgotten. */
    void storeReplaced(String name, Optional<ReplacedFiles.Note> note) {
        records.values(
                Map.of(
                        REPLACED + name,
                        note.map(each ->
                                Bytes.of(
                                        Json.bytes(
                                                Map.of(
                                                        "path",
                                                        each.path(),
                                                        "before",
                                                        each.before().toString(),
                                                        "after",
                                                        each.after().toString()))))));
    }

    /** Empty ones are forgotten. */
    void storeAsides(Map<String, Optional<Standing>> asides) {
        var values = new LinkedHashMap<String, Optional<Bytes>>();
        asides.forEach((name, stood) ->
                values.put(
                        ASIDES + name,
                        stood.map(each -> Bytes.of(Json.bytes(json(left(page(name), each)))))));
        records.values(values);
    }

    /** Of a file that was set aside. */
    static PageId page(String aside) {
        return PageId.parse(aside.substring(0, aside.indexOf('.')));
    }

    private Standing left(PageId page, Standing standing) {
        return standing instanceof Standing.OfText text
                ? new Standing.OfText(left.apply(page, text.text()), text.sha256(), text.at())
                : standing;
    }

    /**
     * That a page has taken in what was written late: to be stored together with the edit.
     *
     * @param entry of the page, as it will be
     */
    Beside takenLate(String name, Standing.OfText text, Optional<Entry> entry) {
        var values = new LinkedHashMap<String, Optional<Bytes>>();
        values.put(ASIDES + name, Optional.of(Bytes.of(Json.bytes(json(text)))));
        entry.ifPresent(each -> values.put(name(each.page), Optional.of(value(each))));
        return page -> values;
    }

    /** That a page has taken in a text of the folder: to be stored together with the edit. */
    static Beside taken(
            String path, FileText.Manner manner, Standing.OfText text, List<String> linked) {
        Bytes value = value(path, manner, true, false, Optional.empty(), linked, List.of(text));
        return page -> Map.of(name(page), Optional.of(value));
    }

    private static String name(PageId page) {
        return PAGES + page;
    }

    private Bytes value(Entry entry) {
        return value(
                entry.path(),
                entry.manner(),
                entry.isWritten(),
                entry.isAsked(),
                entry.lies(),
                entry.linked(),
                entry.standings().stream().map(each -> left(entry.page, each)).toList());
    }

    private static Bytes value(
            String path,
            FileText.Manner manner,
            boolean written,
            boolean asked,
            Optional<String> lies,
            List<String> linked,
            List<Standing> standings) {
        var json = new LinkedHashMap<String, Object>();
        json.put("path", path);
        json.put("mark", manner.mark());
        json.put("returns", manner.returns());
        json.put("written", written);
        json.put("asked", asked);
        lies.ifPresent(elsewhere -> json.put("lies", elsewhere));
        json.put("linked", OwnLinks.kept(linked));
        json.put("stood", standings.stream().map(MirrorMemory::json).toList());
        return Bytes.of(Json.bytes(json));
    }

    private static Map<String, Object> json(Standing standing) {
        return switch (standing) {
            case Standing.OfVersion version ->
                    Map.of(
                            "version",
                            version.version().token(),
                            "sha256",
                            version.sha256().toHex(),
                            "at",
                            version.at().toEpochMilli());
            case Standing.OfText text ->
                    Map.of(
                            "text",
                            text.text(),
                            "sha256",
                            text.sha256().toHex(),
                            "at",
                            text.at().toEpochMilli());
        };
    }

    private static Entry entry(PageId page, Bytes value) {
        JsonNode json = json(value);
        var manner =
                new FileText.Manner(
                        json.path("mark").asBoolean(), json.path("returns").asBoolean());
        var standings = new ArrayList<Standing>();
        json.path("stood").forEach(each -> standing(each).ifPresent(standings::add));
        var entry =
                new Entry(
                        page,
                        json.path("path").asText(),
                        manner,
                        json.path("written").asBoolean(),
                        standings);
        entry.asked(json.path("asked").asBoolean());
        entry.lies(Optional.ofNullable(json.path("lies").textValue()));
        var linked = new ArrayList<String>();
        json.path("linked").forEach(name -> linked.add(name.asText()));
        entry.linked(linked);
        return entry;
    }

    private static JsonNode json(Bytes value) {
        return Json.object(new String(value.toArray(), StandardCharsets.UTF_8));
    }

    /** Empty if it names no version. */
    private static Optional<Standing> standing(JsonNode json) {
        Instant at = Instant.ofEpochMilli(json.path("at").asLong());
        if (json.has("text") && !json.has("sha256")) { // Of before it was noted.
            return Optional.of(Standing.OfText.of(json.path("text").asText(), at));
        }
        Bytes sha256 = Bytes.ofHex(json.path("sha256").asText());
        if (json.has("text")) {
            return Optional.of(new Standing.OfText(json.path("text").asText(), sha256, at));
        }
        return Version.parse(json.path("version").asText())
                .map(version -> new Standing.OfVersion(version, sha256, at));
    }
}
