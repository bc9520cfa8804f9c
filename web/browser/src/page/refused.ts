// Whether this browser ever kept words of this wiki that its node refused: they may wait here still
// when their author may write again.
import { remember, remembered } from "./remembered";
import { wiki } from "./wiki";

const name = (): string => `refused/${wiki}`;

export const noteRefused = (): boolean => remember(name(), "yes");

export const wasRefused = (): boolean => remembered(name()) !== null;
