// Draws the formulas of a page of a static site. Without it they are text, as everywhere.
import { drawMath } from "../math/math";

void drawMath(document);
