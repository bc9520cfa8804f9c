// Draws the formulas of a page that is one file, as MathML: browsers draw that with fonts of their own.
import { drawMath } from "../math/math";

void drawMath(document, "mathml");
