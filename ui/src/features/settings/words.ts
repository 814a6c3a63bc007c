import type { SecretStoreKind } from "../../bindings/SecretStoreKind";

export const STORE_WORDS: Record<SecretStoreKind, "store-keychain" | "store-sealed-file"> = {
  keychain: "store-keychain",
  sealed_file: "store-sealed-file",
};
