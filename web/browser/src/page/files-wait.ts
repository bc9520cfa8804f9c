// What says in this browser that files of a wiki wait for the node, so that no screen opens their database for nothing.
import { remember, remembered } from "./remembered";

const sign = (wiki: string) => `enquire:files-wait:${wiki}`;

export const someWait = (wiki: string): boolean => remembered(sign(wiki)) === "yes";

export const noteWaiting = (wiki: string, some: boolean) => void remember(sign(wiki), some ? "yes" : "");
