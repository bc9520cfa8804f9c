package enquire.web.pages;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import enquire.web.html.SafeHtml;
import java.util.Map;

/** A text as a QR code (ISO/IEC 18004), drawn as SVG. */
final class QrCode {

    /** Light modules around the code, as the standard asks. */
    private static final int MARGIN = 4;

    private QrCode() {}

    /**
     * Empty if the text is too long for any code (more than about 2,900 characters).
     *
     * @param label what it is, for who does not see it
     */
    static SafeHtml svg(String text, String label) {
        BitMatrix matrix;
        try {
            matrix =
                    new QRCodeWriter()
                            .encode(
                                    text,
                                    BarcodeFormat.QR_CODE,
                                    1,
                                    1,
                                    Map.of(
                                            EncodeHintType.ERROR_CORRECTION,
                                            ErrorCorrectionLevel.L,
                                            EncodeHintType.MARGIN,
                                            MARGIN));
        } catch (WriterException tooLong) {
            return SafeHtml.EMPTY;
        }
        var path = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                if (matrix.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return SafeHtml.drawing(matrix.getWidth(), matrix.getHeight(), path.toString(), label);
    }
}
