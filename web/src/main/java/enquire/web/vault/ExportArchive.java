package enquire.web.vault;

import enquire.web.http.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An export on its way out, as a zip file that comes to be while it is sent. Its last entry, {@link
 * #END}, says what is in it and what is not: without it the export is not whole. Each time is the
 * same, so that two exports of one state are equal. One thread at a time.
 */
public final class ExportArchive {

    /** Begins with a dot, so no import takes it for a part of a wiki. */
    public static final String END = ".enquire-export.json";

    /** Where the times of zip files begin. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** The packer writes half a kilobyte at a time. (Guess.) */
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Named one by one; the rest is counted. */
    private static final int LEFT_OUT_SHOWN_MAX = 1_000;

    private final ZipOutputStream zip;
    private final List<ExportSummary.Left> leftOut = new ArrayList<>();
    private int leftOutCount;

    public ExportArchive(OutputStream out) {
        zip =
                new ZipOutputStream(
                        new BufferedOutputStream(out, BUFFER_BYTES), StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /**
     * @param place from the top, taken by nothing else
     */
    public void put(String place, byte[] content) throws IOException {
        begin(place);
        zip.write(content);
        zip.closeEntry();
    }

    /** The same, of any size. */
    public void put(String place, InputStream content) throws IOException {
        begin(place);
        content.transferTo(zip);
        zip.closeEntry();
    }

    private void begin(String place) throws IOException {
        var entry = new ZipEntry(place);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
    }

    /** Something of the wiki that is not in the export. */
    public void leaveOut(String what, String why) {
        leftOutCount++;
        if (leftOut.size() < LEFT_OUT_SHOWN_MAX) {
            leftOut.add(new ExportSummary.Left(what, why));
        }
    }

    /**
     * @param elsewhere pages that this computer knows by title alone
     * @return what the end says
     */
    public ExportSummary finish(int pages, int files, int elsewhere) throws IOException {
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("pages", pages);
        end.put("files", files);
        end.put("elsewhere", elsewhere);
        end.put(
                "leftOut",
                leftOut.stream()
                        .map(left -> Map.of("what", left.what(), "why", left.why()))
                        .toList());
        end.put("leftOutCount", leftOutCount);
        put(END, Json.text(end).getBytes(StandardCharsets.UTF_8));
        zip.finish();
        zip.flush();
        return new ExportSummary(pages, files, elsewhere, List.copyOf(leftOut), leftOutCount);
    }
}
