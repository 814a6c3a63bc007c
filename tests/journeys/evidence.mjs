// What an organisation does with the evidence of a signature, on another computer than the one it was made at: it has the
// private half of the key the movement was sealed to (HPKE base mode, RFC 9180; docs/evidence.md names the suite).

import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync } from "node:crypto";

const KEM = Buffer.from([...Buffer.from("KEM"), 0, 0x20]);
const HPKE = Buffer.from([...Buffer.from("HPKE"), 0, 0x20, 0, 1, 0, 3]);

/** A key pair: the public half as the settings take it, the private one for `opened`. */
export function organisation() {
  const { privateKey } = generateKeyPairSync("x25519");
  return { publicHex: rawPublic(privateKey).toString("hex"), privateKey };
}

/** The movement within an evidence file, in points of `[x, y, milliseconds, pressure, tilt]`. */
export function opened({ envelope, signer, biometrics }, privateKey) {
  const encapsulated = Buffer.from(biometrics.encapsulated_key, "base64");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "X25519", x: encapsulated.toString("base64url") }, format: "jwk" });
  const shared = diffieHellman({ privateKey, publicKey });
  const context = Buffer.concat([encapsulated, rawPublic(privateKey)]);
  const secret = expand(extract("", "eae_prk", shared, KEM), "shared_secret", context, 32, KEM);
  const schedule = Buffer.concat([Buffer.from([0]), extract("", "psk_id_hash", "", HPKE), extract("", "info_hash", "paraphe-evidence/1", HPKE)]);
  const base = extract(secret, "secret", "", HPKE);
  const sealed = Buffer.from(biometrics.ciphertext, "base64");
  const cipher = createDecipheriv("chacha20-poly1305", expand(base, "key", schedule, 32, HPKE), expand(base, "base_nonce", schedule, 12, HPKE), { authTagLength: 16 });
  cipher.setAAD(Buffer.from(`${envelope.id} ${signer.recipient}`), { plaintextLength: sealed.length - 16 });
  cipher.setAuthTag(sealed.subarray(-16));
  return JSON.parse(Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])).points;
}

function rawPublic(privateKey) {
  return Buffer.from(createPublicKey(createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }))).export({ format: "jwk" }).x, "base64url");
}

function extract(salt, label, key, suite) {
  return createHmac("sha256", salt).update(Buffer.concat([Buffer.from("HPKE-v1"), suite, Buffer.from(label), Buffer.from(key)])).digest();
}

/** One block of HKDF: nothing here is longer. */
function expand(key, label, info, length, suite) {
  const told = Buffer.concat([Buffer.from([0, length]), Buffer.from("HPKE-v1"), suite, Buffer.from(label), info]);
  return createHmac("sha256", key).update(Buffer.concat([told, Buffer.from([1])])).digest().subarray(0, length);
}
