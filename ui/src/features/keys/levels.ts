import type { SignatureLevel } from "../../bindings/SignatureLevel";

/** What a signature may hold, from less to more. */
export const LEVELS: readonly SignatureLevel[] = ["b-b", "b-t", "b-lt", "b-lta"];
